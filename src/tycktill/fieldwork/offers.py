"""How many were offered the questionnaire, and the response rate that follows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True, order=True)
class Offer:
    """How many a unit says that it offered a questionnaire in a round; more may have answered.

    At `least` so many were offered it all the same, as is known from elsewhere: the unit has not counted all.
    """

    round: str
    instrument: str
    municipality: str
    unit: str
    offered: int
    least: int = 0


@dataclass(frozen=True, slots=True)
class Offered:
    """How many were offered a questionnaire: exactly `number`, or at least as many.

    Nobody answers who was not offered to. Where fewer were counted than answered, or nobody was, some of the offered
    were not counted, and those who answered are all that is known (docs/method/counting.md).
    """

    number: int
    is_exact: bool = True

    @classmethod
    def of(cls, counted: int | None, answered: int) -> Self:
        """By a unit's own count; None where there is none."""
        return cls(max(counted or 0, answered), is_exact=counted is not None and counted >= answered)

    @classmethod
    def from_columns(cls, offered: int | None, least: int | None, answered: int) -> Self:
        """By the columns of a table; where both are empty no more is known than how many answered."""
        known = offered if offered is not None else least if least is not None else answered
        return cls(known, is_exact=offered is not None)

    @classmethod
    def together(cls, units: Iterable[tuple[int, int]]) -> Self:
        """Of units that counted so many, and where so many answered."""
        number, is_exact = 0, True
        for counted, answered in units:
            number += max(counted, answered)
            is_exact = is_exact and counted >= answered
        return cls(number, is_exact=is_exact)

    def __add__(self, other: Self) -> Self:
        """Of two units, or of two questionnaires."""
        return type(self)(self.number + other.number, is_exact=self.is_exact and other.is_exact)

    def columns(self, answered: int) -> tuple[int | None, int | None]:
        """The columns of a table: the number, or else the least that it can be where so many did not all answer."""
        if self.is_exact:
            return self.number, None
        return None, self.number if self.number > answered else None


@dataclass(frozen=True, slots=True)
class ResponseRate:
    """Answered of offered (method 2.11). None of it says how the offered were counted: name that beside it."""

    offered: int
    answered: int

    def __post_init__(self) -> None:
        if self.answered > self.offered:
            raise ValueError(f"{self.answered} answered of {self.offered} offered")

    @property
    def share(self) -> float | None:
        """0-1, or None when nobody was offered."""
        return self.answered / self.offered if self.offered else None

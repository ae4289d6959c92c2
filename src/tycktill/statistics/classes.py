"""What may be known of a share: the interval that its numerator lies in."""

from dataclasses import dataclass
from typing import NamedTuple, Protocol


class Spanning(Protocol):
    """A share of so many answers that lies between two limits."""

    @property
    def valid(self) -> int:
        """How many answers it is a share of."""

    @property
    def share_min(self) -> float:
        """The least that it can be."""

    @property
    def share_max(self) -> float:
        """The most that it can be."""


class Span(NamedTuple):
    """A share that is worked out of others, such as a standardised one: it may lie outside 0-1."""

    valid: int
    share_min: float
    share_max: float


@dataclass(frozen=True, slots=True)
class ShareClass:
    """A share of `valid` answers whose numerator x is known as `least` <= x <= `most` only.

    Whatever is computed from a published share is computed from this: a decimal of a bound or of a p-value made of x
    itself would give x away. An exact share has `least` = `most`; a withheld one all from 0 to `valid`. Raises
    ValueError unless 0 <= least <= most <= valid and valid >= 1.
    """

    valid: int
    least: int
    most: int

    def __post_init__(self) -> None:
        if not 0 <= self.least <= self.most <= self.valid or self.valid < 1:
            raise ValueError(f"{self.least} to {self.most} positive of {self.valid} valid answers")

    @property
    def is_exact(self) -> bool:
        """Whether the numerator is known."""
        return self.least == self.most

    @property
    def share(self) -> float | None:
        """x/n where x is known."""
        return self.least / self.valid if self.is_exact else None

    @property
    def share_min(self) -> float:
        """The least that the share can be."""
        return self.least / self.valid

    @property
    def share_max(self) -> float:
        """The most that the share can be."""
        return self.most / self.valid

    @property
    def numerators(self) -> range:
        """All that x can be."""
        return range(self.least, self.most + 1)

    def narrowed_by(self, other: "ShareClass") -> "ShareClass | None":
        """What two say together of the same answers; None where they contradict each other, or are of other numbers."""
        least, most = max(self.least, other.least), min(self.most, other.most)
        return ShareClass(self.valid, least, most) if self.valid == other.valid and least <= most else None

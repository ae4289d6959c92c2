"""How many were offered the questionnaire, and the response rate that follows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Offer:
    """How many a unit offered a questionnaire in a round."""

    round: str
    instrument: str
    municipality: str
    unit: str
    offered: int


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

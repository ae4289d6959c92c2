"""What the audit says of a release."""

from dataclasses import dataclass

from tycktill.terms import Fault

MOST_ANSWERS = 20
"""Of more answers a narrow interval tells of the group and not of anybody in it."""


@dataclass(frozen=True, slots=True)
class Exposure:
    """A group that is not shown, its valid answers, and from how few to how many of them can be positive.

    Where the release does not tell how many answered, `is_known` is false and `valid` as many as can have.
    """

    group: str
    question: str
    valid: int
    least: int
    most: int
    is_known: bool = True

    @property
    def order(self) -> tuple[bool, bool, float, int]:
        """The less, the more worth naming: what is surely so, of few, and little of what could have been still can."""
        left = (self.most - self.least + 1) / (self.valid + 1)
        return self.valid > MOST_ANSWERS, not self.is_known, left, -self.valid

    def __str__(self) -> str:
        told = f"{self.least}" if self.least == self.most else f"{self.least} to {self.most}"
        knower = f"whoever knows {'who' if self.is_known else f'that {self.valid}'} answered can say that"
        return f"{self.group}, {self.question}: {knower} {told} of {self.valid} are positive"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Everything wrong, and where nothing is, the group of whom most can be said; None where no group is hidden."""

    faults: tuple[Fault, ...]
    most_exposed: Exposure | None = None

"""What the audit says of a release."""

from dataclasses import dataclass

from tycktill.terms import Fault


@dataclass(frozen=True, slots=True)
class Exposure:
    """A group that is not shown, its valid answers, and from how few to how many of them can be positive."""

    group: str
    question: str
    valid: int
    least: int
    most: int

    @property
    def order(self) -> tuple[float, int]:
        """The less, the more worth naming: little of what could have been still can."""
        return (self.most - self.least + 1) / (self.valid + 1), -self.valid

    def __str__(self) -> str:
        number = f"{self.least}" if self.least == self.most else f"{self.least} to {self.most}"
        knower = "whoever knows who answered can say that"
        return f"{self.group}, {self.question}: {knower} {number} of {self.valid} are positive"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Everything wrong, and where nothing is, the group of whom most can be said; None where no group is hidden."""

    faults: tuple[Fault, ...]
    most_exposed: Exposure | None = None

"""What is wrong with an input, said so that a person can mend it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: the place it stands, what is wrong there and what to do about it.

    `row` counts from 1 as a spreadsheet does, the header being row 1; None where no single row is at fault.
    `place` says where in a file that has no rows and columns: `line 12`, `questions[kontakt].scale`.
    """

    problem: str
    remedy: str
    file: str | None = None
    row: int | None = None
    column: str | None = None
    place: str | None = None

    def __str__(self) -> str:
        row = None if self.row is None else f"row {self.row}"
        column = None if self.column is None else f"column {self.column}"
        place = ", ".join(part for part in (self.file, row, column, self.place) if part)
        sentence = f"{self.problem}. {self.remedy}."
        return f"{place}: {sentence}" if place else sentence


class Refused(Exception):
    """An input was refused; carries every fault found, in order of place."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))

"""What is wrong with a cell, before its place is known."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wrong:
    """A text that means nothing here: what is wrong and what to do. Where it is of the whole row, what else is wrong in
    the row goes with it."""

    problem: str
    remedy: str
    of_row: bool = False


Meaning = str | int | Wrong | None
"""What a cell says: an id, a name or a code; None for nothing."""

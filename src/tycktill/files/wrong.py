"""What is wrong with a cell, before its place is known."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wrong:
    """A text that means nothing here: what is wrong and what to do."""

    problem: str
    remedy: str


Meaning = str | int | Wrong | None
"""What a cell says: an id, a name or a code; None for nothing."""

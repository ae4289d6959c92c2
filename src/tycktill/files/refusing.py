"""Refuses an input with its faults: all are counted, the first hundred told."""

from collections.abc import Sequence
from pathlib import Path

from tycktill.terms import Fault, Refused

TOLD = 100
"""How many faults are told before the rest are only counted."""


def refuse_any(faults: Sequence[Fault], *, file: str, untold: int = 0) -> None:
    """Raises Refused when there are faults; `untold` more than those given were found."""
    if faults:
        raise refuse_all(faults, file=file, untold=untold)


def refuse_all(faults: Sequence[Fault], *, file: str, untold: int = 0) -> Refused:
    """What to raise for these faults and `untold` more."""
    more = max(0, len(faults) - TOLD) + untold
    rest = [Fault(f"and {more} more", "Mend those above and try again", file=file)] if more else []
    return Refused([*faults[:TOLD], *rest])


def refuse(path: Path, problem: str, remedy: str) -> Refused:
    """What to raise when a file as a whole is refused."""
    return Refused([Fault(problem, remedy, file=str(path))])


def quoted(text: str) -> str:
    """A cell's text as it can stand in a sentence: `printable`, in quotation marks."""
    return f'"{printable(text)}"'


def printable(text: str) -> str:
    """Text from a file on one line, without what commands a terminal, cut when long."""
    line = "".join(character if character.isprintable() else "\ufffd" for character in " ".join(text.split()))
    return f"{line[:59]}…" if len(line) > 60 else line

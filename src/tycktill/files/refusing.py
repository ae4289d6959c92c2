"""Refuses an input with its faults, and shows what a cell holds without telling whose it is."""

import re
from collections.abc import Sequence
from pathlib import Path

from tycktill.terms import Fault, Refused

_PERSONAL = {
    "an e-mail address": re.compile(r"\S+@\S+\.\w+"),
    "a personal number": re.compile(r"(?<!\d)(19|20)?\d\d(0\d|1[0-2])([0-3]\d|[6-9]\d)[-+ ]?\d{4}(?!\d)"),
}


def refuse_any(faults: Sequence[Fault]) -> None:
    """Raises Refused when there are faults."""
    if faults:
        raise Refused(faults)


def refuse(path: Path, problem: str, remedy: str) -> Refused:
    """What to raise when a file as a whole is refused."""
    return Refused([Fault(problem, remedy, file=str(path))])


def personal(text: str) -> str | None:
    """What a text has in it that points at one person, if it looks so; a personal number of any form, too."""
    return next((danger for danger, pattern in _PERSONAL.items() if pattern.search(text)), None)


def quoted(text: str) -> str:
    """A cell's text as it can stand in a sentence: `printable`, in quotation marks; of a person only what it is."""
    danger = personal(text)
    return f"What looks like {danger}" if danger else f'"{printable(text)}"'


def printable(text: str) -> str:
    """Text from a file on one line, without what commands a terminal, cut when long."""
    line = "".join(character if character.isprintable() else "\ufffd" for character in " ".join(text.split()))
    return f"{line[:59]}…" if len(line) > 60 else line

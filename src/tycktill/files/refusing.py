"""Refuses an input with its faults, and shows what a cell holds without telling whose it is."""

import re
from collections.abc import Sequence
from pathlib import Path

from tycktill.files.words import likeness
from tycktill.terms import Fault, Refused

_PERSONAL = {
    "an e-mail address": re.compile(r"\S@\S+\.\w+"),
    "a personal number": re.compile(r"(?<!\d)(19|20)?\d\d(0\d|1[0-2])([0-3]\d|[6-9]\d)[-+ ]?\d{4}(?!\d)"),
}

_PHONE = re.compile(r"(?<![\d.,])(?<!\d )(?:\+|00?)[ (/-]{0,2}[1-9](?:[ ()/.-]{0,2}\d){6,13}(?!\d)")

_MOST_OF_A_CELL = 20
"""So many letters of a cell find it again; of more, one who wrote freely could be known."""

_MOST_OF_A_NAME = 60


def refuse_any(faults: Sequence[Fault]) -> None:
    """Raises Refused when there are faults."""
    if faults:
        raise Refused(faults)


def refuse_file(path: Path, problem: str, remedy: str) -> Refused:
    """What to raise when a file as a whole is refused."""
    return Refused([Fault(problem, remedy, file=str(path))])


def personal_detail(text: str) -> str | None:
    """What a text has in it that points at one person, if it looks so; a personal number of any form, too."""
    like = likeness(text)
    return next((danger for danger, pattern in _PERSONAL.items() if pattern.search(like)), None)


def quoted(text: str) -> str:
    """The beginning of a cell in quotation marks, as it can stand in a sentence; of a person only what it is."""
    return _quoted_text(text, _MOST_OF_A_CELL)


def quoted_name(text: str) -> str:
    """The same of what is a name already, a unit's or a column's, which is longer."""
    return _quoted_text(text, _MOST_OF_A_NAME)


def printable(text: str, most: int = _MOST_OF_A_NAME) -> str:
    """Text from a file on one line, without what commands a terminal, cut when long."""
    line = "".join(character if character.isprintable() else "\ufffd" for character in " ".join(text.split()))
    return f"{line[: most - 1]}…" if len(line) > most else line


def _quoted_text(text: str, most: int) -> str:
    danger = personal_detail(text) or ("a telephone number" if _PHONE.search(likeness(text)) else None)
    return f"What looks like {danger}" if danger else f'"{printable(text, most)}"'

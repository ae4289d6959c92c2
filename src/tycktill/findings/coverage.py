"""Which groups' results a release shows, which it does not, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from tycktill.tables import ResultRow

WIDE = "wide"
"""Why a share is not stated that is not withheld: the interval it is known by is too wide to say anything."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """A group: on `shown` of `asked` questions its share, or an interval of it, is stated; `reasons` are why not on the
    others."""

    name: str
    shown: int
    asked: int
    reasons: tuple[str, ...]


def coverage(name: str, rows: Sequence[ResultRow]) -> Coverage:
    """What is stated of a group, by its rows of one gender group."""
    hidden = [row for row in rows if row.share_min is None]
    return Coverage(name, len(rows) - len(hidden), len(rows), tuple(sorted({reason_of(row) for row in hidden})))


def reason_of(row: ResultRow) -> str:
    """Why a row's share is not stated."""
    return str(row.reason) if row.reason else WIDE

"""Which groups' results a release shows, which it does not, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from tycktill.publication.results import ResultRow
from tycktill.terms import Reason


@dataclass(frozen=True, slots=True)
class Coverage:
    """A group: on `shown` of `asked` questions its share, or a class of it, is told. `reason` is why not on others."""

    name: str
    shown: int
    asked: int
    reason: str


def coverage(name: str, rows: Sequence[ResultRow]) -> Coverage:
    """What is told of a group, by its rows of one gender group."""
    withheld = [row for row in rows if row.share_min is None]
    reasons = {row.reason for row in withheld}
    reason = "both" if len(reasons) > 1 else next((str(each or Reason.PROTECTS) for each in reasons), "")
    return Coverage(name, len(rows) - len(withheld), len(rows), reason)

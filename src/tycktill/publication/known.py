"""What a released row says of its share: the class that the numerator lies in, and nothing nearer."""

from tycktill.publication.results import ResultRow
from tycktill.statistics import ShareClass

_PLACES = 10_000
"""Shares in files are whole numbers of ten-thousandths."""


def known_class(row: ResultRow) -> ShareClass | None:
    """All numerators that give the row's shares as they are written; None where the row gives none.

    More than 10,000 answers share four decimals among several numerators, so even a shown share is a class then.
    """
    if not row.valid or row.share_min is None or row.share_max is None:
        return None
    least, most = _first(row.share_min, row.valid), _first(row.share_max, row.valid, beyond=1) - 1
    return ShareClass(row.valid, max(least, 0), max(min(most, row.valid), least, 0))


def _first(share: float, valid: int, *, beyond: int = 0) -> int:
    """The first numerator whose share rounds to this one, or to so many ten-thousandths beyond it."""
    twice = 2 * (round(share * _PLACES) + beyond) - 1
    return -(-twice * valid // (2 * _PLACES))

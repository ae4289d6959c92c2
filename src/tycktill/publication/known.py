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
    least, most = numerators_of(row.share_min, row.valid), numerators_of(row.share_max, row.valid)
    return ShareClass(row.valid, least.start, max(least.start, most.stop - 1))


def numerators_of(share: float, valid: int) -> range:
    """All numerators of so many answers whose share is written like this one; empty where none is."""
    written = round(share * _PLACES)
    least, end = (-(-(2 * each - 1) * valid // (2 * _PLACES)) for each in (written, written + 1))
    return range(max(least, 0), min(end, valid + 1))

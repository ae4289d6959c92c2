"""What a released row says of its numerator, and nothing nearer."""

from tycktill.disclosure import ProtectedValue
from tycktill.statistics import ShareClass


def known_class(row: ProtectedValue) -> ShareClass | None:
    """The interval that the row tells of its numerator; None where it tells none."""
    if not row.valid or row.positive_min is None or row.positive_max is None:
        return None
    return ShareClass(row.valid, row.positive_min, row.positive_max)


def is_stated(row: ProtectedValue, widest: float) -> bool:
    """Whether text, charts and pages give the row's share: it is told, in no wider interval than `widest`."""
    known = known_class(row)
    return known is not None and is_narrow(known.share_min, known.share_max, widest)


def is_narrow(least: float, most: float, widest: float) -> bool:
    """Whether two limits of a share lie no further apart than `widest`; the hair is for what floats leave over."""
    return most - least <= widest + 1e-9

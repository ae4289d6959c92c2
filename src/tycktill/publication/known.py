"""What a released row says of its numerator, and nothing nearer."""

from tycktill.publication.results import ResultRow
from tycktill.statistics import ShareClass


def known_class(row: ResultRow) -> ShareClass | None:
    """The interval that the row tells of its numerator; None where it tells none."""
    if not row.valid or row.positive_min is None or row.positive_max is None:
        return None
    return ShareClass(row.valid, row.positive_min, row.positive_max)

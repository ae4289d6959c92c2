"""Makes estimates of tallies."""

from tycktill.counting import Tallies, Tally
from tycktill.statistics.estimates import Estimate, Estimates
from tycktill.statistics.intervals import wilson


def estimate(tallies: Tallies) -> Estimates:
    """A share with its interval for every tally, in the same order (method 2.1-2.2)."""
    return Estimates(tuple(_estimate(row) for row in tallies.rows), tallies.grouping)


def _estimate(row: Tally) -> Estimate:
    counts = (row.cell, row.question, row.offered, row.answered, row.valid, row.positive, row.options)
    if row.valid == 0:
        return Estimate(*counts, share=None, low=None, high=None)
    low, high = wilson(row.positive, row.valid, row.offered)
    return Estimate(*counts, share=row.positive / row.valid, low=low, high=high)

"""One grouped count over all sheets; the only room that sees sheets in number, and only counts leave it."""

from tycktill.counting.counting import count_by_cell
from tycktill.counting.counts import BaseCell, BaseCount, Counts, Tallies, Tally
from tycktill.counting.rolling import tally, valid_numbers
from tycktill.counting.targets import Target, rounds_of, targets_by_instrument

__all__ = [
    "BaseCell",
    "BaseCount",
    "Counts",
    "Tallies",
    "Tally",
    "Target",
    "count_by_cell",
    "rounds_of",
    "tally",
    "targets_by_instrument",
    "valid_numbers",
]

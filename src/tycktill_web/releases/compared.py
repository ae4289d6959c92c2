"""What a release's own comparisons say, so that pages say the same as its table and its text."""

import csv
import io
from collections.abc import Iterator, Mapping

from tycktill.tables import Judgement, is_narrow
from tycktill.terms import GenderGroup
from tycktill_web.releases.figures import WIDEST, Between

_Series = tuple[str, str]
"""Target group and question, of all genders."""


def means(comparisons: bytes) -> Mapping[_Series, Between]:
    """The unweighted municipal mean, or what it lies between where some of the shares are known by intervals.

    None that is wider than `WIDEST`.
    """
    found = {
        key: Between(float(row["municipal_mean_min"]), float(row["municipal_mean_max"]))
        for key, row in _rows(comparisons)
        if row["municipal_mean_min"]
    }
    return {key: mean for key, mean in found.items() if is_narrow(mean.least, mean.most, WIDEST)}


def verdicts(comparisons: bytes) -> Mapping[_Series, Judgement]:
    """Whether the municipality is better or worse than the nation, where that was tested."""
    return {key: Judgement(row["verdict"]) for key, row in _rows(comparisons) if row["verdict"]}


def _rows(comparisons: bytes) -> Iterator[tuple[_Series, Mapping[str, str]]]:
    for row in csv.DictReader(io.StringIO(comparisons.decode(), newline="")):
        if row["gender"] == GenderGroup.ALL:
            yield (row["instrument"], row["question"]), row

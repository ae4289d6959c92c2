"""Takes away what is too wide to be put in words: its interval stands in the files, and the text says no number."""

from dataclasses import replace

from tycktill.tables import Comparison, Difference, ResultRow, Standing, is_narrow, is_stated
from tycktill.terms import Status


def stated(row: ResultRow, widest: float) -> ResultRow:
    """The row, without its numbers where the share's interval is wider than `widest`."""
    if row.status is Status.WITHHELD or is_stated(row, widest):
        return row
    return replace(row, share=None, share_min=None, share_max=None, low=None, high=None)


def is_too_wide(row: ResultRow) -> bool:
    """Whether `stated` has taken the row's numbers away."""
    return row.status is not Status.WITHHELD and row.share_min is None


def stated_comparison(each: Comparison, widest: float) -> Comparison:
    """The comparison of a row that is stated, without what beside it is too wide."""
    return replace(
        each,
        nation=_difference(each.nation, widest),
        earlier=_difference(each.earlier, widest),
        standing=None if each.standing is None else _standing(each.standing, widest),
    )


def _difference(other: Difference | None, widest: float) -> Difference | None:
    return other if other and is_narrow(other.share_min, other.share_max, widest) else None


def _standing(standing: Standing, widest: float) -> Standing:
    mean = standing.mean
    return standing if mean is None or is_narrow(mean.least, mean.most, widest) else replace(standing, mean=None)

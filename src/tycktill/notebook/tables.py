"""A table of a release as a data frame, its columns typed."""

import polars as pl

from tycktill.publication import Release
from tycktill.terms import Fault, Refused

_COUNTS = (
    "positive",
    "counted",
    "offered",
    "answered",
    "valid",
    "option",
    "meaning",
    "municipalities",
    "rank",
    "best",
    "worst",
)
_SHARES = ("share", "low", "high", "difference", "p_value", "mean", "change")
"""What columns of counts and of shares are called, or are called at the end: `nation_valid`, `share_min`."""


def to_polars(release: Release, table: str = "results") -> pl.DataFrame:
    """The table of this name: `results`, `comparisons`, `distribution`, `codebook` and whatever else the release has.

    Counts are whole numbers and shares fractions; all else is text, codes of municipalities too. Empty is null. Raises
    Refused where there is no such table.
    """
    name = f"{table.removesuffix('.csv')}.csv"
    if name not in release.files:
        known = ", ".join(each.removesuffix(".csv") for each in release.files if each.endswith(".csv"))
        raise Refused([Fault(f"The release has no table `{table}`", f"Ask for one of {known}")])
    frame = pl.read_csv(release.files[name], infer_schema=False)
    return frame.with_columns(pl.col(column).cast(_type(column)) for column in frame.columns)


def _type(column: str) -> pl.DataType:
    name = column.removesuffix("_min").removesuffix("_max")
    if name.endswith(_SHARES):
        return pl.Float64()
    return pl.Int64() if name.endswith(_COUNTS) else pl.String()

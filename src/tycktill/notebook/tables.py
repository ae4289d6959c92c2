"""A table of a release as a data frame, its columns typed."""

import polars as pl

from tycktill.notebook.given import GivenPath, release_of
from tycktill.publication import Release
from tycktill.tables import is_count, is_share
from tycktill.terms import Fault, Refused


def to_polars(release: Release | GivenPath, table: str = "results") -> pl.DataFrame:
    """The table of this name: `results`, `comparisons`, `distribution`, `codebook` and whatever else the release has.

    Counts are whole numbers and shares fractions; all else is text, codes of municipalities too. Empty is null. Raises
    Refused where there is no such table.
    """
    name, made = f"{table.removesuffix('.csv')}.csv", release_of(release, "release").files
    if name not in made:
        known = ", ".join(each.removesuffix(".csv") for each in made if each.endswith(".csv"))
        raise Refused([Fault(f"The release has no table `{table}`", f"Ask for one of {known}")])
    frame = pl.read_csv(made[name], infer_schema=False)
    return frame.with_columns(pl.col(column).cast(_column_type(column)) for column in frame.columns)


def _column_type(column: str) -> pl.DataType:
    if is_share(column):
        return pl.Float64()
    return pl.Int64() if is_count(column) else pl.String()

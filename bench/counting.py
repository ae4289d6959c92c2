"""Sheets counted per second, beside plain pandas doing the same.

Run: .venv/bin/python bench/counting.py [SHEETS…]
"""

import argparse
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import polars as pl

from tycktill.counting import BaseCell, Counts, count
from tycktill.files import read_catalogue
from tycktill.instrument import Catalogue
from tycktill.terms import Gender

KEYS = ["round", "instrument", "municipality", "unit", "gender"]
MUNICIPALITIES, UNITS = 130, 2
REPEATS = 5


class Timing(NamedTuple):
    """Seconds of the fastest of `REPEATS` runs."""

    sheets: int
    cells: int
    method: float
    query: float
    pandas: float


def made_up_sheets(number: int, catalogue: Catalogue) -> pl.DataFrame:
    """So many sheets of the IFO instruments, the same ones each time: most from few municipalities, some questions
    skipped, a municipality's units each working with one target group."""
    random = np.random.default_rng(number)
    municipalities = (MUNICIPALITIES * random.beta(0.6, 2, number)).astype(int)
    instruments = random.choice(sorted(catalogue), number)
    columns: dict[str, Any] = {
        "round": np.full(number, "2024"),
        "instrument": instruments,
        "municipality": np.char.mod("%d", 9001 + municipalities),
        "unit": np.char.add(instruments, np.char.mod(" %d", random.integers(1, UNITS + 1, number))),
        "gender": random.choice(["K", "M", "A", ""], number, p=[0.5, 0.45, 0.02, 0.03]),
    }
    skipped = 0
    for question in questions(catalogue):
        codes = pl.Series(random.choice([1, 1, 1, 2, 2, 3, 4, 9, skipped], number), dtype=pl.Int64)
        columns[question] = codes.replace(skipped, None).cast(pl.Int16)
    return pl.DataFrame(columns)


def questions(catalogue: Catalogue) -> list[str]:
    """Ids of all questions."""
    return sorted({question.id for instrument in catalogue.values() for question in instrument.questions})


def options(catalogue: Catalogue) -> list[tuple[str, int]]:
    """Every option of every question."""
    return sorted(
        {
            (question.id, code)
            for instrument in catalogue.values()
            for question in instrument.questions
            for code in instrument.scale_of(question).codes
        }
    )


def query(sheets: pl.DataFrame, catalogue: Catalogue) -> pl.DataFrame:
    """The bare query, by hand in Polars: what the method adds is the difference to it."""
    chosen = [(pl.col(id_) == code).sum().alias(f"{id_}:{code}") for id_, code in options(catalogue)]
    return sheets.lazy().group_by(KEYS).agg(pl.len().alias("sheets"), *chosen).collect(engine="streaming")


def with_pandas(sheets: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """The same counts as an analyst writes them."""
    chosen = {f"{id_}:{code}": (sheets[id_] == code).astype("int64") for id_, code in options(catalogue)}
    table = pd.concat([sheets[KEYS], pd.DataFrame({"sheets": 1} | chosen, index=sheets.index)], axis=1)
    return table.groupby(KEYS, sort=True).sum()


def check_alike(counts: Counts, table: pd.DataFrame) -> None:
    """Both have counted the same, or the comparison means nothing."""
    keys = [
        BaseCell(round_, instrument, municipality, unit, Gender(gender))
        for round_, instrument, municipality, unit, gender in table.index
    ]
    rows = dict(zip(keys, table.to_dict("records"), strict=True))
    for base in counts.base:
        row = rows.pop(base.cell)
        same = all(row[f"{id_}:{code}"] == n for id_, codes in base.options.items() for code, n in codes.items())
        if row["sheets"] != base.answered or not same:
            raise SystemExit(f"{base.cell} was counted differently")
    if rows:
        raise SystemExit(f"{len(rows)} cells were not counted")


def seconds(run: Callable[[], object]) -> float:
    """Of the fastest run."""
    taken = []
    for _ in range(REPEATS):
        begun = time.perf_counter()
        run()
        taken.append(time.perf_counter() - begun)
    return min(taken)


def measure(number: int, catalogue: Catalogue) -> Timing:
    """Times all three on the same sheets in memory."""
    sheets = made_up_sheets(number, catalogue)
    frame = pd.DataFrame(sheets.to_dict(as_series=False))
    counts = count(sheets.lazy(), catalogue)
    check_alike(counts, with_pandas(frame, catalogue))
    return Timing(
        sheets=number,
        cells=len(counts.base),
        method=seconds(lambda: count(sheets.lazy(), catalogue)),
        query=seconds(lambda: query(sheets, catalogue)),
        pandas=seconds(lambda: with_pandas(frame, catalogue)),
    )


def table(timings: Sequence[Timing]) -> str:
    """The figures as Markdown."""
    lines = [
        "| sheets | base cells | method | bare Polars | pandas | sheets/s, method | sheets/s, pandas | ratio |",
        "|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for each in timings:
        speeds = [each.sheets / each.method, each.sheets / each.pandas]
        lines.append(
            f"| {each.sheets:,} | {each.cells:,} | {each.method:.3f} s | {each.query:.3f} s | {each.pandas:.3f} s "
            f"| {speeds[0]:,.0f} | {speeds[1]:,.0f} | {speeds[0] / speeds[1]:.1f} |"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> None:
    """Prints the table for the sizes given, by default 11,000 and a million."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sheets", nargs="*", type=int, default=[11_000, 1_000_000])
    found: Mapping[str, Any] = read_catalogue()[0]
    catalogue = {id_: instrument for id_, instrument in found.items() if instrument.family == "ifo"}
    print(table([measure(number, catalogue) for number in parser.parse_args(arguments).sheets]))


if __name__ == "__main__":
    main(sys.argv[1:])

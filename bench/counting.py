"""Seconds and memory of counting sheets of eleven questions, beside other engines doing the same by hand.

Run: .venv/bin/python bench/counting.py [SHEETS…], such as 11_000 1_000_000 50_000_000
"""

import argparse
import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow.parquet as pq

from tycktill.counting import Counts, count_by_cell
from tycktill.files import read_catalogue
from tycktill.files.on_spark import spark_session
from tycktill.instrument import Catalogue

INSTRUMENT = "fo-daglig-verksamhet"
KEYS = ["round", "instrument", "municipality", "unit", "gender"]
MUNICIPALITIES, UNITS = 290, 5
BATCH, ROW_GROUP = 1_000_000, 262_144  # the latter as Polars writes it
REPEATS, ENOUGH = 9, 60.0
# pandas' table of chosen options takes 440 bytes a sheet, SQLite ten seconds a million.
LIMITS = {"pandas": 10_000_000, "SQLite": 10_000_000}
COMBINED = [["method", "bare Polars"], ["DuckDB"], ["Spark"], ["SQLite"], ["pandas"]]

Row = tuple[Any, ...]
Run = Callable[[], object]


class Measured(NamedTuple):
    """Of one engine: seconds of the fastest run, peak memory in bytes, and what it counted, as a hash."""

    seconds: float
    peak: int
    cells: int
    counted: str


@cache
def catalogue() -> Catalogue:
    """The instrument that is counted, alone."""
    return {INSTRUMENT: read_catalogue()[0][INSTRUMENT]}


def questions() -> list[str]:
    """Ids of the eleven questions."""
    return [question.id for question in catalogue()[INSTRUMENT].questions]


@cache
def options() -> list[tuple[str, int]]:
    """Every option of every question."""
    form = catalogue()[INSTRUMENT]
    return [(question.id, code) for question in form.questions for code in form.scale_of(question).codes]


def made_up_sheets(number: int, seed: int) -> pl.DataFrame:
    """So many sheets, the same ones each time: most from few municipalities, some questions skipped."""
    random = np.random.default_rng(seed)
    places = (MUNICIPALITIES * random.beta(0.6, 2, number)).astype(int)
    columns: dict[str, Any] = {
        "round": pl.repeat("2024", number, eager=True),
        "instrument": pl.repeat(INSTRUMENT, number, eager=True),
        "municipality": pl.Series([f"{9001 + place}" for place in range(MUNICIPALITIES)])[places],
        "unit": pl.Series([f"Verksamhet {unit}" for unit in range(1, UNITS + 1)])[random.integers(0, UNITS, number)],
        "gender": pl.Series(["K", "M", "A", ""])[random.choice(4, number, p=[0.5, 0.45, 0.02, 0.03])],
    }
    for question in questions():
        chosen = random.choice(np.array([1, 1, 1, 2, 2, 3, 3, 9, 0], dtype=np.int16), number)
        columns[question] = pl.Series(chosen).replace(0, None)
    return pl.DataFrame(columns)


def make(number: int, path: Path) -> None:
    """Write so many sheets, a batch at a time."""
    with pq.ParquetWriter(path, made_up_sheets(1, 0).to_arrow().schema, compression="zstd") as writer:
        for seed, start in enumerate(range(0, number, BATCH)):
            writer.write_table(made_up_sheets(min(BATCH, number - start), seed).to_arrow(), ROW_GROUP)


def sql(table: str) -> str:
    """The same count in the SQL that all three databases speak."""
    chosen = [f"sum(CASE WHEN {id_} = {code} THEN 1 ELSE 0 END)" for id_, code in options()]
    return f"SELECT {', '.join([*KEYS, 'count(*)', *chosen])} FROM {table} GROUP BY {', '.join(KEYS)}"  # noqa: S608  our own names


@contextmanager
def with_method(path: Path) -> Iterator[Run]:
    """What is measured."""
    forms = catalogue()
    yield lambda: count_by_cell(pl.scan_parquet(path), forms)


@contextmanager
def with_polars(path: Path) -> Iterator[Run]:
    """The bare query: what the method adds is the difference to it."""
    chosen = [(pl.col(id_) == code).sum().alias(f"{id_}:{code}") for id_, code in options()]
    query = pl.scan_parquet(path).group_by(KEYS).agg(pl.len().alias("sheets"), *chosen)
    yield lambda: query.collect(engine="streaming")


@contextmanager
def with_duckdb(path: Path) -> Iterator[Run]:
    """Scans the same file."""
    with duckdb.connect() as connection:
        yield lambda: connection.execute(sql(f"'{path}'")).fetchall()


@contextmanager
def with_spark(path: Path) -> Iterator[Run]:
    """Scans the same file; its start of some seconds is not counted."""
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)  # has no part in this
    with tempfile.TemporaryDirectory() as folder, spark_session(Path(folder)) as spark:
        spark.read.parquet(path.as_uri()).createOrReplaceTempView("sheets")
        yield lambda: spark.sql(sql("sheets")).collect()


@contextmanager
def with_sqlite(path: Path) -> Iterator[Run]:
    """Has the sheets in a table already."""
    names = [*KEYS, *questions()]
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(Path(folder, "sheets.sqlite3"))
        connection.execute(f"CREATE TABLE sheets ({', '.join(names)})")
        for batch in pq.ParquetFile(path).iter_batches(100_000, columns=names):
            rows = zip(*(column.to_pylist() for column in batch.columns), strict=True)
            connection.executemany(f"INSERT INTO sheets VALUES ({', '.join('?' * len(names))})", rows)  # noqa: S608  our own names
        connection.commit()
        yield lambda: connection.execute(sql("sheets")).fetchall()
        connection.close()


@contextmanager
def with_pandas(path: Path) -> Iterator[Run]:
    """Has the sheets in memory already; counts as an analyst writes it."""
    sheets = pd.read_parquet(path)

    def run() -> pd.DataFrame:
        chosen = {f"{id_}:{code}": (sheets[id_] == code).astype("int64") for id_, code in options()}
        table = pd.concat([sheets[KEYS], pd.DataFrame({"sheets": 1} | chosen, index=sheets.index)], axis=1)
        return table.groupby(KEYS, sort=True).sum()

    yield run


ENGINES: Mapping[str, Callable[[Path], AbstractContextManager[Run]]] = {
    "method": with_method,
    "bare Polars": with_polars,
    "DuckDB": with_duckdb,
    "Spark": with_spark,
    "SQLite": with_sqlite,
    "pandas": with_pandas,
}


def rows_of(counted: Any) -> Iterable[Row]:
    """What any of them counted, in one form."""
    if isinstance(counted, Counts):
        for base in counted.base:
            cell = base.cell
            place = (cell.round, cell.instrument, cell.municipality, cell.unit, str(cell.gender))
            yield *place, base.answered, *(base.options[id_][code] for id_, code in options())
    elif isinstance(counted, pl.DataFrame):
        yield from counted.rows()
    elif isinstance(counted, pd.DataFrame):
        yield from counted.reset_index().itertuples(index=False, name=None)
    else:
        yield from map(tuple, counted)


def measure(engines: Sequence[str], path: Path) -> list[Measured]:
    """In this process, by turns, so that a busy machine is as busy for each; memory is that of all of them, and of
    what they started: Spark's is Java's."""
    with ExitStack() as stack:
        runs = [stack.enter_context(ENGINES[engine](path)) for engine in engines]
        taken: list[list[float]] = [[] for _ in runs]
        while len(taken[0]) < REPEATS and sum(map(sum, taken)) < ENOUGH:
            counted = [timed(run, seconds) for run, seconds in zip(runs, taken, strict=True)]
        tables = [sorted(rows_of(each)) for each in counted]
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) * 1024
    return [
        Measured(min(seconds), peak, len(rows), sha256(repr(rows).encode()).hexdigest())
        for seconds, rows in zip(taken, tables, strict=True)
    ]


def timed(run: Run, seconds: list[float]) -> object:
    """What it counted; how long it took is put with the others."""
    begun = time.perf_counter()
    counted = run()
    seconds.append(time.perf_counter() - begun)
    return counted


def apart(*arguments: str | Path | int) -> str:
    """What this script prints in a process of its own, which begins with empty memory."""
    command = [sys.executable, __file__, *map(str, arguments)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def compare(number: int) -> str:
    """A row of the table. Ends the process when two have counted differently: then nothing here means anything."""
    found: dict[str, Measured] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "sheets.parquet")
        apart("--make", number, path)
        for engines in COMBINED:
            if number <= LIMITS.get(engines[0], number):
                measured = json.loads(apart("--measure", path, *engines))
                found |= {engine: Measured(*each) for engine, each in zip(engines, measured, strict=True)}
        size = path.stat().st_size
    if len({each.counted for each in found.values()}) > 1:
        raise SystemExit("They have counted differently")
    method = found["method"]
    seconds = [f"{found[engine].seconds:.3g} s" if engine in found else "–" for engine in ENGINES]
    ratio = method.seconds / found["bare Polars"].seconds
    cells = [f"{number:,}", f"{method.cells:,}", *seconds, f"{ratio:.2f}", f"{method.peak / 1e6:,.0f} MB"]
    return f"| {' | '.join([*cells, f'{size / 1e6:,.1f} MB'])} |"


def main(arguments: Sequence[str]) -> None:
    """Prints the table for the sizes given, by default 11,000 and a million."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sheets", nargs="*", type=int, default=[11_000, 1_000_000])
    parser.add_argument("--make", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--measure", nargs="+", help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.make:
        make(int(asked.make[0]), Path(asked.make[1]))
    elif asked.measure:
        print(json.dumps(measure(asked.measure[1:], Path(asked.measure[0]))))
    else:
        print(f"| sheets | base cells | {' | '.join(ENGINES)} | method / bare | method's peak memory | file |")
        print(f"|{'--:|' * (5 + len(ENGINES))}", flush=True)
        for number in asked.sheets:
            print(compare(number), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])

"""Hands checked sheets to the engine that counts them; what was checked is what is counted, whichever engine it is.

Polars reads and checks every file, so it has the sheets already. The others get them as one Parquet file, which they
scan in parts: no sheet becomes a Python object, and none has to fit in memory. Only this user can read that file, and
it is gone as soon as it is counted.
"""

import os
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from narwhals.typing import IntoFrame

from tycktill.terms import Fault, Refused


class Engine(StrEnum):
    """What runs the count. All give the same counts, and so the same release."""

    POLARS = "polars"
    DUCKDB = "duckdb"
    SPARK = "spark"


_NAMES: Mapping[Engine, str] = {Engine.POLARS: "Polars", Engine.DUCKDB: "DuckDB", Engine.SPARK: "Spark"}
_PACKAGES: Mapping[Engine, tuple[str, ...]] = {
    Engine.DUCKDB: ("duckdb", "pyarrow"),
    Engine.SPARK: ("pyspark", "pyarrow"),
}

_Scan = Callable[[Path], AbstractContextManager[IntoFrame]]


def check_engine(engine: Engine) -> None:
    """Raises Refused when this machine lacks what the engine needs: better told before a large file is read."""
    name = _NAMES[engine]
    lacking = [package for package in _PACKAGES.get(engine, ()) if not find_spec(package)]
    if lacking:
        # By their own names: for `tycktill[duckdb]` another pip would ask the index who is called tycktill there.
        install = f"{shlex.quote(sys.executable)} -m pip install {' '.join(lacking)}"
        raise _refuse_engine(f"{name} needs {' and '.join(lacking)}, not installed here", f"Install with `{install}`")
    if engine is Engine.SPARK and not _has_java():
        remedy = "Install Java 17 or later, on Debian with: apt-get install default-jre-headless"
        raise _refuse_engine(f"{name} needs Java, which is not here", remedy)


@contextmanager
def hand_over(sheets: pl.LazyFrame, engine: Engine) -> Iterator[IntoFrame]:
    """The sheets as a query of the engine, which lasts as long as the block.

    Raises Refused when the engine lacks something, when there is no room to write the sheets, and when the engine
    fails inside the block.
    """
    check_engine(engine)
    if engine is Engine.POLARS:
        yield sheets
        return
    with TemporaryDirectory(prefix="tycktill-") as folder:  # none but its owner may enter it
        path = Path(folder, "sheets.parquet")
        _write_parquet(sheets, path, _NAMES[engine])
        with _scan_of(engine)(path) as query:
            yield query


def _has_java() -> bool:
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=f"{home}/bin" if home else None) is not None


def _write_parquet(sheets: pl.LazyFrame, path: Path, name: str) -> None:
    try:
        sheets.sink_parquet(path, maintain_order=False)
    except (pl.exceptions.PolarsError, OSError) as error:
        problem = f"The sheets cannot be written for {name} ({error})"
        raise _refuse_engine(problem, "Make room, or name another folder in TMPDIR, or leave --engine out") from error


def _scan_of(engine: Engine) -> _Scan:
    if engine is Engine.DUCKDB:
        from tycktill.files import on_duckdb  # noqa: PLC0415  an extra, which may not be installed

        return on_duckdb.scan
    from tycktill.files import on_spark  # noqa: PLC0415  an extra, which may not be installed

    return on_spark.scan


def _refuse_engine(problem: str, remedy: str) -> Refused:
    return Refused([Fault(problem, remedy)])

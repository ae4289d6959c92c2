"""Sheets reach another engine in a file that nobody else can read and that is gone afterwards, whatever happens."""

import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from tests.tycktill.counting.test_counting import CATALOGUE, SHEETS, some_sheets

from tycktill.answers import Sheet, sheet_frame
from tycktill.counting import count_by_cell
from tycktill.files import Engine, check_engine, engines, hand_over
from tycktill.terms import Refused


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where temporary folders are made; none is left behind."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield tmp_path
    assert list(tmp_path.iterdir()) == []


@settings(max_examples=25)
@given(SHEETS)
def test_duckdb_counts_what_polars_counts(sheets: list[Sheet]) -> None:
    table = sheet_frame(sheets, CATALOGUE)
    with hand_over(table, Engine.DUCKDB) as query:
        counts = count_by_cell(query, CATALOGUE)
    assert counts == count_by_cell(table, CATALOGUE)


def test_polars_counts_the_sheets_where_they_are() -> None:
    table = some_sheets()
    with hand_over(table, Engine.POLARS) as query:
        assert query is table


def test_none_but_the_user_can_read_the_sheets(here: Path) -> None:
    with hand_over(some_sheets(), Engine.DUCKDB):
        (folder,) = here.iterdir()
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert [path.name for path in folder.iterdir()] == ["sheets.parquet"]


def test_the_sheets_are_gone_when_counting_fails(here: Path) -> None:
    strange = some_sheets().with_columns(instrument=pl.lit("annan"))
    with pytest.raises(Refused, match="no instrument `annan`"), hand_over(strange, Engine.DUCKDB) as query:
        count_by_cell(query, CATALOGUE)
    assert list(here.iterdir()) == []


def test_a_folder_called_as_a_column_is_no_column(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = here / "round=1999"
    odd.mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(odd))
        with hand_over(some_sheets(), Engine.DUCKDB) as query:
            assert {base.cell.round for base in count_by_cell(query, CATALOGUE).base} == {"2024"}
    odd.rmdir()


def test_a_failure_of_the_engine_is_told_in_one_sentence() -> None:
    with pytest.raises(Refused) as refused, hand_over(some_sheets(), Engine.DUCKDB):
        raise duckdb.OutOfMemoryException("Out of Memory Error: failed to allocate\nmore")
    assert str(refused.value) == (
        "DuckDB could not count (Out of Memory Error: failed to allocate). Free memory and disk, or leave --engine out."
    )


def test_duckdb_fetches_nothing_from_its_makers(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[duckdb.DuckDBPyConnection] = []
    connect = duckdb.connect

    def spied(where: str, *, config: dict[str, Any]) -> duckdb.DuckDBPyConnection:
        opened.append(connect(where, config=config))
        return opened[0]

    monkeypatch.setattr(duckdb, "connect", spied)
    with hand_over(some_sheets(), Engine.DUCKDB):
        (setting,) = opened[0].sql("SELECT current_setting('autoinstall_known_extensions')").fetchall()
    assert setting == (False,)


def test_no_room_for_the_sheets_is_refused() -> None:
    full = some_sheets().map_batches(_no_room)
    with pytest.raises(Refused, match=r"The sheets cannot be written for DuckDB \(.*No space left"):
        hand_over(full, Engine.DUCKDB).__enter__()


def _no_room(table: pl.DataFrame) -> pl.DataFrame:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    ("engine", "package", "lacking"),
    [
        (Engine.DUCKDB, "duckdb", "DuckDB needs duckdb, not installed here."),
        (Engine.DUCKDB, "pyarrow", "DuckDB needs pyarrow, not installed here."),
        (Engine.SPARK, "pyspark", "Spark needs pyspark, not installed here."),
    ],
)
def test_what_an_engine_lacks_is_named_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch, engine: Engine, package: str, lacking: str
) -> None:
    monkeypatch.setattr(engines, "find_spec", lambda name: None if name == package else find_spec(name))
    with pytest.raises(Refused) as refused:
        check_engine(engine)
    assert str(refused.value) == f"{lacking} Install with `{sys.executable} -m pip install {package}`."


@pytest.mark.parametrize(("variable", "value"), [("JAVA_HOME", "/nowhere"), ("PATH", "/nowhere")])
def test_missing_java_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv(variable, value)
    with pytest.raises(Refused) as refused:
        check_engine(Engine.SPARK)
    assert str(refused.value) == (
        "Spark needs Java, which is not here. "
        "Install Java 17 or later, on Debian with: apt-get install default-jre-headless."
    )


def test_java_is_found_where_it_says_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.touch(mode=0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    monkeypatch.setenv("PATH", os.devnull)
    check_engine(Engine.SPARK)
    java.unlink()
    java.parent.rmdir()

"""Spark makes the same release and the same counts, on this machine alone. It is started once: that takes seconds."""

import gc
import re
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from py4j.protocol import Py4JError
from pyspark import SparkContext
from pyspark.sql import SparkSession
from tests.tycktill.counting.test_counting import CATALOGUE, SHEETS
from tests.tycktill_cli.kinds import KINDS
from tests.tycktill_cli.lulea import OFFERED, answer_rows, files_in, release

from tycktill.answers import Sheet, sheet_frame
from tycktill.counting import count_by_cell
from tycktill.files import Engine, hand_over, on_spark
from tycktill.terms import Refused
from tycktill_cli.command import main

pytestmark = pytest.mark.spark

# To compile each query takes longer than to run it on a few sheets.
QUICK = (
    "--conf spark.sql.codegen.wholeStage=false --conf spark.sql.codegen.factoryMode=NO_CODEGEN "
    "--driver-java-options -XX:TieredStopAtLevel=1 pyspark-shell"
)

START = on_spark.spark_session


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    """The one session, which every count here gets instead of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_SUBMIT_ARGS", QUICK)
        with on_spark.spark_session(tmp_path_factory.mktemp("spark")) as session:
            patch.setattr(on_spark, "spark_session", lambda folder: nullcontext(session))
            yield session


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.usefixtures("spark")
def test_spark_makes_the_same_release(kind: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    answers = KINDS[kind](tmp_path / f"svar.{kind}", answer_rows())
    command = ["tabulate", str(answers), "--offered", str(OFFERED), "--engine", "spark"]
    assert main([*command, "--out", str(tmp_path / "out")]) == 0
    assert files_in(tmp_path / "out") == release().files
    assert capfd.readouterr().err == ""


@pytest.mark.usefixtures("spark")
@settings(max_examples=4)
@given(SHEETS)
def test_spark_counts_what_polars_counts(sheets: list[Sheet]) -> None:
    table = sheet_frame(sheets, CATALOGUE)
    with hand_over(table, Engine.SPARK) as query:
        counts = count_by_cell(query, CATALOGUE)
    assert counts == count_by_cell(table, CATALOGUE)


def test_nobody_else_can_reach_it(spark: SparkSession) -> None:
    assert spark.sparkContext.uiWebUrl is None
    gateway: Any = SparkContext._gateway
    ports = set(_listening(gateway.proc.pid))
    assert ports
    assert ports <= {"0100007F", "0000000000000000FFFF00000100007F"}


def _listening(process: int) -> Iterator[str]:
    """The addresses, as the kernel writes them, that a process can be reached at."""
    folder = Path("/proc", str(process))
    held = {
        link for path in (folder / "fd").iterdir() for link in re.findall(r"socket:\[(\d+)\]", str(path.readlink()))
    }
    for table in ("tcp", "tcp6"):
        for line in (folder / "net" / table).read_text(encoding="ascii").splitlines()[1:]:
            _, local, _, state, *_, inode = line.split()[:10]
            if state == "0A" and inode in held:
                yield local.partition(":")[0]


@pytest.mark.usefixtures("spark")
def test_a_failure_of_spark_is_told_in_one_sentence() -> None:
    table = sheet_frame([], CATALOGUE)
    with (
        pytest.raises(Refused, match=r"^Spark could not count \(No memory\)\. See that"),
        hand_over(table, Engine.SPARK),
    ):
        raise Py4JError("No memory\nat org.apache.spark")


# PySpark forgets the pipe to a Java that did not start.
@pytest.mark.filterwarnings("ignore:Exception ignored in. <_io.FileIO:pytest.PytestUnraisableExceptionWarning")
def test_java_that_does_not_start_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text("#!/bin/sh\nexit 1\n", encoding="ascii")
    java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    monkeypatch.setattr(on_spark, "spark_session", START)
    with (
        pytest.raises(Refused, match="See that Java is version 17"),
        hand_over(sheet_frame([], CATALOGUE), Engine.SPARK),
    ):
        pass
    gc.collect()

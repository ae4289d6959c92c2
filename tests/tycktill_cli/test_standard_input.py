"""Answers may come on the standard input, of any kind, and nothing of them stays."""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest
from tests.tycktill.files.documents import write_ods
from tests.tycktill_cli.kinds import write_parquet, write_xlsx
from tests.tycktill_cli.lulea import ANSWERS, answer_rows, files_in, run

COMMAND = [sys.executable, "-m", "tycktill", "tabulate", "-", "--out"]


def write_sav(path: Path, rows: Sequence[Sequence[str]]) -> None:
    header, *body = rows
    pyreadstat.write_sav(pd.DataFrame(body, columns=list(header)), str(path))


WRITERS: Mapping[str, Callable[[Path, Sequence[list[str]]], object]] = {
    "xlsx": write_xlsx,
    "ods": write_ods,
    "sav": write_sav,
    "parquet": write_parquet,
}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    out = tmp_path_factory.mktemp("lulea") / "out"
    run("tabulate", ANSWERS, "--out", out)
    return files_in(out)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods", "sav", "parquet"])
def test_a_dash_reads_what_comes_in(kind: str, tmp_path: Path, expected: Mapping[str, bytes]) -> None:
    file = tmp_path / f"svar.{kind}"
    if kind == "csv":
        file.write_bytes(ANSWERS.read_bytes())
    else:
        WRITERS[kind](file, answer_rows())
    (tmp_path / "temporary").mkdir()
    done = subprocess.run(
        [*COMMAND, tmp_path / "out"],
        input=file.read_bytes(),
        capture_output=True,
        env={"TMPDIR": str(tmp_path / "temporary"), "PATH": "/usr/bin:/bin"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert files_in(tmp_path / "out") == expected
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_fault_names_the_standard_input(tmp_path: Path) -> None:
    done = subprocess.run([*COMMAND, tmp_path / "out"], input=b"round\n2024\n", capture_output=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(b"standard input, row 1, column ")
    assert b"tycktill-" not in done.stderr
    assert not list(Path(tempfile.gettempdir()).glob("tycktill-*/standard-input.csv"))

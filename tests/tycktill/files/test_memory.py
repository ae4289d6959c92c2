"""A Parquet file may be larger than memory: what reading it takes hardly grows with it."""

import subprocess
import sys
from os import environ
from pathlib import Path

import polars as pl
import pytest
from tests.tycktill.files.spreadsheets import HEADER

READ = """
import sys
from pathlib import Path
from tests.tycktill.questionnaires import CATALOGUE
from tycktill.counting import count_by_cell
from tycktill.files import read_answers, read_municipalities

sheets = read_answers(Path(sys.argv[1]), catalogue=CATALOGUE, municipalities=read_municipalities())
assert sum(base.answered for base in count_by_cell(sheets, CATALOGUE).base) == int(sys.argv[2])
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(int(status["VmHWM"].split()[0]) * 1024)
"""
"""Prints the highest memory of its own process; `getrusage` would tell that of the tests' where it was higher."""

FEW, MANY = 100_000, 1_200_000


def _peak(folder: Path, rows: int) -> int:
    numbers = pl.int_range(rows, eager=True)
    chance = numbers.hash() // 64  # in the same order again and again they would be refused as repeated
    cells = (chance % 2 + 1).cast(pl.String).alias
    place = [pl.lit(text).alias(name) for name, text in zip(HEADER, ("2019", "liten-latt", "2580"), strict=False)]
    unit = (pl.lit("Verksamhet ") + (chance // 2 % 40).cast(pl.String)).alias("unit")
    table = pl.select(*place, unit, pl.lit("K").alias("gender"), *map(cells, HEADER[5:]))
    path = folder / f"{rows}.parquet"
    table.write_parquet(path, row_group_size=20_000)
    command = [sys.executable, "-c", READ, str(path), str(rows)]
    return int(
        subprocess.run(command, check=True, stdout=subprocess.PIPE, env={**environ, "POLARS_MAX_THREADS": "2"}).stdout
    )


@pytest.mark.skipif(sys.platform != "linux", reason="memory is asked of Linux")
def test_memory_hardly_grows_with_a_parquet_file(tmp_path: Path) -> None:
    grown = _peak(tmp_path, MANY) - _peak(tmp_path, FEW)
    assert grown < 100 * (MANY - FEW), f"{grown / (MANY - FEW):.0f} bytes a row"

"""Measures how long a file of answers takes to be read and checked, from its name to sheets that can be counted.

    .venv/bin/python bench/reading.py

A spreadsheet of 100,000 rows and a CSV of a million, seven questions each, in words. Each is read in a process of its
own, once to warm the disk and then five times; what is told is the middle one, and the highest memory of all.
"""

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl
import xlsxwriter

from tycktill.files import read_answers, read_catalogue, read_municipalities

ROWS = {".xlsx": 100_000, ".csv": 1_000_000}
INSTRUMENT = "ifo-missbruk"
TIMES = 5


def main() -> None:
    """Print a line for each kind of file; with a path, read that file and print the seconds."""
    if len(sys.argv) > 1:
        print(_seconds(Path(sys.argv[1])))
        return
    with tempfile.TemporaryDirectory() as folder:
        for kind, rows in ROWS.items():
            path = Path(folder, f"svar{kind}")
            _write(path, rows)
            runs = [_run(path) for _ in range(TIMES + 1)][1:]
            seconds = sorted(run[0] for run in runs)[TIMES // 2]
            memory = max(run[1] for run in runs)
            size = path.stat().st_size / 1e6
            print(f"{kind[1:]}: {rows} rows, {size:.0f} MB, read in {seconds:.2f} s with at most {memory:.2f} GB")


def _run(path: Path) -> tuple[float, float]:
    """Seconds, and the highest memory in GB, of a process that reads the file."""
    code = "import resource, runpy, sys; sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__'); "
    code += "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9)"
    command = [sys.executable, "-c", code, __file__, str(path)]
    seconds, memory = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(seconds), float(memory)


def _seconds(path: Path) -> float:
    catalogue, _ = read_catalogue()
    municipalities = read_municipalities()
    begun = time.perf_counter()
    sheets = read_answers(path, catalogue=catalogue, municipalities=municipalities)
    sheets.select(pl.len()).collect(engine="streaming")
    return time.perf_counter() - begun


def _write(path: Path, rows: int) -> None:
    chance = random.Random(1)  # noqa: S311
    instrument = read_catalogue()[0][INSTRUMENT]
    labels = [[option.text["sv"] for option in instrument.scale_of(each).options] for each in instrument.questions]
    header = ["round", "instrument", "municipality", "unit", "gender", *(each.id for each in instrument.questions)]
    body = [
        ["2024", INSTRUMENT, "Luleå", f"Enhet {chance.randrange(60)}", chance.choice(["Kvinna", "Man", ""])]
        + [chance.choice(words) for words in labels]
        for _ in range(rows)
    ]
    if path.suffix == ".csv":
        pl.DataFrame(body, schema=header, orient="row").write_csv(path, separator=";")
        return
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([header, *body]):
            sheet.write_row(number, 0, row)


if __name__ == "__main__":
    main()

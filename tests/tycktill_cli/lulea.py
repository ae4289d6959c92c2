"""Luleå's round of 2019: the example's files, its release, and the command run on them."""

import csv
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from io import StringIO
from os import environ
from pathlib import Path

from tests.attacks.recording import remember_folder

from tycktill.counting import Counts, Tallies, count_by_cell, tally
from tycktill.disclosure import Policy, protect
from tycktill.files import read_answers, read_catalogue, read_families, read_municipalities, read_offers
from tycktill.instrument import combined_groups, headline_families
from tycktill.publication import Release, compose
from tycktill.tables import Setting
from tycktill_cli.command import main

FOLDER = Path(__file__).parents[2] / "examples" / "lulea-2019"
ANSWERS, OFFERED, REFERENCE = (FOLDER / name for name in ("svar.csv", "erbjudna.csv", "referens.csv"))


def run(*arguments: str | Path, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """The command as a person runs it; in a process of its own where its environment is to be another.

    That it does the same when it is started hundreds of times is not worth a second of each (test_command starts it).
    """
    done = _run_here(arguments) if env is None else _run_apart(arguments, {**environ, **env})
    remember_made(arguments, done.returncode)
    return done


def _run_here(arguments: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
    words = list(map(str, arguments))
    with redirect_stdout(StringIO()) as told, redirect_stderr(StringIO()) as refused:
        try:
            status = main(words)
        except SystemExit as end:  # as argparse ends a process after help, and when asked wrongly
            status = int(end.code or 0)
    return subprocess.CompletedProcess(words, status, told.getvalue(), refused.getvalue())


def _run_apart(arguments: Sequence[str | Path], env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "import sys; from tycktill_cli.command import main; sys.exit(main())"]
    return subprocess.run(
        [*command, *map(str, arguments)], capture_output=True, text=True, check=False, encoding="utf-8", env=env
    )


def remember_made(arguments: Sequence[str | Path], returncode: int) -> None:
    """Have the release attacked that the command has written, if it was to write one and is done."""
    if returncode == 0 and arguments[0] == "tabulate" and "--help" not in arguments:
        remember_folder(Path(arguments[arguments.index("--out") + 1]))


def files_in(folder: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def answer_rows() -> Sequence[list[str]]:
    """The rows of svar.csv, its header first."""
    return [line.split(";") for line in ANSWERS.read_text(encoding="utf-8-sig").splitlines()]


@cache
def setting() -> Setting:
    """Names, and nothing from elsewhere."""
    return Setting(read_families(), read_municipalities())


@cache
def counts() -> Counts:
    catalogue, _ = read_catalogue()
    return count_by_cell(read_answers(ANSWERS, catalogue=catalogue, municipalities=read_municipalities()), catalogue)


@cache
def tallies() -> Tallies:
    catalogue, _ = read_catalogue()
    offers = read_offers(OFFERED, catalogue=catalogue, municipalities=read_municipalities())
    return tally(counts(), catalogue, offers, combined_groups(read_families()))


@cache
def release() -> Release:
    catalogue, fingerprints = read_catalogue()
    protected = protect(tallies(), Policy(), headlines=headline_families(read_families()))
    return compose(protected, catalogue=catalogue, fingerprints=fingerprints, setting=setting())


def write(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """Rows as a spreadsheet program writes them."""
    path.write_text("\n".join(";".join(row) for row in rows) + "\n", encoding="utf-8")
    return path


def lines(content: bytes) -> list[dict[str, str]]:
    """A release's table."""
    return list(csv.DictReader(StringIO(content.decode(), newline="")))

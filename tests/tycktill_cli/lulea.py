"""Luleå's round of 2019: the example's files, its release, and the command run on them."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from os import environ
from pathlib import Path

from tycktill.counting import count, tally
from tycktill.disclosure import Policy, protect
from tycktill.files import read_answers, read_catalogue, read_municipalities, read_offers
from tycktill.publication import Release, compose
from tycktill.statistics import Estimates, estimate

FOLDER = Path(__file__).parents[2] / "examples" / "lulea-2019"
ANSWERS, OFFERED = FOLDER / "svar.csv", FOLDER / "erbjudna.csv"


def run(*arguments: str | Path, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """The command as a person runs it, in a process of its own."""
    command = [sys.executable, "-c", "import sys; from tycktill_cli.command import main; sys.exit(main())"]
    return subprocess.run(
        [*command, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        env={**environ, **(env or {})},
    )


def files_in(folder: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def answer_rows() -> Sequence[list[str]]:
    """The rows of svar.csv, its header first."""
    return [line.split(";") for line in ANSWERS.read_text(encoding="utf-8-sig").splitlines()]


@cache
def estimates() -> Estimates:
    catalogue, _ = read_catalogue()
    municipalities = read_municipalities()
    frame = read_answers(ANSWERS, catalogue=catalogue, municipalities=municipalities)
    offers = read_offers(OFFERED, catalogue=catalogue, municipalities=municipalities, answers=frame)
    return estimate(tally(count(frame, catalogue), catalogue, offers))


@cache
def release() -> Release:
    catalogue, fingerprints = read_catalogue()
    return compose(protect(estimates(), Policy(), seed=b"lots"), catalogue=catalogue, fingerprints=fingerprints)

"""How files are to be read, `-` for the standard input, and the file that all faults can be written to."""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from tycktill.files import Blank, Hidden, Reading, check_faults_file, read_aliases, write_faults
from tycktill.terms import Refused

_GIVEN = {
    "round": ("ROUND", "the round, for files that have no column for it"),
    "instrument": ("ID", "the questionnaire, for files that have no column for it"),
    "municipality": ("CODE", "the municipality, for files that have no column for it"),
}

_KINDS = {
    b"PK\x03\x04": ".xlsx",
    b"\xd0\xcf\x11\xe0": ".xls",
    b"PAR1": ".parquet",
    b"$FL2": ".sav",
    b"$FL3": ".sav",
}
"""What a file of the kind begins with; anything else is text."""

STANDARD_INPUT = "standard input"
"""What is read from there is called so."""

_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"
"""What an ODS has near its beginning, which is packed as an XLSX is."""


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Add the options of reading to a command."""
    for name, (what, meaning) in _GIVEN.items():
        parser.add_argument(f"--{name}", metavar=what, help=meaning)
    parser.add_argument(
        "--sheet",
        metavar="NAME",
        action="append",
        default=[],
        help="the worksheet to read, of several",
    )
    parser.add_argument(
        "--hidden",
        choices=list(map(str, Hidden)),
        default="refuse",
        help="rows and columns that a spreadsheet does not show (default: %(default)s)",
    )
    parser.add_argument(
        "--blank",
        choices=list(map(str, Blank)),
        default="count",
        help="sheets without answers (default: %(default)s)",
    )
    parser.add_argument("--faults", type=Path, metavar="FILE", help="a CSV file to make of every fault, row by row")


def reading_of(parsed: argparse.Namespace) -> Reading:
    """What was asked for."""
    given = {name: getattr(parsed, name) for name in _GIVEN if getattr(parsed, name) is not None}
    aliases = read_aliases(*parsed.instruments)
    latest = datetime.now().astimezone().year
    return Reading(tuple(parsed.sheet), Hidden(parsed.hidden), Blank(parsed.blank), given, aliases, latest)


@contextmanager
def faults_written(path: Path | None) -> Iterator[None]:
    """Writes all faults to a file, if one is named, when what is done meanwhile is refused. Raises Refused."""
    if path is not None:
        check_faults_file(path)
    try:
        yield
    except Refused as refused:
        if path is not None:
            write_faults(refused.faults, path)
        raise


@contextmanager
def file_or_standard_input(given: Path) -> Iterator[Path]:
    """The file itself, or for `-` what comes on the standard input, kept for as long as it is read.

    Nobody else may read the copy. Faults and notes are to call it `STANDARD_INPUT`.
    """
    if str(given) != "-":
        yield given
        return
    content = sys.stdin.buffer.read()
    kind = next((kind for begin, kind in _KINDS.items() if content.startswith(begin)), ".csv")
    if kind == ".xlsx" and _OPEN_DOCUMENT in content[:200]:
        kind = ".ods"
    with tempfile.TemporaryDirectory(prefix="tycktill-") as folder:
        file = Path(folder, f"standard-input{kind}")
        file.write_bytes(content)
        yield file

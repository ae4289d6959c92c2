"""Writes the tables of a release beside it as a Swedish spreadsheet program opens them: `--excel-csv`."""

import argparse
from pathlib import Path

from tycktill.files import write_release
from tycktill.publication import Release, excel_tables


def add_excel(parser: argparse.ArgumentParser) -> None:
    """Let a command be asked for such tables."""
    help_ = "write the tables for Excel in Swedish too, to DIR-excel: semicolons, decimal commas, names beside ids"
    parser.add_argument("--excel-csv", action="store_true", help=help_)


def write_excel(release: Release, folder: Path) -> None:
    """Write them, and say where."""
    write_release(Release(excel_tables(release)), folder)
    print(f"For Excel in Swedish: {folder}")

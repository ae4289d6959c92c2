"""Lists, checks and shows questionnaires: `tycktill instruments`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tycktill.files import read_catalogue, read_families, read_instrument
from tycktill.instrument import SOURCE_LANGUAGE, Instrument, unconfirmed
from tycktill.terms import Fault, Refused
from tycktill_cli.instrument_text import in_use, without_results, written_out
from tycktill_cli.lacking import show_help

_HEADINGS = ("id", "version", "family", "questions", "languages", "rounds", "status")


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `instruments` to the command; each of its parts has `run`, which returns the exit status."""
    parser = commands.add_parser("instruments", help="list, check and show questionnaires")
    show_help(parser)
    parts = parser.add_subparsers(metavar="list | check | show")
    listing = parts.add_parser("list", help="a line for each questionnaire that comes with the package")
    listing.set_defaults(run=lambda arguments: list_instruments())
    checking = parts.add_parser("check", help="tell every fault, and what must be confirmed before use")
    checking.add_argument("files", nargs="*", type=Path, metavar="FILE", help="default: all that come with the package")
    checking.set_defaults(run=lambda arguments: check_instruments(arguments.files))
    showing = parts.add_parser("show", help="a questionnaire written out")
    showing.add_argument("id", metavar="ID")
    showing.add_argument("--language", default=SOURCE_LANGUAGE, metavar="CODE", help="default: sv")
    showing.set_defaults(run=lambda arguments: show_instrument(arguments.id, language=arguments.language))


def list_instruments() -> int:
    """Print a table of the questionnaires that come with the package."""
    catalogue, _ = read_catalogue()
    rows = [_HEADINGS, *(_row(instrument) for instrument in catalogue.values())]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    return 0


def check_instruments(files: Sequence[Path]) -> int:
    """Print what to know of sound questionnaires before use; faults go to stderr and make the status 1."""
    faults: list[Fault] = []
    sound: list[Instrument] = []
    if files:
        for file in files:
            try:
                sound.append(read_instrument(file))
            except Refused as refused:
                faults.extend(refused.faults)
    else:
        try:
            sound.extend(read_catalogue()[0].values())
        except Refused as refused:
            faults.extend(refused.faults)
    for instrument in sound:
        _print_unconfirmed(instrument)
        for sentence in without_results(instrument):
            print(f"  {sentence}")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def show_instrument(instrument_id: str, *, language: str) -> int:
    """Print a questionnaire in one of its languages."""
    catalogue, _ = read_catalogue()
    instrument = catalogue.get(instrument_id)
    if instrument is None:
        print(f"There is no instrument `{instrument_id}`. Write one of {', '.join(catalogue)}.", file=sys.stderr)
        return 1
    if language not in instrument.languages:
        known = ", ".join(instrument.languages)
        print(f"`{instrument_id}` has no language `{language}`. Write one of {known}.", file=sys.stderr)
        return 1
    print(written_out(instrument, family=read_families()[instrument.family], language=language), end="")
    return 0


def _row(instrument: Instrument) -> tuple[str, ...]:
    status = "retired" if instrument.rounds.last is not None else "pilot" if instrument.pilot else ""
    return (
        instrument.id,
        str(instrument.version),
        instrument.family,
        str(len(instrument.questions)),
        " ".join(instrument.languages),
        in_use(instrument),
        status,
    )


def _print_unconfirmed(instrument: Instrument) -> None:
    found = unconfirmed(instrument)
    if not found:
        print(f"{instrument.id}: sound, nothing to confirm")
        return
    print(f"{instrument.id}: sound, {len(found)} to confirm")
    for item in found:
        print(f"  {item.place}: {item.text}")

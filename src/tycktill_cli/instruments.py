"""Lists, checks and shows questionnaires: `tycktill instruments`."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from tycktill.files import read_questionnaires, read_scales
from tycktill.instrument import SOURCE_LANGUAGE, Instrument, unconfirmed_wordings
from tycktill.terms import Fault, Refused
from tycktill_cli.instrument_text import in_use, scale_written_out, without_results, written_out
from tycktill_cli.new_instrument import new_instrument
from tycktill_cli.terminal import show_help

_HEADINGS = ("id", "version", "family", "questions", "languages", "rounds", "status")


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `instruments` to the command; each of its parts has `run`, which returns the exit status."""
    parser = commands.add_parser("instruments", help="list, check, show and make questionnaires")
    show_help(parser)
    parts = parser.add_subparsers(metavar="list | check | show | scales | new")
    listing = parts.add_parser("list", help="a line for each questionnaire")
    add_instruments(listing)
    listing.set_defaults(run=lambda arguments: list_instruments(arguments.instruments))
    checking = parts.add_parser("check", help="tell every fault, and what must be confirmed before use")
    checking.add_argument(
        "paths", nargs="*", type=Path, metavar="FILE|DIR", help="default: all that come with the package"
    )
    checking.set_defaults(run=lambda arguments: check_instruments(arguments.paths))
    showing = parts.add_parser("show", help="a questionnaire written out")
    showing.add_argument("id", metavar="ID", help="or the file of a questionnaire of your own")
    showing.add_argument("--language", default=SOURCE_LANGUAGE, metavar="CODE", help="default: sv")
    add_instruments(showing)
    showing.set_defaults(
        run=lambda arguments: show_instrument(arguments.id, arguments.instruments, language=arguments.language)
    )
    scales = parts.add_parser("scales", help="the scales that a questionnaire may name without describing them")
    scales.set_defaults(run=lambda arguments: list_scales())
    making = parts.add_parser("new", help="ask a few questions, and write a first questionnaire")
    making.add_argument("--out", type=Path, default=Path(), metavar="DIR", help="where to (default: here)")
    making.set_defaults(run=lambda arguments: new_instrument(arguments.out))


def add_instruments(parser: argparse.ArgumentParser) -> None:
    """Let a command be told where an operator's own questionnaires are."""
    parser.add_argument(
        "--instruments",
        type=Path,
        metavar="DIR|FILE",
        action="append",
        default=[],
        help="questionnaires of your own: a folder of them, or the file of one; may be given several times",
    )


def list_instruments(paths: Sequence[Path] = ()) -> int:
    """Print a table of the questionnaires that come with the package, and of those of these places."""
    catalogue = read_questionnaires(paths).catalogue
    rows = [_HEADINGS, *(_table_row(instrument) for instrument in catalogue.values())]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    return 0


def check_instruments(paths: Sequence[Path]) -> int:
    """Print what to know of sound questionnaires before use; faults go to stderr and make the status 1.

    Those are looked at as they are when they are used, beside the package's own; where there is a fault among them,
    each is looked at alone.
    """
    faults: list[Fault] = []
    sound: list[Instrument] = []
    try:
        found = read_questionnaires(paths)
        sound.extend(found.catalogue[id_] for id_ in (found.named if paths else found.catalogue))
    except Refused as refused:
        faults.extend(refused.faults)
        named = {fault.file for fault in faults}
        sound.extend(_sound_alone(path for path in paths if str(path) not in named))
    for instrument in sound:
        _print_unconfirmed(instrument)
        for sentence in without_results(instrument):
            print(f"  {sentence}")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def _sound_alone(paths: Iterable[Path]) -> Iterator[Instrument]:
    for path in paths:
        with suppress(Refused):
            found = read_questionnaires([path])
            yield from (found.catalogue[id_] for id_ in found.named)


def show_instrument(asked: str, paths: Sequence[Path] = (), *, language: str) -> int:
    """Print a questionnaire in one of its languages, by its id or by its file."""
    file = Path(asked)
    is_file = file.suffix == ".toml" and file.is_file()
    found = read_questionnaires([*paths, file] if is_file else paths)
    instrument = found.catalogue.get(file.stem if is_file else asked)
    if instrument is None:
        known = ", ".join(found.catalogue)
        print(f"There is no instrument `{asked}`. Write one of {known}.", file=sys.stderr)
        return 1
    if language not in instrument.languages:
        known = ", ".join(instrument.languages)
        print(f"`{instrument.id}` has no language `{language}`. Write one of {known}.", file=sys.stderr)
        return 1
    print(written_out(instrument, family=found.families[instrument.family], language=language), end="")
    return 0


def list_scales() -> int:
    """Print the scales of the library with their options."""
    print("\n\n".join(scale_written_out(name, scale) for name, scale in read_scales().items()))
    return 0


def _table_row(instrument: Instrument) -> tuple[str, ...]:
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
    found = unconfirmed_wordings(instrument)
    if not found:
        print(f"{instrument.id}: sound, nothing to confirm")
        return
    print(f"{instrument.id}: sound, {len(found)} to confirm")
    for item in found:
        print(f"  {item.place}: {item.text}")

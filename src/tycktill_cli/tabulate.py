"""Runs `tycktill tabulate`: from a file of answers to a release folder."""

import argparse
import shlex
from collections.abc import Iterator
from contextlib import nullcontext
from functools import partial
from pathlib import Path

from tycktill.answers import blank_sheets
from tycktill.counting import count_by_cell, rounds_of, tally, valid_numbers
from tycktill.disclosure import PRESETS, Policy
from tycktill.files import (
    KINDS,
    Engine,
    Questionnaires,
    check_engine,
    check_new_file,
    check_new_folder,
    excel_folder,
    hand_over,
    needless_references,
    numbers_beside,
    read_municipalities,
    read_questionnaires,
    read_release,
    write_release,
)
from tycktill.instrument import check_rounds_of, combined_groups, local_families
from tycktill.publication import Release, Sources, compose_beside, protect_beside
from tycktill_cli.excel import add_excel, write_excel
from tycktill_cli.inputs import FoundInputs, Inputs, read_inputs
from tycktill_cli.instruments import add_instruments
from tycktill_cli.reading import STANDARD_INPUT, add_reading, faults_written, file_or_standard_input, reading_of
from tycktill_cli.side_by_side import side_by_side
from tycktill_cli.summary import summarise
from tycktill_cli.terminal import Terminal, warn_of_slowness


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `tabulate` to the command."""
    parser = commands.add_parser("tabulate", help="make a release folder of a file of answers")
    parser.add_argument(
        "answers",
        type=Path,
        metavar="ANSWERS",
        help=f"a row a sheet: {', '.join(KINDS)}; - for standard input",
    )
    add_instruments(parser)
    parser.add_argument("--offered", type=Path, metavar="FILE", help="how many each unit offered the questionnaire")
    parser.add_argument("--reference", type=Path, metavar="FILE", help="shares from elsewhere to compare with")
    parser.add_argument(
        "--previous", type=Path, metavar="RELEASE_DIR", action="append", default=[], help="an earlier release"
    )
    parser.add_argument(
        "--round-facts", type=Path, metavar="FILE", help="when and how the rounds were held, and who publishes them"
    )
    parser.add_argument(
        "--engine", choices=list(map(str, Engine)), default="polars", help="what counts (default: %(default)s)"
    )
    parser.add_argument(
        "--preset",
        choices=sorted(PRESETS),
        default="standard",
        help="how answers are protected, and how much is shown: strict shows less, cautious less than half of small"
        " municipalities, official protects only results of fewer than five (default: %(default)s)",
    )
    parser.add_argument(
        "--numbers", type=Path, metavar="FILE", help="a file to make of how many answered, that stays with the office"
    )
    add_reading(parser)
    add_excel(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder to make; it must be new")
    parser.set_defaults(run=_run_tabulate)


def _run_tabulate(parsed: argparse.Namespace) -> int:
    excel = excel_folder(parsed.out) if parsed.excel_csv else None
    with faults_written(parsed.faults), file_or_standard_input(parsed.answers) as answers:
        called = STANDARD_INPUT if answers != parsed.answers else None
        files = (answers, parsed.offered, parsed.reference, tuple(parsed.previous))
        status = tabulate(
            Inputs(*files, tuple(parsed.instruments), reading_of(parsed), parsed.round_facts, called),
            out=parsed.out,
            numbers=parsed.numbers,
            policy=PRESETS[parsed.preset],
            engine=Engine(parsed.engine),
        )
    if excel:
        write_excel(read_release(parsed.out), excel)
    return status


def tabulate(inputs: Inputs, *, out: Path, numbers: Path | None, policy: Policy, engine: Engine) -> int:
    """Write a release of the answers to `out`, its numbers to a file if that is asked for, and print what it holds.

    Raises Refused, with nothing written.
    """
    check_new_folder(out)
    if numbers:
        check_new_file(numbers, outside=out)
    check_engine(engine)
    warn_of_slowness()
    questionnaires = read_questionnaires(inputs.instruments)
    catalogue = questionnaires.catalogue
    notes: list[str] = []
    with Terminal() as terminal:
        found = read_inputs(inputs, questionnaires, terminal, notes.append)
        terminal.progress("Counting")
        with hand_over(found.frame, engine) as sheets:
            counts = count_by_cell(sheets, catalogue)
        check_rounds_of(found.facts, rounds_of(counts, catalogue), file=str(inputs.round_facts))
        terminal.progress("Protecting")
        groups, local = combined_groups(questionnaires.families), local_families(questionnaires.families)
        tallies = tally(counts, catalogue, found.offers, groups, local=local)
        notes.extend(needless_references(found.references, tallies, inputs.reference))
        each = side_by_side(len(tallies.rows), partial(terminal.progress, "Protecting"))
        sources = _release_sources(questionnaires, found, policy)
        protected, past = protect_beside(tallies, sources, each=each)
        terminal.progress("Writing")
        release = compose_beside(protected, past, sources, blank=blank_sheets(found.frame))
        with numbers_beside(valid_numbers(counts, catalogue), numbers) if numbers else nullcontext():
            write_release(release, out)
    lines = [
        *notes,
        *summarise(counts, found.offers, protected, catalogue),
        *_written_lines(release, inputs, out, numbers),
    ]
    print("\n".join(lines))
    return 0


def _written_lines(release: Release, inputs: Inputs, out: Path, numbers: Path | None) -> Iterator[str]:
    """What has been written, and what to do with it."""
    yield f"Written to {out}: {', '.join(sorted(release.files))}"
    if numbers:
        yield f"Keep {numbers} with the answers: it tells how many answered, also in groups of fewer than five"
    beside = ("--previous", inputs.previous), ("--reference", [inputs.reference]), ("--instruments", inputs.instruments)
    given = [("--numbers", numbers), *((option, path) for option, paths in beside for path in paths)] if numbers else []
    options = (part for option, path in given if path for part in (option, str(path)))
    yield f"Prove it with: {shlex.join(('tycktill', 'verify', str(out), *options))}"


def _release_sources(known: Questionnaires, found: FoundInputs, policy: Policy) -> Sources:
    forms = (known.catalogue, known.fingerprints, known.families)
    given = (found.references, found.releases, found.facts)
    return Sources(*forms, read_municipalities(), policy, *given)

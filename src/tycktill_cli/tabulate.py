"""Runs `tycktill tabulate`: from a file of answers to a release folder."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypedDict, TypeVar

import polars as pl

from tycktill.counting import count, fingerprint, tally
from tycktill.disclosure import PRESETS, Policy, protect
from tycktill.fieldwork import Offer
from tycktill.files import (
    Engine,
    check_engine,
    check_new_folder,
    hand_over,
    read_answers,
    read_catalogue,
    read_families,
    read_municipalities,
    read_offers,
    read_references,
    write_release,
)
from tycktill.instrument import Catalogue
from tycktill.publication import Setting, compose
from tycktill.statistics import estimate
from tycktill.terms import Fault, Municipalities, Reference, Refused
from tycktill_cli.side_by_side import side_by_side
from tycktill_cli.summary import summarise
from tycktill_cli.terminal import Terminal


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files to read; None for those that are not given."""

    answers: Path
    offered: Path | None = None
    reference: Path | None = None


class _Known(TypedDict):
    """What every file is read by."""

    catalogue: Catalogue
    municipalities: Municipalities
    progress: Callable[[str, int, int | None], None]


_Read = TypeVar("_Read")


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `tabulate` to the command."""
    parser = commands.add_parser("tabulate", help="make a release folder of a file of answers")
    parser.add_argument("answers", type=Path, metavar="ANSWERS", help="CSV, XLSX or Parquet, a row for each sheet")
    parser.add_argument("--offered", type=Path, metavar="FILE", help="how many each unit offered the questionnaire")
    parser.add_argument("--reference", type=Path, metavar="FILE", help="shares from elsewhere to compare with")
    parser.add_argument(
        "--engine", choices=list(map(str, Engine)), default="polars", help="what counts (default: %(default)s)"
    )
    parser.add_argument(
        "--preset", choices=sorted(PRESETS), default="standard", help="what is shown (default: %(default)s)"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder to make; it must be new")
    parser.set_defaults(
        run=lambda parsed: tabulate(
            Inputs(parsed.answers, parsed.offered, parsed.reference),
            out=parsed.out,
            policy=PRESETS[parsed.preset],
            engine=Engine(parsed.engine),
        )
    )


def tabulate(inputs: Inputs, *, out: Path, policy: Policy, engine: Engine) -> int:
    """Write a release of the answers to `out` and print what it holds. Raises Refused, with nothing written."""
    check_new_folder(out)
    check_engine(engine)
    catalogue, fingerprints = read_catalogue()
    notes: list[str] = []
    with Terminal() as terminal:
        frame, offers, references = _read(inputs, catalogue, terminal, notes.append)
        terminal.progress("Counting")
        with hand_over(frame, engine) as sheets:
            counts = count(sheets, catalogue)
        terminal.progress("Protecting")
        estimates = estimate(tally(counts, catalogue, offers))
        each = side_by_side(len(estimates.rows), partial(terminal.progress, "Protecting"))
        protected = protect(estimates, policy, seed=fingerprint(counts), each=each)
        terminal.progress("Writing")
        setting = Setting(read_families(), read_municipalities(), references)
        release = compose(protected, catalogue=catalogue, fingerprints=fingerprints, setting=setting)
        write_release(release, out)
    print("\n".join([*notes, *summarise(counts, offers, protected)]))
    print(f"Written to {out}: {', '.join(sorted(release.files))}")
    print(f"Prove it with: tycktill verify {out}")
    return 0


def _read(
    inputs: Inputs, catalogue: Catalogue, terminal: Terminal, note: Callable[[str], None]
) -> tuple[pl.LazyFrame, tuple[Offer, ...], tuple[Reference, ...]]:
    """All files. Raises Refused with the faults of all."""
    municipalities, progress = read_municipalities(), terminal.progress
    forms: _Known = {"catalogue": catalogue, "municipalities": municipalities, "progress": progress}
    faults: list[Fault] = []
    frame = _or_faults(partial(read_answers, inputs.answers, note=note, **forms), faults)
    offers: tuple[Offer, ...] | None = ()
    references: tuple[Reference, ...] | None = ()
    if inputs.offered:
        offers = _or_faults(partial(read_offers, inputs.offered, answers=frame, **forms), faults)
    if inputs.reference:
        references = _or_faults(partial(read_references, inputs.reference, **forms), faults)
    if frame is None or offers is None or references is None:
        raise Refused(faults)
    return frame, offers, references


def _or_faults(read: Callable[[], _Read], faults: list[Fault]) -> _Read | None:
    """What is read; None with its faults added to those of the other files."""
    try:
        return read()
    except Refused as refused:
        faults.extend(refused.faults)
        return None

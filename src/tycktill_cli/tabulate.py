"""Runs `tycktill tabulate`: from a file of answers to a release folder."""

import argparse
from collections.abc import Callable
from pathlib import Path

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
    read_municipalities,
    read_offers,
    write_release,
)
from tycktill.instrument import Catalogue
from tycktill.publication import compose
from tycktill.statistics import estimate
from tycktill.terms import Fault, Refused
from tycktill_cli.summary import summarise
from tycktill_cli.terminal import Terminal




def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `tabulate` to the command."""
    parser = commands.add_parser("tabulate", help="make a release folder of a file of answers")
    parser.add_argument("answers", type=Path, metavar="ANSWERS", help="CSV, XLSX or Parquet, a row for each sheet")
    parser.add_argument("--offered", type=Path, metavar="FILE", help="how many each unit offered the questionnaire")
    parser.add_argument(
        "--engine", choices=list(map(str, Engine)), default="polars", help="what counts (default: %(default)s)"
    )
    parser.add_argument("--preset", choices=sorted(PRESETS), default="standard", help="what is shown (default: %(default)s)")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder to make; it must be new")
    parser.set_defaults(
        run=lambda parsed: tabulate(
            parsed.answers,
            parsed.offered,
            out=parsed.out,
            policy=PRESETS[parsed.preset],
            engine=Engine(parsed.engine),
        )
    )


def tabulate(answers: Path, offered: Path | None, *, out: Path, policy: Policy, engine: Engine) -> int:
    """Write a release of the answers to `out` and print what it holds. Raises Refused, with nothing written."""
    check_new_folder(out)
    check_engine(engine)
    catalogue, fingerprints = read_catalogue()
    notes: list[str] = []
    with Terminal() as terminal:
        frame, offers = _read(answers, offered, catalogue, terminal, notes.append)
        terminal.progress("Counting")
        with hand_over(frame, engine) as sheets:
            counts = count(sheets, catalogue)
        terminal.progress("Protecting")
        protected = protect(estimate(tally(counts, catalogue, offers)), policy, seed=fingerprint(counts))
        terminal.progress("Writing")
        release = compose(protected, catalogue=catalogue, fingerprints=fingerprints)
        write_release(release, out)
    print("\n".join([*notes, *summarise(counts, offers, protected)]))
    print(f"Written to {out}: {', '.join(sorted(release.files))}")
    print(f"Prove it with: tycktill verify {out}")
    return 0


def _read(
    answers: Path, offered: Path | None, catalogue: Catalogue, terminal: Terminal, note: Callable[[str], None]
) -> tuple[pl.LazyFrame, tuple[Offer, ...]]:
    """Both files. Raises Refused with the faults of both."""
    municipalities, progress = read_municipalities(), terminal.progress
    faults: list[Fault] = []
    frame: pl.LazyFrame | None = None
    offers: tuple[Offer, ...] = ()
    try:
        frame = read_answers(answers, catalogue=catalogue, municipalities=municipalities, progress=progress, note=note)
    except Refused as refused:
        faults.extend(refused.faults)
    try:
        if offered:
            offers = read_offers(
                offered, catalogue=catalogue, municipalities=municipalities, answers=frame, progress=progress
            )
    except Refused as refused:
        faults.extend(refused.faults)
    if frame is None or faults:
        raise Refused(faults)
    return frame, offers

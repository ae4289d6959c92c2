"""Runs `tycktill verify`: proves a release folder from its files alone."""

import argparse
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from tycktill.files import (
    Questionnaires,
    read_municipalities,
    read_numbers,
    read_questionnaires,
    read_references,
    read_release,
)
from tycktill.publication import Kept, prove_beside
from tycktill.tables import RESULTS
from tycktill.terms import Reference, Refused
from tycktill_cli.inputs import read_releases
from tycktill_cli.instruments import add_instruments
from tycktill_cli.side_by_side import side_by_side
from tycktill_cli.terminal import Terminal, warn_of_slowness


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `verify` to the command."""
    parser = commands.add_parser("verify", help="prove a release folder: its checksums, then that it exposes nobody")
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder that `tycktill tabulate` wrote")
    parser.add_argument(
        "--numbers", type=Path, metavar="FILE", help="the file that `tycktill tabulate --numbers` wrote for the office"
    )
    parser.add_argument("--reference", type=Path, metavar="FILE", help="as `tycktill tabulate` was given it")
    parser.add_argument(
        "--previous", type=Path, metavar="RELEASE_DIR", action="append", default=[], help="as for --reference"
    )
    add_instruments(parser)
    parser.set_defaults(
        run=lambda asked: verify(asked.folder, asked.numbers, asked.reference, asked.previous, asked.instruments)
    )


def verify(
    folder: Path,
    kept: Path | None = None,
    reference: Path | None = None,
    previous: Sequence[Path] = (),
    paths: Sequence[Path] = (),
) -> int:
    """Print that the release is proved, and against whom; and that it was made by the questionnaires of these places if
    any are given. Raises Refused with all that is wrong.
    """
    questionnaires = read_questionnaires(paths)
    release = read_release(folder)
    numbers = read_numbers(kept) if kept else None
    if numbers:
        warn_of_slowness()  # the replay searches anew
    with Terminal() as terminal:
        beside = Kept(
            numbers,
            _given_references(reference, questionnaires, terminal) if numbers else (),
            read_releases(previous) if numbers else (),
            questionnaires.fingerprints if paths else {},
        )
        report = partial(terminal.progress, "Trying to derive what must not be")
        rows = release.files.get(RESULTS, b"").count(b"\n")
        each = side_by_side(rows, partial(terminal.progress, "Replaying")) if numbers else map  # nothing is replayed
        proof = prove_beside(release, beside, questionnaires.catalogue, report=report, each=each)
    if proof.faults:
        raise Refused(proof.faults)
    print(f"{folder}: {len(release.files)} files with their checksums, and nothing found that must not be derived")
    print("\n".join(_proof_lines(is_known=numbers is not None)))
    if proof.most_exposed:
        print(f"Most exposed: {proof.most_exposed}")
    return 0


def _given_references(
    reference: Path | None, questionnaires: Questionnaires, terminal: Terminal
) -> Sequence[Reference]:
    if reference is None:
        return ()
    return read_references(
        reference,
        questionnaires=questionnaires,
        municipalities=read_municipalities(),
        progress=terminal.progress,
    )


def _proof_lines(*, is_known: bool) -> Iterator[str]:
    """What has been proved, by which code and against whom, and what has not."""
    if is_known:
        yield (
            "Audited by code of its own: nothing was found to follow from the figures, even for whoever knows how many"
            " answered"
        )
        yield "Replayed by the rule's code: which figures are told, and how, follows from numbers and figures alone"
    else:
        yield (
            "Audited by code of its own: nothing was found to follow from the figures alone, by whoever has nothing"
            " else"
        )
        yield "Not replayed: with --numbers whoever knows how many answered is tried, and whether the choice tells more"

"""Runs `tycktill verify`: proves a release folder from its files alone."""

import argparse
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from tycktill.files import Questionnaires, read_questionnaires, read_release, read_witnesses
from tycktill.publication import MANIFEST, Release, prove_release, prove_witnesses, read_manifest
from tycktill.terms import Fault, Refused
from tycktill_cli.instruments import add_instruments
from tycktill_cli.terminal import Terminal


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `verify` to the command."""
    parser = commands.add_parser("verify", help="prove a release folder: its checksums, then that it exposes nobody")
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder that `tycktill tabulate` wrote")
    parser.add_argument(
        "--witnesses", type=Path, metavar="FILE", help="the secret file that `tycktill tabulate --witnesses` wrote"
    )
    add_instruments(parser)
    parser.set_defaults(run=lambda parsed: verify(parsed.folder, parsed.witnesses, parsed.instruments))


def verify(folder: Path, kept: Path | None, places: Sequence[Path] = ()) -> int:
    """Print that the release is proved, by witnesses too if they are given, and that it was made by the questionnaires
    of these places if any are. Raises Refused with all that is wrong.
    """
    release = read_release(folder)
    witnesses = read_witnesses(kept) if kept else ()
    with Terminal() as terminal:
        proof = prove_release(release, partial(terminal.progress, "Trying to derive what is withheld"))
        faults = proof.faults
        if kept and not faults:
            terminal.progress("Comparing witnesses")
            faults = prove_witnesses(release, witnesses)
        if places and not faults:
            faults = tuple(_other_questionnaires(release, read_questionnaires(places)))
    if faults:
        raise Refused(faults)
    print(f"{folder}: {len(release.files)} files with their checksums, and nothing can be derived that must not be")
    print(f"Most exposed: {proof.most_exposed}" if proof.most_exposed else "Every group is shown; nothing is hidden")
    if kept:
        print(_witnessed(sum(len(each.worlds) for each in witnesses), len(witnesses)))
    return 0


def _other_questionnaires(release: Release, known: Questionnaires) -> Iterator[Fault]:
    """Where the release names other questionnaires than these, or puts them otherwise."""
    manifest = read_manifest(release.files[MANIFEST])
    for id_, made_by in manifest.instruments.items():
        if known.fingerprints.get(id_) != made_by:
            problem = f"The release was made by another `{id_}` than there is here"
            yield Fault(problem, "Give the questionnaire of that version by --instruments", file=MANIFEST)


def _witnessed(worlds: int, questions: int) -> str:
    """What witnesses have proved, for somebody who has heard of none."""
    return (
        f"Witnessed: {worlds} ways to answer {questions} questions all give these figures, and differ from each other "
        "in whatever must not follow, even for whoever knows who answered"
    )

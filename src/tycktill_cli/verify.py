"""Runs `tycktill verify`: proves a release folder from its files alone."""

import argparse
from functools import partial
from pathlib import Path

from tycktill.files import read_release, read_witnesses
from tycktill.publication import prove_release, prove_witnesses
from tycktill.terms import Refused
from tycktill_cli.terminal import Terminal


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `verify` to the command."""
    parser = commands.add_parser("verify", help="prove a release folder: its checksums, then that it exposes nobody")
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder that `tycktill tabulate` wrote")
    parser.add_argument(
        "--witnesses", type=Path, metavar="FILE", help="the secret file that `tycktill tabulate --witnesses` wrote"
    )
    parser.set_defaults(run=lambda parsed: verify(parsed.folder, parsed.witnesses))


def verify(folder: Path, kept: Path | None) -> int:
    """Print that the release is proved, by witnesses too if they are given. Raises Refused with all that is wrong."""
    release = read_release(folder)
    witnesses = read_witnesses(kept) if kept else ()
    with Terminal() as terminal:
        proof = prove_release(release, partial(terminal.progress, "Trying to derive what is withheld"))
        faults = proof.faults
        if kept and not faults:
            terminal.progress("Comparing witnesses")
            faults = prove_witnesses(release, witnesses)
    if faults:
        raise Refused(faults)
    print(f"{folder}: {len(release.files)} files with their checksums, and nothing can be derived that must not be")
    print(f"Most exposed: {proof.most_exposed}" if proof.most_exposed else "Every group is shown; nothing is hidden")
    if kept:
        print(_witnessed(sum(len(each.worlds) for each in witnesses), len(witnesses)))
    return 0


def _witnessed(worlds: int, questions: int) -> str:
    """What witnesses have proved, for somebody who has heard of none."""
    return (
        f"Witnessed: {worlds} ways to answer {questions} questions all give these figures, and differ from each other "
        "in whatever must not follow, even for whoever knows who answered"
    )

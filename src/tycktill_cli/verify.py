"""Runs `tycktill verify`: proves a release folder from its files alone."""

import argparse
from functools import partial
from pathlib import Path

from tycktill.files import read_numbers, read_release
from tycktill.publication import prove_release
from tycktill.terms import Refused
from tycktill_cli.terminal import Terminal


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `verify` to the command."""
    parser = commands.add_parser("verify", help="prove a release folder: its checksums, then that it exposes nobody")
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder that `tycktill tabulate` wrote")
    parser.add_argument(
        "--numbers", type=Path, metavar="FILE", help="the file that `tycktill tabulate --numbers` wrote for the office"
    )
    parser.set_defaults(run=lambda parsed: verify(parsed.folder, parsed.numbers))


def verify(folder: Path, kept: Path | None) -> int:
    """Print that the release is proved, and against whom. Raises Refused with all that is wrong."""
    release = read_release(folder)
    numbers = read_numbers(kept) if kept else None
    with Terminal() as terminal:
        tell = partial(terminal.progress, "Trying to derive what is withheld")
        proof = prove_release(release, tell, numbers=numbers)
    if proof.faults:
        raise Refused(proof.faults)
    print(f"{folder}: {len(release.files)} files with their checksums, and nothing can be derived that must not be")
    print(_audited(is_known=numbers is not None))
    if proof.most_exposed:
        print(f"Most exposed: {proof.most_exposed}")
    return 0


def _audited(*, is_known: bool) -> str:
    """What the audit has proved, and against whom: that nothing follows from the figures, however they were chosen."""
    if is_known:
        return "Audited: nothing follows from the figures, even for whoever knows how many answered in every group"
    return "Audited: nothing follows from the figures alone; --numbers proves it against whoever knows who answered"

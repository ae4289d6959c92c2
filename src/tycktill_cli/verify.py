"""Runs `tycktill verify`: proves a release folder from its files alone."""

import argparse
from functools import partial
from pathlib import Path

from tycktill.files import read_release
from tycktill.publication import prove_release
from tycktill.terms import Refused
from tycktill_cli.terminal import Terminal


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `verify` to the command."""
    parser = commands.add_parser("verify", help="prove a release folder: its checksums, then that it exposes nobody")
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder that `tycktill tabulate` wrote")
    parser.set_defaults(run=lambda parsed: verify(parsed.folder))


def verify(folder: Path) -> int:
    """Print that the release is proved. Raises Refused with all that is wrong."""
    release = read_release(folder)
    with Terminal() as terminal:
        proof = prove_release(release, partial(terminal.progress, "Trying to derive what is withheld"))
    if proof.faults:
        raise Refused(proof.faults)
    print(f"{folder}: {len(release.files)} files with their checksums, and nothing can be derived that must not be")
    print(f"Most exposed: {proof.most_exposed}" if proof.most_exposed else "Every group is shown; nothing is hidden")
    return 0

"""Runs `tycktill verify`: proves a release folder from its files alone."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from tycktill.disclosure import NOTHING_PUBLIC, Public, row_sizes
from tycktill.files import (
    Questionnaires,
    read_municipalities,
    read_numbers,
    read_questionnaires,
    read_references,
    read_release,
)
from tycktill.publication import Release, check_manifest, earlier, prove_release, replay_release, told_elsewhere
from tycktill.tables import MANIFEST, RESULTS, read_manifest
from tycktill.terms import Fault, Numbers, Reference, Refused
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
    places: Sequence[Path] = (),
) -> int:
    """Print that the release is proved, and against whom; and that it was made by the questionnaires of these places if
    any are given. Raises Refused with all that is wrong.
    """
    questionnaires = read_questionnaires(places)
    release = read_release(folder)
    numbers = read_numbers(kept) if kept else None
    if numbers:
        warn_of_slowness()  # the replay searches anew
    with Terminal() as terminal:
        tell = partial(terminal.progress, "Trying to derive what must not be")
        public = NOTHING_PUBLIC
        if numbers and (reference or previous):
            references = _references(reference, questionnaires, terminal)
            public = _public(release, numbers, references, read_releases(previous), questionnaires)
        proof = prove_release(release, tell, numbers=numbers, public=public)
        faults = proof.faults
        if numbers and not faults:
            faults = tuple(_replayed(release, numbers, public, terminal))
        if places and not faults:
            faults = tuple(_other_questionnaires(release, questionnaires))
    if faults:
        raise Refused(faults)
    print(f"{folder}: {len(release.files)} files with their checksums, and nothing can be derived that must not be")
    print("\n".join(_proved(is_known=numbers is not None)))
    if proof.most_exposed:
        print(f"Most exposed: {proof.most_exposed}")
    return 0


def _replayed(release: Release, numbers: Numbers, public: Public, terminal: Terminal) -> Sequence[Fault]:
    """The row that the rule would have told otherwise, if there is one."""
    each = side_by_side(release.files[RESULTS].count(b"\n"), partial(terminal.progress, "Replaying"))
    return replay_release(release, numbers, public=public, each=each)


def _other_questionnaires(release: Release, known: Questionnaires) -> Iterator[Fault]:
    """Where the release names other questionnaires than these, or puts them otherwise."""
    manifest = read_manifest(release.files[MANIFEST])
    for id_, made_by in manifest.instruments.items():
        if known.fingerprints.get(id_) != made_by:
            problem = f"The release was made by another `{id_}` than there is here"
            yield Fault(problem, "Give the questionnaire of that version by --instruments", file=MANIFEST)


def _references(reference: Path | None, questionnaires: Questionnaires, terminal: Terminal) -> Sequence[Reference]:
    if reference is None:
        return ()
    return read_references(
        reference, catalogue=questionnaires.catalogue, municipalities=read_municipalities(), progress=terminal.progress
    )


def _public(
    release: Release,
    numbers: Numbers,
    references: Sequence[Reference],
    before: Sequence[Release],
    questionnaires: Questionnaires,
) -> Public:
    """What was public of the same rounds. Raises Refused where the release to prove cannot be read."""
    faults = check_manifest(release)
    if faults:
        raise Refused(faults)
    manifest = read_manifest(release.files[MANIFEST])
    told = earlier(before, {round_ for round_, _ in numbers}, questionnaires.catalogue, manifest.policy).public
    cells = ((*key, valid) for key, valid in row_sizes(numbers, manifest.grouping, manifest.questions).items())
    return replace(told, elsewhere=told_elsewhere(references, cells))


def _proved(*, is_known: bool) -> Iterator[str]:
    """What has been proved, by which code and against whom, and what has not."""
    if is_known:
        yield "Audited by code of its own: nothing follows from the figures, even for whoever knows how many answered"
        yield "Replayed by the rule's code: which figures are told, and how, follows from numbers and figures alone"
    else:
        yield "Audited by code of its own: nothing follows from the figures alone, for whoever has nothing else"
        yield "Not replayed: with --numbers whoever knows how many answered is tried, and whether the choice tells more"

"""Makes a release of answers, writes, reads and proves one."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tycktill import files
from tycktill.answers import blank_sheets
from tycktill.counting import count, tally
from tycktill.disclosure import PRESETS, protect
from tycktill.fieldwork import Offer
from tycktill.files import read_municipalities, read_offers, read_references
from tycktill.instrument import headlines
from tycktill.notebook.reading import Answers, Place
from tycktill.publication import Proof, Release, check_manifest, compose, earlier, prove_release, told_elsewhere
from tycktill.statistics import estimate
from tycktill.tables import Setting
from tycktill.terms import Fault, Reference, Refused


def tabulate(
    answers: Answers,
    *,
    offered: Place | None = None,
    reference: Place | None = None,
    previous: Sequence[Release] = (),
    preset: str = "standard",
) -> Release:
    """The release of these answers, as `tycktill tabulate` makes it, to the last byte.

    `offered` is the file of how many were offered, `reference` that of shares from elsewhere, `previous` earlier
    releases; `preset` is `standard`, `strict`, `official` or `cautious`. Raises Refused with all that is wrong.
    """
    known, places = answers.questionnaires, read_municipalities()
    offers = _offers(answers, Path(offered)) if offered else ()
    references = _references(answers, Path(reference)) if reference else ()
    _refuse([fault for release in previous for fault in check_manifest(release)])
    counts = count(answers.sheets, known.catalogue)
    estimates = estimate(tally(counts, known.catalogue, offers))
    policy = PRESETS[preset]
    past = earlier(previous, {base.cell.round for base in counts.base}, known.catalogue, policy)
    cells = ((row.cell, row.question, row.valid) for row in estimates.rows)
    public = replace(past.public, elsewhere=told_elsewhere(references, cells))
    protected = protect(estimates, policy, headlines=headlines(known.families), public=public)
    if past.public.told:
        _refuse(protected.exposed)  # by what has been told of the round already
    setting = Setting(known.families, places, references, past.previous, blank_sheets(answers.sheets))
    return compose(protected, catalogue=known.catalogue, fingerprints=known.fingerprints, setting=setting)


def _offers(answers: Answers, file: Path) -> Sequence[Offer]:
    catalogue = answers.questionnaires.catalogue
    return read_offers(file, catalogue=catalogue, municipalities=read_municipalities(), answers=answers.sheets)


def _references(answers: Answers, file: Path) -> Sequence[Reference]:
    return read_references(file, catalogue=answers.questionnaires.catalogue, municipalities=read_municipalities())


def write_release(release: Release, folder: Place) -> None:
    """Write a release to a new folder, all of it or nothing. Raises Refused where that cannot be."""
    files.write_release(release, Path(folder))


def read_release(folder: Place) -> Release:
    """The release in a folder, as it stands there: `verify` says whether it is whole. Raises Refused for no folder."""
    return files.read_release(Path(folder))


def verify(release: Release) -> Proof:
    """The proof that a release is as it was made and gives nobody away. Raises Refused with all that is wrong."""
    proof = prove_release(release)
    _refuse(proof.faults)
    return proof


def _refuse(faults: Sequence[Fault]) -> None:
    if faults:
        raise Refused(faults)

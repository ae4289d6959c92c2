"""Makes a release of answers, writes, reads and proves one."""

from collections.abc import Sequence
from pathlib import Path

from tycktill import files
from tycktill.answers import blank_sheets
from tycktill.counting import count, tally
from tycktill.disclosure import PRESETS
from tycktill.fieldwork import Offer
from tycktill.files import read_municipalities, read_offers, read_references
from tycktill.instrument import local_families
from tycktill.notebook.reading import Answers, Place
from tycktill.publication import (
    Proof,
    Release,
    Sources,
    check_manifest,
    compose_beside,
    protect_beside,
    prove_release,
)
from tycktill.statistics import estimate
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
    sources = Sources(
        known.catalogue, known.fingerprints, known.families, places, PRESETS[preset], references, previous
    )
    counts = count(answers.sheets, known.catalogue)
    estimates = estimate(tally(counts, known.catalogue, offers, local=local_families(known.families)))
    protected, past = protect_beside(estimates, sources)
    return compose_beside(protected, past, sources, blank=blank_sheets(answers.sheets))


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

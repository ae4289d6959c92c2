"""Makes a release of answers, writes, reads and proves one."""

from collections.abc import Sequence
from pathlib import Path

from tycktill import files
from tycktill.answers import blank_sheets
from tycktill.counting import count, rounds_of, tally
from tycktill.disclosure import PRESETS
from tycktill.fieldwork import Offer
from tycktill.files import read_municipalities, read_offers, read_references, read_round_facts
from tycktill.instrument import check_told_of, local_families, told_together
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
    round_facts: Place | None = None,
    preset: str = "standard",
) -> Release:
    """The release of these answers, as `tycktill tabulate` makes it, to the last byte.

    `offered` is the file of how many were offered, `reference` that of shares from elsewhere, `previous` earlier
    releases, `round_facts` the file of when and how the rounds were held; `preset` is `standard`, `strict`, `official`
    or `cautious`. Raises Refused with all that is wrong.
    """
    known, places = answers.questionnaires, read_municipalities()
    offers = _offers(answers, Path(offered)) if offered else ()
    references = _references(answers, Path(reference)) if reference else ()
    _refuse([fault for release in previous for fault in check_manifest(release)])
    facts = read_round_facts(Path(round_facts)) if round_facts else {}
    forms = (known.catalogue, known.fingerprints, known.families)
    sources = Sources(*forms, places, PRESETS[preset], references, previous, facts)
    counts = count(answers.sheets, known.catalogue)
    check_told_of(facts, rounds_of(counts, known.catalogue), file=str(round_facts))
    groups, local = told_together(known.families), local_families(known.families)
    estimates = estimate(tally(counts, known.catalogue, offers, groups, local=local))
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

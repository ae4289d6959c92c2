"""Makes a release of answers, writes, reads and proves one."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TypedDict

from tycktill import files
from tycktill.answers import blank_sheets
from tycktill.counting import count, rounds_of, tally, valid_numbers
from tycktill.disclosure import PRESETS
from tycktill.files import (
    Engine,
    Reading,
    check_new_file,
    excel_folder,
    hand_over,
    needless,
    numbers_beside,
    read_municipalities,
    read_numbers,
    read_offers,
    read_questionnaires,
    read_references,
    read_round_facts,
)
from tycktill.instrument import Catalogue, check_told_of, local_families, told_together
from tycktill.notebook.reading import Answers, Place
from tycktill.publication import (
    Kept,
    Proof,
    Release,
    Sources,
    check_manifest,
    compose_beside,
    excel_tables,
    protect_beside,
    prove_beside,
)
from tycktill.statistics import estimate
from tycktill.terms import Municipalities, Reference, Refused

Note = Callable[[str], None]
"""Is told, a sentence at a time, what a person should know of how files were read."""


class _Known(TypedDict):
    """What every file beside the answers is read by."""

    catalogue: Catalogue
    municipalities: Municipalities
    reading: Reading
    note: Note


def tabulate(  # noqa: PLR0913  the options of the command, by name
    answers: Answers,
    *,
    offered: Place | None = None,
    reference: Place | None = None,
    previous: Sequence[Release] = (),
    round_facts: Place | None = None,
    preset: str = "standard",
    engine: str = "polars",
    numbers: Place | None = None,
    note: Note = print,
) -> Release:
    """The release of these answers, as `tycktill tabulate` makes it, to the last byte.

    `offered` is the file of how many were offered, `reference` that of shares from elsewhere, `previous` earlier
    releases, `round_facts` the file of when and how the rounds were held; `preset` is `standard`, `strict`, `official`
    or `cautious`. `numbers` is a file to make of how many answered, that stays with the office. Raises Refused with all
    that is wrong.
    """
    if numbers is not None:
        check_new_file(Path(numbers))
    known, places = answers.questionnaires, read_municipalities()
    _refuse_changed(previous)
    by: _Known = {"catalogue": known.catalogue, "municipalities": places, "reading": answers.reading, "note": note}
    offers = read_offers(Path(offered), answers=answers.sheets, **by) if offered else ()
    references = read_references(Path(reference), **by) if reference else ()
    facts = read_round_facts(Path(round_facts)) if round_facts else {}
    with hand_over(answers.sheets, Engine(engine)) as sheets:
        counts = count(sheets, known.catalogue)
    check_told_of(facts, rounds_of(counts, known.catalogue), file=str(round_facts))
    groups, local = told_together(known.families), local_families(known.families)
    estimates = estimate(tally(counts, known.catalogue, offers, groups, local=local))
    for sentence in needless(references, estimates, Path(reference) if reference else None):
        note(sentence)
    forms = (known.catalogue, known.fingerprints, known.families)
    sources = Sources(*forms, places, PRESETS[preset], references, previous, facts)
    protected, past = protect_beside(estimates, sources)
    kept = numbers_beside(valid_numbers(counts, known.catalogue), Path(numbers)) if numbers else nullcontext()
    with kept:
        return compose_beside(protected, past, sources, blank=blank_sheets(answers.sheets))


def write_release(release: Release, folder: Place, *, excel_csv: bool = False) -> None:
    """Write a release to a new folder, all of it or nothing; with `excel_csv` its tables for Excel in Swedish to
    another beside. Raises Refused where that cannot be.
    """
    beside = excel_folder(Path(folder)) if excel_csv else None
    files.write_release(release, Path(folder))
    if beside:
        files.write_release(Release(excel_tables(release)), beside)


def read_release(folder: Place) -> Release:
    """The release in a folder, as it stands there: `verify` says whether it is whole. Raises Refused for no folder."""
    return files.read_release(Path(folder))


def verify(
    release: Release,
    *,
    numbers: Place | None = None,
    reference: Place | None = None,
    previous: Sequence[Release] = (),
    instruments: Sequence[Place] = (),
) -> Proof:
    """The proof that a release is as it was made and gives nobody away, as `tycktill verify` has it.

    With the file of `numbers` that `tabulate` made it is proved against whoever knows them; then `reference` and
    `previous` are what the release was made beside. Raises Refused with all that is wrong.
    """
    known = read_questionnaires([Path(place) for place in instruments])
    _refuse_changed(previous)
    kept = Kept(
        read_numbers(Path(numbers)) if numbers else None,
        _references(Path(reference), known.catalogue) if reference else (),
        previous,
        known.fingerprints if instruments else {},
    )
    proof = prove_beside(release, kept, known.catalogue)
    if proof.faults:
        raise Refused(proof.faults)
    return proof


def _references(file: Path, catalogue: Catalogue) -> Sequence[Reference]:
    return read_references(file, catalogue=catalogue, municipalities=read_municipalities())


def _refuse_changed(releases: Sequence[Release]) -> None:
    faults = [fault for release in releases for fault in check_manifest(release)]
    if faults:
        raise Refused(faults)

"""Makes a release of answers, writes, reads and proves one."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TypedDict

from tycktill import files
from tycktill.answers import blank_sheets
from tycktill.counting import count_by_cell, rounds_of, tally, valid_numbers
from tycktill.disclosure import PRESETS
from tycktill.files import (
    Engine,
    Questionnaires,
    Reading,
    check_new_file,
    excel_folder,
    hand_over,
    needless_references,
    numbers_beside,
    read_municipalities,
    read_numbers,
    read_offers,
    read_questionnaires,
    read_references,
    read_round_facts,
)
from tycktill.instrument import check_rounds_of, combined_groups, local_families
from tycktill.notebook.given import (
    GivenPath,
    GivenPaths,
    Releases,
    file_of,
    kind_of,
    one_of,
    path_of,
    paths_of,
    release_of,
    releases_of,
)
from tycktill.notebook.reading import Answers, read_answers
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
from tycktill.terms import Municipalities, Reference, Refused

Note = Callable[[str], None]
"""Is told, a sentence at a time, what a person should know of how files were read."""


class _Known(TypedDict):
    """What every file beside the answers is read by."""

    municipalities: Municipalities
    reading: Reading
    note: Note


def tabulate(  # noqa: PLR0913  the options of the command, by name
    answers: Answers | GivenPath,
    *,
    offered: GivenPath | None = None,
    reference: GivenPath | None = None,
    previous: Releases = (),
    round_facts: GivenPath | None = None,
    preset: str = "standard",
    engine: str = "polars",
    numbers: GivenPath | None = None,
    note: Note = print,
) -> Release:
    """The release of these answers, as `tycktill tabulate` makes it, to the last byte.

    `answers` may be their file, for `read_answers`. `offered` is the file of how many were offered, `reference` that of
    shares from elsewhere, `previous` earlier releases or their folders, `round_facts` the file of when and how the
    rounds were held; `preset` is `standard`, `strict`, `official` or `cautious`. `numbers` is a file to make of how
    many answered, that stays with the office. Raises Refused with all that is wrong.
    """
    policy, by_engine = PRESETS[one_of(tuple(PRESETS), preset, "preset")], kind_of(Engine, engine, "engine")
    kept_in, shares_in = _new_file(numbers), file_of(reference, "reference")
    offered_in, facts_in = file_of(offered, "offered"), file_of(round_facts, "round_facts")
    earlier, read = _unchanged_releases(previous), _read_any(answers, note)
    known = read.questionnaires
    by = _known_beside(read, note)
    offers = read_offers(offered_in, catalogue=known.catalogue, answers=read.sheets, **by) if offered_in else ()
    references = read_references(shares_in, questionnaires=known, **by) if shares_in else ()
    facts = read_round_facts(facts_in) if facts_in else {}
    with hand_over(read.sheets, by_engine) as sheets:
        counts = count_by_cell(sheets, known.catalogue)
    check_rounds_of(facts, rounds_of(counts, known.catalogue), file=str(facts_in))
    groups, local = combined_groups(known.families), local_families(known.families)
    tallies = tally(counts, known.catalogue, offers, groups, local=local)
    for sentence in needless_references(references, tallies, shares_in):
        note(sentence)
    forms = (known.catalogue, known.fingerprints, known.families)
    sources = Sources(*forms, by["municipalities"], policy, references, earlier, facts)
    protected, past = protect_beside(tallies, sources)
    with numbers_beside(valid_numbers(counts, known.catalogue), kept_in) if kept_in else nullcontext():
        return compose_beside(protected, past, sources, blank=blank_sheets(read.sheets))


def write_release(release: Release | GivenPath, folder: GivenPath, *, excel_csv: bool = False) -> None:
    """Write a release to a new folder, all of it or nothing; with `excel_csv` its tables for Excel in Swedish to
    another beside. Raises Refused where that cannot be.
    """
    made, path = release_of(release, "release"), path_of(folder, "folder")
    beside = excel_folder(path) if excel_csv else None
    files.write_release(made, path)
    if beside:
        files.write_release(Release(excel_tables(made)), beside)


def read_release(folder: GivenPath) -> Release:
    """The release in a folder, as it stands there: `verify` says whether it is whole. Raises Refused for no folder."""
    return files.read_release(path_of(folder, "folder"))


def verify(
    release: Release | GivenPath,
    *,
    numbers: GivenPath | None = None,
    reference: GivenPath | None = None,
    previous: Releases = (),
    instruments: GivenPaths = (),
) -> Proof:
    """The proof that a release, or the one in a folder, is as it was made and gives nobody away, as `tycktill verify`
    has it.

    With the file of `numbers` that `tabulate` made it is proved against whoever knows them; then `reference` and
    `previous` are what the release was made beside. Raises Refused with all that is wrong.
    """
    own, kept_in = paths_of(instruments, "instruments"), file_of(numbers, "numbers")
    shares_in = file_of(reference, "reference")
    known = read_questionnaires(own)
    kept = Kept(
        read_numbers(kept_in) if kept_in else None,
        _references_in(shares_in, known) if shares_in else (),
        _unchanged_releases(previous),
        known.fingerprints if own else {},
    )
    proof = prove_beside(release_of(release, "release"), kept, known.catalogue)
    if proof.faults:
        raise Refused(proof.faults)
    return proof


def _new_file(numbers: GivenPath | None) -> Path | None:
    """Where to write the numbers, if anywhere. Raises Refused where something stands there."""
    path = file_of(numbers, "numbers")
    if path:
        check_new_file(path)
    return path


def _known_beside(read: Answers, note: Note) -> _Known:
    return {"municipalities": read_municipalities(), "reading": read.reading, "note": note}


def _references_in(file: Path, known: Questionnaires) -> Sequence[Reference]:
    municipalities = read_municipalities()
    return read_references(file, questionnaires=known, municipalities=municipalities)


def _read_any(answers: Answers | GivenPath, note: Note) -> Answers:
    """The answers themselves, or those in the file; what is to know of how that was read is told."""
    if isinstance(answers, Answers):
        return answers
    read = read_answers(path_of(answers, "answers"))
    for sentence in read.notes:
        note(sentence)
    return read


def _unchanged_releases(given: Releases) -> tuple[Release, ...]:
    """Earlier releases. Raises Refused for those that are not as their manifest says."""
    releases = releases_of(given, "previous")
    faults = [fault for release in releases for fault in check_manifest(release)]
    if faults:
        raise Refused(faults)
    return releases

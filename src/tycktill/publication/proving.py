"""Proves a release against whoever knows what the office knows: numbers, other publications, the questionnaires."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tycktill.disclosure import NOTHING_PUBLIC, Each, Public, misplaced_figures, row_sizes
from tycktill.instrument import Catalogue
from tycktill.publication.checking import Proof, Report, check_manifest, prove_release, replay_release
from tycktill.publication.earlier import read_earlier, shares_elsewhere
from tycktill.publication.release import Release
from tycktill.tables import MANIFEST, read_manifest
from tycktill.terms import Fault, Numbers, Reference


@dataclass(frozen=True, slots=True)
class Kept:
    """What an office has beside a release: how many answered, and what it was made beside.

    `fingerprints` are those of the questionnaires that it should have been made by; nothing where that is not asked.
    """

    numbers: Numbers | None = None
    references: Sequence[Reference] = ()
    releases: Sequence[Release] = ()
    fingerprints: Mapping[str, str] = field(default_factory=dict)


def prove_beside(
    release: Release,
    kept: Kept,
    catalogue: Catalogue,
    *,
    report: Report = lambda done, total: None,
    each: Each = map,
) -> Proof:
    """The proof of a release against whoever knows what is `kept`; with numbers its choices are replayed too.

    Raises Refused where what it was made beside cannot be read.
    """
    faults = check_manifest(release)
    if faults:
        return Proof(faults)
    public, others = _public_then(release, kept, catalogue)
    if others:
        return Proof(tuple(others))
    proof = prove_release(release, report, numbers=kept.numbers, public=public)
    if kept.numbers and not proof.faults:
        proof = replace(proof, faults=replay_release(release, kept.numbers, public=public, each=each))
    if kept.fingerprints and not proof.faults:
        proof = replace(proof, faults=tuple(_other_questionnaires(release, kept.fingerprints)))
    return proof


def _public_then(release: Release, kept: Kept, catalogue: Catalogue) -> tuple[Public, Sequence[Fault]]:
    """What was public of the same rounds, and what of it cannot stand beside these answers."""
    if not kept.numbers or not (kept.references or kept.releases):
        return NOTHING_PUBLIC, ()
    manifest = read_manifest(release.files[MANIFEST])
    known = read_earlier(kept.releases, {round_ for round_, _ in kept.numbers}, catalogue, manifest.policy).public
    sizes = row_sizes(kept.numbers, manifest.grouping, manifest.questions)
    public = replace(known, elsewhere=shares_elsewhere(kept.references, sizes, manifest.grouping))
    return public, misplaced_figures(sizes, manifest.grouping, public, manifest.policy.threshold)


def _other_questionnaires(release: Release, fingerprints: Mapping[str, str]) -> Iterator[Fault]:
    """Where the release names other questionnaires than these, or puts them otherwise."""
    for id_, made_by in read_manifest(release.files[MANIFEST]).instruments.items():
        if fingerprints.get(id_) != made_by:
            problem = f"The release was made by another `{id_}` than there is here"
            yield Fault(problem, "Give the questionnaire of that version by --instruments", file=MANIFEST)

"""Whether a release is what it says it is, and gives nothing away: from its files alone."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from tycktill.audit import Exposure, Reader, Requirements, Verdict, audit
from tycktill.disclosure import NOTHING_PUBLIC, Each, ProtectedValue, Public, Rule, replay
from tycktill.publication.release import Release
from tycktill.publication.rewriting import FILES, OPTIONAL, rewrite
from tycktill.statistics import FileShares, file_shares
from tycktill.tables import (
    CODEBOOK,
    DISTRIBUTION,
    MANIFEST,
    METHOD_VERSION,
    RESULTS,
    Manifest,
    codebook_faults,
    distribution_faults,
    known_class,
    parse_codebook,
    parse_distribution,
    parse_results,
    read_csv,
    read_manifest,
)
from tycktill.terms import Cell, Fault, Numbers, Refused

_AGAIN = "Take the release from where it was published again"
_SHA256 = re.compile(r"[0-9a-f]{64}")

Report = Callable[[int, int], None]
"""Called with how much is done, and how much there is in all."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Everything wrong with a release, and where nothing is, the group of whom most can be said, if any is hidden."""

    faults: tuple[Fault, ...]
    most_exposed: Exposure | None = None


def check_manifest(release: Release) -> tuple[Fault, ...]:
    """Faults of the manifest and of every file that is missing, added or not as its checksum says."""
    if MANIFEST not in release.files:
        return (Fault("There is no manifest", _AGAIN, file=MANIFEST),)
    try:
        manifest = read_manifest(release.files[MANIFEST])
    except Refused as refused:
        return refused.faults
    return tuple(_file_faults(release, manifest))


def prove_release(
    release: Release,
    report: Report = lambda done, total: None,
    *,
    numbers: Numbers | None = None,
    public: Public = NOTHING_PUBLIC,
) -> Proof:
    """A release's checksums, then whether its tables are made as they should be and whether anything can be worked out
    from them that the method promises to keep (`tycktill.audit`, which shares no code with the protection). Of one that
    another method made only its checksums are looked at.

    With the `numbers` of valid answers in all base cells it is proved to keep that from whoever knows these too, with
    people as whole (disclosure 3). `public` is what it was made beside. `report` hears how much is done, of how much.
    """
    faults = check_manifest(release)
    if faults:
        return Proof(faults)
    manifest = read_manifest(release.files[MANIFEST])
    if manifest.method != METHOD_VERSION:
        problem = f"The release was made by method {manifest.method} and this is method {METHOD_VERSION}"
        return Proof((Fault(problem, "Prove it with the version that made it", file=MANIFEST),))
    try:
        lacking = tuple(_lacking_tables(release))
        verdict = Verdict(lacking) if lacking else _audit_release(release, manifest, report, numbers, public)
        others = () if lacking else _writing_faults(release, manifest)
        faults = (*_origin_faults(manifest), *verdict.faults, *others)
    except Refused as refused:
        return Proof(refused.faults)
    return Proof(faults, None if faults else verdict.most_exposed)


def replay_release(
    release: Release, numbers: Numbers, *, public: Public = NOTHING_PUBLIC, each: Each = map
) -> tuple[Fault, ...]:
    """The first row of a release that `prove_release` finds no fault with which the rule's own code, asked anew with
    these numbers and beside what was `public`, would have told otherwise (disclosure 8.6); nothing where it chose so.
    It may be a row that the release does not have: then the fault names the file alone.

    `each` may replay questions side by side.
    """
    manifest = read_manifest(release.files[MANIFEST])
    rows = parse_results(release.files[RESULTS])
    shares = {(row.cell, row.question): known for row in rows if (known := known_class(row))}
    rule = Rule(manifest.grouping, manifest.questions, manifest.headlines, manifest.policy)
    try:
        other = replay(numbers, shares, rule, public=public, each=each)
    except Refused as refused:
        return refused.faults
    if other is None:
        return ()
    problem = "By the rule, these numbers and the other figures the row would be told otherwise"
    remedy = "Give what it was made beside with --previous and --reference, or make it anew"
    keys = [(row.cell, row.question) for row in rows]
    return (Fault(problem, remedy, RESULTS, keys.index(other) + 2 if other in keys else None),)


def requirements_of(manifest: Manifest, public: Public = NOTHING_PUBLIC) -> Requirements:
    """What a release with this manifest must satisfy: a row of enough answers is withheld by rule R1 alone, or where
    others have told too much of its question."""
    policy = manifest.policy
    return Requirements(
        policy.preset,
        policy.threshold,
        policy.end_width,
        policy.nation_threshold,
        may_withhold=policy.guards_counts or bool(public.elsewhere),
        local=manifest.local,
        without_units=manifest.without_units,
    )


def _origin_faults(manifest: Manifest) -> Iterator[Fault]:
    """Whether the manifest says what the release was made from."""
    for instrument in sorted(manifest.families.keys() | manifest.instruments.keys()):
        if instrument not in manifest.families or not _SHA256.fullmatch(manifest.instruments.get(instrument, "")):
            problem = f"The manifest lacks the family or the checksum of the questionnaire `{instrument}`"
            yield Fault(problem, _AGAIN, file=MANIFEST)


def _lacking_tables(release: Release) -> Iterator[Fault]:
    for name in FILES:
        if name not in release.files:
            yield Fault("The file is missing", _AGAIN, file=name)
            return


def _audit_release(
    release: Release, manifest: Manifest, report: Report, numbers: Numbers | None, public: Public
) -> Verdict:
    rows = read_csv(release.files[RESULTS], file=RESULTS)
    requirements = requirements_of(manifest, public)
    reader = Reader(numbers, _known_beside(public))
    return audit(rows, manifest.grouping, manifest.questions, requirements, reader=reader, report=report)


def _known_beside(public: Public) -> Mapping[tuple[Cell, str], tuple[int, int, int]]:
    """Valid answers and the limits of the positive ones, of all that is public; of two of as many what both say."""
    found: dict[tuple[Cell, str], tuple[int, int, int]] = {}
    for shares in (*(release.shares for release in public.releases), public.elsewhere):
        for key, each in shares.items():
            valid, least, most = found.get(key, (each.valid, each.least, each.most))
            is_same = valid == each.valid
            limits = (max(least, each.least), min(most, each.most)) if is_same else (each.least, each.most)
            found[key] = (each.valid, *limits)
    return found


def _writing_faults(release: Release, manifest: Manifest) -> Iterator[Fault]:
    """Whether the files are written as the method writes them, and follow from the tables they are made from."""
    rows = parse_results(release.files[RESULTS])
    yield from _share_faults(rows)
    shares = parse_distribution(release.files[DISTRIBUTION])
    yield from distribution_faults(shares, rows, manifest.grouping, manifest.policy)
    yield from codebook_faults(parse_codebook(release.files[CODEBOOK]), manifest)
    for name, rewritten in rewrite(release).items():
        if rewritten != release.files.get(name):
            yield Fault("The file is not what the method writes", "Make the release anew", file=name)


def _share_faults(rows: Sequence[ProtectedValue]) -> Iterator[Fault]:
    """Whether each share, its limits and its interval are those that follow from the counts (method 2.2)."""
    for number, row in enumerate(rows, start=2):
        known = known_class(row)
        due = FileShares() if known is None else file_shares(known, row.offered)
        for column, share in due._asdict().items():
            if getattr(row, column) != share:
                problem = f"{column} is another than the row's numbers give"
                yield Fault(problem, "Count again", RESULTS, number, column)


def _file_faults(release: Release, manifest: Manifest) -> Iterator[Fault]:
    for name in sorted(manifest.files.keys() | release.files.keys() - {MANIFEST}):
        if name not in release.files:
            yield Fault("The file is missing", _AGAIN, file=name)
        elif name not in manifest.files or name not in (*FILES, *OPTIONAL):
            yield Fault("The file does not belong to the release", "Take it away", file=name)
        elif sha256(release.files[name]).hexdigest() != manifest.files[name]:
            yield Fault("The file has been changed: its checksum is another", _AGAIN, file=name)

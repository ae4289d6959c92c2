"""Whether a release is what it says it is, and gives nothing away: from its files alone."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from tycktill.disclosure import Policy
from tycktill.disclosure.audit import Exposure, Requirements, Verdict, Witness, audit
from tycktill.publication.codebook import CODEBOOK, codebook_faults, parse_codebook
from tycktill.publication.csv_text import read_csv
from tycktill.publication.distribution import DISTRIBUTION, distribution_faults, parse_distribution
from tycktill.publication.known import numerators_of
from tycktill.publication.manifest import MANIFEST, METHOD_VERSION, Manifest, read_manifest
from tycktill.publication.release import Release
from tycktill.publication.results import RESULTS, ResultRow, parse_results
from tycktill.publication.rewriting import FILES, OPTIONAL, rewrite
from tycktill.statistics import file_share, wilson
from tycktill.terms import Fault, Refused

_AGAIN = "Take the release from where it was published again"
_SHA256 = re.compile(r"[0-9a-f]{64}")

Tell = Callable[[int, int], None]
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


def verify_release(release: Release, tell: Tell = lambda done, total: None) -> tuple[Fault, ...]:
    """Everything wrong with a release, as `prove_release` finds it."""
    return prove_release(release, tell).faults


def prove_release(release: Release, tell: Tell = lambda done, total: None) -> Proof:
    """A release's checksums, then whether its tables are made as they should be and whether anything can be worked out
    from them that the method promises to keep (`disclosure.audit`, which shares no code with the protection).

    `tell` hears how much of that is done, of how much.
    """
    faults = check_manifest(release)
    if faults:
        return Proof(faults)
    manifest = read_manifest(release.files[MANIFEST])
    try:
        lacking = tuple(_lacking(release))
        verdict = Verdict(lacking) if lacking else _audited(release, manifest, tell)
        others = () if lacking else _writing_faults(release, manifest)
        faults = (*_origin_faults(manifest), *verdict.faults, *others)
    except Refused as refused:
        return Proof(refused.faults)
    return Proof(faults, None if faults else verdict.most_exposed)


def prove_witnesses(release: Release, witnesses: Sequence[Witness]) -> tuple[Fault, ...]:
    """What witnesses leave unproved of a release whose files are right; numbers are compared, and nothing is solved."""
    # What it counts sparse tables with takes half a second to load, that a command which proves nothing need not wait.
    from tycktill.disclosure.audit.witnesses import check_witnesses  # noqa: PLC0415  see above

    manifest = read_manifest(release.files[MANIFEST])
    rows = read_csv(release.files[RESULTS], file=RESULTS)
    return check_witnesses(rows, manifest.families, requirements_of(manifest.policy), witnesses)


def requirements_of(policy: Policy) -> Requirements:
    """What a release must satisfy that was made by this policy."""
    return Requirements(
        policy.preset, policy.threshold, policy.end_width, pairs=policy.pairs, nation_threshold=policy.nation_threshold
    )


def _origin_faults(manifest: Manifest) -> Iterator[Fault]:
    """Whether the manifest says what the release was made by and from."""
    if manifest.method != METHOD_VERSION:
        problem = f"The release was made by method {manifest.method} and this is method {METHOD_VERSION}"
        yield Fault(problem, "Prove it with the version that made it", file=MANIFEST)
    for instrument in sorted(manifest.families.keys() | manifest.instruments.keys()):
        if instrument not in manifest.families or not _SHA256.fullmatch(manifest.instruments.get(instrument, "")):
            problem = f"The manifest lacks the family or the checksum of the questionnaire `{instrument}`"
            yield Fault(problem, _AGAIN, file=MANIFEST)


def _lacking(release: Release) -> Iterator[Fault]:
    for name in FILES:
        if name not in release.files:
            yield Fault("The file is missing", _AGAIN, file=name)
            return


def _audited(release: Release, manifest: Manifest, tell: Tell) -> Verdict:
    rows = read_csv(release.files[RESULTS], file=RESULTS)
    return audit(rows, manifest.families, manifest.questions, requirements_of(manifest.policy), tell=tell)


def _writing_faults(release: Release, manifest: Manifest) -> Iterator[Fault]:
    """Whether the files are written as the method writes them, and follow from the tables they are made from."""
    rows = parse_results(release.files[RESULTS])
    yield from _interval_faults(rows)
    yield from distribution_faults(parse_distribution(release.files[DISTRIBUTION]), rows, manifest.families)
    yield from codebook_faults(parse_codebook(release.files[CODEBOOK]), manifest)
    for name, rewritten in rewrite(release).items():
        if rewritten != release.files.get(name):
            yield Fault("The file is not what the method writes", "Make the release anew", file=name)


def _interval_faults(rows: Sequence[ResultRow]) -> Iterator[Fault]:
    """Whether each interval is the one that follows from the share, or the class, and the counts (method 2.2)."""
    for number, row in enumerate(rows, start=2):
        if row.share_min is None or row.share_max is None or not row.valid:
            continue
        least, most = (numerators_of(share, row.valid) for share in (row.share_min, row.share_max))
        lows = {file_share(wilson(positive, row.valid, row.offered)[0]) for positive in least}
        highs = {file_share(wilson(positive, row.valid, row.offered)[1]) for positive in most}
        if row.low not in lows or row.high not in highs:
            yield Fault("The interval is another than the share has", "Count again", RESULTS, number, "low")


def _file_faults(release: Release, manifest: Manifest) -> Iterator[Fault]:
    for name in sorted(manifest.files.keys() | release.files.keys() - {MANIFEST}):
        if name not in release.files:
            yield Fault("The file is missing", _AGAIN, file=name)
        elif name not in manifest.files or name not in (*FILES, *OPTIONAL):
            yield Fault("The file does not belong to the release", "Take it away", file=name)
        elif sha256(release.files[name]).hexdigest() != manifest.files[name]:
            yield Fault("The file has been changed: its checksum is another", _AGAIN, file=name)

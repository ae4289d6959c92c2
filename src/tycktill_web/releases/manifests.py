"""What releases say beside their values, of names, rules and options: read once a process, for files never change."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tycktill.tables import (
    CODEBOOK,
    DISTRIBUTION,
    MANIFEST,
    REFERENCES,
    CodebookRow,
    Manifest,
    parse_codebook,
    parse_distribution,
    parse_references,
    read_manifest,
)
from tycktill.terms import Reference
from tycktill_web.releases.models import PublicRelease, ReleaseFile


@dataclass(frozen=True, slots=True)
class _Papers:
    manifest: Manifest
    references: Sequence[Reference]


_READ: dict[tuple[int, str], _Papers] = {}
"""By release and the checksum of its manifest. There are few releases, one a round and its corrections."""


def manifests_of(releases: Iterable[PublicRelease]) -> Mapping[PublicRelease, Manifest]:
    """The manifest of each; in one statement those that have not been read."""
    return {release: papers.manifest for release, papers in _papers_of(releases).items()}


def manifest_of(release: PublicRelease) -> Manifest:
    """What the release itself says of its names, wordings and rules."""
    return manifests_of([release])[release]


def references_of(release: PublicRelease) -> Sequence[Reference]:
    """What was known from elsewhere when the release was made."""
    return references_by_release([release])[release]


def references_by_release(releases: Iterable[PublicRelease]) -> Mapping[PublicRelease, Sequence[Reference]]:
    """What was known from elsewhere when each of these was made."""
    return {release: papers.references for release, papers in _papers_of(releases).items()}


def _papers_of(releases: Iterable[PublicRelease]) -> Mapping[PublicRelease, _Papers]:
    keys = {release: (release.pk, release.manifest_sha256) for release in releases}
    new = [release for release, key in keys.items() if key not in _READ]
    files: dict[int, dict[str, bytes]] = {release.pk: {} for release in new}
    for file in ReleaseFile.objects.filter(release__in=new, name__in=(MANIFEST, REFERENCES)):
        files[file.release_id][file.name] = bytes(file.content)
    _READ.update({keys[release]: _read_papers(files[release.pk]) for release in new})
    return {release: _READ[key] for release, key in keys.items()}


def _read_papers(files: Mapping[str, bytes]) -> _Papers:
    references = parse_references(files[REFERENCES]) if REFERENCES in files else ()
    return _Papers(read_manifest(files[MANIFEST]), references)


@dataclass(frozen=True, slots=True)
class ReleasedOptions:
    """The options that answers were chosen from: `by_question` by target group and question, and by municipality and
    target how many `chose` each of a question. Releases from before there were such files have neither."""

    by_question: Mapping[tuple[str, str], Sequence[CodebookRow]]
    chose: Mapping[tuple[str, str], Mapping[str, Mapping[int, int]]]


def options_of(release: PublicRelease) -> ReleasedOptions:
    """Those of a release, both files in one statement."""
    return _read_options(release.pk, release.manifest_sha256)


@lru_cache(maxsize=16)
def _read_options(release: int, _sha256: str) -> ReleasedOptions:
    files = ReleaseFile.objects.filter(release=release, name__in=(CODEBOOK, DISTRIBUTION))
    content = {file.name: bytes(file.content) for file in files}
    by_question: defaultdict[tuple[str, str], list[CodebookRow]] = defaultdict(list)
    for row in parse_codebook(content[CODEBOOK]) if CODEBOOK in content else ():
        if row.option:
            by_question[row.instrument, row.question].append(row)
    chose: defaultdict[tuple[str, str], defaultdict[str, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    for each in parse_distribution(content[DISTRIBUTION]) if DISTRIBUTION in content else ():
        chose[each.municipality, each.instrument][each.question][each.option] = each.chosen
    return ReleasedOptions(dict(by_question), dict(chose))

"""Reads one place's result from the rows of a release, and what the release says of itself."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from django.db.models import Q

from tycktill.disclosure import ProtectedValue
from tycktill.findings import (
    places,
)
from tycktill.tables import MANIFEST, REFERENCES, Manifest, Tables, parse_references, read_manifest, since, unbroken
from tycktill.terms import GenderGroup, Reference
from tycktill_web.releases.models import PublicRelease, ReleasedValue, ReleaseFile
from tycktill_web.releases.place_result import Result
from tycktill_web.releases.values import NATION, ToldValue, comparisons_of, rows_of, told_values
from tycktill_web.releases.words import words_of_page

EVERYBODY = (GenderGroup.ALL,)
"""The gender group of units that pages show."""


def result_of(
    release: PublicRelease, municipality: str, target: str = "", *, of_units: Collection[GenderGroup] = EVERYBODY
) -> Result | None:
    """The result of `municipality` (NATION for the nation) for `target`, by default all target groups together.

    Of units it has the rows of these gender groups, which are more than its page shows where there are several. None
    when the release has no such municipality, or nobody there was asked in the target group.
    """
    tables = _tables(release, municipality, target, of_units)
    if tables is None:
        return None
    place = next(places(tables, only=municipality), None)
    found = place.target(target or place.whole.id) if place else None
    if place is None or found is None:
        return None
    return Result(release, place, found, tables, words_of_page())


def newest_result(releases: Iterable[PublicRelease]) -> Result | None:
    """The nation's result in the release that was published last of these, withdrawn ones left out."""
    standing = [each for each in releases if each.published_at and not each.is_withdrawn]
    newest = max(standing, key=lambda each: (each.published_at, each.round.label), default=None)
    return result_of(newest, NATION) if newest else None


def manifest_of(release: PublicRelease) -> Manifest:
    """What the release itself says of its names, wordings and rules."""
    return _manifest(release.pk, release.manifest_sha256)


@lru_cache(maxsize=64)
def _manifest(release: int, _sha256: str) -> Manifest:
    """Read once a process: what has this checksum never changes."""
    return read_manifest(bytes(ReleaseFile.objects.get(release=release, name=MANIFEST).content))


def manifests_of(releases: Sequence[PublicRelease]) -> Mapping[int, Manifest]:
    """What several releases say of themselves, by their ids, at the cost of one statement."""
    return _manifests(tuple(sorted((each.pk, each.manifest_sha256) for each in releases)))


@lru_cache(maxsize=16)
def _manifests(releases: tuple[tuple[int, str], ...]) -> Mapping[int, Manifest]:
    files = ReleaseFile.objects.filter(release__in=[release for release, _ in releases], name=MANIFEST)
    return {file.release_id: read_manifest(bytes(file.content)) for file in files}


def _tables(release: PublicRelease, municipality: str, target: str, genders: Collection[GenderGroup]) -> Tables | None:
    """What the release knows of the municipality, of its units in one target group, and of everybody in the nation.

    None where it does not have the municipality.
    """
    of_some = Q(municipality=NATION) & ~Q(gender=GenderGroup.ALL)
    places = told_values(release.values.filter(municipality__in={municipality, NATION}, unit="").exclude(of_some))
    own = [each for each in places if each.municipality == municipality]
    if not own:
        return None
    manifest, references = manifest_of(release), references_of(release)
    shown = target or _whole(own, manifest)
    groups = {shown, *manifest.grouping.instruments(shown)}
    units = release.values.filter(municipality=municipality, target__in=groups, gender__in=genders)
    return Tables(
        manifest,
        rows_of([*places, *told_values(units.exclude(unit=""))], release.round.label),
        comparisons_of(release, [each for each in places if each.gender == GenderGroup.ALL]),
        references,
        _previous(release, municipality),
        municipalities=release.places.exclude(municipality=NATION).count(),
    )


def _previous(release: PublicRelease, municipality: str) -> Sequence[ProtectedValue]:
    """What the release was compared with, of everybody there, but for what has been withdrawn since."""
    if municipality == NATION:
        return ()
    now = manifest_of(release)
    standing = [each for each in release.compared_with.all() if not each.is_withdrawn]
    here = ReleasedValue.objects.filter(release__in=standing, municipality=municipality, unit="")
    values = told_values(here.filter(gender=GenderGroup.ALL))
    rows: list[ProtectedValue] = []
    for earlier in standing:
        own = rows_of((each for each in values if each.release_id == earlier.pk), earlier.round.label)
        rows += unbroken(own, manifest_of(earlier).meanings, now.meanings)
    return since(rows, now.breaks)


def references_of(release: PublicRelease) -> Sequence[Reference]:
    """What was known from elsewhere when the release was made."""
    return references_by_release([release]).get(release.pk, ())


def references_by_release(releases: Sequence[PublicRelease]) -> Mapping[int, Sequence[Reference]]:
    """What was known from elsewhere when each of these was made, of those that had anything."""
    files = ReleaseFile.objects.filter(release__in=releases, name=REFERENCES)
    return {file.release_id: parse_references(bytes(file.content)) for file in files}


def _whole(values: Iterable[ToldValue], manifest: Manifest) -> str:
    """The only target group of a place or, where there are several, their family."""
    targets = {each.target for each in values}
    groups = targets & manifest.families.keys()
    return groups.pop() if len(groups) == 1 else manifest.grouping.family(targets.pop())

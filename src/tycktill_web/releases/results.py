"""Reads one place's result from the rows of a release, and what the release says of itself."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.models import Q

from tycktill.disclosure import ProtectedValue
from tycktill.findings import findings_of_places
from tycktill.tables import Manifest, Tables, nation_changes, rows_since, unbroken_rows
from tycktill.terms import GenderGroup, Level
from tycktill_web.releases.both_rounds import both_rounds_of
from tycktill_web.releases.manifests import manifest_of, manifests_of, references_of
from tycktill_web.releases.models import PublicRelease, ReleasedPlace, ReleasedValue
from tycktill_web.releases.place_result import Result
from tycktill_web.releases.values import NATION, ReleasedRow, comparisons_of, released_rows, rows_of
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
    tables = _tables_of(release, municipality, target, of_units)
    if tables is None:
        return None
    place = next(findings_of_places(tables, only=municipality), None)
    found = place.target_of(target or place.whole.id) if place else None
    if place is None or found is None:
        return None
    return Result(release, place, found, tables, words_of_page())


def newest_result(releases: Iterable[PublicRelease]) -> Result | None:
    """The nation's result in the release that was published last of these, withdrawn ones left out."""
    still_public = [each for each in releases if each.published_at and not each.is_withdrawn]
    newest = max(
        still_public, key=lambda each: (each.published_at, each.round.opens_on, each.round.label), default=None
    )
    return result_of(newest, NATION) if newest else None


def _tables_of(
    release: PublicRelease, municipality: str, target: str, genders: Collection[GenderGroup]
) -> Tables | None:
    """What the release knows of the municipality, of its units in one target group, and of everybody in the nation.

    None where it does not have the municipality.
    """
    manifest = manifests_of([release, *release.compared_with.all()])[release]  # of all at once, for `previous_rows`
    nation = Q(municipality=NATION, gender=GenderGroup.ALL)
    units = Q(gender__in=genders, target__in=_with_members(manifest, target)) if target else Q(gender__in=genders)
    own = Q(municipality=municipality) & (Q(unit="") | units)
    values = released_rows(release.values.filter(nation | own, municipality__in={municipality, NATION}))
    wholes = [each for each in values if each.municipality == municipality and not each.unit]
    if not wholes:
        return None
    groups = _with_members(manifest, target or _whole_target(wholes, manifest))
    return tables_of(release, municipality, [each for each in values if not each.unit or each.target in groups])


def _with_members(manifest: Manifest, target: str) -> set[str]:
    return {target, *manifest.grouping.instruments(target)}


def tables_of(release: PublicRelease, municipality: str, values: Sequence[ReleasedRow]) -> Tables:
    """What the release knows of these values, which are of a place, its units and the nation; of the nation itself how
    it has changed too, which no file of a release has."""
    manifest, rows = manifest_of(release), rows_of(values, release.round.label)
    comparisons = comparisons_of(release, [each for each in values if not each.unit and each.gender == GenderGroup.ALL])
    previous = previous_rows(release, municipality)
    number = len(manifest.names.municipalities)
    if municipality == NATION:
        there = _taking_part([release, *release.compared_with.all()])
        wobbles = {(each.row.cell.instrument, each.row.question): each.wobble for each in comparisons}
        latest = _latest_rounds(previous)
        others = {
            each.round.label: both_rounds_of(each, release)
            for each in release.compared_with.all()
            if each.round.label in latest and there[each.pk] != there[release.pk]
        }
        comparisons = [*comparisons, *nation_changes(rows, previous, manifest.grouping, wobbles, others)]
    if number < 2:  # those that the official list lacks are not named there
        number = len(_taking_part([release])[release.pk])
    return Tables(manifest, rows, comparisons, references_of(release), previous, municipalities=number)


def _latest_rounds(previous: Iterable[ProtectedValue]) -> set[str]:
    """The rounds that some question was told in last."""
    latest: dict[tuple[str, str], str] = {}
    for row in previous:
        if row.valid:
            asked = row.cell.instrument, row.question
            latest[asked] = max(latest.get(asked, ""), row.cell.round)
    return set(latest.values())


def _taking_part(releases: Iterable[PublicRelease]) -> Mapping[int, set[str]]:
    """The municipalities of each."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    places = ReleasedPlace.objects.filter(release__in=[each.pk for each in releases]).exclude(municipality=NATION)
    for pk, municipality in places.values_list("release", "municipality"):
        found[pk].add(municipality)
    return found


def previous_rows(release: PublicRelease, municipality: str) -> Sequence[ProtectedValue]:
    """What the release was compared with, of everybody there, but for what has been withdrawn since."""
    compared = [each for each in release.compared_with.all() if not each.is_withdrawn]
    manifests = manifests_of([release, *compared])
    now = manifests[release]
    here = ReleasedValue.objects.filter(release__in=compared, municipality=municipality, unit="")
    values = released_rows(here.filter(gender=GenderGroup.ALL))
    level = Level.NATION if municipality == NATION else Level.MUNICIPALITY
    rows: list[ProtectedValue] = []
    for earlier in compared:
        own = rows_of((each for each in values if each.release_id == earlier.pk), earlier.round.label)
        rows += unbroken_rows(own, manifests[earlier].meanings, now.meanings, level=level)
    return rows_since(rows, now.breaks)


def _whole_target(values: Iterable[ReleasedRow], manifest: Manifest) -> str:
    """The only target group of a place or, where there are several, their family."""
    targets = {each.target for each in values}
    groups = targets & manifest.families.keys()
    return groups.pop() if len(groups) == 1 else manifest.grouping.family(targets.pop())

"""Released rounds as the method follows figures over them, read from the read model: a statement a round."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from tycktill.improvement import (
    Expectation,
    Followed,
    History,
    Indicator,
    LookedThrough,
    Released,
    Unfollowed,
    Unforeseen,
    expect,
    follow,
    judged,
    read_expectation,
    standing_out,
)
from tycktill.tables import Tables
from tycktill.terms import GenderGroup
from tycktill_web.improvement.models import PlannedAction
from tycktill_web.releases.manifests import manifest_of, references_of
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.results import previous_rows
from tycktill_web.releases.values import NATION, comparisons_of, rows_of, told_values

_Key = tuple[tuple[int, str], ...]
"""Releases by id and checksum."""


def indicator_of(action: PlannedAction) -> Indicator:
    """The figure that an action is to move."""
    return Indicator(action.target, action.question, action.organisation.municipality, action.unit)


def standing_releases(families: Collection[str]) -> Mapping[str, "StandingReleases"]:
    """The releases of each of these families that stand; one statement."""
    published = PublicRelease.objects.published().filter(round__family__in=families)
    every = list(published.select_related("round").order_by("round__label"))
    return {
        family: StandingReleases(tuple(each for each in every if each.round.family == family)) for family in families
    }


@dataclass(frozen=True)
class StandingReleases:
    """A family's releases that stand, by round: while these are the same, so is all that follows from them."""

    releases: tuple[PublicRelease, ...]

    @property
    def key(self) -> _Key:
        """By which what follows from them is remembered."""
        return tuple((each.pk, each.manifest_sha256) for each in self.releases)

    def of_round(self, label: str) -> PublicRelease | None:
        """The release of a round."""
        return next((each for each in self.releases if each.round.label == label), None)


def expectation_of(action: PlannedAction, standing: StandingReleases) -> Expectation | Unforeseen:
    """What is locked, or what would be if it were locked now."""
    if action.expectation is not None:
        return read_expectation(bytes(action.expectation))
    return _expected(standing.key, indicator_of(action), action.round, action.was_chosen)


def followed(
    actions: Iterable[PlannedAction], standing: Mapping[str, StandingReleases]
) -> Mapping[int, Followed | Unfollowed]:
    """What came of these actions, by id, judged together; of those of which something was expected."""
    found: dict[int, Followed | Unfollowed] = {}
    for action in actions:
        expected = expectation_of(action, standing[action.family])
        if isinstance(expected, Expectation):
            found[action.pk] = _followed(standing[action.family].key, expected)
    came = {pk: each for pk, each in found.items() if isinstance(each, Followed)}
    return {**found, **dict(zip(came, judged([*came.values()]), strict=True))}


def stands_out(release: PublicRelease, municipality: str) -> LookedThrough:
    """What stands out in a municipality's results of a release."""
    return _stands_out(release.pk, release.manifest_sha256, municipality)


@lru_cache(maxsize=256)
def _expected(key: _Key, indicator: Indicator, round: str, was_chosen: bool) -> Expectation | Unforeseen:  # noqa: FBT001  what is remembered goes by place
    return expect(_history(key, indicator), indicator, round, was_chosen=was_chosen)


@lru_cache(maxsize=256)
def _followed(key: _Key, expectation: Expectation) -> Followed | Unfollowed:
    return follow(_history(key, expectation.indicator), expectation)


@lru_cache(maxsize=64)
def _stands_out(pk: int, _sha256: str, municipality: str) -> LookedThrough:
    release = PublicRelease.objects.with_compared().get(pk=pk)
    return standing_out(_tables(release, municipality), municipality)


def _history(key: _Key, indicator: Indicator) -> History:
    """The rounds of these releases, with the rows that a figure is followed by."""
    releases = PublicRelease.objects.filter(pk__in=[pk for pk, _ in key]).select_related("round")
    return History(_released(release, indicator) for release in releases.order_by("round__label"))


def _released(release: PublicRelease, indicator: Indicator) -> Released:
    manifest = manifest_of(release)
    targets = {indicator.target, *manifest.grouping.instruments(indicator.target)}
    values = release.values.filter(target__in=targets, gender=indicator.gender)
    rows = values if indicator.unit else values.filter(unit="")
    return Released(release.round.label, manifest, rows_of(told_values(rows), release.round.label))


def _tables(release: PublicRelease, municipality: str) -> Tables:
    """What a release tells of a municipality, its units and the nation, of all genders together."""
    values = told_values(release.values.filter(municipality__in={municipality, NATION}, gender=GenderGroup.ALL))
    return Tables(
        manifest_of(release),
        rows_of(values, release.round.label),
        comparisons_of(release, [each for each in values if not each.unit]),
        references_of(release),
        previous_rows(release, municipality),
        municipalities=release.places.exclude(municipality=NATION).count(),
    )

"""Released rounds as the method follows figures over them, read from the read model: a statement a round."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.db.models import Q
from django.utils import timezone

from tycktill.improvement import (
    ComparedWith,
    Expectation,
    Followed,
    History,
    Indicator,
    LookedThrough,
    Released,
    Started,
    Unfollowed,
    Unforeseen,
    expect,
    follow,
    follow_start,
    judged_together,
    what_stands_out,
)
from tycktill.terms import GenderGroup, SimilarGroup
from tycktill_web.improvement.models import LotDrawnStart, PlannedAction
from tycktill_web.releases.manifests import manifest_of, manifests_of
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.results import tables_of
from tycktill_web.releases.similar import nearest_group
from tycktill_web.releases.values import NATION, released_rows, rows_of

_Key = tuple[tuple[int, str], ...]
"""Releases by id and checksum."""

RELEASES_READ = 16
"""So many releases' rows of a target group are kept, with all that has been worked out of them."""

FIGURES = 4096
"""So many figures' expectations and outcomes are kept: every municipality's, with a dozen actions each."""


def indicator_of(action: PlannedAction) -> Indicator:
    """The figure that an action is to move."""
    return Indicator(action.target, action.question, action.organisation.municipality, action.unit)


def published_by_family(families: Collection[str]) -> Mapping[str, "PublishedReleases"]:
    """The releases of each of these families that stand; one statement."""
    readable = PublicRelease.objects.readable().filter(round__family__in=families)
    every = list(readable.select_related("round").order_by("round__opens_on", "round__label"))
    return {family: _published_among([each for each in every if each.round.family == family]) for family in families}


def _published_among(readable: Sequence[PublicRelease]) -> "PublishedReleases":
    stand = tuple(each for each in readable if each.state == PublicRelease.State.PUBLISHED)
    gone = manifests_of(each for each in readable if each.is_withdrawn)
    return PublishedReleases(stand, frozenset(manifest.sha256 for manifest in gone.values()))


@dataclass(frozen=True)
class PublishedReleases:
    """A family's releases that stand, by round: while these are the same, so is all that follows from them.

    `withdrawn` are the manifests' own checksums of those that were taken back.
    """

    releases: tuple[PublicRelease, ...]
    withdrawn: frozenset[str] = frozenset()

    @property
    def key(self) -> _Key:
        """By which what follows from them is remembered."""
        return tuple((each.pk, each.manifest_sha256) for each in self.releases)

    def of_round(self, label: str) -> PublicRelease | None:
        return next((each for each in self.releases if each.round.label == label), None)


def rests_on_withdrawn(action: PlannedAction, published: PublishedReleases) -> bool:
    """Whether what is locked was made of a release that has been withdrawn since: its figures are told no more."""
    return action.locked is not None and action.locked.manifest in published.withdrawn


def expectation_of(action: PlannedAction, published: PublishedReleases) -> Expectation | Unforeseen:
    """What is locked, or what would be if it were locked now."""
    if action.locked is not None:
        return action.locked
    found = _expected_of(published.key, indicator_of(action), action.round)
    if isinstance(found, Unforeseen):
        return found
    return replace(found, was_chosen=action.was_chosen, what=action.what, starts=action.starts_on.isoformat())


def followed_actions(
    actions: Iterable[PlannedAction], published: Mapping[str, PublishedReleases]
) -> Mapping[int, Followed | Unfollowed]:
    """What came of these actions, by id; of those of which something was expected.

    Judged together are those of one municipality, family and round that were locked before its fieldwork, so that
    nothing written down later changes what is said of them. Every other is judged by itself.
    """
    found: dict[int, Followed | Unfollowed] = {}
    together: dict[tuple[int, str, str], list[int]] = {}
    for action in actions:
        own = published[action.family]
        expected = expectation_of(action, own)
        if isinstance(expected, Expectation) and not rests_on_withdrawn(action, own):
            came = found[action.pk] = _outcome_of(own.key, expected)
            if isinstance(came, Followed) and was_locked_before(action, came, own):
                together.setdefault((action.organisation_id, action.family, came.round), []).append(action.pk)
    for pks in together.values():
        outcomes = [each for pk in pks if isinstance(each := found[pk], Followed)]
        found.update(zip(pks, judged_together(outcomes), strict=True))
    return found


def came_of_start(drawn: LotDrawnStart, published: PublishedReleases) -> Started | Unfollowed:
    """What the first round after says of a start that was drawn by lot."""
    any_unit = Indicator(drawn.target, drawn.question, drawn.organisation.municipality, drawn.drawn.first[0])
    return follow_start(_history_of(published.key, any_unit), drawn.start)


def was_locked_before(action: PlannedAction, came: Followed, published: PublishedReleases) -> bool:
    """Whether what was expected was locked before anybody could answer in the round that tells what came."""
    later = published.of_round(came.round)
    return action.locked_at is not None and (
        later is not None and timezone.localdate(action.locked_at) < later.round.opens_on
    )


def _outcome_of(key: _Key, expected: Expectation) -> Followed | Unfollowed:
    """What is worked out knows nothing of what is done: actions on one figure share it."""
    came = _follow_figure(key, replace(expected, what="", starts=""))
    return replace(came, expectation=expected) if isinstance(came, Followed) else came


def stands_out(release: PublicRelease, municipality: str) -> LookedThrough:
    """What stands out in a municipality's results of a release."""
    group = nearest_group(release.round, municipality)
    return _stands_out(release.pk, release.manifest_sha256, municipality, group)


def differs_significantly(indicator: Indicator, release: PublicRelease | None) -> bool | None:
    """Whether a test tells a figure from the nation's; None where no result stands that could say so."""
    if release is None:
        return None
    figure = (indicator.target, indicator.question, indicator.unit)
    return any(
        (each.target, each.question, each.unit) == figure and each.beside is ComparedWith.NATION
        for each in stands_out(release, indicator.municipality).found
    )


@lru_cache(maxsize=FIGURES)
def _expected_of(key: _Key, indicator: Indicator, round: str) -> Expectation | Unforeseen:
    return expect(_history_of(key, indicator), indicator, round, was_chosen=True)


@lru_cache(maxsize=FIGURES)
def _follow_figure(key: _Key, expectation: Expectation) -> Followed | Unfollowed:
    return follow(_history_of(key, expectation.indicator), expectation)


@lru_cache(maxsize=64)
def _stands_out(pk: int, _sha256: str, municipality: str, group: SimilarGroup | None) -> LookedThrough:
    release = PublicRelease.objects.with_compared().get(pk=pk)
    asked = Q(municipality__in={municipality, NATION})
    if group is not None:
        asked |= Q(municipality__in=group.members, unit="")
    values = released_rows(release.values.filter(asked, gender=GenderGroup.ALL))
    others = [each for each in values if each.municipality not in (municipality, NATION)]
    own = tables_of(release, municipality, [each for each in values if each.municipality in (municipality, NATION)])
    tables = replace(own, rows=[*own.rows, *rows_of(others, release.round.label)])
    return what_stands_out(tables, municipality, group)


def _history_of(key: _Key, indicator: Indicator) -> History:
    """The rounds of these releases, with the rows that a figure is followed by."""
    releases = PublicRelease.objects.filter(pk__in=[pk for pk, _ in key]).select_related("round")
    ordered = releases.order_by("round__opens_on", "round__label")
    return History(_released_round(release.pk, release.manifest_sha256, *_read_by(indicator)) for release in ordered)


def _read_by(indicator: Indicator) -> tuple[str, GenderGroup, bool]:
    """All that rows are read by, so that figures of one target group share what is read of a release."""
    return indicator.target, indicator.gender, bool(indicator.unit)


@lru_cache(maxsize=RELEASES_READ)
def _released_round(pk: int, _sha256: str, target: str, gender: GenderGroup, has_units: bool) -> Released:  # noqa: FBT001  what is remembered goes by place
    release = PublicRelease.objects.select_related("round").get(pk=pk)
    manifest = manifest_of(release)
    values = release.values.filter(target__in={target, *manifest.grouping.instruments(target)}, gender=gender)
    rows = values if has_units else values.filter(unit="")
    opened = release.round.opens_on.isoformat()
    return Released(release.round.label, manifest, rows_of(released_rows(rows), release.round.label), opened)

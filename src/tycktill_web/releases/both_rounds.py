"""Reads what the municipalities that are in two releases tell together in each."""

from collections.abc import Mapping
from functools import lru_cache

from django.db.models import Count, Exists, OuterRef, QuerySet, Sum

from tycktill.tables import BothRounds, Parts, Pooled
from tycktill.terms import GenderGroup
from tycktill_web.releases.models import PublicRelease, ReleasedValue
from tycktill_web.releases.values import NATION

_Edition = tuple[int, str]
"""A release by its id and its manifest's checksum, which holds its figures."""


def both_rounds_of(earlier: PublicRelease, release: PublicRelease) -> BothRounds:
    """By target group and question, of everybody; in the database, for of a country they are thousands of values, and
    once a process, for they never change."""
    return _both_rounds_of((earlier.pk, earlier.manifest_sha256), (release.pk, release.manifest_sha256))


@lru_cache(maxsize=64)
def _both_rounds_of(earlier: _Edition, release: _Edition) -> BothRounds:
    then, now = _parts_by_question(earlier, beside=release), _parts_by_question(release, beside=earlier)
    return {asked: (then[asked], now[asked]) for asked in then.keys() & now.keys()}


def _parts_by_question(release: _Edition, *, beside: _Edition) -> Mapping[tuple[str, str], Parts]:
    figure = {name: OuterRef(name) for name in ("municipality", "target", "question")}
    parted = _shown_values(release).annotate(is_in_both=Exists(_shown_values(beside).filter(**figure)))
    sums = parted.values_list("target", "question", "is_in_both").annotate(
        Count("pk"), Sum("valid"), Sum("positive_min"), Sum("positive_max")
    )
    found: dict[tuple[str, str], dict[bool, Pooled]] = {}
    for target, question, is_in_both, *numbers in sums.order_by():
        found.setdefault((target, question), {})[is_in_both] = Pooled(*numbers)
    return {asked: Parts(each.get(True, Pooled()), each.get(False, Pooled())) for asked, each in found.items()}


def _shown_values(release: _Edition) -> QuerySet[ReleasedValue]:
    pk, _sha256 = release
    whole = ReleasedValue.objects.filter(release=pk, unit="", gender=GenderGroup.ALL.value)
    return whole.exclude(municipality=NATION).filter(valid__gt=0, positive_min__isnull=False)

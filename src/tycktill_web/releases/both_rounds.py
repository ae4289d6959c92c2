"""Reads what the municipalities that are in two releases tell together in each."""

from collections.abc import Mapping

from django.db.models import Count, Exists, OuterRef, QuerySet, Sum

from tycktill.tables import BothRounds, Parts, Pooled
from tycktill.terms import GenderGroup
from tycktill_web.releases.models import PublicRelease, ReleasedValue
from tycktill_web.releases.values import NATION


def told_in_both(earlier: PublicRelease, release: PublicRelease) -> BothRounds:
    """By target group and question, of everybody; in the database, for of a country they are thousands of values."""
    then, now = _parts(earlier, beside=release), _parts(release, beside=earlier)
    return {asked: (then[asked], now[asked]) for asked in then.keys() & now.keys()}


def _parts(release: PublicRelease, *, beside: PublicRelease) -> Mapping[tuple[str, str], Parts]:
    place = {name: OuterRef(name) for name in ("municipality", "target", "question")}
    parted = _told(release).annotate(is_in_both=Exists(_told(beside).filter(**place)))
    sums = parted.values_list("target", "question", "is_in_both").annotate(
        Count("pk"), Sum("valid"), Sum("positive_min"), Sum("positive_max")
    )
    found: dict[tuple[str, str], dict[bool, Pooled]] = {}
    for target, question, is_in_both, *told in sums.order_by():
        found.setdefault((target, question), {})[is_in_both] = Pooled(*told)
    return {asked: Parts(each.get(True, Pooled()), each.get(False, Pooled())) for asked, each in found.items()}


def _told(release: PublicRelease) -> QuerySet[ReleasedValue]:
    whole = ReleasedValue.objects.filter(release=release, unit="", gender=GenderGroup.ALL.value)
    return whole.exclude(municipality=NATION).filter(valid__gt=0, positive_min__isnull=False)

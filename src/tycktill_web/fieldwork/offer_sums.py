"""How many each unit has offered, and how many codes it has: the few numbers that the pages of a whole country add up.

What else is known of a unit's count is told by `ways`, of the units that somebody looks at.
"""

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import CharField, F, Max, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast

from tycktill_web.fieldwork.after_offers import BY_BATCHES, BY_DAYS, batches_before, days_before
from tycktill_web.fieldwork.models import CodeBatch, OfferTally, Round
from tycktill_web.participants.models import Organisation


class OfferSum(NamedTuple):
    """So many offered, by the count that the unit has chosen; so many codes; and the last day counted.

    And of own questions, what each registration for the questionnaires before them has counted, once each.
    """

    offered: int = 0
    issued: int = 0
    last_counted: datetime.date | None = None
    before: tuple[tuple[int, int], ...] = ()


NOTHING_OFFERED = OfferSum()
"""A unit with neither slips nor numbers."""

_LAST_COUNTED = Cast(Max("counted_on"), CharField())
_LAST_REPORTED = Cast(Max("slips_left__told_on"), CharField())

_Row = tuple[int, int, int, int, str | None, int]
"""A round, a registration for it, offered, codes, the last day; and the registration before it that this is of."""

_ITSELF = Value(0)
"""No other registration."""


def offer_sums(round: Round, *, of: Organisation | int | None = None) -> Mapping[int, OfferSum]:
    """By registration, all or an organisation's; those that nothing is known of are left out. One statement."""
    return _added_up([round], Q() if of is None else Q(registration__unit__organisation=of))[round.pk]


def offer_sums_in(rounds: Collection[Round]) -> Mapping[int, Mapping[int, OfferSum]]:
    """All of several rounds, by their ids."""
    return _added_up(rounds, Q())


def _added_up(rounds: Collection[Round], own: Q) -> Mapping[int, Mapping[int, OfferSum]]:
    found: dict[int, dict[int, OfferSum]] = {each.pk: {} for each in rounds}
    days: dict[str | None, datetime.date | None] = {None: None}
    for of, key, offered, issued, day, before in _sum_rows(rounds, own) if rounds else ():
        last = days[day] if day in days else days.setdefault(day, datetime.date.fromisoformat(day or ""))
        counted = OfferSum(offered, issued, last, ((before, offered),) if before else ())
        one = found[of].get(key)
        found[of][key] = _add_sums(one, counted) if one else counted
    return found


def _add_sums(one: OfferSum, other: OfferSum) -> OfferSum:
    days = [each.last_counted for each in (one, other) if each.last_counted]
    return OfferSum(
        one.offered + other.offered, one.issued + other.issued, max(days, default=None), one.before + other.before
    )


_BOTH = """
SELECT "round", "registration", CAST(SUM("sum") AS bigint), CAST(SUM("issued") AS bigint), MAX("last"), "before"
FROM ({}) AS counted GROUP BY "round", "registration", "before"
"""


def _sum_rows(rounds: Collection[Round], own: Q) -> Sequence[_Row]:
    """What staff count of each unit and what its slips come to, added up in one statement.

    Rows come as the database gives them, a last day as text: Django would turn each number of thousands of rows into
    itself.
    """
    days = OfferTally.objects.filter(own, round__in=rounds).order_by().values_list("round", "registration")
    slips = CodeBatch.objects.filter(own, round__in=rounds).order_by().values_list("round", "registration")
    by_staff = days.annotate(sum=Sum(BY_DAYS), issued=Value(0), last=_LAST_COUNTED, before=_ITSELF)
    by_slips = slips.annotate(sum=Sum(BY_BATCHES, default=0), issued=Sum("size"), last=_LAST_REPORTED, before=_ITSELF)
    asked, said = by_staff.union(by_slips, *_rows_before(rounds, own), all=True).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_BOTH.format(asked), said)
        found: Sequence[_Row] = cursor.fetchall()
    return found


def _rows_before(rounds: Collection[Round], own: Q) -> Iterator[QuerySet[Any, Any]]:
    """The same of the questionnaires that own rounds are asked after; their codes are counted as the own round's."""
    for each in rounds:
        if each.asked_after_id:
            before = F("registration")
            days, slips = days_before(each, own), batches_before(each, own)
            yield days.annotate(sum=Sum(BY_DAYS), issued=Value(0), last=_LAST_COUNTED, before=before)
            yield slips.annotate(sum=Sum(BY_BATCHES, default=0), issued=Value(0), last=_LAST_REPORTED, before=before)

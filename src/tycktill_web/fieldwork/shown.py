"""How many have answered, as pages tell it: exactly once nobody can answer, and until then no more than once a day.

While a round is open, whoever reloads a page when a client stands up must not see whether that client answered. So
figures are taken once a day, from then on they stand still, and they are whole fives. An answer on its way writes
nothing here: a row that changed with each answer would tell when they came.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Sum

from tycktill.fieldwork import LiveFigure, live_figure, live_sum
from tycktill_web.fieldwork.models import Round, ShownFigures
from tycktill_web.fieldwork.rounds import registrations_of
from tycktill_web.fieldwork.unused import redeemed


@dataclass(frozen=True, slots=True)
class Answered:
    """How many answered by registration and by organisation (0 where nothing is said), and in the whole round."""

    units: Mapping[int, int]
    organisations: Mapping[int, int]
    everybody: int
    is_exact: bool


def answered(round: Round, *, on: datetime.date) -> Answered:
    """What pages tell on this day; the first look of a day takes the figures of an open round anew."""
    if round.state != Round.State.OPEN:
        return _exact(round)
    shown = ShownFigures.objects.filter(round=round).first()
    if shown is None or _is_past(shown, on):
        shown = renew(round, on=on)
    return Answered(_by_number(shown.units), _by_number(shown.organisations), shown.everybody, is_exact=False)


@transaction.atomic
def renew(round: Round, *, on: datetime.date) -> ShownFigures:
    """Take the figures of an open round for this day, unless somebody has; those who come together wait for one."""
    ShownFigures.objects.get_or_create(round=round)
    shown = ShownFigures.objects.select_for_update().get(round=round)
    if _is_past(shown, on):
        _take(shown, on)
        shown.save()
    return shown


def tallied(round: Round) -> Counter[int]:
    """How many each registration says that it has offered."""
    return Counter(dict(round.tallies.values_list("registration").annotate(Sum("offered"))))


def _is_past(shown: ShownFigures, on: datetime.date) -> bool:
    return shown.day is None or shown.day < on


def _exact(round: Round) -> Answered:
    true = redeemed(round)
    sums = {organisation: sum(true[key] for key in keys) for organisation, keys in _places(round).items()}
    return Answered(true, sums, sum(sums.values()), is_exact=True)


def _take(shown: ShownFigures, on: datetime.date) -> None:
    """What may be told of the true numbers of this moment; nothing that has been told is taken back."""
    offered, true, places = tallied(shown.round), redeemed(shown.round), _places(shown.round)
    units = {
        key: live_figure(true[key], offered=offered[key]) for organisation in places.values() for key in organisation
    }
    sums = {
        organisation: live_sum([units[key] for key in keys], sum(true[key] for key in keys))
        for organisation, keys in places.items()
    }
    shown.day = on
    shown.units = _grown(shown.units, units)
    shown.organisations = _grown(shown.organisations, sums)
    shown.everybody = max(shown.everybody, live_sum([*sums.values()], sum(true[key] for key in units)).answered)


def _places(round: Round) -> Mapping[int, Sequence[int]]:
    """The registrations of each organisation."""
    places: defaultdict[int, list[int]] = defaultdict(list)
    for key, organisation in registrations_of(round).values_list("pk", "unit__organisation"):
        places[organisation].append(key)
    return places


def _grown(before: Mapping[str, int], figures: Mapping[int, LiveFigure]) -> dict[str, int]:
    return {str(key): max(before.get(str(key), 0), figure.answered) for key, figure in figures.items()}


def _by_number(told: Mapping[str, int]) -> Counter[int]:
    return Counter({int(key): number for key, number in told.items()})

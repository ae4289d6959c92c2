"""How many have answered, as pages tell it: exactly once nobody can answer, and until then no more than once a day.

While a round is open, whoever reloads a page when a client stands up must not see whether that client answered. So
figures are taken once a day, from then on they stand still, and they are whole fives. An answer on its way writes
nothing here: a row that changed with each answer would tell when they came. Of a closed round they are taken once more,
for good.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db import transaction

from tycktill.fieldwork import STEP, LiveFigure, live_figure, live_sum
from tycktill_web.fieldwork.leading import owner_of
from tycktill_web.fieldwork.models import Round, ShownFigures
from tycktill_web.fieldwork.offer_sums import NOTHING_OFFERED, OfferSum, offer_sums
from tycktill_web.fieldwork.rounds import registrations_of
from tycktill_web.fieldwork.unused_codes import RedeemedBatch, redeemed_batches, redeemed_codes

FOR_GOOD = datetime.date.max
"""The day of figures that are exact, and will never be others."""


@dataclass(frozen=True, slots=True)
class LiveAnswers:
    """How many answered by registration and by organisation (0 where nothing is said), and in the whole round.

    And by batch, where that may be told: of a closed round's batches not all are. Of own questions it has how many have
    answered the national questionnaires `before` them too, by their registrations.
    """

    batches: Mapping[int, int]
    units: Mapping[int, int]
    organisations: Mapping[int, int]
    everybody: int
    is_exact: bool
    before: Mapping[int, int] = field(default_factory=dict)

    def least_offered(self, registration: int, count: OfferSum) -> int:
        """How many were at least offered the questionnaire, counted or not, since they have answered."""
        return max(self.units.get(registration, 0), self.least_before(count))

    def least_before(self, count: OfferSum) -> int:
        """How many were at least offered the national questionnaires, and with them the own questions that follow."""
        return sum(max(offered, self.before.get(registration, 0)) for registration, offered in count.before)


NOBODY = LiveAnswers({}, {}, {}, 0, is_exact=True)
"""Before a round opens."""


def live_answers(round: Round, *, on: datetime.date) -> LiveAnswers:
    """What pages tell on this day."""
    return live_answers_in([round], on=on)[round.pk]


def live_answers_in(rounds: Sequence[Round], *, on: datetime.date) -> Mapping[int, LiveAnswers]:
    """The same for several rounds, by their ids.

    One statement, but that the first look of a day takes the figures of an open round anew, and the first look at a
    closed one takes them for good.
    """
    followed = [each.asked_after for each in rounds if each.asked_after]
    by_round = _live_in([*rounds, *followed], on)
    return {
        each.pk: replace(by_round[each.pk], before=by_round[each.asked_after_id].units)
        if each.asked_after_id
        else by_round[each.pk]
        for each in rounds
    }


def _live_in(rounds: Sequence[Round], on: datetime.date) -> Mapping[int, LiveAnswers]:
    begun = {each.pk: each for each in rounds if each.state != Round.State.PLANNED}
    kept = {each.pk: each for each in ShownFigures.objects.filter(round__in=begun)}
    return {each.pk: _live_of(kept.get(each.pk), each, on) if each.pk in begun else NOBODY for each in rounds}


def _live_of(shown: ShownFigures | None, round: Round, on: datetime.date) -> LiveAnswers:
    if shown is None or _is_past(shown, _told_day(round, on)):
        shown = renew_figures(round, on=on)
    figures = _by_number(shown.batches), _by_number(shown.units), _by_number(shown.organisations)
    return LiveAnswers(*figures, shown.everybody, is_exact=shown.day == FOR_GOOD)


@transaction.atomic
def renew_figures(round: Round, *, on: datetime.date) -> ShownFigures:
    """Take the figures of a round for this day, unless somebody has; those who come together wait for one."""
    ShownFigures.objects.get_or_create(round=round)
    shown = ShownFigures.objects.select_for_update(of=("self",)).select_related("round").get(round=round)
    day = _told_day(shown.round, on)  # as the round is now: no figure of an open one is ever exact
    if _is_past(shown, day):
        _take_figures(shown, day)
        shown.save()
    return shown


@transaction.atomic
def keep_exact_figures(round: Round, live_answers: Mapping[int, int]) -> None:
    """Keep for good how many answered by registration, of a closed round whose codes are not here to be counted."""
    shown, _ = ShownFigures.objects.get_or_create(round=round)
    _take_exact(shown, Counter(live_answers))
    shown.day = FOR_GOOD
    shown.save()


def tallied_offers(round: Round) -> Counter[int]:
    """How many each registration for a round says that it has offered, by the count that it has chosen."""
    return Counter({key: each.offered for key, each in offer_sums(round).items()})


def _told_day(round: Round, on: datetime.date) -> datetime.date:
    """What figures that are taken on this day are told as."""
    return FOR_GOOD if round.state in {Round.State.CLOSED, Round.State.RELEASED} else on


def _is_past(shown: ShownFigures, on: datetime.date) -> bool:
    return shown.day is None or shown.day < on


def _take_figures(shown: ShownFigures, day: datetime.date) -> None:
    """What may be told of the true numbers of this moment."""
    if day == FOR_GOOD:
        _take_exact(shown, redeemed_codes(shown.round))
        shown.batches = _exact_batches(redeemed_batches(shown.round))
    else:
        _take_fives(shown)
    shown.day = day


def _take_exact(shown: ShownFigures, true: Counter[int]) -> None:
    registered = _registrations_by_organisation(shown.round)
    sums = {organisation: sum(true[key] for key in keys) for organisation, keys in registered.items()}
    shown.units = {str(key): number for key, number in true.items()}
    shown.organisations = {str(key): number for key, number in sums.items()}
    shown.everybody = sum(sums.values())


def _exact_batches(found: Iterable[RedeemedBatch]) -> dict[str, int]:
    """Of registrations none of whose batches is smaller than what a result needs: the code of a batch of one is some
    single person's, and the others' figures beside their sum would tell it."""
    numbers: dict[str, int] = {}
    for own in _by_registration(found).values():
        if all(each.size >= STEP for each in own):
            numbers |= {str(each.batch): each.used for each in own}
    return numbers


def _take_fives(shown: ShownFigures) -> None:
    """In whole fives; nothing that has been told is taken back."""
    registered, found = _registrations_by_organisation(shown.round), redeemed_batches(shown.round)
    offered = _offered_where(shown.round, found)
    batches = {each.batch: live_figure(each.used, offered=min(each.size, offered[each.batch])) for each in found}
    own = _by_registration(found)
    true = Counter({key: sum(each.used for each in parts) for key, parts in own.items()})
    units = {
        key: live_sum([batches[each.batch] for each in own.get(key, ())], true[key])
        for keys in registered.values()
        for key in keys
    }
    sums = {
        organisation: live_sum([units[key] for key in keys], sum(true[key] for key in keys))
        for organisation, keys in registered.items()
    }
    shown.batches = _grown_figures(shown.batches, batches)
    shown.units = _grown_figures(shown.units, units)
    shown.organisations = _grown_figures(shown.organisations, sums)
    shown.everybody = max(shown.everybody, live_sum([*sums.values()], sum(true[key] for key in units)).answered)


def _offered_where(round: Round, found: Iterable[RedeemedBatch]) -> Mapping[int, int]:
    """How many each batch's questionnaire was offered to; that of the national round, where this is asked after one:
    its unit may have been offered several, and more would then seem to be able to have answered by the batch."""
    if round.asked_after is None:
        offered = tallied_offers(round)
        return {each.batch: offered[each.registration] for each in found}
    before = offer_sums(round.asked_after, of=owner_of(round))
    followed = round.batches.values_list("pk", "follows__registration")
    return {batch: before.get(national, NOTHING_OFFERED).offered for batch, national in followed}


def _registrations_by_organisation(round: Round) -> Mapping[int, Sequence[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for key, organisation in registrations_of(round).values_list("pk", "unit__organisation"):
        found[organisation].append(key)
    return found


def _by_registration(found: Iterable[RedeemedBatch]) -> Mapping[int, Sequence[RedeemedBatch]]:
    own: defaultdict[int, list[RedeemedBatch]] = defaultdict(list)
    for each in found:
        own[each.registration].append(each)
    return own


def _grown_figures(before: Mapping[str, int], figures: Mapping[int, LiveFigure]) -> dict[str, int]:
    return {str(key): max(before.get(str(key), 0), figure.answered) for key, figure in figures.items()}


def _by_number(numbers: Mapping[str, int]) -> Counter[int]:
    return Counter({int(key): number for key, number in numbers.items()})

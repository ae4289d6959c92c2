"""The life of a round: planned, open, closed, released; and what may be done to it when."""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q, QuerySet

from tycktill.answers import is_in_use
from tycktill.terms import is_round
from tycktill_web.fieldwork.after_codes import follow_codes, hold_before_opening
from tycktill_web.fieldwork.after_errors import FollowsAnother
from tycktill_web.fieldwork.errors import (
    KeyInUse,
    KeyTaken,
    NotAPublicKey,
    NotInThisState,
    NotOfThisRound,
    WrongDates,
    WrongNumber,
    WrongOrder,
)
from tycktill_web.fieldwork.leading import owner_of
from tycktill_web.fieldwork.models import GRACE_DAYS, Round
from tycktill_web.fieldwork.public_keys import is_public_key
from tycktill_web.fieldwork.questionnaires import asked_in, catalogue_of, questionnaires_of
from tycktill_web.fieldwork.states import ACTION_RULES, DONE_TO_THE_FIRST, RoundAction, RoundState
from tycktill_web.fieldwork.unused_codes import take_unused
from tycktill_web.instrument.models import Edition
from tycktill_web.journal.events import RoundClosed, RoundOpened, RoundPlanned
from tycktill_web.journal.writing import record
from tycktill_web.keyring.public_keys import hold_public_key, holders_of
from tycktill_web.participants.actions import add_registration
from tycktill_web.participants.models import Organisation, Registration, Unit

_State = RoundState

_DAYS_IN_ORDER = (("opens_on", "closes_on"), ("registers_from", "registers_until"), ("closes_on", "publishes_on"))
_IN_ORDER = ("unit__organisation__municipality", "unit__name", "instrument")

MOST_GRACE_DAYS = 60


@dataclass(frozen=True, slots=True)
class AnnouncedDays:
    """What else is said of a round's days: those that are told to municipalities and hold nobody to anything, as far as
    they are known, and for how many days after the last one paper is taken."""

    registers_from: datetime.date | None = None
    registers_until: datetime.date | None = None
    publishes_on: datetime.date | None = None
    grace_days: int = GRACE_DAYS


@transaction.atomic
def plan_round(
    *,
    family: str,
    label: str,
    opens_on: datetime.date,
    closes_on: datetime.date,
    preset: str = Round.Preset.STANDARD,
    announced: AnnouncedDays | None = None,
) -> Round:
    """A planned round of a family's survey; `label` is its year, as in results, and `preset` the rules by which its
    answers are protected, which nothing changes later. Raises NotOfThisRound, WrongDates, WrongOrder, WrongNumber."""
    if not questionnaires_of(family):
        raise NotOfThisRound
    days = _Days(opens_on, closes_on, announced or AnnouncedDays())
    return _write_round(Round(family=family, label=label, preset=preset), days)


@transaction.atomic
def plan_own_round(
    edition: Edition,
    *,
    label: str,
    opens_on: datetime.date,
    closes_on: datetime.date,
    preset: str = Round.Preset.STANDARD,
    announced: AnnouncedDays | None = None,
) -> Round:
    """A planned round of a municipality's own survey, which asks by this edition and is nobody else's. Raises
    NotOfThisRound, also for who is no municipality, whose name the result would stand under; WrongDates, WrongOrder,
    WrongNumber."""
    if edition.survey.organisation.kind != Organisation.Kind.MUNICIPALITY:
        raise NotOfThisRound
    round = Round(family=edition.survey.family, label=label, preset=preset, edition=edition)
    return _write_round(round, _Days(opens_on, closes_on, announced or AnnouncedDays()))


class _Days(NamedTuple):
    opens_on: datetime.date
    closes_on: datetime.date
    announced: AnnouncedDays


def _write_round(round: Round, planned: _Days) -> Round:
    """The round, written. Raises NotOfThisRound, WrongDates, WrongOrder, WrongNumber."""
    if not is_round(round.label):
        raise NotOfThisRound
    days = {"opens_on": planned.opens_on, "closes_on": planned.closes_on}
    announced = asdict(planned.announced)
    if not 0 <= announced["grace_days"] <= MOST_GRACE_DAYS:
        raise WrongNumber
    check_days({**days, **announced})
    check_order(round.family, round.label, planned.opens_on)
    check_key(round)
    for name, day in {**days, **announced}.items():
        setattr(round, name, day)
    round.save(force_insert=True)
    record(RoundPlanned(**days, grace_days=round.grace_days, preset=round.preset), of=owner_of(round), round=round.key)
    return round


def check_days(days: Mapping[str, datetime.date | None]) -> None:
    """Whether the days of a round come in the order they must, those that are not said left out. Raises WrongDates."""
    for earlier, later in (
        ("opens_on", "closes_on"),
        ("registers_from", "registers_until"),
        ("closes_on", "publishes_on"),
    ):
        first, last = days.get(earlier), days.get(later)
        if first and last and last < first:
            raise WrongDates


def check_order(family: str, label: str, opens_on: datetime.date) -> None:
    """Files know rounds by their names alone, so the names must sort as the rounds open. Raises WrongOrder."""
    for other in Round.objects.filter(family=family).exclude(label=label).order_by("opens_on", "label"):
        if (label < other.label and opens_on > other.opens_on) or (label > other.label and opens_on < other.opens_on):
            raise WrongOrder(other.label, comes_after=opens_on > other.opens_on)


def check_key(round: Round) -> None:
    """`ifo-2026` and `2027` read as `ifo` and `2026-2027`, where keys, keyrings and journal know a round by its name
    alone. Raises KeyTaken where another round's family and year read the same."""
    words = round.key.split("-")
    readings = Q(pk__in=[])
    for index in range(1, len(words)):
        readings |= Q(family="-".join(words[:index]), label="-".join(words[index:]))
    if other := Round.objects.filter(readings).exclude(family=round.family, label=round.label).first():
        raise KeyTaken(other.family, other.label)


def register_unit(*, round: Round, unit: Unit, questionnaire: str) -> Registration:
    """Let a unit take part with one of the family's questionnaires; twice is once.

    Raises NotInThisState, NotOfThisRound.
    """
    check_allowed(round, RoundAction.REGISTER)
    instrument = catalogue_of(round).get(questionnaire)
    if instrument is None or instrument.family != round.family or not is_in_use(instrument, round.label):
        raise NotOfThisRound
    if round.edition and round.edition.survey.organisation_id != unit.organisation_id:
        raise NotOfThisRound
    return add_registration(unit=unit, family=round.family, round=round.label, questionnaire=questionnaire)


def open_round(round: Round, *, public_key: bytes, on: datetime.date) -> None:
    """Let answers in from the planned day, sealed by `public_key`.

    Raises NotInThisState, NotAPublicKey, KeyInUse, and WrongDates when the last day is past `on` this day; one that is
    asked after another TooLateToAsk, NotLetAsk.
    """
    if not is_public_key(public_key):
        raise NotAPublicKey
    _check_own_key(round, public_key)
    if round.closes_on < on:
        raise WrongDates
    with transaction.atomic():
        hold_before_opening(round, on=on)
        _take_action(round, RoundAction.OPEN, public_key=public_key)
        take_unused(round)  # with which the keyring begins, where no codes have been made
        hold_public_key(round.key, public_key)
        follow_codes(round, on=on)
        record(RoundOpened(holders=len(round.key_names)), of=owner_of(round), round=round.key)


@transaction.atomic
def close_round(round: Round, *, on: datetime.date | None = None) -> None:
    """Let no more answers in, once those on their way have come; a day before the last becomes the last, for results
    say when they were collected. Raises NotInThisState."""
    held = Round.objects.select_for_update(no_key=True).get(pk=round.pk)  # as it is once whoever extends it is done
    last = min(held.closes_on, max(held.opens_on, on or held.closes_on))
    _take_action(round, RoundAction.CLOSE, closes_on=last)
    record(RoundClosed(), of=owner_of(round), round=round.key)
    for own in Round.objects.filter(asked_after=round, state=_State.OPEN):
        close_round(own, on=on)


def mark_released(round: Round) -> None:
    """Say that the round's result is public. Raises NotInThisState."""
    _take_action(round, RoundAction.RELEASE)


def mark_withdrawn(round: Round) -> None:
    """Say that the round's result is public no longer. Raises NotInThisState."""
    _take_action(round, RoundAction.WITHDRAW)


def mark_disposed(round: Round, *, on: datetime.date) -> None:
    """Say that the round's answers are there no more. Raises NotInThisState."""
    _take_action(round, RoundAction.DISPOSE, disposed_on=on)


def undisposed_rounds(*states: _State) -> QuerySet[Round]:
    """The rounds in these states whose answers have not been disposed of."""
    return Round.objects.filter(state__in=states, disposed_on=None)


def is_allowed(round: Round, action: RoundAction) -> bool:
    """Whether the table allows `action` now."""
    rule = ACTION_RULES[action]
    if round.asked_after_id and not _is_of_its_own(round, action):
        return False
    return _State(round.state) in rule.states and not (rule.needs_answers and round.disposed_on)


def check_allowed(round: Round, action: RoundAction) -> None:
    """NotInThisState unless the table allows `action` now; FollowsAnother where that is done to the national round."""
    if round.asked_after_id and not _is_of_its_own(round, action):
        raise FollowsAnother
    if not is_allowed(round, action):
        raise NotInThisState


def _is_of_its_own(own: Round, action: RoundAction) -> bool:
    """Whether this is for an own round that is asked after another to do, and not done with that one."""
    if action is RoundAction.CLOSE:  # until then its exact numbers would tell of the national ones, shown in fives
        return own.asked_after is None or own.asked_after.state != _State.OPEN
    return action not in DONE_TO_THE_FIRST


def check_registered(round: Round, registration: Registration) -> None:
    """NotOfThisRound unless the unit is registered for this very round."""
    if registration.round != round.label or registration.instrument not in asked_in(round):
        raise NotOfThisRound


def registrations_of(round: Round) -> QuerySet[Registration]:
    """The units that take part, each with a questionnaire; sorted by municipality, unit and questionnaire."""
    own = Registration.objects.filter(round=round.label, instrument__in=asked_in(round))
    return own.order_by(*_IN_ORDER)


def registrations_in(
    rounds: Iterable[Round], *, of: Collection[Organisation | int] | None = None
) -> Mapping[int, Sequence[Registration]]:
    """Those of several rounds, by the rounds' ids, with their units and organisations, all or `of` some; one
    statement."""
    wanted = _rounds_asking(rounds)
    found: dict[int, list[Registration]] = {key: [] for key in wanted.values()}
    labels = {label for _, label in wanted}
    in_order = Registration.objects.filter(round__in=labels).order_by(*_IN_ORDER).select_related("unit__organisation")
    for each in in_order if of is None else in_order.filter(unit__organisation__in=of):
        if (each.instrument, each.round) in wanted:
            found[wanted[each.instrument, each.round]].append(each)
    return found


def places_in(rounds: Iterable[Round]) -> Mapping[int, Sequence[tuple[int, int]]]:
    """By the rounds' ids the unit and the organisation of each registration, by theirs; one statement."""
    wanted = _rounds_asking(rounds)
    found: dict[int, list[tuple[int, int]]] = {key: [] for key in wanted.values()}
    taking_part = Registration.objects.filter(round__in={label for _, label in wanted}).order_by()
    for instrument, label, *place in taking_part.values_list("instrument", "round", "unit", "unit__organisation"):
        if (instrument, label) in wanted:
            found[wanted[instrument, label]].append((place[0], place[1]))
    return found


def _rounds_asking(rounds: Iterable[Round]) -> Mapping[tuple[str, str], int]:
    """By questionnaire and the year's label, the id of the round that asks it."""
    return {(instrument, each.label): each.pk for each in rounds for instrument in asked_in(each)}


def _check_own_key(round: Round, public_key: bytes) -> None:
    """KeyInUse where a holder's key is another round's: a key that is destroyed must take one round with it."""
    others = Round.objects.exclude(pk=round.pk).values_list("public_key", flat=True)
    taken = {holder for other in others for holder in holders_of(bytes(other))}
    for index, holder in enumerate(holders_of(public_key)):
        if holder in taken:
            raise KeyInUse(index)


@transaction.atomic
def _take_action(round: Round, action: RoundAction, **changes: object) -> None:
    """Move a round as the table says; whoever holds the row, such as an answer on its way, is waited for."""
    held = Round.objects.select_for_update(no_key=True).get(pk=round.pk)
    check_allowed(held, action)
    changes["state"] = ACTION_RULES[action].then or held.state
    for name, value in changes.items():
        setattr(round, name, value)
    round.save(update_fields=list(changes))

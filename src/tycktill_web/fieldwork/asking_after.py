"""Plans an own round that is asked after a national one; and the office's say in whether any is."""

import datetime
from collections.abc import Collection, Sequence

from django.db import transaction
from django.db.models import Exists, OuterRef

from tycktill_web.fieldwork.after_codes import check_not_begun
from tycktill_web.fieldwork.after_errors import AskedAlready, AskedThisYear, NoUnitsToAsk, TooManyQuestions
from tycktill_web.fieldwork.errors import NotInThisState, NotOfThisRound
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.questionnaires import asked_in
from tycktill_web.fieldwork.rounds import AnnouncedDays, plan_own_round
from tycktill_web.fieldwork.states import RoundState
from tycktill_web.instrument.editions import instrument_of
from tycktill_web.instrument.models import Edition
from tycktill_web.journal.after_events import OwnQuestionsLet, OwnQuestionsNotLet, OwnQuestionsPlanned
from tycktill_web.journal.writing import record
from tycktill_web.participants.actions import add_registration
from tycktill_web.participants.models import Organisation, Registration, Unit

MOST_QUESTIONS = 10


def rounds_asked_after(national: Round, *, of: Organisation | None = None) -> Sequence[Round]:
    """The own rounds, or `of` one organisation, that are asked after a national one, by their organisations' names."""
    if national.is_own:
        return []
    own = Round.objects.filter(asked_after=national).select_related("edition__survey__organisation")
    if of is not None:
        own = own.filter(edition__survey__organisation=of)
    return list(own.order_by("edition__survey__organisation__name", "pk"))


def questionnaires_to_follow(national: Round, organisation: Organisation) -> Sequence[str]:
    """Those that units of an organisation take part with, by their ids, sorted."""
    own = Registration.objects.filter(round=national.label, unit__organisation=organisation)
    found = own.filter(instrument__in=asked_in(national)).order_by("instrument")
    return list(found.values_list("instrument", flat=True).distinct())


@transaction.atomic
def ask_after(
    national: Round,
    edition: Edition,
    *,
    questionnaires: Collection[str],
    on: datetime.date,
    preset: str = Round.Preset.STANDARD,
) -> Round:
    """A planned own round, asked of those who have answered one of these questionnaires at a unit of the municipality.

    Raises NotLetAsk, TooLateToAsk, TooManyQuestions, AskedAlready, AskedThisYear, NoUnitsToAsk, and what
    `plan_own_round` raises.
    """
    held = Round.objects.select_for_update(no_key=True).get(pk=national.pk)
    _check_after(held, edition, questionnaires, on=on)
    owner, survey = edition.survey.organisation, edition.survey
    units = _units_taking_part(held, owner, questionnaires)
    if not units:
        raise NoUnitsToAsk
    days = {"opens_on": held.opens_on, "closes_on": held.closes_on}
    own = plan_own_round(edition, label=held.label, **days, preset=preset, announced=AnnouncedDays(grace_days=0))
    own.asked_after, own.asked_after_of = held, " ".join(sorted(questionnaires))
    own.save(update_fields=["asked_after", "asked_after_of"])
    for unit in units:
        add_registration(unit=unit, family=own.family, round=own.label, questionnaire=survey.instrument)
    record(OwnQuestionsPlanned(after=held.key, units=len(units)), of=owner, round=own.key)
    return own


def _check_after(national: Round, edition: Edition, questionnaires: Collection[str], *, on: datetime.date) -> None:
    if national.is_own or not questionnaires or not set(questionnaires) <= set(asked_in(national)):
        raise NotOfThisRound
    check_not_begun(national, on=on)
    number = len(instrument_of(edition.pk).questions)
    if number > MOST_QUESTIONS:
        raise TooManyQuestions(number, MOST_QUESTIONS)
    others = rounds_asked_after(national, of=edition.survey.organisation)
    if any(set(each.asked_after_of.split()) & set(questionnaires) for each in others):
        raise AskedAlready
    if Round.objects.filter(family=edition.survey.family, label=national.label).exists():
        raise AskedThisYear


def _units_taking_part(national: Round, owner: Organisation, questionnaires: Collection[str]) -> Sequence[Unit]:
    taking_part = Registration.objects.filter(
        unit=OuterRef("pk"), round=national.label, instrument__in=list(questionnaires)
    )
    own = Unit.objects.filter(Exists(taking_part), organisation=owner)
    return list(own.select_related("organisation").order_by("name"))


@transaction.atomic
def let_ask_after(national: Round, *, let: bool) -> Round:
    """Say whether own questions may be asked after a national round, while it is planned. Raises NotInThisState."""
    held = Round.objects.select_for_update(no_key=True).get(pk=national.pk)
    if held.is_own or held.state != RoundState.PLANNED:
        raise NotInThisState
    if held.lets_ask_after != let:
        held.lets_ask_after = let
        held.save(update_fields=["lets_ask_after"])
        record(OwnQuestionsLet() if let else OwnQuestionsNotLet(), round=held.key)
    return held

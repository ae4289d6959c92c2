"""Each press counts once, however often and in whichever company it is sent; presses of several phones add up."""

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.tycktill_web import builders
from tests.tycktill_web.racing import at_once

from tycktill_web.fieldwork.errors import NotInThisState, WrongDay, WrongNumber
from tycktill_web.fieldwork.models import CountedPress, OfferTally, Round
from tycktill_web.fieldwork.offered import MOST_A_DAY, offers_of, record_offered
from tycktill_web.fieldwork.outcomes import REASONS, OfferOutcome
from tycktill_web.fieldwork.presses import Press, count_presses
from tycktill_web.fieldwork.rounds import close_round
from tycktill_web.journal.models import JournalEntry
from tycktill_web.participants.models import Registration

pytestmark = pytest.mark.django_db
TODAY = builders.TODAY


def pressed(survey: builders.Survey, *outcomes: OfferOutcome, day: int = TODAY.day) -> list[Press]:
    """A press for each outcome."""
    return [Press(uuid4(), survey.registration, TODAY.replace(day=day), outcome) for outcome in outcomes]


def undone(press: Press) -> Press:
    """What takes a press back."""
    return Press(uuid4(), press.registration, press.day, press.outcome, is_undone=True)


def count(survey: builders.Survey, presses: Sequence[Press]) -> None:
    """Count them today; none is refused."""
    assert count_presses(survey.round, presses, on=TODAY) == {}


def tally(survey: builders.Survey) -> OfferTally:
    """What is kept of today."""
    return survey.round.tallies.get(counted_on=TODAY)


def one_survey() -> builders.Survey:
    """The one survey of all examples, in which nothing has been counted."""
    if not Round.objects.exists():
        return builders.open_survey()
    OfferTally.objects.all().delete()
    CountedPress.objects.all().delete()
    return replace(_NOWHERE, round=Round.objects.get(), registration=Registration.objects.get())


_NOWHERE = builders.Survey(Round(), Registration(), X25519PrivateKey.generate())


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    outcomes=st.lists(st.sampled_from(OfferOutcome), min_size=1, max_size=12),
    deliveries=st.lists(st.tuples(st.integers(0, 11), st.integers(1, 12)), max_size=6),
)
def test_a_press_counts_once_however_often_it_is_sent(
    outcomes: list[OfferOutcome], deliveries: list[tuple[int, int]]
) -> None:
    survey = one_survey()
    presses = pressed(survey, *outcomes)
    for start, size in [*deliveries, (0, len(presses))]:
        count(survey, presses[start : start + size])
    kept = tally(survey)
    for outcome in (OfferOutcome.DECLINED, *REASONS):
        assert getattr(kept, outcome) == outcomes.count(outcome)
    assert kept.offered == kept.pressed == outcomes.count(OfferOutcome.TAKEN) + outcomes.count(OfferOutcome.DECLINED)


def test_who_declines_was_offered_and_who_could_not_be_offered_was_not() -> None:
    survey = builders.open_survey()
    count(survey, pressed(survey, OfferOutcome.TAKEN, OfferOutcome.DECLINED, *REASONS))
    assert offers_of(survey.round)[0].offered == 2


def test_what_is_taken_back_is_counted_no_more() -> None:
    survey = builders.open_survey()
    presses = pressed(survey, *OfferOutcome)
    count(survey, [*presses, *map(undone, presses)])
    kept = tally(survey)
    assert [getattr(kept, name) for name in ("offered", "pressed", "declined", *REASONS)] == [0] * 7


def test_taking_back_stops_at_none_where_the_day_was_written_over_meanwhile() -> None:
    survey = builders.open_survey()
    presses = pressed(survey, OfferOutcome.TAKEN, OfferOutcome.DECLINED)
    count(survey, presses)
    record_offered(round=survey.round, registration=survey.registration, on=TODAY, offered=0)
    count(survey, list(map(undone, presses)))
    assert (tally(survey).offered, tally(survey).declined) == (0, 0)


def test_a_press_adds_to_what_was_written() -> None:
    survey = builders.open_survey()
    record_offered(round=survey.round, registration=survey.registration, on=TODAY, offered=5)
    count(survey, pressed(survey, OfferOutcome.TAKEN, OfferOutcome.TAKEN))
    assert (tally(survey).offered, tally(survey).pressed) == (7, 2)


def test_a_phone_whose_clock_is_fast_counts_today() -> None:
    survey = builders.open_survey()
    count(survey, pressed(survey, OfferOutcome.TAKEN, day=TODAY.day + 2))
    assert tally(survey).offered == 1


def test_a_day_before_the_round_is_refused_alone() -> None:
    survey = builders.open_survey()
    good = pressed(survey, OfferOutcome.TAKEN)
    early = [Press(uuid4(), survey.registration, builders.OPENS_ON.replace(month=8), OfferOutcome.TAKEN)]
    refused = count_presses(survey.round, [*early, *good], on=TODAY)
    assert {number: type(why) for number, why in refused.items()} == {early[0].number: WrongDay}
    assert tally(survey).offered == 1


def test_more_than_a_day_holds_is_refused_and_changes_nothing() -> None:
    survey = builders.open_survey()
    record_offered(round=survey.round, registration=survey.registration, on=TODAY, offered=MOST_A_DAY)
    refused = count_presses(survey.round, pressed(survey, OfferOutcome.TAKEN), on=TODAY)
    assert [type(why) for why in refused.values()] == [WrongNumber]
    assert tally(survey).offered == MOST_A_DAY
    assert not CountedPress.objects.exists()


def test_a_released_round_takes_no_press() -> None:
    survey = builders.open_survey()
    close_round(survey.round)
    Round.objects.update(state=Round.State.RELEASED)
    refused = count_presses(survey.round, pressed(survey, OfferOutcome.TAKEN), on=TODAY)
    assert [type(why) for why in refused.values()] == [NotInThisState]


@pytest.mark.django_db(transaction=True)
def test_two_phones_at_the_same_moment_add_up() -> None:
    survey = builders.open_survey()
    phones = [pressed(survey, *[OfferOutcome.TAKEN] * 5) for _ in range(4)]

    def send(presses: list[Press]) -> str:
        count(survey, presses)
        return "sent"

    at_once([partial(send, own) for own in [*phones, phones[0]]])
    assert tally(survey).offered == 20


def test_the_journal_holds_no_number_of_who_declined_or_could_not_be_offered() -> None:
    survey = builders.open_survey()
    count(survey, pressed(survey, OfferOutcome.DECLINED, OfferOutcome.ACUTE))
    told = JournalEntry.objects.filter(action="not_offered_counted").get()
    assert set(json.loads(told.facts)) == {"action", "unit", "questionnaire", "day"}


def test_what_is_remembered_of_a_press_is_its_number_and_round_alone() -> None:
    assert {field.name for field in CountedPress._meta.get_fields()} == {"number", "round"}

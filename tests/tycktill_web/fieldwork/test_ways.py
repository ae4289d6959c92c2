"""The ways of counting add up openly, the unit's choice is what its rate is of, and the release says which it was."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill_web import builders, worlds

from tycktill_web.fieldwork.errors import NotOfThisRound, WrongNumber
from tycktill_web.fieldwork.facts import facts_of
from tycktill_web.fieldwork.models import SlipsLeft
from tycktill_web.fieldwork.offer_sums import OfferSum, offer_sums
from tycktill_web.fieldwork.offered import offers_of, record_offered
from tycktill_web.fieldwork.outcomes import CountedBy, OfferOutcome
from tycktill_web.fieldwork.presses import Press, count_presses
from tycktill_web.fieldwork.ways import OfferCount, choose_count, offer_count, offer_counts, report_slips_left

TODAY = builders.TODAY


@given(st.builds(OfferCount, by_hand=st.integers(0, 99), pressed=st.integers(0, 99), declined=st.integers(0, 9)))
def test_presses_and_what_is_written_are_staffs_count(count: OfferCount) -> None:
    assert count.pressed + count.written_difference == count.by_hand == count.offered
    assert count.handed_out + count.declined == count.by_slips


def counted_three_ways() -> builders.Survey:
    """Two presses, one of whom declined; nine more written; twenty slips, eight left."""
    survey = builders.open_survey()
    outcomes = (OfferOutcome.TAKEN, OfferOutcome.DECLINED, OfferOutcome.LANGUAGE)
    presses = [Press(uuid4(), survey.registration, TODAY, outcome) for outcome in outcomes]
    count_presses(survey.round, presses, on=TODAY)
    record_offered(round=survey.round, registration=survey.registration, on=builders.OPENS_ON, offered=9)
    survey.codes(20)
    tell_left(survey, 8)
    return survey


def tell_left(survey: builders.Survey, left: int) -> None:
    """Say how many slips of the newest batch are left."""
    report_slips_left(survey.round, survey.registration, {survey.round.batches.latest("pk"): left}, on=TODAY)


@pytest.mark.django_db
def test_each_way_is_told_and_the_chosen_one_counts() -> None:
    survey = counted_three_ways()
    count = offer_count(survey.round, survey.registration)
    assert (count.pressed, count.written_difference, count.by_hand) == (2, 9, 11)
    assert (count.handed_out, count.declined, count.by_slips, count.counts_difference) == (12, 1, 13, 2)
    assert count.not_offered == 1
    assert offers_of(survey.round)[0].offered == 11
    choose_count(survey.round, survey.registration, CountedBy.SLIPS)
    assert offers_of(survey.round)[0].offered == 13
    choose_count(survey.round, survey.registration, CountedBy.HAND)
    assert offers_of(survey.round)[0].offered == 11


@pytest.mark.django_db
@pytest.mark.parametrize("by", CountedBy)
def test_what_a_country_adds_up_is_what_is_told_of_each_unit(by: CountedBy) -> None:
    survey = counted_three_ways()
    survey.codes(5)
    choose_count(survey.round, survey.registration, by)
    told = offer_counts([survey.round])[survey.round.pk]
    assert offer_sums(survey.round) == {
        key: OfferSum(each.offered, each.issued, each.last_counted) for key, each in told.items()
    }
    assert offer_sums(survey.round, of=survey.registration.unit.organisation) == offer_sums(survey.round)


@pytest.mark.django_db
def test_ways_are_not_set_against_each_other_while_a_batch_says_nothing() -> None:
    survey = counted_three_ways()
    survey.codes(5)
    count = offer_count(survey.round, survey.registration)
    assert (count.unreported, count.counts_difference, count.handed_out) == (1, 0, 12)


@pytest.mark.django_db
@pytest.mark.parametrize("left", [-1, 21])
def test_more_slips_than_there_were_are_not_left(left: int) -> None:
    survey = counted_three_ways()
    with pytest.raises(WrongNumber):
        tell_left(survey, left)
    assert SlipsLeft.objects.get().left == 8


@pytest.mark.django_db
def test_a_unit_of_another_round_chooses_nothing_here() -> None:
    survey = builders.open_survey()
    other = builders.planned_round("fo")
    other.state = "open"
    other.save()
    with pytest.raises(NotOfThisRound):
        choose_count(other, survey.registration, CountedBy.SLIPS)


@pytest.mark.django_db
def test_a_release_tells_how_the_offered_were_counted() -> None:
    world = worlds.open_world()
    assert facts_of(world.round).counted == "by_hand"
    choose_count(world.round, world.support, CountedBy.SLIPS)
    assert facts_of(world.round).counted == "by_hand_or_codes"
    for each in (world.addiction, world.elsewhere):
        choose_count(world.round, each, CountedBy.SLIPS)
    assert facts_of(world.round).counted == "by_codes"

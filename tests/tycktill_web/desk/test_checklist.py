"""A coordinator's year, step by step, by what the service knows."""

from datetime import date, timedelta

import pytest
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.after import asking as after
from tests.tycktill_web.pages import see, signed_in
from time_machine import TimeMachineFixture

from tycktill_web.fieldwork.codes import make_codes
from tycktill_web.fieldwork.invitations import invite_organisations
from tycktill_web.fieldwork.models import OfferTally, Round
from tycktill_web.fieldwork.rounds import open_round
from tycktill_web.fieldwork.unit_counts import Missing, before_closing
from tycktill_web.pages.desk.checklist import StepState, checklist_steps, facts_of
from tycktill_web.participants.models import Registration

pytestmark = pytest.mark.django_db
DONE, NOW, LATER, PAST, OWN = StepState.DONE, StepState.NOW, StepState.LATER, StepState.PAST, StepState.OWN


@pytest.fixture(autouse=True)
def _today(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(f"{builders.TODAY}T10:00:00+02:00", tick=False)


def states(world: worlds.World) -> list[StepState]:
    round_ = Round.objects.get(label="2024")
    return [step.state for step in checklist_steps(facts_of(round_, world.granhult, on=builders.TODAY))]


def test_the_invited_begin_by_answering() -> None:
    world = worlds.planned_world()
    Registration.objects.all().delete()
    invite_organisations(world.round, [world.granhult], on=builders.TODAY)
    assert states(world) == [NOW, NOW, OWN, LATER, LATER, LATER, LATER, LATER, LATER]
    page = see(signed_in(world.coordinator), f"/kommun/ifo/2024/organisation/{world.granhult.pk}/att-gora/")
    assert "Nästa steg: Svara på inbjudan" in page


def test_steps_are_done_when_the_facts_say_so() -> None:
    world = worlds.open_world()
    assert states(world)[:4] == [DONE, DONE, OWN, NOW]
    for each in (world.support, world.addiction):
        make_codes(round=world.round, registration=each, size=3, on=builders.OPENS_ON)
    assert states(world)[3:6] == [DONE, NOW, NOW]
    OfferTally.objects.create(
        round=world.round, registration=world.support, counted_on=builders.TODAY - timedelta(days=3), offered=4
    )
    assert states(world)[3:6] == [DONE, DONE, NOW]


def test_own_questions_wait_for_their_key_until_the_round_opens() -> None:
    asking = after.planned()

    def key(on: date) -> list[StepState]:
        known = checklist_steps(facts_of(asking.national, asking.granhult, on=on))
        return [each.state for each in known if each.page == "own_questions"]

    assert key(builders.OPENS_ON - timedelta(days=1)) == [NOW]
    address = f"/kommun/ifo/2024/organisation/{asking.granhult.pk}/att-gora/"
    assert "Utan nyckel före omgångens första dag ställs de inte." in see(signed_in(asking.kim), address)
    open_round(asking.own, public_key=after.public_half(asking.own_key), on=builders.OPENS_ON)
    assert key(builders.OPENS_ON - timedelta(days=1)) == [DONE]
    Round.objects.filter(pk=asking.own.pk).update(state=Round.State.PLANNED)
    open_round(asking.national, public_key=after.public_half(asking.national_key), on=builders.OPENS_ON)
    asking.national.refresh_from_db()
    assert key(builders.OPENS_ON) == [PAST]


def test_one_unit_and_one_day_are_told_as_one() -> None:
    world = worlds.open_world()
    world.addiction.delete()
    address = f"/kommun/ifo/2024/organisation/{world.granhult.pk}/att-gora/"
    assert "1 enhet är anmäld." in see(signed_in(world.coordinator), address)
    told = {0: "Senast räknat i dag.", 1: "Senast räknat för 1 dag sedan.", 2: "Senast räknat för 2 dagar sedan."}
    for days, sentence in told.items():
        OfferTally.objects.all().delete()
        day = builders.TODAY - timedelta(days=days)
        OfferTally.objects.create(round=world.round, registration=world.support, counted_on=day, offered=4)
        assert sentence in see(signed_in(world.coordinator), address)


def test_the_end_of_the_year_is_told() -> None:
    world = worlds.closed_world()
    assert states(world)[4:] == [DONE, PAST, DONE, LATER, LATER]
    worlds.published(world)
    assert states(world)[7:] == [OWN, NOW]
    assert NOW not in states(world)[:7]
    page = see(signed_in(world.coordinator), f"/kommun/ifo/2024/organisation/{world.granhult.pk}/att-gora/")
    assert "Läs resultatet" in page


def test_what_is_missing_is_told_before_a_round_is_closed() -> None:
    world = worlds.open_world()
    world.answer(world.support, "K" * 12)
    record = {"round": world.round, "registration": world.support, "counted_on": builders.TODAY}
    OfferTally.objects.create(**record, offered=3)
    left = before_closing(world.round, on=builders.TODAY).missing
    assert left == [Missing("Granhult", 1, 1), Missing("Älvmora", 1, 0)]
    page = see(signed_in(world.anna), "/kansli/omgang/ifo/2024/stang/")
    assert "Granhult : 1 enkät på en enhet har inga räknade erbjudna, 1 har fler svar än räknade erbjudna" in page
    for each in (world.addiction, world.elsewhere):
        OfferTally.objects.create(**{**record, "registration": each}, offered=3)
    OfferTally.objects.update(offered=30)
    assert "Alla enheter har räknat" in see(signed_in(world.anna), "/kansli/omgang/ifo/2024/stang/")

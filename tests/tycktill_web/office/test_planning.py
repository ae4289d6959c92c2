"""The office changes the days of a round, lets it last longer and removes it."""

from datetime import date

import pytest
from django.core import mail
from pytest_django import Settings
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.at_work import at_work, work_off
from tests.tycktill_web.pages import see, send, signed_in
from time_machine import TimeMachineFixture

from tycktill_web.fieldwork.codes import make_codes
from tycktill_web.fieldwork.models import Invitation, Round
from tycktill_web.jobs.models import Job
from tycktill_web.journal.models import JournalEntry
from tycktill_web.participants.models import Registration, Unit
from tycktill_web.participants.turns import next_turn

pytestmark = pytest.mark.django_db

ROUND = "/kansli/omgang/ifo/2024/"
DAYS = {
    "opens_on": "2024-09-03",
    "closes_on": "2024-10-20",
    "registers_from": "2024-03-15",
    "registers_until": "2024-06-01",
    "publishes_on": "2024-12-10",
}


@pytest.fixture(autouse=True)
def _today(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(f"{builders.TODAY}T10:00:00+02:00", tick=False)


def test_days_of_a_planned_round_are_changed_and_told() -> None:
    world = worlds.planned_world()
    page = send(signed_in(world.anna), f"{ROUND}dagar/", DAYS)
    assert "3 september – 20 oktober 2024" in page
    assert "15 mars – 1 juni 2024" in page
    assert "10 december 2024" in page
    assert JournalEntry.objects.filter(action="round_days_changed").count() == 1
    assert "15 mars – 1 juni 2024" in see(signed_in(world.coordinator), "/kommun/ifo/2024/")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"closes_on": "2024-09-01"}, "måste stänga"),
        ({"registers_until": "2024-03-01"}, "Anmälan kan inte stänga innan"),
        ({"publishes_on": "2024-10-01"}, "kan inte publiceras innan"),
        ({"opens_on": ""}, "Något behöver rättas"),
    ],
)
def test_impossible_days_are_told_and_nothing_is_written(change: dict[str, str], told: str) -> None:
    world = worlds.planned_world()
    assert told in send(signed_in(world.anna), f"{ROUND}dagar/", DAYS | change, status=400)
    assert Round.objects.get().opens_on == builders.OPENS_ON


def test_days_keep_the_order_of_the_names() -> None:
    world = worlds.planned_world()
    builders.planned_round(label="2025")
    later = {**DAYS, "opens_on": "2026-09-01", "closes_on": "2026-10-01", "publishes_on": ""}
    assert "sorteras före" in send(signed_in(world.anna), f"{ROUND}dagar/", later, status=400)


def extends(world: worlds.World, day: str, *, turn: int = 0, status: int = 200) -> str:
    """The page after the office has asked for another last day, in the turn of a form that is opened now or before."""
    number = turn or next_turn(f"extension of {world.round.key}")
    return send(signed_in(world.anna), f"{ROUND}forlang/", {"closes_on": day, "turn": number}, status=status)


def test_an_open_round_is_extended_and_everybody_is_told() -> None:
    world = worlds.open_world()
    assert "Sista dag är 31 oktober 2024." in extends(world, "2024-10-31")
    extended = Round.objects.get()
    assert (extended.closes_on, extended.extended_from) == (date(2024, 10, 31), builders.CLOSES_ON)
    assert "(förlängd från 15 oktober)" in see(signed_in(world.anna), ROUND)
    assert "(förlängd från 15 oktober)" in see(signed_in(world.coordinator), "/kommun/ifo/2024/")
    assert "(förlängd från 15 oktober)" in see(signed_in(world.coordinator), "/kommun/")
    (code,) = make_codes(round=extended, registration=world.support, size=1, on=builders.TODAY)
    assert "Du kan svara till och med 31 oktober." in see(signed_in(world.anna), f"/svara/k/{code}/")
    assert JournalEntry.objects.filter(action="round_extended").count() == 1


def test_contact_persons_are_written_to_of_the_last_day_that_holds() -> None:
    world = worlds.open_world()
    for day in ("2024-10-31", "2024-11-05"):
        page = extends(world, day)
        assert "2 brev är på väg till kontaktpersonerna." in page
    with at_work() as worker:
        work_off(worker)
    assert sorted(letter.to for letter in mail.outbox) == [["cilla@granhult.example"], ["frans@alvmora.example"]]
    told = "Sista dag att svara är nu 5 november 2024; från början var den 15 oktober."
    assert all(told in letter.body for letter in mail.outbox)


def test_a_second_press_says_what_the_first_has_done() -> None:
    world = worlds.open_world()
    shown = signed_in(world.anna).get(f"{ROUND}forlang/").content.decode()
    assert 'name="turn" value="1"' in shown
    extends(world, "2024-10-31", turn=1)
    for day in ("2024-10-31", "2024-11-05"):
        again = extends(world, day, turn=1)
        assert "Omgången är redan förlängd. Sista dag är 31 oktober 2024. Den här gången ändrades ingenting." in again
        assert "på väg" not in again
    assert JournalEntry.objects.filter(action="round_extended").count() == 1
    assert Job.objects.count() == 2


def test_a_day_that_is_refused_takes_no_turn() -> None:
    world = worlds.open_world()
    assert "Välj en senare dag" in extends(world, "2024-10-15", turn=1, status=400)
    assert "Omgången är förlängd." in extends(world, "2024-10-31", turn=1)


def test_who_has_nobody_to_write_to_is_told_of() -> None:
    world = worlds.open_world()
    world.alvmora.memberships.all().delete()
    page = extends(world, "2024-10-31")
    assert "Ett brev är på väg till kontaktpersonen." in page
    assert "En organisation har ingen samordnare och får inget brev." in page


def test_without_a_mail_server_the_round_is_extended_and_that_is_said(settings: Settings) -> None:
    settings.SENDS_MAIL = False
    world = worlds.open_world()
    page = extends(world, "2024-10-31")
    assert "Inget brev har gått till kontaktpersonerna." in page
    assert Round.objects.get().closes_on == date(2024, 10, 31)


def test_extended_twice_it_still_says_the_first_last_day() -> None:
    world = worlds.open_world()
    for day in ("2024-10-31", "2024-11-05"):
        extends(world, day)
    assert Round.objects.get().extended_from == builders.CLOSES_ON


@pytest.mark.parametrize("day", ["2024-10-15", "2024-10-01", ""])
def test_no_round_is_made_shorter(day: str) -> None:
    world = worlds.open_world()
    extends(world, day, status=400)
    assert Round.objects.get().closes_on == builders.CLOSES_ON


def test_an_empty_day_is_asked_for_in_our_own_words() -> None:
    world = worlds.open_world()
    assert "Ny sista dag: Välj en dag." in extends(world, "", status=400)


def test_a_mistaken_year_extends_no_round_and_nobody_is_written_to() -> None:
    world = worlds.open_world()
    page = extends(world, "2034-10-31", status=400)
    assert "Dagen ligger mer än ett år bort. Se efter att året är rätt." in page
    assert Round.objects.get().closes_on == builders.CLOSES_ON
    assert not Job.objects.exists()


def test_only_an_open_round_is_extended_and_only_a_planned_one_gets_other_days() -> None:
    planned = worlds.planned_world()
    page = signed_in(planned.anna).get(f"{ROUND}forlang/").content.decode()
    assert "Ändra dagarna i stället" in page
    assert f'href="{ROUND}dagar/"' in page
    extends(planned, "2024-10-31", status=400)
    Round.objects.update(state=Round.State.CLOSED)
    assert "kan inte öppnas igen" in see(signed_in(planned.anna), f"{ROUND}forlang/")
    assert "dagarna ligger fast" in see(signed_in(planned.anna), f"{ROUND}dagar/")
    send(signed_in(planned.anna), f"{ROUND}dagar/", DAYS, status=400)


def test_a_planned_round_is_deleted_and_its_units_stay() -> None:
    world = worlds.planned_world()
    Invitation.objects.create(round=world.round, organisation=world.granhult, invited_on=builders.TODAY)
    assert "3 anmälda enheter" in see(signed_in(world.anna), f"{ROUND}ta-bort/")
    assert "Omgången är borttagen." in send(signed_in(world.anna), f"{ROUND}ta-bort/", {})
    assert (Round.objects.count(), Registration.objects.count(), Unit.objects.count()) == (0, 0, 3)
    assert JournalEntry.objects.filter(action="round_deleted", round="ifo-2024").count() == 1


def test_a_round_with_codes_or_answers_is_never_deleted() -> None:
    world = worlds.planned_world()
    make_codes(round=world.round, registration=world.support, size=1, on=builders.TODAY)
    assert "Bara en planerad omgång" in see(signed_in(world.anna), f"{ROUND}ta-bort/")
    assert "kan vara utdelade" in send(signed_in(world.anna), f"{ROUND}ta-bort/", {})
    Round.objects.update(state=Round.State.OPEN)
    assert "nuvarande läge" in send(signed_in(world.anna), f"{ROUND}ta-bort/", {})
    assert Round.objects.exists()

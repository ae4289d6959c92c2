"""The office invites, and organisations say whether they take part."""

from collections.abc import Callable

import pytest
from django.core import mail
from pytest_django import Settings
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.at_work import at_work, work_off
from tests.tycktill_web.pages import see, send, signed_in
from tests.tycktill_web.racing import at_once
from time_machine import TimeMachineFixture

from tycktill_web.fieldwork.models import Invitation, Round
from tycktill_web.fieldwork.rounds import register_unit
from tycktill_web.jobs.models import Job
from tycktill_web.participants.models import Registration

pytestmark = pytest.mark.django_db
State = Invitation.State
INVITE = "/kansli/omgang/ifo/2024/bjud-in/"


@pytest.fixture(autouse=True)
def _today(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(f"{builders.TODAY}T10:00:00+02:00", tick=False)


def empty_world() -> worlds.World:
    """A planned round that nobody has registered for."""
    world = worlds.planned_world()
    Registration.objects.all().delete()
    return world


def page(world: worlds.World) -> str:
    return f"/kommun/ifo/2024/organisation/{world.granhult.pk}/anmalan/"


def test_the_invited_see_the_round_and_answer() -> None:
    world = empty_world()
    assert "Inga omgångar ännu" in see(signed_in(world.coordinator), "/kommun/")
    assert "1 är inbjuden." in send(signed_in(world.anna), INVITE, {"organisation": [world.granhult.pk]})
    client = signed_in(world.coordinator)
    assert "Individ- och familjeomsorg 2024" in see(client, "/kommun/")
    assert "Granhult är inbjuden" in see(client, "/kommun/ifo/2024/")
    said = send(client, page(world), {worlds.SUPPORT: "120", worlds.ADDICTION: ""})
    assert "Anmälan är sparad." in said
    found = Invitation.objects.get()
    assert (found.state, found.expected) == (State.ACCEPTED, {worlds.SUPPORT: 120})
    assert 'value="120"' in client.get(page(world)).content.decode()


def test_the_contact_person_is_written_to_unless_the_answer_came_before_the_letter() -> None:
    world = empty_world()
    chosen = {"organisation": [world.granhult.pk, world.alvmora.pk]}
    said = send(signed_in(world.anna), INVITE, chosen)
    assert "2 är inbjudna." in said
    send(signed_in(world.coordinator), page(world), {worlds.SUPPORT: "120"})
    with at_work() as worker:
        work_off(worker)
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["frans@alvmora.example"], "Inbjudan: Individ- och familjeomsorg 2024")
    assert f"/kommun/ifo/2024/organisation/{world.alvmora.pk}/anmalan/" in letter.body


def test_nobody_is_written_to_about_a_round_that_is_over_by_then() -> None:
    world = empty_world()
    send(signed_in(world.anna), INVITE, {"organisation": [world.granhult.pk]})
    Round.objects.update(state=Round.State.CLOSED)
    with at_work() as worker:
        work_off(worker)
    assert not mail.outbox


def test_without_mail_they_are_invited_all_the_same_and_the_office_is_told(settings: Settings) -> None:
    world = empty_world()
    settings.SENDS_MAIL = False
    said = send(signed_in(world.anna), INVITE, {"organisation": [world.granhult.pk]})
    assert "1 är inbjuden." in said
    assert "Inget brev har gått till kontaktpersonerna." in said
    assert Invitation.objects.count() == 1


@pytest.mark.thorough
@pytest.mark.django_db(transaction=True)
def test_who_is_invited_twice_at_once_is_invited_once() -> None:
    world = empty_world()
    form = {"organisation": [world.granhult.pk, world.alvmora.pk]}

    def press() -> Callable[[], str]:
        client = signed_in(world.anna)
        return lambda: str(client.post(INVITE, form).status_code)

    assert at_once([press() for _ in range(4)]) == ["302"] * 4
    assert Invitation.objects.count() == 2
    assert Job.objects.count() == 2


def test_nobody_is_asked_twice_and_who_has_units_not_at_all() -> None:
    world = worlds.planned_world()
    assert "Alla kommuner och utförare är inbjudna" in see(signed_in(world.anna), INVITE)
    world.round.invitations.all().delete()
    Registration.objects.filter(unit__organisation=world.alvmora).delete()
    form = {"organisation": [world.alvmora.pk, world.granhult.pk, "x", "9" * 30, "9" * 5_000]}
    send(signed_in(world.anna), INVITE, form)
    send(signed_in(world.anna), INVITE, form)
    assert [each.organisation for each in Invitation.objects.all()] == [world.alvmora]


def test_those_of_the_round_before_are_chosen_beforehand() -> None:
    world = worlds.closed_world()
    builders.municipality("Nyköping", "9003")
    builders.planned_round(label="2025")
    shown = signed_in(world.anna).get("/kansli/omgang/ifo/2025/bjud-in/").content.decode()
    assert shown.count("checked") == 2
    assert "är valda" in shown


def test_nobody_is_said_to_be_chosen_when_all_of_the_round_before_are_in() -> None:
    world = worlds.closed_world()
    builders.municipality("Nyköping", "9003")
    later = builders.planned_round(label="2025")
    for each in Registration.objects.filter(round="2024"):
        register_unit(round=later, unit=each.unit, questionnaire=each.instrument)
    shown = signed_in(world.anna).get("/kansli/omgang/ifo/2025/bjud-in/").content.decode()
    assert "Nyköping" in shown
    assert "checked" not in shown
    assert "är valda" not in shown


def test_an_invitation_is_in_sight_until_it_is_answered() -> None:
    world = empty_world()
    assert "Vänta in anmälan" not in see(signed_in(world.anna), "/kansli/omgang/ifo/2024/")
    send(signed_in(world.anna), INVITE, {"organisation": [world.granhult.pk]})
    shown = signed_in(world.anna).get("/kansli/omgang/ifo/2024/").content.decode()
    assert "Vänta in anmälan" in shown
    assert "/kansli/omgang/ifo/2024/lage/" in shown
    client = signed_in(world.coordinator)
    assert "svara på inbjudan" in see(client, "/kommun/")
    send(client, page(world), {worlds.SUPPORT: "5"})
    assert "svara på inbjudan" not in see(client, "/kommun/")


def test_no_is_said_and_taken_back() -> None:
    world = empty_world()
    send(signed_in(world.anna), INVITE, {"organisation": [world.granhult.pk]})
    client = signed_in(world.coordinator)
    assert "Ni deltar inte" in send(client, page(world), {"decline": "1"})
    assert Invitation.objects.get().state == State.DECLINED
    assert "ni deltar inte" in see(client, "/kommun/")
    declined = see(client, "/kommun/ifo/2024/")
    assert "Anmälan, Granhult" in declined
    assert "Att göra, Granhult" not in declined
    assert "Enheter, Granhult" not in declined
    send(client, page(world), {worlds.SUPPORT: "5"})
    assert "Enheter, Granhult" in see(client, "/kommun/ifo/2024/")
    assert Invitation.objects.get().state == State.ACCEPTED
    assert "ni deltar inte" not in see(client, "/kommun/")


def test_who_has_units_registered_does_not_say_no() -> None:
    world = worlds.planned_world()
    assert "Ta bort dem ur omgången först" in send(
        signed_in(world.coordinator), page(world), {"decline": "1"}, status=400
    )
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("number", ["-1", "många", "100001"])
def test_impossible_numbers_are_refused(number: str) -> None:
    world = empty_world()
    send(signed_in(world.coordinator), page(world), {worlds.SUPPORT: number}, status=400)
    assert not Invitation.objects.exists()


def test_a_closed_round_takes_no_registration() -> None:
    world = worlds.planned_world()
    Round.objects.update(state=Round.State.CLOSED)
    client = signed_in(world.coordinator)
    assert "Anmälan är stängd" in see(client, page(world))
    send(client, page(world), {worlds.SUPPORT: "5"}, status=400)
    assert "ingen kan bjudas in" in see(signed_in(world.anna), INVITE)

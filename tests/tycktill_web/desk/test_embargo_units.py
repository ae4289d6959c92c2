"""A unit that its municipality has chosen reads its own result before the hour, nobody else's; looks are kept."""

import re

import pytest
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.pages import see, send, signed_in, tagless
from tests.tycktill_web.public.test_withdrawal import FIGURE

from tycktill_web.journal.events import UnitResultRead
from tycktill_web.journal.models import JournalEntry
from tycktill_web.participants.actions import add_organisation
from tycktill_web.participants.models import Organisation, Role
from tycktill_web.releases.embargo import let_read, readings_of
from tycktill_web.releases.models import EmbargoUnit, PublicRelease
from tycktill_web.releases.signing import publish_waiting, take_signature_back

pytestmark = pytest.mark.django_db
BEFORE = "/kommun/ifo/2024/fore-publiceringen/"
CHOICE = f"{BEFORE}9001/"
MARK = "Embargo till 17 december 2024 klockan 10.00"


def page_of(world: worlds.World) -> str:
    """Where the support unit's staff read."""
    return f"{BEFORE}enhet/{world.support.unit_id}/"


def chosen(world: worlds.World) -> PublicRelease:
    """A release that waits, and Granhult lets its support unit read."""
    let_read(world.round, world.granhult, [world.support.unit_id])
    return worlds.waiting(world)


def test_a_chosen_units_staff_read_its_own_figures_under_a_mark_and_the_look_is_kept() -> None:
    world = worlds.closed_world()
    release = chosen(world)
    client = signed_in(world.staff)
    assert "Läs resultatet för Försörjningsstöd" in see(client, "/kommun/idag/")
    response = client.get(page_of(world))
    page = response.content.decode()
    assert f'data-mark="{MARK}"' in page
    assert response["Cache-Control"] == "no-store, private"
    assert FIGURE.search(tagless(page))
    told = UnitResultRead(number=1, manifest=release.manifest_sha256, municipality="9001", unit=world.support.unit.name)
    assert [(entry.person, look) for entry, look in readings_of(release)] == [(world.staff.pk, told)]
    assert "David" in see(signed_in(world.anna), f"/kansli/utgava/{release.pk}/lasare/")
    assert "David" in see(signed_in(world.coordinator), CHOICE)


def test_a_units_page_tells_of_no_other_unit_nor_of_its_municipality() -> None:
    world = worlds.closed_world()
    chosen(world)
    page = signed_in(world.staff).get(page_of(world)).content.decode()
    assert not re.search("Vuxenheten|Älvmora|Mottagningen|9002|hela kommunen|riket:", page)


def test_whoever_is_not_let_in_finds_nothing_and_leaves_no_look() -> None:
    world = worlds.closed_world()
    worlds.waiting(world)
    see(signed_in(world.staff), page_of(world), status=404)
    assert "i förväg" not in see(signed_in(world.staff), "/kommun/idag/")
    let_read(world.round, world.granhult, [world.addiction.unit_id])
    for person, address, status in (
        (world.staff, page_of(world), 404),
        (world.staff, f"{BEFORE}enhet/{world.addiction.unit_id}/", 404),
        (world.stranger, f"{BEFORE}enhet/{world.addiction.unit_id}/", 404),
        (world.reader, page_of(world), 403),
        (world.staff, CHOICE, 403),
        (world.reader, CHOICE, 403),
        (world.stranger, CHOICE, 404),
        (world.stranger, "/kommun/ifo/2024/fore-publiceringen/9001/", 404),
    ):
        see(signed_in(person), address, status=status)
    assert not JournalEntry.objects.filter(action="unit_result_read").exists()


def test_a_draft_is_read_by_no_unit_and_a_signature_taken_back_closes_the_page() -> None:
    world = worlds.closed_world()
    release = chosen(world)
    see(signed_in(world.staff), page_of(world))
    take_signature_back(release, person=world.bo)
    see(signed_in(world.staff), page_of(world), status=404)
    assert "i förväg" not in see(signed_in(world.staff), "/kommun/idag/")


def test_published_the_page_leads_to_what_everybody_reads() -> None:
    world = worlds.closed_world()
    publish_waiting(chosen(world), at=worlds.HOUR)
    response = signed_in(world.staff).get(page_of(world))
    assert response["Location"] == "/resultat/ifo/2024/9001/enhet/forsorjningsstod/"
    assert signed_in(world.coordinator).get(CHOICE)["Location"] == "/kommun/ifo/2024/resultat/9001/"
    assert not JournalEntry.objects.filter(action="unit_result_read").exists()


def test_a_unit_with_too_few_answers_is_told_that_and_no_figure() -> None:
    world = worlds.closed_world()
    let_read(world.round, world.granhult, [world.addiction.unit_id])
    worlds.waiting(world)
    page = see(signed_in(world.coordinator), f"{BEFORE}enhet/{world.addiction.unit_id}/")
    assert "Enhetens siffror visas inte" in page
    assert not FIGURE.search(page)


def test_ticks_choose_and_each_change_is_told_once() -> None:
    world = worlds.closed_world()
    client = signed_in(world.coordinator)
    assert "David" in see(client, CHOICE)
    send(client, CHOICE, {"unit": [world.support.unit_id, world.elsewhere.unit_id, "x"]})
    assert [each.unit_id for each in EmbargoUnit.objects.all()] == [world.support.unit_id]
    send(client, CHOICE, {"unit": [world.support.unit_id]})
    send(client, CHOICE, {})
    assert not EmbargoUnit.objects.exists()
    told = JournalEntry.objects.filter(action__in=["unit_let_read", "unit_not_let_read"]).order_by("number")
    assert [(each.action, each.person, each.organisation) for each in told] == [
        ("unit_let_read", world.coordinator.pk, world.granhult.pk),
        ("unit_not_let_read", world.coordinator.pk, world.granhult.pk),
    ]


def test_a_municipality_chooses_for_a_provider_that_works_there_and_the_provider_does_not() -> None:
    world = worlds.open_world()
    provider = add_organisation(kind=Organisation.Kind.PROVIDER, name="Omsorg AB", municipality="9001")
    villa = builders.unit("Villan", provider)
    villa.registrations.create(round="2024", instrument=worlds.SUPPORT)
    gun = worlds.person("gun@omsorg.example", Role.COORDINATOR, provider)
    assert "Villan Omsorg AB" in see(signed_in(world.coordinator), CHOICE)
    see(signed_in(gun), CHOICE, status=404)

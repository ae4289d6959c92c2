"""A municipality reads its own result, before the hour under embargo; every look is kept and nobody reads another's."""

import re
from datetime import timedelta

import pytest
from django.db.models import QuerySet
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.pages import see, signed_in
from tests.tycktill_web.public.test_withdrawal import FIGURE
from time_machine import TimeMachineFixture

from tycktill.terms import GenderGroup
from tycktill_web.journal.events import OwnResultRead
from tycktill_web.journal.models import JournalEntry
from tycktill_web.participants.actions import add_organisation
from tycktill_web.participants.models import Organisation, Role
from tycktill_web.releases.balance import hidden_groups, reasons_of
from tycktill_web.releases.drafting import discard_draft
from tycktill_web.releases.embargo import readings_of
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.outcomes import Outcome
from tycktill_web.releases.results import result_of
from tycktill_web.releases.signing import publish_waiting, take_signature_back, withdraw_result

pytestmark = pytest.mark.django_db
OWN, OTHERS = "/kommun/ifo/2024/resultat/9001/", "/kommun/ifo/2024/resultat/9002/"
MARK = "Embargo till 17 december 2024 klockan 10.00"


def looks() -> QuerySet[JournalEntry]:
    """What is told of looks before the hour."""
    return JournalEntry.objects.filter(action="own_result_read")


@pytest.mark.parametrize("who", ["coordinator", "reader"])
def test_own_figures_are_read_before_the_hour_under_a_mark_and_the_look_is_kept(
    who: str, time_machine: TimeMachineFixture
) -> None:
    world = worlds.closed_world()
    release, person = worlds.waiting(world), getattr(world, who)
    looked_at = worlds.NOW + timedelta(hours=1)
    time_machine.move_to(looked_at, tick=False)
    response = signed_in(person).get(OWN)
    assert f'data-mark="{MARK}"' in response.content.decode()
    assert response["Cache-Control"] == "no-store, private"
    page = see(signed_in(person), f"{OWN}{worlds.SUPPORT}/")
    assert MARK in page
    assert FIGURE.search(page)
    told = OwnResultRead(number=1, manifest=release.manifest_sha256, municipality="9001")
    assert [(entry.person, entry.at, read) for entry, read in readings_of(release)] == [
        (person.pk, looked_at, told)
    ] * 2
    assert {entry.organisation for entry in looks()} == {world.granhult.pk}


def test_nobody_reads_anothers_and_a_refusal_is_no_look() -> None:
    world = worlds.closed_world()
    worlds.waiting(world)
    for person, address, status in (
        (world.coordinator, OTHERS, 404),
        (world.reader, OTHERS, 404),
        (world.stranger, OWN, 404),
        (world.staff, OWN, 403),
        (world.anna, OWN, 403),
        (world.coordinator, "/kommun/ifo/2024/resultat//", 404),
        (world.coordinator, f"{OWN}fo-gruppbostad/", 404),
        (world.coordinator, "/kommun/ifo/2023/resultat/9001/", 404),
    ):
        see(signed_in(person), address, status=status)
    assert not looks().exists()
    assert "Älvmora" in see(signed_in(world.stranger), OTHERS)


def test_own_page_names_no_other_municipality() -> None:
    world = worlds.closed_world()
    worlds.waiting(world)
    content = signed_in(world.coordinator).get(OWN).content.decode()
    assert not re.search("Älvmora|Mottagningen|9002", content)
    assert not re.search(r'href="[^"]*(?:/resultat/ifo/2024/9001/enhet|utgava)', content)


def test_a_provider_in_the_municipality_does_not_read_the_municipalitys_result() -> None:
    world = worlds.closed_world()
    worlds.waiting(world)
    provider = add_organisation(kind=Organisation.Kind.PROVIDER, name="Omsorg AB", municipality="9001")
    builders.unit("Villan", provider)
    gun = worlds.person("gun@omsorg.example", Role.COORDINATOR, provider)
    see(signed_in(gun), OWN, status=404)


def test_a_draft_is_read_by_no_municipality_and_a_signature_taken_back_closes_the_page() -> None:
    world = worlds.closed_world()
    client, round_page = signed_in(world.coordinator), "/kommun/ifo/2024/"
    release = worlds.waiting(world)
    assert "Läs ert eget resultat" in see(client, round_page)
    take_signature_back(release, person=world.bo)
    see(client, OWN, status=404)
    assert "Läs ert eget resultat" not in see(client, round_page)


def test_published_it_bears_no_mark_and_no_look_is_kept() -> None:
    world = worlds.closed_world()
    publish_waiting(worlds.waiting(world), at=worlds.HOUR)
    page = see(signed_in(world.reader), OWN)
    assert "Embargo" not in page
    assert "Se sidan som alla läser" in page
    assert FIGURE.search(page)
    assert not looks().exists()
    withdraw_result(world.round, person=world.anna, reason="Fel.", at=worlds.HOUR)
    see(signed_in(world.reader), OWN, status=404)


@pytest.mark.thorough
def test_a_correction_that_waits_is_read_under_embargo_beside_what_stands() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    worlds.waiting(world, "Rättad.")
    assert MARK in see(signed_in(world.reader), OWN)
    assert '"number":2' in looks().get().facts


def test_what_is_withheld_is_counted_by_reason_and_group() -> None:
    world = worlds.closed_world()
    release = worlds.published(world)
    result = result_of(release, "9001", "", of_units=tuple(GenderGroup))
    assert result is not None
    few = sum(group.by_outcome[Outcome.FEW] for group in hidden_groups(result))
    (reason,) = [part for part in reasons_of(hidden_groups(result)) if part.outcome is Outcome.FEW]
    assert reason.number == few > 0
    page = see(signed_in(world.coordinator), OWN)
    assert f"För få svar ({few})" in page
    assert "Färre svar än regeln kräver" in page


def test_a_look_stays_told_when_the_draft_is_thrown_away() -> None:
    world = worlds.closed_world()
    release = worlds.waiting(world)
    signed_in(world.reader).get(OWN)
    reading = looks().get()
    take_signature_back(release, person=world.anna)
    discard_draft(PublicRelease.objects.get(), person=world.anna)
    assert looks().get() == reading


def test_office_reads_who_looked_at_this_very_release() -> None:
    world = worlds.closed_world()
    release = worlds.waiting(world)
    address = f"/kansli/utgava/{release.pk}/lasare/"
    assert "Ingen har läst resultatet" in see(signed_in(world.anna), address)
    signed_in(world.reader).get(OWN)
    page = see(signed_in(world.anna), address)
    assert "1 läsning" in page
    assert re.search(r"Eva\w* Granhult", page) or "eva@granhult.example Granhult" in page
    see(signed_in(world.reader), address, status=403)

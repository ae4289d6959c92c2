"""A coordinator follows the units of the own organisation, and nothing else."""

import datetime

import pytest
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.pages import see, signed_in
from time_machine import TimeMachineFixture

from tycktill.terms import RESPONSE_RATE, GenderGroup
from tycktill_web.fieldwork.models import ShownFigures
from tycktill_web.fieldwork.offered import record_offered
from tycktill_web.fieldwork.rounds import close_round, open_round, plan_round, register_unit
from tycktill_web.improvement.models import PlannedTarget
from tycktill_web.participants.actions import add_organisation, give_role
from tycktill_web.participants.models import Organisation, Role
from tycktill_web.releases.models import ReleasedValue

pytestmark = pytest.mark.django_db
PAGE = "/kommun/ifo/2024/"
OPENS = builders.OPENS_ON.replace(year=2025)


def answered_world() -> worlds.World:
    """An open round with some answers."""
    world = worlds.open_world()
    world.answer(world.support, "KKKKKKKMMM", offered=20)
    world.answer(world.addiction, "KM", offered=4)
    world.answer(world.elsewhere, "KKKKMMMM", offered=8)
    return world


def test_coordinator_sees_units_total_and_everybody() -> None:
    world = answered_world()
    page = see(signed_in(world.coordinator), PAGE)
    assert "Svarsfrekvens minst 41 % Har svarat minst 10 Erbjudna 24 Alla deltagande kommuner minst 46 %" in page
    assert "Försörjningsstöd räknat 1 sep Ekonomiskt bistånd 20 minst 10 minst 50 %" in page
    assert "Vuxenheten räknat 1 sep Missbruk och beroende 4 färre än 5 Visas från fem svar" in page
    assert "25 dagar kvar, sista dag 15 oktober" in page


def test_figures_stand_still_for_the_day_and_why_is_said(time_machine: TimeMachineFixture) -> None:
    world, rows = answered_world(), []
    for genders in ("K", "MMMMM"):
        rows.append(see(signed_in(world.coordinator), PAGE))
        world.answer(world.addiction, genders)
    rows.append(see(signed_in(world.coordinator), PAGE))
    assert all("Vuxenheten räknat 1 sep Missbruk och beroende 4 färre än 5" in row for row in rows)
    assert "en gång om dagen och visas i jämna femtal, så att ingen kan följas" in rows[0]
    time_machine.move_to("2024-09-21T08:00:00+02:00", tick=False)
    assert "Vuxenheten räknat 1 sep Missbruk och beroende minst 5 minst 5 Inte alla erbjudna är räknade" in see(
        signed_in(world.coordinator), PAGE
    )


def test_unit_under_five_answers_is_named() -> None:
    world = answered_world()
    named = "Vuxenheten (Missbruk och beroende): färre än fem svar. Med nuvarande takt: 1–9 svar när omgången stänger"
    page = see(signed_in(world.coordinator), PAGE)
    assert "Under fem svar visas ingenting av enhetens resultat." in page
    assert named in page


def test_thousands_are_set_apart() -> None:
    world = answered_world()
    for day, offered in ((builders.OPENS_ON, 1_000), (builders.TODAY, 321)):
        record_offered(round=world.round, registration=world.support, on=day, offered=offered)
    content = signed_in(world.coordinator).get(PAGE).content.decode()
    assert "1\N{NARROW NO-BREAK SPACE}321" in content
    assert "1321" not in content


def test_other_organisations_units_are_not_there() -> None:
    world = answered_world()
    assert "Mottagningen" not in see(signed_in(world.coordinator), PAGE)
    assert "Försörjningsstöd" not in see(signed_in(world.stranger), PAGE)


def test_reader_sees_the_figures_and_nothing_to_change() -> None:
    page = see(signed_in(answered_world().reader), PAGE)
    assert "Försörjningsstöd räknat 1 sep Ekonomiskt bistånd 20 minst 10 minst 50 %" in page
    assert "Koder" not in page
    assert "Erbjudna i dag" not in page


def test_one_may_coordinate_here_and_read_there() -> None:
    world = answered_world()
    give_role(person=world.coordinator, role=Role.READER, organisation=world.alvmora)
    page = see(signed_in(world.coordinator), PAGE)
    assert page.count("Koder") == 2
    assert "Mottagningen räknat 1 sep Ekonomiskt bistånd 8 minst 5 minst 62 %" in page


def test_target_groups_stand_beside_each_other_and_tell_no_more_than_their_units() -> None:
    world = answered_world()
    unit = builders.unit("Socialkontoret", world.granhult)
    more = register_unit(round=world.round, unit=unit, questionnaire=worlds.SUPPORT)
    world.answer(more, "KKKKKKKK", offered=10)
    page = see(signed_in(world.coordinator), PAGE)
    assert "Ekonomiskt bistånd 30 minst 15 minst 50 %" in page  # 18 of 30 have answered; the units tell 10 and 5
    assert "Missbruk och beroende 4 för få ännu Visas från fem svar" in page
    only = see(signed_in(world.stranger), PAGE)
    assert "Målgrupper" not in only


def test_nobody_offered_yet_is_said() -> None:
    page = see(signed_in(worlds.open_world().coordinator), PAGE)
    assert "Ingen erbjuden än" in page
    assert "Svarsfrekvens – Har svarat 0" in page


def test_last_day_is_said(time_machine: TimeMachineFixture) -> None:
    world = worlds.open_world()
    time_machine.move_to("2024-10-15T10:00:00+02:00", tick=False)
    assert "I dag är sista dagen" in see(signed_in(world.coordinator), PAGE)


def test_closed_round_shows_its_days() -> None:
    world = answered_world()
    close_round(world.round)
    page = see(signed_in(world.coordinator), PAGE)
    assert "stängd 1 september – 15 oktober 2024" in page
    assert "Svarsfrekvens 50 % Har svarat 12 Erbjudna 24 Alla deltagande kommuner 63 %" in page
    assert "Vuxenheten Missbruk och beroende 4 2 50 %" in page
    assert "Visas först" not in page
    assert "jämna femtal" not in page


def test_round_over_new_year_shows_both_years() -> None:
    world = worlds.planned_world(datetime.date(2024, 12, 25), datetime.date(2025, 2, 5))
    for page in (see(signed_in(world.coordinator), PAGE), see(signed_in(world.coordinator), "/kommun/")):
        assert "25 december 2024 – 5 februari 2025" in page
    assert "25 December 2024 – 5 February 2025" in see(signed_in(world.anna), "/kansli/omgang/ifo/2024/?sprak=en")


def test_released_round_leads_to_its_result() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    content = signed_in(world.coordinator).get(PAGE).content.decode()
    assert 'href="/resultat/ifo/2024/9001/"' in content


def test_round_that_one_takes_no_part_in_is_not_there() -> None:
    world = worlds.open_world()
    world.addiction.delete()
    world.support.delete()
    see(signed_in(world.coordinator), PAGE, status=404)
    see(signed_in(world.coordinator), "/kommun/fo/2024/", status=404)


def test_start_without_rounds_says_what_happens_next() -> None:
    world = worlds.open_world()
    world.addiction.delete()
    world.support.delete()
    assert "Inga omgångar ännu" in see(signed_in(world.coordinator), "/kommun/")


def test_staff_are_led_to_todays_count() -> None:
    client = signed_in(worlds.open_world().staff)
    assert client.get("/kommun/")["Location"] == "/kommun/idag/"
    assert client.get("/kommun/?sprak=en")["Location"] == "/kommun/idag/?sprak=en"


def test_signing_in_leads_each_role_to_its_page() -> None:
    world = worlds.open_world()
    for person, page in ((world.coordinator, "/kommun/"), (world.anna, "/kansli/"), (world.reader, "/kommun/")):
        person.set_password("en lång fras att minnas")
        person.save()
        form = {"login": person.email, "password": "en lång fras att minnas"}
        client = signed_in(person)
        client.logout()
        assert client.post("/konto/login/", form)["Location"] == page


def test_a_unit_that_stopped_counting_stands_out(time_machine: TimeMachineFixture) -> None:
    world = answered_world()
    time_machine.move_to("2024-09-24T10:00:00+02:00", tick=False)
    page = see(signed_in(world.coordinator), PAGE)
    assert (
        "Har inte räknat på flera dagar Försörjningsstöd (Ekonomiskt bistånd): räknade senast söndag 1 september"
        in page
    )


def test_nobody_is_late_with_counting_in_the_first_days(time_machine: TimeMachineFixture) -> None:
    world = worlds.open_world()
    for days, is_told in ((0, False), (3, False), (4, True)):
        time_machine.move_to(f"{builders.OPENS_ON + datetime.timedelta(days=days)}T10:00:00+02:00", tick=False)
        assert ("Har inte räknat på flera dagar" in see(signed_in(world.coordinator), PAGE)) is is_told


@pytest.mark.thorough
def test_the_part_is_sent_again_only_when_it_has_changed() -> None:
    world = answered_world()
    client = signed_in(world.coordinator)
    for address in (PAGE, "/kommun/"):
        first = client.get(address, {"del": "1"})
        assert b"<html" not in first.content
        known = {"If-None-Match": first["ETag"]}
        assert client.get(address, {"del": "1"}, headers=known).status_code == 304
        assert signed_in(world.coordinator).get(address, {"del": "1"}, headers=known).status_code == 304
        record_offered(round=world.round, registration=world.support, on=builders.OPENS_ON, offered=len(address))
        assert client.get(address, {"del": "1"}, headers=known).status_code == 200


@pytest.mark.thorough
def test_the_outlook_moves_with_the_offered_and_never_with_an_answer_that_is_not_told() -> None:
    world = answered_world()
    before = see(signed_in(world.coordinator), PAGE)
    assert "Med nuvarande takt:" in before
    world.answer(world.addiction, "K")
    ShownFigures.objects.all().delete()
    assert see(signed_in(world.coordinator), PAGE) == before


def test_a_unit_without_codes_is_said_to_have_none() -> None:
    page = see(signed_in(worlds.open_world().coordinator), PAGE)
    assert "Enheten har inga koder, så ingen kan svara ännu" in page


def test_own_target_and_last_round_stand_beside(time_machine: TimeMachineFixture) -> None:
    world = worlds.closed_world()
    release = worlds.published(world)
    a_part = {"release": release, "target": "ifo", "gender": GenderGroup.ALL, "question": "some", "offered": 4}
    ReleasedValue.objects.create(**a_part, municipality=world.granhult.municipality, answered=1)
    later = plan_round(family="ifo", label="2025", opens_on=OPENS, closes_on=OPENS.replace(month=10))
    for each in (world.support, world.addiction):
        register_unit(round=later, unit=each.unit, questionnaire=each.instrument)
    open_round(later, public_key=worlds.key_pair(later.key)[0], on=OPENS)
    PlannedTarget.objects.create(
        organisation=world.granhult,
        family="ifo",
        target="ifo",
        question=RESPONSE_RATE,
        level=60,
        changed_by=world.coordinator,
        changed_at=worlds.NOW,
    )
    time_machine.move_to("2025-09-20T10:00:00+02:00", tick=False)
    page = see(signed_in(world.coordinator), "/kommun/ifo/2025/")
    assert "Er egen 2024 47 % Ert mål 60 %" in page
    assert "Alla deltagande kommuner – Riket 2024 52 %" in page
    assert "Ekonomiskt bistånd 0 0 Ingen erbjuden än 50 % 54 %" in page
    assert "Försörjningsstöd Ekonomiskt bistånd 0 0 Ingen erbjuden än 50 %" in page


def test_the_municipalitys_last_round_is_no_providers_own(time_machine: TimeMachineFixture) -> None:
    world = worlds.closed_world()
    worlds.published(world)
    later = plan_round(family="ifo", label="2025", opens_on=OPENS, closes_on=OPENS.replace(month=10))
    provider = add_organisation(kind=Organisation.Kind.PROVIDER, name="Omsorg AB", municipality="9001")
    unit = builders.unit("Norr", provider)
    for questionnaire in (worlds.SUPPORT, worlds.ADDICTION):
        register_unit(round=later, unit=unit, questionnaire=questionnaire)
    open_round(later, public_key=worlds.key_pair(later.key)[0], on=OPENS)
    time_machine.move_to("2025-09-20T10:00:00+02:00", tick=False)
    page = see(signed_in(worlds.person("pia@omsorg.example", Role.COORDINATOR, provider)), "/kommun/ifo/2025/")
    assert "Riket 2024 52 %" in page
    assert "Er egen 2024 47 %" not in page
    assert "Ekonomiskt bistånd 0 0 Ingen erbjuden än – 54 %" in page

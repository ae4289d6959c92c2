"""Where each municipality stands in a round, and who lags behind."""

from datetime import timedelta

import pytest
from django.core import mail
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.at_work import at_work, work_off
from tests.tycktill_web.pages import see, send, signed_in, words
from time_machine import TimeMachineFixture

from tycktill_web.fieldwork.codes import make_codes
from tycktill_web.fieldwork.invitations import decline_round, invite_organisations
from tycktill_web.fieldwork.models import OfferTally, Round
from tycktill_web.fieldwork.offered import record_offered
from tycktill_web.fieldwork.progress import round_progress
from tycktill_web.fieldwork.stages import FieldworkStage, Lag, lags_of, progress_of_organisations
from tycktill_web.jobs.models import Job
from tycktill_web.journal.models import JournalEntry
from tycktill_web.participants.actions import add_person, give_role
from tycktill_web.participants.contacts import hand_over
from tycktill_web.participants.models import Registration, Role

pytestmark = pytest.mark.django_db
STATUS = "/kansli/omgang/ifo/2024/lage/"


@pytest.fixture(autouse=True)
def _today(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(f"{builders.TODAY}T10:00:00+02:00", tick=False)


def stages(world: worlds.World) -> dict[str, FieldworkStage]:
    found, _ = progress_of_organisations(Round.objects.get(label="2024"), on=builders.TODAY)
    return {each.organisation.name: each.stage for each in found}


def lags(world: worlds.World, *, before: int | None = None) -> dict[str, list[Lag]]:
    round_ = Round.objects.get(label="2024")
    found, _ = progress_of_organisations(round_, on=builders.TODAY)
    told = {each.organisation.name: list(lags_of(each, round_, before=before, on=builders.TODAY)) for each in found}
    return {name: why for name, why in told.items() if why}


def test_progress_tells_the_figures_that_the_desk_tells() -> None:
    world = worlds.closed_world()
    found, rate = progress_of_organisations(world.round, on=builders.TODAY)
    told = round_progress(world.round, on=builders.TODAY)
    assert rate == told.rate
    assert {each.organisation.pk: each.rate for each in found} == {
        each.organisation.pk: each.rate for each in told.organisations
    }


def test_an_organisation_comes_from_stage_to_stage() -> None:
    world = worlds.open_world()
    new = builders.municipality("Nybygd", "9003")
    invite_organisations(world.round, [new], on=builders.OPENS_ON)
    assert stages(world) == {
        "Granhult": FieldworkStage.REGISTERED,
        "Älvmora": FieldworkStage.REGISTERED,
        "Nybygd": FieldworkStage.INVITED,
    }
    make_codes(round=world.round, registration=world.support, size=10, on=builders.OPENS_ON)
    assert stages(world)["Granhult"] is FieldworkStage.EQUIPPED
    record_offered(round=world.round, registration=world.support, on=builders.OPENS_ON, offered=4)
    assert stages(world)["Granhult"] is FieldworkStage.COUNTING
    decline_round(world.round, new, on=builders.TODAY)
    assert stages(world)["Nybygd"] is FieldworkStage.DECLINED


def test_who_lags_is_told_with_why() -> None:
    world = worlds.open_world()
    new = builders.municipality("Nybygd", "9003")
    invite_organisations(world.round, [new], on=builders.OPENS_ON)
    assert lags(world) == {
        "Granhult": [Lag.NO_CODES, Lag.SILENT],
        "Älvmora": [Lag.NO_CODES, Lag.SILENT],
        "Nybygd": [Lag.NO_ANSWER],
    }
    make_codes(round=world.round, registration=world.support, size=10, on=builders.OPENS_ON)
    OfferTally.objects.create(
        round=world.round, registration=world.support, counted_on=builders.TODAY - timedelta(days=7), offered=4
    )
    decline_round(world.round, new, on=builders.TODAY)
    assert lags(world) == {"Älvmora": [Lag.NO_CODES, Lag.SILENT]}


@pytest.mark.parametrize(("before", "expected"), [(None, []), (35, []), (50, [Lag.LOW])])
def test_a_rate_far_below_last_time_lags(before: int | None, expected: list[Lag]) -> None:
    world = worlds.open_world()
    world.answer(world.support, "K" * 12, offered=60)
    record_offered(round=world.round, registration=world.support, on=builders.TODAY, offered=0)
    assert lags(world, before=before).get("Granhult", []) == expected


def test_nothing_is_late_before_registration_closes() -> None:
    world = worlds.planned_world()
    Registration.objects.filter(unit__organisation=world.alvmora).delete()
    invite_organisations(world.round, [world.alvmora], on=builders.OPENS_ON)
    assert lags(world) == {}
    Round.objects.update(registers_until=builders.TODAY - timedelta(days=1))
    assert lags(world) == {"Älvmora": [Lag.NO_ANSWER]}


def test_the_page_filters_sorts_and_maps() -> None:
    world = worlds.open_world()
    make_codes(round=world.round, registration=world.elsewhere, size=10, on=builders.OPENS_ON)
    record_offered(round=world.round, registration=world.elsewhere, on=builders.TODAY, offered=4)
    client = signed_in(world.anna)
    assert "har inte gjort koder" in see(client, STATUS)
    assert "1 kommun eller utförare" in see(client, f"{STATUS}?efter=1")
    assert "Ingen heter något med ”zz”" in see(client, f"{STATUS}?kommun=zz")
    assert "Senast räknat" in see(client, f"{STATUS}?ordning=raknad")
    for view in ("karta", "rutor"):
        shown = client.get(f"{STATUS}?visa={view}").content.decode()
        assert "Hur långt varje kommun har kommit" in words(client.get(f"{STATUS}?visa={view}"))
    assert 'aria-label="Granhult: anmäld. Ligger efter: har inte gjort koder' in shown


def test_the_sheet_says_what_the_table_says() -> None:
    world = worlds.open_world()
    make_codes(round=world.round, registration=world.elsewhere, size=10, on=builders.OPENS_ON)
    sheet = signed_in(world.anna).get("/kansli/omgang/ifo/2024/lage.csv")
    assert sheet["Content-Disposition"] == 'attachment; filename="lage-ifo-2024.csv"'
    lines = sheet.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("kommun;kommunkod;läge;enheter")
    assert [line.split(";")[0] for line in lines[1:]] == ["Granhult", "Älvmora"]
    assert "alla erbjudna är räknade" in lines[0].split(";")


def test_an_address_is_no_formula_in_the_sheet() -> None:
    world = worlds.open_world()
    person = add_person(email="=cmd|'/c'!a0@granhult.example", password=None)
    give_role(person=person, role=Role.COORDINATOR, organisation=world.granhult)
    hand_over(world.granhult, round_key=world.round.key, to=person)
    sheet = signed_in(world.anna).get("/kansli/omgang/ifo/2024/lage.csv").content.decode("utf-8-sig")
    assert ";'=cmd|" in sheet


def test_last_time_s_rate_stands_beside() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    worlds.a_year_later(world)
    page = see(signed_in(world.anna), "/kansli/omgang/ifo/2025/lage/")
    assert page.count("Förra gången") == 1
    sheet = signed_in(world.anna).get("/kansli/omgang/ifo/2025/lage.csv").content.decode()
    assert " %" in sheet or "\xa0%" in sheet


def test_those_that_lag_are_written_to_once_and_told_of() -> None:
    world = worlds.open_world()
    client = signed_in(world.anna)
    assert "cilla@granhult.example" in see(client, "/kansli/omgang/ifo/2024/paminn/")
    for _ in range(2):
        said = send(client, "/kansli/omgang/ifo/2024/paminn/", {"organisation": [world.granhult.pk]})
        assert "Ett brev är på väg till kontaktpersonen." in said
    (job,) = Job.objects.filter(kind="mail")
    assert JournalEntry.objects.filter(action="lagging_reminded").exists()
    with at_work() as worker:
        work_off(worker)
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["cilla@granhult.example"], "Påminnelse: Individ- och familjeomsorg 2024")
    assert f"/kommun/ifo/2024/organisation/{world.granhult.pk}/att-gora/" in letter.body
    assert job.pk


def test_where_nobody_is_chosen_that_is_said() -> None:
    world = worlds.open_world()
    said = send(signed_in(world.anna), "/kansli/omgang/ifo/2024/paminn/", {})
    assert "Ingen var vald, så inget brev har skickats." in said
    assert not Job.objects.exists()


def test_who_does_not_lag_is_not_written_to() -> None:
    world = worlds.closed_world()
    send(signed_in(world.anna), "/kansli/omgang/ifo/2024/paminn/", {"organisation": [world.granhult.pk]})
    assert not Job.objects.exists()
    assert "Ingen ligger efter" in see(signed_in(world.anna), "/kansli/omgang/ifo/2024/paminn/")

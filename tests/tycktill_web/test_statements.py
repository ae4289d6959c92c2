"""What a page of the office or the desk asks of the database does not grow with the country, and is at most twelve."""

import re
from collections.abc import Mapping

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.pages import signed_in
from time_machine import TimeMachineFixture

from tycktill_web.fieldwork.codes import make_codes
from tycktill_web.fieldwork.offered import record_offered
from tycktill_web.fieldwork.questionnaires import catalogue
from tycktill_web.fieldwork.rounds import close_round, open_round, plan_round, register_unit
from tycktill_web.jobs.models import Job
from tycktill_web.jobs.publishing import PublishArguments
from tycktill_web.jobs.queue import JobRequest, put_job
from tycktill_web.participants.models import Person, Unit

pytestmark = pytest.mark.django_db
MOST = 12
STATUS_PAGES = ("lage/", "lage/?visa=karta", "lage/?visa=rutor", "lage.csv", "paminn/")
BESIDE = [
    ("fo-gruppbostad", "2024"),
    ("oppenvard-unga", "2024"),
    ("placerade-hvb", "2024"),
    ("fo-servicebostad", "2025"),
]
"""Questionnaires and labels of rounds that are open beside the closed one."""


def test_pages_ask_as_much_of_a_large_country_as_of_a_small_one(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(f"{builders.TODAY}T10:00:00+02:00", tick=False)
    small, large = statements(1), statements(4)
    assert {page: (small[page], large[page]) for page in small if small[page] != large[page]} == {}
    assert {page: number for page, number in large.items() if number > MOST} == {}


def statements(size: int) -> Mapping[str, int]:
    """How many statements each page costs in a country of this size, which is gone afterwards."""
    with transaction.atomic():
        found = {name: asked(person, address) for name, (person, address) in pages(country(size)).items()}
        transaction.set_rollback(True)
    return found


def asked(person: Person, address: str) -> int:
    """The statements of a page that somebody has seen once today."""
    client = signed_in(person)
    assert client.get(address).status_code == 200, address
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def pages(world: worlds.World) -> Mapping[str, tuple[Person, str]]:
    """Every page of the office and the desk that shows more when there is more, with who opens it and where."""
    ways = {
        "/kansli/": ("", "handelser/", "jobb/", f"jobb/{Job.objects.latest('pk').pk}/"),
        "/kansli/omgang/ifo/2024/": (
            "",
            "lage/",
            "lage/?visa=karta",
            "lage/?visa=rutor",
            "lage.csv",
            "anmal/",
            "bjud-in/",
            "stang/",
            "rakna/",
            "aterkalla/",
        ),
        f"/kansli/utgava/{world.round.releases.get().pk}/": ("", "riket/", "9001/", "skriv-under/"),
        "/kommun/": ("", "ifo/2024/", "fo/2024/", "idag/", "papper/", "handelser/"),
        f"/kommun/enhet/{world.support.pk}/": ("koder/", "erbjudna/", "skriv-in/", "rakning/"),
        "/kommun/ifo/2024/fore-publiceringen/": ("9001/",),
        f"/kommun/ifo/2024/organisation/{world.granhult.pk}/": ("att-gora/", "anmalan/", "enheter/", "enheter/lista/"),
    }
    people = {"kansli": world.bo, "kommun": world.coordinator}
    addresses = [start + way for start, each in ways.items() for way in each]
    return {re.sub(r"\d+(?=/(?:[a-z]|\d{4}|$))", "N", each): (people[each.split("/")[1]], each) for each in addresses}


def country(size: int) -> worlds.World:
    """A closed round with a draft, `size` more municipalities in it and as many open rounds beside it."""
    world = worlds.open_world()
    worlds.answer_all(world)
    for number in range(size):
        unit = builders.unit(f"Enhet {number}", builders.municipality(f"Kommun {number}", f"91{number:02}"))
        world.answer(register_unit(round=world.round, unit=unit, questionnaire=worlds.SUPPORT), "KKKMMM", offered=9)
    close_round(world.round)
    worlds.drafted(world)
    for questionnaire, label in BESIDE[:size]:
        open_beside(world.support.unit, questionnaire, label)
    for number in range(3 * size):
        job = put_job(
            JobRequest("publish", world.round, PublishArguments(number), f"publish {number}", "sv", asked_by=world.anna)
        )
        Job.objects.filter(pk=job.pk).update(state=list(Job.State)[number % 4])
    return world


def open_beside(unit: Unit, questionnaire: str, label: str) -> None:
    """One more open round that a unit takes part in, with codes and offers."""
    family = catalogue()[questionnaire].family
    round_ = plan_round(family=family, label=label, opens_on=builders.OPENS_ON, closes_on=builders.CLOSES_ON)
    registration = register_unit(round=round_, unit=unit, questionnaire=questionnaire)
    open_round(round_, public_key=worlds.key_pair(round_.key)[0], on=builders.OPENS_ON)
    make_codes(round=round_, registration=registration, size=8, on=builders.OPENS_ON)
    record_offered(round=round_, registration=registration, on=builders.TODAY, offered=8)

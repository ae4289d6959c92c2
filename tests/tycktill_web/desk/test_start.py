"""The desk's first page shows how the fieldwork goes, before anything is pressed."""

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.pages import see, signed_in
from time_machine import TimeMachineFixture

from tycktill_web.fieldwork.offered import record_offered
from tycktill_web.fieldwork.rounds import close_round, open_round, plan_round, register_unit
from tycktill_web.participants.actions import give_role
from tycktill_web.participants.models import Role

pytestmark = pytest.mark.django_db
PAGE = "/kommun/"


def answered_world() -> worlds.World:
    """An open round with some answers, counted today."""
    world = worlds.open_world()
    world.answer(world.support, "KKKKKKKMMM", offered=20)
    world.answer(world.addiction, "KM", offered=4)
    record_offered(round=world.round, registration=world.support, on=builders.TODAY, offered=1)
    return world


def next_round(world: worlds.World) -> None:
    """The same units in a round that opens the year after."""
    opens, closes = (each.replace(year=each.year + 1) for each in (world.round.opens_on, world.round.closes_on))
    round_ = plan_round(family="ifo", label="2025", opens_on=opens, closes_on=closes)
    for each in (world.support, world.addiction):
        register_unit(round=round_, unit=each.unit, questionnaire=each.instrument)
    open_round(round_, public_key=worlds.key_pair(round_.key)[0], on=opens)


def test_figures_of_an_open_round_are_told_at_once() -> None:
    page = see(signed_in(answered_world().coordinator), PAGE)
    assert "Individ- och familjeomsorg 2024 öppen 25 dagar kvar, sista dag 15 oktober" in page
    assert "Svarsfrekvens minst 40 % Har svarat minst 10 Erbjudna 25" in page
    assert "Erbjudna räknades senast fredag 20 september. 1 enhet har inte räknat på flera dagar." in page
    assert "1 enhet har ännu inte fem svar" in page


def test_they_are_those_of_the_round_itself() -> None:
    client = signed_in(answered_world().reader)
    figures = "Svarsfrekvens minst 40 % Har svarat minst 10 Erbjudna 25"
    assert figures in see(client, PAGE)
    assert figures in see(client, f"{PAGE}ifo/2024/")


def test_days_without_a_tally_ask_for_one(time_machine: TimeMachineFixture) -> None:
    world = answered_world()
    time_machine.move_to("2024-09-23T08:00:00+02:00", tick=False)
    assert "1 enhet har inte räknat på flera dagar." in see(signed_in(world.coordinator), PAGE)
    time_machine.move_to("2024-09-24T08:00:00+02:00", tick=False)
    assert "senast fredag 20 september. 2 enheter har inte räknat på flera dagar." in see(
        signed_in(world.coordinator), PAGE
    )


def test_nothing_counted_yet_is_said() -> None:
    page = see(signed_in(worlds.open_world().coordinator), PAGE)
    assert "Ingen enhet har räknat hur många som har erbjudits ännu. 2 enheter har ännu inte fem svar" in page


def test_the_last_rounds_rate_stands_beside(time_machine: TimeMachineFixture) -> None:
    world = worlds.closed_world()
    worlds.published(world)
    next_round(world)
    time_machine.move_to("2025-09-20T10:00:00+02:00", tick=False)
    page = see(signed_in(world.coordinator), PAGE)
    assert "Svarsfrekvens – Förra omgången 47 % Har svarat" in page
    assert "Andra omgångar Individ- och familjeomsorg 2024 1 september – 15 oktober 2024 publicerad" in page


def test_a_closed_round_stands_in_the_list() -> None:
    world = answered_world()
    close_round(world.round)
    page = see(signed_in(world.coordinator), PAGE)
    assert "Individ- och familjeomsorg 2024 1 september – 15 oktober 2024 stängd" in page
    assert "Svarsfrekvens" not in page


def test_each_own_organisation_has_its_figures() -> None:
    world = answered_world()
    world.answer(world.elsewhere, "KKKKMMMM", offered=8)
    assert "Älvmora Svarsfrekvens" not in see(signed_in(world.coordinator), PAGE)
    give_role(person=world.coordinator, role=Role.READER, organisation=world.alvmora)
    page = see(signed_in(world.coordinator), PAGE)
    assert f"{world.alvmora.name} Svarsfrekvens minst 62 % Har svarat minst 5 Erbjudna 8" in page


def test_the_page_costs_few_statements(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    world = worlds.closed_world()
    worlds.published(world)
    next_round(world)
    client = signed_in(world.coordinator)
    client.get(PAGE)
    with django_assert_max_num_queries(12):
        client.get(PAGE)

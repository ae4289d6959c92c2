"""Whoever signs a draft sees what has changed since the round before, and nothing that no test says."""

from collections import Counter
from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.tycktill_web import worlds
from tests.tycktill_web.pages import see, signed_in

from tycktill.tables import COMPARISONS, Judgement, parse_comparisons
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.published import Participation, PublicPlace
from tycktill_web.releases.signing import withdraw_result
from tycktill_web.releases.since_last import PlaceSince, SinceLast, since_last

pytestmark = pytest.mark.django_db
PLACE = PublicPlace("9001", "Granhult")
PART = Participation(PLACE, 40, 20)


def read(release: PublicRelease) -> SinceLast | None:
    return since_last(PublicRelease.objects.with_compared().get(pk=release.pk))


def told(world: worlds.World) -> str:
    return see(signed_in(world.anna), f"/kansli/utgava/{worlds.drafted(world).pk}/")


def test_a_draft_stands_beside_the_round_before() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    page = told(worlds.a_year_later(world))
    assert "Jämfört med 2024 2 kommuner är med, 2 var med förra gången. 41 har svarat, förra gången 41." in page
    assert "Svarsfrekvensen är 52 %, förra gången 52 %." in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "att titta på" not in page


def test_nothing_is_told_of_a_round_that_is_the_first() -> None:
    assert "Jämfört med" not in told(worlds.closed_world())


def test_nothing_is_told_beside_a_result_that_was_taken_back() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    draft = worlds.drafted(worlds.a_year_later(world))
    withdraw_result(world.round, person=world.anna, reason="Fel svar", at=worlds.NOW)
    assert read(draft) is None


@pytest.mark.thorough
def test_who_is_new_and_who_has_left_is_told() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    found = read(worlds.drafted(worlds.a_newcomer_later(world)))
    assert found is not None
    assert {each.place.code: (each.now is None, each.before is None) for each in found.to_be_seen} == {
        "9050": (False, True),
        world.elsewhere.unit.organisation.municipality: (True, False),
    }


@pytest.mark.thorough
def test_changes_are_those_of_the_table_of_comparisons() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    draft = worlds.drafted(worlds.a_year_later(world))
    file = bytes(draft.files.get(name=COMPARISONS).content)
    lines = [each for each in parse_comparisons(file) if each.earlier.round == "2024" and each.row.cell.gender == "T"]
    found = read(draft)
    assert found is not None
    for each in found.places:
        own = [line for line in lines if line.row.cell.municipality == each.place.code]
        wholes = [line for line in own if line.row.cell.instrument == "ifo"] or own
        assert each.judged == Counter(line.earlier.verdict for line in wholes)


def test_each_municipality_is_counted_once() -> None:
    judged = [
        Counter({Judgement.BETTER: 2, Judgement.NOT_SIGNIFICANT: 5}),
        Counter({Judgement.BETTER: 1, Judgement.WORSE: 1}),
        Counter({Judgement.NOT_SIGNIFICANT: 7}),
        Counter({Judgement.UNTESTED: 7}),
        Counter[Judgement](),
    ]
    found = SinceLast("2024", PlaceSince(PLACE, PART, PART, Counter()), [], [])
    found = replace(found, places=[PlaceSince(PLACE, PART, PART, each) for each in judged])
    assert (found.better, found.worse, found.same, found.untested) == (2, 1, 1, 2)
    assert [each.better_questions for each in found.to_be_seen] == [2, 1]


def test_the_page_costs_few_statements(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    world = worlds.closed_world()
    worlds.published(world)
    draft, client = worlds.drafted(worlds.a_year_later(world)), signed_in(world.anna)
    client.get(f"/kansli/utgava/{draft.pk}/")
    with django_assert_max_num_queries(12):
        client.get(f"/kansli/utgava/{draft.pk}/")

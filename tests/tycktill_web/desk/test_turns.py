"""A form that makes codes makes them once, however often, from wherever and by however many at once it is sent."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from tests.tycktill_web import worlds
from tests.tycktill_web.desk.test_codes import codes_page
from tests.tycktill_web.pages import send, signed_in, words
from tests.tycktill_web.racing import at_once

from tycktill_web.fieldwork.models import CodeBatch
from tycktill_web.fieldwork.rounds import close_round

pytestmark = pytest.mark.django_db


def turn_of(client: Client, address: str) -> str:
    """The turn that the form there carries."""
    found = re.search(r'name="turn" value="(\d+)"', client.get(address).content.decode())
    assert found
    return found[1]


def sizes() -> list[int]:
    """Of all batches, the first first."""
    return list(CodeBatch.objects.order_by("pk").values_list("size", flat=True))


def test_same_form_sent_again_makes_nothing_and_tells_how_many_there_are() -> None:
    world = worlds.open_world()
    client, page = signed_in(world.coordinator), codes_page(world)
    form = {"size": 30, "turn": turn_of(client, page)}
    assert "30 nya koder" in send(client, page, form)
    again = client.post(page, form)
    assert again.status_code == 409
    assert "no-store" in again["Cache-Control"]
    assert "30 koder har redan gjorts sedan formuläret öppnades" in words(again)
    assert not re.search(r"\b\w{5}-\w{5}\b", words(again))
    assert sizes() == [30]


@pytest.mark.thorough
def test_older_page_makes_nothing_even_with_another_number() -> None:
    world = worlds.open_world()
    client, page = signed_in(world.coordinator), codes_page(world)
    older = turn_of(client, page)
    for size in (3, 4):
        assert f"{size} nya koder" in send(client, page, {"size": size, "turn": turn_of(client, page)})
    assert "3 koder har redan gjorts" in send(client, page, {"size": 5, "turn": older}, status=409)
    assert sizes() == [3, 4]


@pytest.mark.thorough
def test_form_that_was_refused_can_be_sent_again() -> None:
    world = worlds.open_world()
    client, page = signed_in(world.coordinator), codes_page(world)
    turn = turn_of(client, page)
    send(client, page, {"size": 0, "turn": turn}, status=400)
    assert "5 nya koder" in send(client, page, {"size": 5, "turn": turn})


@pytest.mark.thorough
def test_refusal_of_the_round_takes_no_turn() -> None:
    world = worlds.open_world()
    client, page = signed_in(world.coordinator), codes_page(world)
    turn = turn_of(client, page)
    close_round(world.round)
    send(client, page, {"size": 5, "turn": turn}, status=400)
    assert not sizes()
    world.round.state = "open"
    world.round.save()
    assert "5 nya koder" in send(client, page, {"size": 5, "turn": turn})


@pytest.mark.parametrize("turn", ["", "0", "-1", "ett", "99999999999"])
def test_form_without_its_turn_is_refused_in_a_sentence(turn: str) -> None:
    world = worlds.open_world()
    told = send(signed_in(world.coordinator), codes_page(world), {"size": 5, "turn": turn}, status=400)
    assert "Formuläret kom inte fram helt." in told
    assert not sizes()


@pytest.mark.thorough
def test_units_take_turns_of_their_own() -> None:
    world = worlds.open_world()
    client = signed_in(world.coordinator)
    for registration in (world.support, world.addiction):
        form = {"size": 2, "turn": 1}
        assert "2 nya koder" in send(client, f"/kommun/enhet/{registration.pk}/koder/", form)


@pytest.mark.thorough
@pytest.mark.django_db(transaction=True)
def test_of_presses_at_the_same_moment_one_makes_codes() -> None:
    world = worlds.open_world()
    page = codes_page(world)

    def press() -> Callable[[], str]:
        client = signed_in(world.coordinator)
        return lambda: words(client.post(page, {"size": 7, "turn": 1}))

    pages = at_once([press() for _ in range(4)])
    assert sorted("7 nya koder" in told for told in pages) == [False, False, False, True]
    assert sum("7 koder har redan gjorts" in told for told in pages) == 3
    assert sizes() == [7]

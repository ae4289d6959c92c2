"""A unit sees its ways of counting side by side, says which counts, and tells how many slips are left."""

import pytest
from tests.tycktill_web import worlds
from tests.tycktill_web.pages import see, send, signed_in

from tycktill_web.fieldwork.codes import make_codes
from tycktill_web.fieldwork.offered import record_offered
from tycktill_web.fieldwork.rounds import close_round

pytestmark = pytest.mark.django_db


def page(world: worlds.World) -> str:
    """Where the support unit's counting is told."""
    return f"/kommun/enhet/{world.support.pk}/rakning/"


def with_slips() -> tuple[worlds.World, str]:
    """Twenty slips, and the field for how many are left."""
    world = worlds.open_world()
    make_codes(round=world.round, registration=world.support, size=20, on=world.round.opens_on)
    record_offered(round=world.round, registration=world.support, on=world.round.opens_on, offered=9)
    return world, f"left-{world.round.batches.get().pk}"


def test_where_two_ways_differ_the_page_says_so_and_which_counts() -> None:
    world, left = with_slips()
    client = signed_in(world.staff)
    assert "1 bunt saknar uppgift" in see(client, page(world))
    told = send(client, page(world), {"by": "by_hand", left: "8"})
    assert "Det skiljer 3 mellan personalens räkning och lapparna. Det som räknas är personalens räkning." in told
    told = send(client, page(world), {"by": "by_codes", left: "8"})
    assert "Det som räknas är utdelade lappar." in told
    status = see(signed_in(world.coordinator), "/kommun/ifo/2024/")
    assert "12 på lappar skiljer 3" in status


@pytest.mark.parametrize("left", ["21", "-1", "några"])
def test_an_impossible_number_left_is_told_and_nothing_kept(left: str) -> None:
    world, field = with_slips()
    assert "Något behöver rättas" in send(
        signed_in(world.staff), page(world), {"by": "by_codes", field: left}, status=400
    )
    assert "1 bunt saknar uppgift" in see(signed_in(world.staff), page(world))


@pytest.mark.thorough
def test_a_released_round_is_counted_as_it_was() -> None:
    world, left = with_slips()
    worlds.answer_all(world)
    close_round(world.round)
    worlds.published(world)
    told = send(signed_in(world.coordinator), page(world), {"by": "by_codes", left: "8"}, status=400)
    assert "nuvarande läge" in told

"""The offered are written, for today or from a list, and mistakes are mended."""

import pytest
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.pages import see, send, signed_in
from time_machine import TimeMachineFixture

from tycktill_web.fieldwork.models import OfferTally
from tycktill_web.fieldwork.rounds import close_round

pytestmark = pytest.mark.django_db
TODAY = "/kommun/idag/"


def number(world: worlds.World, day: str = "2024-09-20") -> int | None:
    """The number kept for the support unit on a day."""
    tally = OfferTally.objects.filter(registration=world.support, counted_on=day).first()
    return tally.offered if tally else None


def test_todays_number_can_be_written() -> None:
    world = worlds.open_world()
    page = send(signed_in(world.staff), TODAY, {"registration": world.support.pk, "offered": 17})
    assert number(world) == 17
    assert "Dagens antal är sparat." in page


@pytest.mark.parametrize("written", ["", "-3", "många", "99999"])
def test_what_is_no_number_is_told(written: str) -> None:
    world = worlds.open_world()
    page = send(signed_in(world.staff), TODAY, {"registration": world.support.pk, "offered": written})
    assert number(world) in {None, 0}
    assert "heltal" in page


def test_staff_count_for_their_own_unit_only() -> None:
    world = worlds.open_world()
    client = signed_in(world.staff)
    assert "Vuxenheten" not in see(client, TODAY)
    send(client, TODAY, {"registration": world.addiction.pk, "offered": 1}, status=404)
    see(client, f"/kommun/enhet/{world.addiction.pk}/erbjudna/", status=404)
    assert not OfferTally.objects.exists()


def test_staff_mend_an_earlier_day_of_their_own_unit() -> None:
    world = worlds.open_world()
    page = see(signed_in(world.staff), f"/kommun/enhet/{world.support.pk}/erbjudna/")
    assert "Erbjudna dag för dag" in page
    assert "Omgångar" not in page


def test_days_are_filled_in_and_emptied() -> None:
    world = worlds.open_world()
    client, page = signed_in(world.coordinator), f"/kommun/enhet/{world.support.pk}/erbjudna/"
    assert "Hittills 5 erbjudna." in send(client, page, {"2024-09-02": "3", "2024-09-03": "2", "2024-09-04": ""})
    assert "Hittills 2 erbjudna." in send(client, page, {"2024-09-02": "", "2024-09-03": "2"})
    assert (number(world, "2024-09-02"), number(world, "2024-09-03")) == (0, 2)
    assert number(world, "2024-09-04") is None


def test_wrong_day_is_told_and_nothing_kept() -> None:
    world = worlds.open_world()
    page = f"/kommun/enhet/{world.support.pk}/erbjudna/"
    assert "Något behöver rättas" in send(
        signed_in(world.coordinator), page, {"2024-09-02": "3", "2024-09-03": "-2"}, status=400
    )
    assert number(world, "2024-09-02") is None


def test_days_that_have_not_come_are_not_asked_for() -> None:
    world = worlds.open_world()
    page = signed_in(world.coordinator).get(f"/kommun/enhet/{world.support.pk}/erbjudna/").content.decode()
    assert 'name="2024-09-20"' in page
    assert 'name="2024-09-21"' not in page


def test_round_that_has_not_begun_is_said(time_machine: TimeMachineFixture) -> None:
    world = worlds.open_world()
    time_machine.move_to("2024-08-20T10:00:00+02:00", tick=False)
    client = signed_in(world.coordinator)
    assert "Omgången har inte börjat" in see(client, f"/kommun/enhet/{world.support.pk}/erbjudna/")
    assert "Ingen omgång pågår i dag" in see(client, TODAY)


def test_offered_of_a_released_round_stays() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    page = f"/kommun/enhet/{world.support.pk}/erbjudna/"
    assert "nuvarande läge" in send(signed_in(world.coordinator), page, {"2024-09-02": "3"}, status=400)
    told = send(signed_in(world.coordinator), TODAY, {"registration": world.support.pk, "offered": 1})
    assert "nuvarande läge" in told


def test_offered_of_a_closed_round_can_be_mended() -> None:
    world = worlds.open_world()
    close_round(world.round)
    page = f"/kommun/enhet/{world.support.pk}/erbjudna/"
    assert "Hittills 3 erbjudna." in send(signed_in(world.coordinator), page, {builders.OPENS_ON.isoformat(): "3"})

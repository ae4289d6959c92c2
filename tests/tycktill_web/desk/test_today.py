"""Who is met today is counted with a press each, from a form or in the background, and taken back with one."""

import json
import re
from uuid import uuid4

import pytest
from django.test import Client
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.pages import see, send, signed_in

from tycktill_web.fieldwork.models import OfferTally
from tycktill_web.fieldwork.offered import record_offered
from tycktill_web.fieldwork.rounds import close_round
from tycktill_web.participants.models import Registration

pytestmark = pytest.mark.django_db
TODAY, PRESSES = "/kommun/idag/", "/kommun/idag/tryck/"


def tally(world: worlds.World) -> OfferTally:
    """What is kept of the support unit today."""
    return OfferTally.objects.get(registration=world.support, counted_on=builders.TODAY)


def press(outcome: str, world: worlds.World, **more: object) -> dict[str, object]:
    """The form of a press."""
    return {"registration": world.support.pk, "number": uuid4(), "outcome": outcome, **more}


def sent(client: Client, *presses: dict[str, object]) -> dict[str, dict[str, object]]:
    """What a phone is told that sends these."""
    whole = [{"day": str(builders.TODAY), **each, "number": str(each["number"])} for each in presses]
    answer = client.post(PRESSES, {"presses": json.dumps(whole)})
    assert answer.status_code == 200
    told: dict[str, dict[str, object]] = answer.json()
    return told


def test_a_press_counts_one_and_its_form_sent_again_none() -> None:
    world = worlds.open_world()
    client, once = signed_in(world.staff), press("taken", world)
    for form in (once, press("taken", world), once):
        page = send(client, TODAY, form)
    assert tally(world).offered == 2
    assert "2 erbjudna i dag" in page
    assert "Räknat: Erbjuden Ångra" in page


def test_the_last_press_is_taken_back() -> None:
    world = worlds.open_world()
    client = signed_in(world.staff)
    send(client, TODAY, press("taken", world))
    page = client.post(TODAY, press("acute", world), follow=True).content.decode()
    undo = re.search(r'data-undo>.*?name="number" value="(.*?)".*?name="outcome" value="(.*?)"', page, re.DOTALL)
    assert undo is not None
    form = press(undo[2], world, number=undo[1], undone="1")
    assert "Räknat" not in send(client, TODAY, form).replace("Räknat: Ångra", "")
    assert (tally(world).offered, tally(world).acute) == (1, 0)


def test_a_press_is_counted_however_many_units_there_are() -> None:
    world = worlds.open_world()
    registration = Registration.objects.create(
        pk=12_345, unit=world.support.unit, round="2024", instrument="ifo-missbruk"
    )
    content = signed_in(world.staff).get(TODAY).content.decode()
    assert content.count('name="registration" value="12345"') == 3
    assert 'id="counter-12345"' in content
    record_offered(round=world.round, registration=registration, on=builders.TODAY, offered=1_000)
    assert 'value="1000"' in signed_in(world.staff).get(TODAY).content.decode()


def test_a_phone_is_told_what_is_settled_and_todays_numbers() -> None:
    world = worlds.open_world()
    client = signed_in(world.staff)
    own = [press(outcome, world) for outcome in ("taken", "declined", "language")]
    told = sent(client, *own)
    assert told["settled"] == {str(each["number"]): "" for each in own}
    zero = dict.fromkeys(("acute", "unsuitable", "other"), 0)
    assert told["counts"] == {str(world.support.pk): {"offered": 2, "declined": 1, "language": 1, **zero}}
    assert sent(client, *own) == told


def test_presses_of_another_unit_are_left_to_who_counts_there() -> None:
    world = worlds.open_world()
    own, other = press("taken", world), press("taken", world, registration=world.addiction.pk)
    assert list(sent(signed_in(world.staff), own, other)["settled"]) == [str(own["number"])]
    assert list(sent(signed_in(world.coordinator), other)["settled"]) == [str(other["number"])]
    assert OfferTally.objects.count() == 2


def test_what_cannot_be_counted_is_settled_with_why() -> None:
    world = worlds.open_world()
    early = press("taken", world, day="2024-08-01")
    assert "utanför omgången" in str(sent(signed_in(world.staff), early)["settled"])
    close_round(world.round)
    assert list(sent(signed_in(world.staff), press("taken", world))["settled"].values()) == [""]


def test_a_number_that_no_unit_can_have_is_no_press() -> None:
    world = worlds.open_world()
    by_hand = press("taken", world, number=str(uuid4()), day=str(builders.TODAY), registration=2**70)
    answer = signed_in(world.staff).post(PRESSES, {"presses": json.dumps([by_hand])})
    assert answer.status_code == 400


@pytest.mark.parametrize("presses", ["", "{}", "[1]", '[{"number": "x"}]', '[{"registration": 1, "outcome": "died"}]'])
def test_what_is_no_press_is_refused_and_stays_with_the_phone(presses: str) -> None:
    answer = signed_in(worlds.open_world().staff).post(PRESSES, {"presses": presses})
    assert answer.status_code == 400
    assert "ligger kvar" in answer.json()["fault"]


@pytest.mark.parametrize("broken", [{"number": "1"}, {"outcome": "died"}, {"registration": ""}])
def test_a_broken_form_is_told(broken: dict[str, str]) -> None:
    world = worlds.open_world()
    assert "Tryck igen" in send(signed_in(world.staff), TODAY, press("taken", world) | broken)
    assert not OfferTally.objects.exists()


def test_a_reason_is_of_the_list() -> None:
    world = worlds.open_world()
    page = see(signed_in(world.staff), TODAY)
    assert all(reason in page for reason in ("Akut läge", "Språket saknas", "Inte lämpligt", "Annat skäl"))
    assert "<textarea" not in signed_in(world.staff).get(TODAY).content.decode()


def test_the_kept_page_says_nothing_of_who_is_signed_in() -> None:
    world = worlds.open_world()
    content = signed_in(world.staff).get("/kommun/idag/utan-nat/").content.decode()
    assert world.staff.email not in content
    assert world.support.unit.name not in content
    assert signed_in(world.staff).get("/kommun/idag/arbetare.js")["Content-Type"] == "text/javascript"

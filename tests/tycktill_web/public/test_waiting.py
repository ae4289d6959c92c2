"""Before its hour a release is announced by round and hour; no public address says anything else of it."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.tycktill_web import worlds
from tests.tycktill_web.pages import see, words
from tests.tycktill_web.public.test_withdrawal import FIGURE, walk
from tests.tycktill_web.test_access import patterns
from time_machine import TimeMachineFixture

from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.signing import publish_waiting, take_signature_back

pytestmark = pytest.mark.django_db
START, ROUND = "/", "/resultat/ifo/2024/"
HOUR = "17 december 2024 klockan 10.00"
COMING = f"Resultatet publiceras den {HOUR}."


KNOWN: Mapping[str, str | int] = {
    "family": "ifo",
    "label": "2024",
    "number": 1,
    "name": "results.csv",
    "municipality": "9001",
    "question": "helhet",
    "unit": "forsorjningsstod",
    "target": worlds.SUPPORT,
    "form": "csv",
}


def every_public_address() -> list[str]:
    """One of each pattern, for editions 1 and 2, and all that links lead to."""
    known = []
    for name, pattern in patterns():
        if name.startswith("public:"):
            wanted = pattern.pattern.regex.groupindex
            known.append(reverse(name, kwargs={part: KNOWN[part] for part in wanted}))
    others = [address.replace("utgava-1", "utgava-2") for address in known]
    chosen = "familj=ifo&omgang=2024&fraga=helhet&kommun=9001&kommun=9002"
    asked = ["/?kommun=Granhult", f"{ROUND}9002/", f"/jamfor/?{chosen}", f"/jamfor.csv?{chosen}"]
    return sorted({*known, *others, *asked, *walk()})


def told_at(places: list[str]) -> Mapping[str, tuple[int, bytes]]:
    """What each address says now."""
    found = {place: Client().get(place) for place in places}
    return {place: (each.status_code, getattr(each, "content", b"")) for place, each in found.items()}


@pytest.mark.thorough
@pytest.mark.parametrize("note", ["", "Rättad."])
def test_no_public_address_says_anything_but_the_hour_until_it_has_come(
    note: str, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(worlds.NOW, tick=False)
    world = worlds.closed_world()
    if note:
        worlds.published(world)
    places = every_public_address()
    assert len(places) > 30
    before = told_at(places)
    release = worlds.waiting(world, note)
    waiting = told_at(places)
    assert {place for place in places if waiting[place] != before[place]} == {START, ROUND}
    told = {place: words(Client().get(place)) for place in (START, ROUND)}
    assert all(HOUR in page for page in told.values())
    assert bool(note) == bool(FIGURE.search(told[ROUND]))
    publish_waiting(release, at=worlds.HOUR)
    assert FIGURE.search(see(Client(), ROUND))


def test_an_announcement_goes_with_the_signature() -> None:
    world = worlds.closed_world()
    release = worlds.waiting(world)
    assert COMING in see(Client(), START)
    assert COMING in see(Client(), ROUND)
    take_signature_back(release, person=world.bo)
    assert COMING not in see(Client(), START)
    see(Client(), ROUND, status=404)


def test_a_draft_with_an_hour_is_not_announced_before_two_have_signed() -> None:
    world = worlds.closed_world()
    take_signature_back(worlds.waiting(world), person=world.anna)
    assert HOUR not in see(Client(), START)


@pytest.mark.thorough
def test_a_page_that_a_reader_has_is_fetched_anew_when_an_hour_is_announced_and_taken_back() -> None:
    world = worlds.closed_world()
    seen = [Client().get(START)["ETag"]]
    release = worlds.waiting(world)
    seen.append(Client().get(START)["ETag"])
    take_signature_back(release, person=world.bo)
    assert Client().get(START, headers={"If-None-Match": seen[0]}).status_code == 304
    assert len(set(seen)) == 2


def test_late_by_a_while_the_pages_still_say_the_hour_and_no_figure() -> None:
    worlds.waiting(worlds.closed_world())
    assert not publish_waiting(PublicRelease.objects.get(), at=worlds.HOUR - timedelta(seconds=1))
    assert COMING in see(Client(), ROUND)
    assert not FIGURE.search(see(Client(), ROUND))

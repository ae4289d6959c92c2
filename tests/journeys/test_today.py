"""A social worker's ten seconds in a real browser: with net and without, with script and without."""

import json

import pytest
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer
from tests.journeys.conftest import DESKTOP, PHONE, Visit, check_accessible, check_fits, check_touchable
from tests.journeys.people import as_person, open_now, sign_in, today
from tests.tycktill_web import worlds

from tycktill_web.fieldwork.models import CountedPress, OfferTally

TODAY = "/kommun/idag/"
both_ways = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])


def tally(world: worlds.World) -> OfferTally:
    """What is kept of the support unit today."""
    return OfferTally.objects.get(registration=world.support, counted_on=today())


def offer(page: Page, times: int = 1) -> None:
    """Press so many times."""
    for _ in range(times):
        page.get_by_role("button", name="Erbjuden").click()


def shows(page: Page, offered: int) -> None:
    """Fails unless the page shows so many."""
    expect(page.locator(".tally-number")).to_have_text(f"{offered} erbjudna i dag")


def all_sent(page: Page) -> None:
    """Waits until nothing waits in the phone."""
    page.wait_for_function("() => !Object.keys(localStorage).some((key) => key.startsWith('tycktill-press-'))")


@both_ways
def test_staff_count_with_one_press_each(live_server: LiveServer, visit: Visit, script: bool) -> None:
    world = open_now()
    page = as_person(visit, world.staff, TODAY, java_script_enabled=script)
    for number in (1, 2, 3):
        offer(page)
        shows(page, number)
    page.get_by_role("button", name="Tackade nej").click()
    shows(page, 4)
    page.get_by_text("Kunde inte erbjudas").click()
    page.get_by_role("button", name="Språket saknas").click()
    expect(page.locator("summary", has_text="Kunde inte erbjudas")).to_contain_text("1")
    page.get_by_role("button", name="Ångra").click()
    expect(page.locator("summary", has_text="Kunde inte erbjudas")).to_contain_text("0")
    if script:
        page.get_by_role("button", name="Ångra").click()  # and the one before
        shows(page, 3)
        all_sent(page)
    kept = tally(world)
    assert (kept.offered, kept.declined, kept.language) == ((3, 0, 0) if script else (4, 1, 0))
    page.get_by_text("Skriv antalet i stället").click()
    expect(page.get_by_label("Erbjudna i dag", exact=True)).to_have_value(str(kept.offered))
    page.get_by_label("Erbjudna i dag", exact=True).fill("9")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Dagens antal är sparat.")).to_be_visible()
    assert tally(world).offered == 9


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_todays_count_is_for_fingers(live_server: LiveServer, visit: Visit, size: dict[str, int]) -> None:
    page = as_person(visit, open_now().staff, TODAY, viewport=size)
    offer(page)
    for summary in page.locator("summary").all():
        summary.click()
    check_touchable(page)
    check_accessible(page)
    check_fits(page)


def test_ten_offers_without_net_are_ten_when_it_is_back(live_server: LiveServer, visit: Visit) -> None:
    world = open_now()
    page = as_person(visit, world.staff, TODAY)
    page.context.set_offline(True)
    offer(page, 10)
    shows(page, 10)
    expect(page.get_by_text("10 tryck väntar på nät")).to_be_visible()
    assert not OfferTally.objects.exists()
    page.context.set_offline(False)
    all_sent(page)
    shows(page, 10)
    expect(page.get_by_text("väntar på nät")).to_be_hidden()
    assert (tally(world).offered, CountedPress.objects.count()) == (10, 10)


def test_a_page_that_is_opened_without_net_counts_on(live_server: LiveServer, visit: Visit) -> None:
    world = open_now()
    page = as_person(visit, world.staff, TODAY)
    offer(page, 2)
    all_sent(page)
    page.evaluate("() => navigator.serviceWorker.ready")
    page.wait_for_function("() => navigator.serviceWorker.controller")
    page.context.set_offline(True)
    page.reload()
    shows(page, 2)
    check_accessible(page)
    offer(page, 3)
    shows(page, 5)
    page.reload()
    shows(page, 5)
    page.context.set_offline(False)
    all_sent(page)
    page.reload()
    shows(page, 5)
    assert tally(world).offered == 5


def test_a_sync_that_is_killed_midway_doubles_nothing(live_server: LiveServer, visit: Visit) -> None:
    world = open_now()
    page = as_person(visit, world.staff, TODAY)
    page.context.set_offline(True)
    offer(page, 10)
    counted: list[Route] = []

    def lose_the_answer(route: Route) -> None:
        route.fetch()  # the service counts, and the phone never hears of it
        counted.append(route)
        route.abort()

    page.context.route("**/tryck/", lose_the_answer, times=1)
    with page.expect_event("requestfailed", lambda _: bool(counted)):  # what failed without net may be told late
        page.context.set_offline(False)
    assert tally(world).offered == 10
    shows(page, 10)
    again = page.context.new_page()  # the page was killed; its phone is not
    page.close()
    again.goto(TODAY)
    all_sent(again)
    shows(again, 10)
    assert (tally(world).offered, CountedPress.objects.count()) == (10, 10)


def test_two_phones_of_one_unit_add_up(live_server: LiveServer, visit: Visit) -> None:
    world = open_now()
    phones = [as_person(visit, person, TODAY) for person in (world.staff, world.coordinator)]
    for phone in phones:
        phone.context.set_offline(True)
        phone.locator(f"[data-registration='{world.support.pk}']").get_by_role("button", name="Erbjuden").click()
    for phone in phones:
        phone.context.set_offline(False)
        all_sent(phone)
    assert tally(world).offered == 2


def test_whoever_was_signed_out_keeps_what_was_pressed(live_server: LiveServer, visit: Visit) -> None:
    world = open_now()
    page = as_person(visit, world.staff, TODAY)
    page.context.clear_cookies()
    offer(page, 3)
    expect(page.get_by_text("Logga in igen, så skickas det.")).to_be_visible()
    again = page.get_by_role("link", name="Logga in igen")
    expect(again).to_have_attribute("href", f"/konto/login/?next={TODAY}")
    sign_in(page, world.staff)
    again.click()  # whoever is signed in is led on at once
    all_sent(page)
    expect(page.get_by_role("link", name="Logga in igen")).to_be_hidden()
    assert tally(world).offered == 3


def test_a_phone_remembers_a_press_by_its_day_and_never_by_the_hour(live_server: LiveServer, visit: Visit) -> None:
    page = as_person(visit, open_now().staff, TODAY)
    page.context.set_offline(True)
    offer(page)
    (kept,) = page.evaluate("() => Object.entries(localStorage).filter(([k]) => k.startsWith('tycktill-press-'))")
    assert json.loads(kept[1]).keys() == {"number", "registration", "day", "outcome", "undone"}

"""What is shown once, in a real browser: reloaded, pressed twice, gone back to, and in a second window."""

import re

import pytest
from playwright.sync_api import Error, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.journeys.conftest import DESKTOP, PHONE, Visit, check_accessible, check_fits
from tests.journeys.people import as_person, open_now, planned_now
from tests.tycktill_web import worlds

from tycktill_web.fieldwork.models import CodeBatch
from tycktill_web.participants.models import Turn

both_ways = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])


def codes_page(visit: Visit, world: worlds.World, **options: object) -> Page:
    """The page where the support unit's coordinator makes codes."""
    return as_person(visit, world.coordinator, f"/kommun/enhet/{world.support.pk}/koder/", **options)


def make(page: Page, size: int) -> None:
    """Ask for so many codes and see them."""
    page.get_by_label("Hur många koder?").fill(str(size))
    page.get_by_role("button", name="Gör koder").click()
    expect(page.get_by_role("heading", name=f"{size} nya koder")).to_be_visible()


def sees_that_they_are_made(page: Page, size: int) -> None:
    """The calm page, and nothing new in the database."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Koderna är redan gjorda")
    expect(page.get_by_text(f"{size} koder har redan gjorts")).to_be_visible()
    assert [batch.size for batch in CodeBatch.objects.all()] == [size]


@both_ways
def test_page_of_new_codes_is_reloaded(live_server: LiveServer, visit: Visit, script: bool) -> None:
    page = codes_page(visit, open_now(), java_script_enabled=script)
    make(page, 6)
    page.reload()
    sees_that_they_are_made(page, 6)
    page.reload()
    sees_that_they_are_made(page, 6)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_calm_page_is_accessible_and_leads_on(live_server: LiveServer, visit: Visit, size: dict[str, int]) -> None:
    page = codes_page(visit, open_now(), viewport=size)
    make(page, 6)
    page.reload()
    sees_that_they_are_made(page, 6)
    check_accessible(page)
    check_fits(page)
    page.get_by_role("link", name="Gör nya koder").click()
    make(page, 3)


def test_button_pressed_twice_shows_the_codes(live_server: LiveServer, visit: Visit) -> None:
    page = codes_page(visit, open_now())
    page.get_by_label("Hur många koder?").fill("6")
    page.get_by_role("button", name="Gör koder").dblclick()
    expect(page.get_by_role("heading", name="6 nya koder")).to_be_visible()
    assert CodeBatch.objects.count() == 1


def test_button_pressed_twice_without_script_makes_one_batch(live_server: LiveServer, visit: Visit) -> None:
    page = codes_page(visit, open_now(), java_script_enabled=False)
    page.get_by_label("Hur många koder?").fill("6")
    page.get_by_role("button", name="Gör koder").dblclick()
    either = re.compile("6 nya koder|Koderna är redan gjorda")  # as the browser obeys the first press or the last
    expect(page.get_by_role("heading", level=1)).to_have_text(either)
    page.wait_for_load_state("networkidle")
    assert CodeBatch.objects.count() == 1


@both_ways
def test_going_back_and_forth_makes_nothing(live_server: LiveServer, visit: Visit, script: bool) -> None:
    page = codes_page(visit, open_now(), java_script_enabled=script)
    make(page, 6)
    page.get_by_role("link", name="Individ- och familjeomsorg 2024").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Individ- och familjeomsorg 2024")
    with pytest.raises(Error, match="ERR_CACHE_MISS"):  # the browser asks whether to send the form again
        page.go_back()
    page.wait_for_url("chrome-error://chromewebdata/")  # where it asks
    page.reload()
    sees_that_they_are_made(page, 6)
    page.go_back()
    make(page, 4)
    assert sorted(batch.size for batch in CodeBatch.objects.all()) == [4, 6]


def test_older_window_makes_nothing(live_server: LiveServer, visit: Visit) -> None:
    page = codes_page(visit, open_now())
    other = page.context.new_page()
    other.goto(page.url)
    make(page, 6)
    other.get_by_label("Hur många koder?").fill("9")
    other.get_by_role("button", name="Gör koder").click()
    sees_that_they_are_made(other, 6)


@both_ways
def test_page_of_a_new_key_is_reloaded(live_server: LiveServer, visit: Visit, script: bool) -> None:
    page = as_person(visit, planned_now().anna, "/kansli/omgang/ifo/2024/nyckel/", java_script_enabled=script)
    other = page.context.new_page()
    other.goto(page.url)
    page.get_by_role("button", name="Gör nyckeln nu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Spara nyckeln nu")
    page.reload()
    other.get_by_role("button", name="Gör nyckeln nu").click()
    for each in (page, other):
        expect(each.get_by_role("heading", level=1)).to_have_text("Nyckeln är redan gjord")
        expect(each.locator(".passphrase")).to_have_count(0)
    check_fits(page)
    if script:
        check_accessible(page)
    assert Turn.objects.count() == 1
    page.get_by_role("link", name="Gör en ny nyckel").click()
    page.get_by_role("button", name="Gör nyckeln nu").click()
    expect(page.locator(".passphrase")).to_be_visible()

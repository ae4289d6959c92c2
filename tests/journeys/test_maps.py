"""A journalist reads all municipalities on a map and as squares, by keyboard, in the dark and in forced colours."""

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer
from tests.journeys.conftest import DESKTOP, PHONE, Visit, check_accessible, check_both_schemes, check_fits
from tests.tycktill.improvement.made_up import TARGET
from tests.tycktill_web.public.whole_country import MADE_UP, REAL, country

SMALL = {"width": 320, "height": 640}
QUESTION = f"/fraga/ifo/helhet/?malgrupp={TARGET}"


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("size", [SMALL, PHONE, DESKTOP], ids=["small", "phone", "desktop"])
def test_every_view_is_accessible(live_server: LiveServer, visit: Visit, language: str, size: dict[str, int]) -> None:
    country((*REAL[::9], *MADE_UP[:5]))
    page = visit("/", viewport=size)
    for view in ("lista", "karta", "rutor", "tratt"):
        page.goto(f"{QUESTION}&visa={view}&sprak={language}")
        check_both_schemes(page)


def test_the_page_of_all_290_is_accessible(live_server: LiveServer, visit: Visit) -> None:
    """On the smallest screen: what is otherwise on a large one, the pages of fewer show."""
    country(REAL)
    page = visit("/", viewport=SMALL)
    for view in ("lista", "karta", "rutor", "tratt"):
        page.goto(f"{QUESTION}&visa={view}")
        assert page.locator("#figures ~ section a[href^='/resultat/']").count() >= len(REAL)
        check_accessible(page)
        check_fits(page)


@pytest.mark.parametrize(("size", "seen"), [(SMALL, "narrow"), (PHONE, "narrow"), (DESKTOP, "wide")])
def test_a_funnel_is_drawn_for_the_width_with_words_that_can_be_read(
    live_server: LiveServer, visit: Visit, size: dict[str, int], seen: str
) -> None:
    country(REAL)
    page = visit(f"{QUESTION}&visa=tratt", viewport=size)
    other = {"narrow": "wide", "wide": "narrow"}[seen]
    expect(page.locator(f".funnel-{seen}")).to_be_visible()
    expect(page.locator(f".funnel-{other}")).to_be_hidden()
    heights = page.locator(f".funnel-{seen} text").evaluate_all("""all => all.map((each) =>
        parseFloat(getComputedStyle(each).fontSize) * each.getScreenCTM().a)""")
    assert min(heights) >= 12
    place = page.locator(f".funnel-{seen}").get_by_role("link", name="Luleå:")
    place.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Luleå")


def test_a_place_is_found_by_keyboard_and_without_script(live_server: LiveServer, visit: Visit) -> None:
    country(REAL)
    page = visit(QUESTION, java_script_enabled=False)
    page.get_by_role("link", name="Rutor").click()
    expect(page.get_by_role("heading", name="Trolig andel positiva, en ruta per kommun")).to_be_visible()
    place = page.get_by_role("group").get_by_role("link", name="Luleå:")
    place.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Luleå")


@pytest.mark.parametrize("size", [SMALL, DESKTOP], ids=["small", "desktop"])
def test_every_number_on_a_square_can_be_read(live_server: LiveServer, visit: Visit, size: dict[str, int]) -> None:
    country(REAL)
    page = visit(f"{QUESTION}&visa=rutor", viewport=size)
    seen = page.locator(".map-tiles text").evaluate_all("""all => all.map((each) =>
        parseFloat(getComputedStyle(each).fontSize) * each.getScreenCTM().a)""")
    assert min(seen) >= 11.5
    wide = page.locator(".map-tiles a").evaluate_all("""all => all.map((each) =>
        each.querySelector("text").getBBox().width - each.querySelector("rect").getBBox().width)""")
    assert max(wide) <= 0


def test_forced_colours_keep_steps_apart(live_server: LiveServer, visit: Visit) -> None:
    country(REAL)
    page = visit(f"{QUESTION}&visa=karta", forced_colors="active")
    looks = page.locator(".map-picture .map-place").evaluate_all("""all => all.map((each) => [
        each.getAttribute("class"), getComputedStyle(each).fill + getComputedStyle(each).fillOpacity
        + getComputedStyle(each).stroke])""")
    by_class = dict(looks)
    assert len(set(by_class.values())) == len(by_class)

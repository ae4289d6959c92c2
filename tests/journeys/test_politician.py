"""A politician before a board meeting: three findings about the own municipality, seen without scrolling far."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.journeys.conftest import DESKTOP, PHONE, Visit, check_both_schemes, check_fits, check_touchable
from tests.tycktill_web import worlds

SMALLEST = {"width": 320, "height": 640}
UNIT = "/resultat/ifo/2025/9001/enhet/forsorjningsstod/"


@pytest.fixture
def two_years(live_server: LiveServer) -> None:
    """Two published rounds of the same places."""
    world = worlds.closed_world()
    worlds.published(world)
    worlds.published(worlds.a_year_later(world))


def findings(page: Page) -> list[str]:
    """The sentences on top that can be seen without scrolling."""
    seen: list[str] = page.locator(".headline p").evaluate_all(
        "all => all.filter((each) => each.getBoundingClientRect().bottom <= innerHeight).map((each) => each.innerText)"
    )
    return seen


@pytest.mark.usefixtures("two_years")
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_three_findings_are_seen_in_the_first_screen(visit: Visit, size: dict[str, int], script: bool) -> None:
    page = visit("/", viewport=size, java_script_enabled=script)
    page.get_by_label("Kommunens namn").fill("granhlt")
    page.get_by_role("button", name="Sök").click()
    expect(page.get_by_text("Menade du någon av dem här?")).to_be_visible()
    page.get_by_role("link", name="Granhult").click()
    page.get_by_role("link", name="Individ- och familjeomsorg 2025").click()
    told = " ".join(findings(page))
    assert re.search(r"\d+\sprocent av dem som svarade", told)
    assert re.search(r"riket", told)
    assert re.search(r"2024", told)
    expect(page.get_by_role("table", name="Andel positiva svar").first).to_be_visible()


@pytest.mark.usefixtures("two_years")
def test_the_question_and_what_counts_are_one_step_away(visit: Visit) -> None:
    page = visit("/resultat/ifo/2025/9001/")
    page.get_by_text("Så löd frågorna, och vad som räknas som positivt").click()
    expect(page.get_by_text("Räknas som positivt:").first).to_be_visible()
    page.get_by_role("link", name="Vem står bakom?").click()
    expect(page.get_by_text("Två personer på kansliet har granskat det och skrivit under")).to_be_in_viewport()


@pytest.mark.usefixtures("two_years")
def test_a_unit_is_reached_and_says_what_can_be_told(visit: Visit) -> None:
    page = visit("/resultat/ifo/2025/9001/")
    page.get_by_text(re.compile(r"^Enheter \(")).click()
    page.get_by_role("link", name="Försörjningsstöd").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Försörjningsstöd")
    expect(page).to_have_url(re.compile(UNIT))
    check_touchable(page)


@pytest.mark.usefixtures("two_years")
@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("size", [SMALLEST, PHONE, DESKTOP], ids=["320", "phone", "desktop"])
def test_every_page_of_a_place_is_accessible_also_unfolded(visit: Visit, language: str, size: dict[str, int]) -> None:
    page = visit("/", viewport=size)
    for way in ("/", "/?kommun=granhlt", "/resultat/ifo/2025/", "/resultat/ifo/2025/9001/", UNIT):
        page.goto(f"{way}{'&' if '?' in way else '?'}sprak={language}")
        check_fits(page)
        page.locator("details:not([open]) > summary").evaluate_all("all => all.forEach((each) => each.click())")
        check_both_schemes(page)


@pytest.mark.usefixtures("two_years")
@pytest.mark.parametrize("size", [SMALLEST, PHONE, DESKTOP], ids=["320", "phone", "desktop"])
def test_every_word_of_a_chart_over_the_years_can_be_read(visit: Visit, size: dict[str, int]) -> None:
    page = visit("/resultat/ifo/2025/9001/", viewport=size)
    seen = page.locator(".chart-years-large text").evaluate_all(
        "all => all.map((each) => parseFloat(getComputedStyle(each).fontSize) * each.getScreenCTM().a)"
    )
    assert seen
    assert min(seen) >= 12


@pytest.mark.usefixtures("two_years")
def test_a_board_s_print_has_what_is_folded(visit: Visit) -> None:
    page = visit("/resultat/ifo/2025/9001/", viewport=DESKTOP)
    page.emulate_media(media="print")
    check_fits(page)
    expect(page.locator(".overview").first).to_be_visible()
    expect(page.locator(".tabs")).to_be_hidden()

"""A journalist on a phone: finds the municipality, reads it, checks the files."""

from datetime import date
from pathlib import Path

import pytest
from django.test import override_settings
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer
from tests.journeys.conftest import DESKTOP, PHONE, Visit, check_accessible, check_fits
from tests.tycktill_web import worlds

from tycktill_web.demo.home import leave_mark, new_mark
from tycktill_web.releases.signing import withdraw_result


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_journalist_reads_and_downloads(live_server: LiveServer, visit: Visit, tmp_path: Path, script: bool) -> None:
    release = worlds.published(worlds.closed_world())
    page = visit("/", java_script_enabled=script)
    page.get_by_label("Kommunens namn").fill("granh")
    page.get_by_role("button", name="Sök").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Granhult")
    page.get_by_role("link", name="Individ- och familjeomsorg 2024").click()
    page.get_by_text("Osäkerhet, antal svar och medelvärden").click()
    expect(page.get_by_role("img", name="Andel positiva svar, Granhult")).to_be_visible()
    page.get_by_role("link", name="Missbruk och beroende").click()
    expect(page.get_by_text("Visas inte: för få svar").first).to_be_visible()
    page.get_by_role("link", name="Hela landet och alla kommuner").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="results.csv").click()
    download.value.save_as(tmp_path / "results.csv")
    assert (tmp_path / "results.csv").read_bytes() == bytes(release.files.get(name="results.csv").content)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_public_page_is_accessible(
    live_server: LiveServer, visit: Visit, language: str, size: dict[str, int]
) -> None:
    worlds.published(worlds.closed_world())
    page = visit("/", viewport=size)
    result = "/resultat/ifo/2024/"
    ways = ("/", "/kommuner/9001/", result, f"{result}9001/", f"{result}9001/{worlds.ADDICTION}/", "/finns-inte/")
    for way in (*ways, "/?kommun=xyz", "/sa-laser-du/", "/tillganglighet/"):
        page.goto(f"{way}{'&' if '?' in way else '?'}sprak={language}")
        check_accessible(page)
        check_fits(page)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_word_of_a_chart_can_be_read(live_server: LiveServer, visit: Visit, size: dict[str, int]) -> None:
    world = worlds.closed_world()
    worlds.published(world)
    worlds.eleven_questions(world)
    page = visit("/resultat/oppenvard/2024/9001/", viewport=size)
    page.get_by_text("Osäkerhet, antal svar och medelvärden").click()
    seen = page.locator(".chart text").evaluate_all("""all => all.map((each) =>
        parseFloat(getComputedStyle(each).fontSize) * each.getScreenCTM().a)""")
    assert min(seen) >= 12
    assert max(seen) < 24
    overlapping = page.locator(".chart text").evaluate_all("""all => all.flatMap((one, place) => all.slice(place + 1)
        .map((other) => [one.getBBox(), other.getBBox(), `${one.textContent} / ${other.textContent}`])
        .filter(([a, b]) => a.x < b.x + b.width && b.x < a.x + a.width && Math.abs(a.y - b.y) < 8)
        .map(([, , both]) => both))""")
    assert overlapping == []


@pytest.mark.parametrize("width", [320, 390, 800, 1160, 1280])
def test_every_figure_of_a_unit_is_seen(live_server: LiveServer, visit: Visit, width: int) -> None:
    world = worlds.closed_world()
    worlds.published(world)
    worlds.eleven_questions(world)
    page = visit("/", viewport={"width": width, "height": 900})
    for way in ("ifo/2024/9001/", "oppenvard/2024/9001/"):
        page.goto(f"/resultat/{way}?sprak=en")
        page.locator("details:not([open]) > summary").evaluate_all("all => all.forEach((each) => each.click())")
        check_fits(page)
        check_accessible(page)
        for table in page.locator(".table" if width in {390, 1280} else ".table:has(.overview)").all():
            needed, given = table.evaluate("e => [e.scrollWidth, e.clientWidth]")
            assert needed <= given, f"{way} needs {needed} of {given} pixels"
        assert page.locator("#enheter tbody th").first.evaluate("e => e.clientWidth") > 110


def test_a_withdrawn_result_says_why(live_server: LiveServer, visit: Visit) -> None:
    world = worlds.closed_world()
    worlds.published(world)
    withdraw_result(world.round, person=world.anna, reason="En enhet räknades två gånger.", at=worlds.NOW)
    page = visit("/resultat/ifo/2024/9001/")
    expect(page.get_by_text("En enhet räknades två gånger.")).to_be_visible()
    check_accessible(page)


def test_a_result_is_read_in_the_dark(live_server: LiveServer, visit: Visit) -> None:
    worlds.published(worlds.closed_world())
    page = visit("/resultat/ifo/2024/9001/", color_scheme="dark")
    check_accessible(page)


def test_a_demo_says_that_it_is_made_up_on_screen_and_on_paper(
    live_server: LiveServer, visit: Visit, tmp_path: Path
) -> None:
    with override_settings(HOME=tmp_path):
        leave_mark(new_mark(seed=1, size="small", today=date(2026, 3, 2)))
        page = visit("/")
        said = page.get_by_text("Påhittat land: inget här är någons verkliga svar eller resultat.")
        expect(said).to_be_visible()
        check_accessible(page)
        page.emulate_media(media="print")
        expect(said).to_be_visible()


@pytest.mark.parametrize("width", [320, 360])
def test_a_figure_that_is_told_approximately_is_not_cut_off(live_server: LiveServer, visit: Visit, width: int) -> None:
    worlds.published(worlds.closed_world())
    page = visit("/resultat/ifo/2024/9001/", viewport={"width": width, "height": 740})
    page.locator("details:not([open]) > summary").evaluate_all("all => all.forEach((each) => each.click())")
    cells = page.locator(".chart-and-table .reflow td.number")
    expect(cells.first).to_be_visible()
    cells.evaluate_all("""all => all.forEach((each) => {
        each.className = "number";
        each.dataset.label = "Kommunernas medelvärde (ovägt)";
        each.textContent = "79–82\\u00a0% (ungefärligt)";
    })""")
    check_fits(page)

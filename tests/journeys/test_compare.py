"""A journalist sets municipalities beside each other, without script too, and takes the comparison along."""

import csv
import io

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.journeys.conftest import DESKTOP, PHONE, Visit, check_both_schemes
from tests.tycktill_web import worlds

CHOSEN = "/jamfor/?familj=ifo&omgang=2024&fraga=helhet&kommun=9001&kommun=9002"
SMALL = {"width": 320, "height": 640}


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_journalist_compares_two_municipalities(live_server: LiveServer, visit: Visit, script: bool) -> None:
    worlds.published(worlds.closed_world())
    page = visit("/", java_script_enabled=script)
    page.get_by_role("link", name="Jämför kommuner").click()
    page.get_by_label("Kommun", exact=True).fill("granhult")
    page.get_by_label("Kommun 2").fill("Älvmora")
    page.get_by_label("Lätt att få kontakt").check()
    page.get_by_role("button", name="Jämför").click()
    expect(page).to_have_url(f"{live_server.url}{CHOSEN}".replace("fraga=helhet", "fraga=kontakt&fraga=helhet"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Granhult bredvid Älvmora")
    expect(page.get_by_text("Ingen statistiskt säkerställd skillnad mellan Granhult och Älvmora 2024.")).to_have_count(
        2
    )
    with page.expect_download() as download:
        page.get_by_role("link", name="Tabell (CSV)").click()
    lines = list(csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8"))))
    assert [line["name"] for line in lines if line["role"] == "chosen"] == ["Granhult", "Älvmora"] * 2
    page.get_by_role("link", name="Adress som alltid visar just de här siffrorna").click()
    assert "utgava=" in page.url
    expect(page.get_by_role("heading", level=1)).to_have_text("Granhult bredvid Älvmora")


def test_a_wrong_choice_can_be_mended_in_the_form(live_server: LiveServer, visit: Visit) -> None:
    worlds.published(worlds.closed_world())
    page = visit("/jamfor/?kommun=Granhlut")
    expect(page.get_by_role("alert")).to_contain_text("Menade du Granhult?")
    page.get_by_label("Kommun", exact=True).fill("Granhult")
    page.get_by_role("button", name="Jämför").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Granhult")


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("size", [SMALL, PHONE, DESKTOP], ids=["small", "phone", "desktop"])
def test_every_comparison_is_accessible(
    live_server: LiveServer, visit: Visit, language: str, size: dict[str, int]
) -> None:
    worlds.published(worlds.closed_world())
    page = visit("/", viewport=size)
    ways = (
        "/jamfor/?",
        f"{CHOSEN}&",
        f"{CHOSEN}&grupp=egen&kon=K&kon=M&visa=tabell&",
        "/jamfor/?kommun=xyz&fraga=foo&",
    )
    for way in ways:
        page.goto(f"{way}sprak={language}")
        unfold(page)
        check_both_schemes(page)
        for name in page.locator(".compared th a").all():
            assert name.evaluate("e => e.getClientRects().length") == 1, "a name is cut in two"


def unfold(page: Page) -> None:
    """Open all that is folded."""
    page.evaluate("() => document.querySelectorAll('details').forEach((each) => { each.open = true })")

"""From what stands out to a locked expectation, a target and a word to users, in a real browser."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.journeys.conftest import (
    DESKTOP,
    PHONE,
    Visit,
    check_accessible,
    check_both_schemes,
    check_fits,
    check_touchable,
)
from tests.journeys.people import as_person, today
from tests.tycktill.improvement.made_up import OWN
from tests.tycktill_web.improvement import test_drawn_starts as drawn_starts
from tests.tycktill_web.improvement.nations import granhult, published

from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.rounds import plan_round
from tycktill_web.improvement.models import LotDrawnStart

START = "/kommun/forbattring/"


def check(page: Page) -> None:
    """What holds for every page of these."""
    check_accessible(page)
    check_fits(page)
    check_touchable(page)


def keep(page: Page, name: str) -> None:
    """The page as a picture, where a folder is named."""
    if folder := os.environ.get("TYCKTILL_PICTURES"):
        width = page.viewport_size["width"] if page.viewport_size else 0
        page.screenshot(path=Path(folder) / f"{width}-{name}.png", full_page=True)


SIZES = pytest.mark.parametrize(
    "size", [PHONE, DESKTOP, {"width": 320, "height": 700}], ids=["phone", "desktop", "narrow"]
)


def begin(visit: Visit, size: dict[str, int]) -> Page:
    """The desk of a coordinator whose municipality lies low, before the next round."""
    world = granhult()
    published("2024")
    plan_round(family="ifo", label="2025", opens_on=today(), closes_on=today() + timedelta(days=30))
    page = as_person(visit, world.coordinator, START, viewport=size)
    check(page)
    return page


@SIZES
def test_a_coordinator_goes_from_a_finding_to_what_came(
    live_server: LiveServer, visit: Visit, size: dict[str, int]
) -> None:
    page = begin(visit, size)
    page.get_by_role("link", name="Vad sticker ut i Individ- och familjeomsorg 2024?").click()
    expect(page.get_by_text("sämre än riket").first).to_be_visible()
    check(page)
    page.get_by_role("link", name="Gör en åtgärd av det").first.click()
    expect(page.get_by_label("Vad resultatet visade")).not_to_be_empty()
    check(page)
    page.get_by_label("Vad ni gör").fill("Handläggaren ringer upp inom två dagar")
    page.get_by_text("Ja", exact=True).click()
    page.get_by_label("Vem ansvarar?").fill("Enhetschefen")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("heading", name="Något behöver rättas")).to_be_visible()
    check(page)
    page.get_by_label("Börjar").fill(today().isoformat())
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Låga siffror brukar stiga av sig själva.")).to_be_visible()
    page.get_by_role("button", name="Lås det väntade").click()
    expect(page.get_by_text("Det väntade är låst. Nu går det inte att ändra")).to_be_visible()
    check(page)
    Round.objects.filter(label="2025").update(state=Round.State.OPEN)
    published("2025", (60, 36, 36))
    page.reload()
    expect(page.get_by_text("Det ryms i det väntade.")).to_be_visible()
    check(page)


@SIZES
def test_a_coordinator_sets_a_target_and_tells_users(
    live_server: LiveServer, visit: Visit, size: dict[str, int]
) -> None:
    page = begin(visit, size)
    page.get_by_role("link", name="Nytt mål").click()
    check(page)
    page.get_by_label("Siffra").select_option(label="helhet")
    page.get_by_label("Mål, i procent").fill("60")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("om läget är 60 %")).to_be_visible()
    check(page)
    page.get_by_text("Tabell att klistra in").click()
    check(page)
    page.get_by_role("link", name="Ni sa, vi gör").click()
    page.get_by_label("Ni sa, 1").fill("Det är svårt att nå er.")
    page.get_by_label("Vi gör").fill("Vi ringer upp inom två dagar.")
    check(page)
    page.get_by_role("button", name="Spara och publicera").click()
    expect(page.get_by_text("Texten står nu på kommunens resultatsida.")).to_be_visible()
    page.goto(f"/resultat/ifo/2024/{OWN}/")
    expect(page.get_by_role("heading", name="Ni sa, vi gör")).to_be_visible()
    expect(page.get_by_text("Det är svårt att nå er.")).to_be_visible()
    check_accessible(page)
    check_fits(page)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_lot_decides_who_begins_and_the_next_round_tells(
    live_server: LiveServer, visit: Visit, size: dict[str, int]
) -> None:
    world = drawn_starts.world_of_units()
    page = as_person(visit, world.coordinator, drawn_starts.LOT, viewport=size)
    check(page)
    page.get_by_label("Vad ni gör").fill("Vi ringer upp inom två dagar")
    for unit in drawn_starts.UNITS:
        page.get_by_label(unit, exact=True).check()
    page.get_by_label("Hur många som börjar först").fill("6")
    page.get_by_role("button", name="Dra lotten").click()
    expect(page.get_by_role("heading", name="Något behöver rättas")).to_be_visible()
    check(page)
    keep(page, "start-form")
    page.get_by_label("Hur många som börjar först").fill("3")
    page.get_by_label("Vi vet att lotten dras en gång").check()
    page.get_by_role("button", name="Dra lotten").click()
    expect(page.get_by_text("Lotten är dragen.")).to_be_visible()
    published("2025", told=drawn_starts.told(LotDrawnStart.objects.get().drawn.first))
    page.reload()
    expect(page.get_by_text("talar det för att åtgärden höjde siffran")).to_be_visible()
    page.get_by_text("Kontrollera lotten").click()
    check(page)
    keep(page, "start-drawn")


def test_the_board_reads_it_in_the_dark_and_in_english(live_server: LiveServer, visit: Visit) -> None:
    world = granhult()
    published("2024")
    for language in ("sv", "en"):
        page = as_person(visit, world.reader, f"{START}?sprak={language}")
        for address in (f"{START}?sprak={language}", f"{START}{OWN}/ifo/2024/?sprak={language}"):
            page.goto(address)
            check_both_schemes(page)
            check_touchable(page)

"""From draft to hour: the office plans and signs, the public waits, a municipality reads its own under embargo."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.journeys.conftest import DESKTOP, PHONE, Visit, check_accessible, check_fits
from tests.journeys.people import as_person, today
from tests.tycktill_web import worlds


def look(page: Page, heading: str) -> None:
    """The page with this heading has come, fits, and keeps nobody out; kept as a picture where a folder is named."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    check_accessible(page)
    check_fits(page)
    if folder := os.environ.get("TYCKTILL_PICTURES"):
        name = f"{page.viewport_size['width'] if page.viewport_size else 0}-{heading[:24]}.png".replace("/", " ")
        page.screenshot(path=Path(folder) / name, full_page=True)


def is_marked_on_paper_and_in_the_dark(own: Page) -> None:
    """The mark is printed, and the page keeps nobody out when it is dark."""
    own.emulate_media(media="print")
    expect(own.get_by_role("heading", name="Embargo till")).to_be_visible()
    expect(own.locator(".watermark")).to_be_visible()
    own.emulate_media(media="screen", color_scheme="dark")
    check_accessible(own)


def a_unit_reads_too(own: Page, staff: Page) -> None:
    """The coordinator lets a unit read, and its staff find the way."""
    own.goto("/kommun/ifo/2024/fore-publiceringen/9001/")
    own.get_by_label("Försörjningsstöd").check()
    own.get_by_role("button", name="Spara valet").click()
    look(own, "Vilka enheter får läsa sitt resultat före publiceringen?")
    staff.reload()
    staff.get_by_role("link", name="Läs resultatet för Försörjningsstöd").click()
    look(staff, "Försörjningsstöd")
    expect(staff.get_by_role("heading", name="Embargo till")).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_result_waits_for_its_hour_and_its_municipality_reads_it_first(
    live_server: LiveServer, visit: Visit, size: dict[str, int]
) -> None:
    world = worlds.closed_world()
    address = f"/kansli/utgava/{worlds.drafted(world).pk}/"
    round_name = "Individ- och familjeomsorg 2024"
    anna = as_person(visit, world.anna, address, viewport=size)
    anna.get_by_role("link", name="Bestäm dag och klockslag").click()
    look(anna, "När ska resultatet publiceras?")
    anna.get_by_label("Dag").fill((today() + timedelta(days=7)).isoformat())
    anna.get_by_label("Klockslag").fill("09:00")
    anna.get_by_role("button", name="Spara").click()
    expect(anna.get_by_text("om två personer har skrivit under då.")).to_be_visible()
    for person in (world.anna, world.bo):
        page = as_person(visit, person, f"{address}skriv-under/", viewport=size)
        look(page, "Skriv under")
        page.get_by_role("main").get_by_role("button", name="Skriv under").click()
        look(page, round_name)
    page.get_by_role("link", name="Ta tillbaka min underskrift").click()
    look(page, "Ta tillbaka din underskrift?")

    reader = visit("/", viewport=size)
    look(reader, "Vad tycker de som möter socialtjänsten?")
    reader.get_by_role("link", name=round_name).click()
    look(reader, round_name)
    expect(reader.get_by_text("klockan 09.00")).to_be_visible()

    own = as_person(visit, world.coordinator, "/kommun/ifo/2024/", viewport=size)
    own.get_by_role("link", name="Läs ert eget resultat").click()
    look(own, "Granhult")
    expect(own.get_by_role("heading", name="Embargo till")).to_be_visible()
    is_marked_on_paper_and_in_the_dark(own)

    a_unit_reads_too(own, as_person(visit, world.staff, "/kommun/idag/", viewport=size))

    anna.goto(f"{address}lasare/")
    look(anna, "Läst före publiceringen")
    expect(anna.get_by_role("row", name="Granhult").first).to_be_visible()

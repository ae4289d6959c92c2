"""A coordinator makes a survey of four questions in Swedish and English, tries it as who answers, and freezes it."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.journeys.conftest import DESKTOP, PHONE, Visit, check_accessible, check_fits, check_touchable
from tests.journeys.people import as_person
from tests.tycktill_web import worlds

from tycktill_web.instrument.editions import instrument_of
from tycktill_web.instrument.models import Edition

SEEN = os.environ.get("TYCKTILL_PICTURES", "")


def look(page: Page, name: str) -> None:
    """Nothing in the way of whoever uses the page; a picture of it where one is asked for."""
    check_accessible(page)
    check_fits(page)
    if SEEN:
        width = page.evaluate("innerWidth")
        page.screenshot(path=Path(SEEN) / f"{name}-{width}.png", full_page=True)


def write_question(page: Page, text: str, english: str, scale: str = "") -> None:
    """Fill in a question, and save it."""
    asked = page.get_by_role("group", name="Frågan", exact=True)
    asked.get_by_label("Svenska").fill(text)
    asked.get_by_label("English").fill(english)
    if scale:
        page.get_by_label(scale).check()
    page.get_by_role("button", name="Spara", exact=True).click()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_coordinator_makes_tries_and_freezes_a_survey(
    live_server: LiveServer, visit: Visit, size: dict[str, int]
) -> None:
    world = worlds.planned_world()
    page = as_person(visit, world.coordinator, "/kommun/enkater/", viewport=size)
    look(page, "surveys-empty")
    page.get_by_label("Vad heter enkäten?").fill("Trivsel på våra boenden")
    page.get_by_label("Vem är den för?").fill("För dig som bor hos oss")
    page.get_by_role("button", name="Börja").click()
    expect(page.get_by_text("Enkäten har inga frågor än")).to_be_visible()
    look(page, "survey-new")
    page.get_by_role("link", name="Språk").click()
    page.get_by_label("Lägg till ett språk").select_option("en")
    page.get_by_role("button", name="Lägg till").click()
    look(page, "texts")
    for group, english in (("Rubrik", "Life at our homes"), ("Vem den är för", "For you who live with us")):
        page.get_by_role("group", name=group, exact=True).get_by_label("English").fill(english)
    page.get_by_role("button", name="Spara").click()
    four(page)
    look(page, "survey")
    page.get_by_role("button", name="Flytta upp Känner du dig trygg här?").click()
    expect(page.get_by_role("listitem").filter(has_text="Känner du dig trygg här?").first).to_be_visible()
    page.get_by_role("link", name="Prova som den som svarar").click()
    try_it(page)
    page.get_by_role("link", name="Fastställ").click()
    look(page, "freeze")
    page.get_by_role("button", name="Fastställ").click()
    expect(page.get_by_text("Utgåva 1 är fastställd.")).to_be_visible()
    look(page, "survey-frozen")
    instrument = instrument_of(Edition.objects.get().pk)
    assert [each.text["en"] for each in instrument.questions] == [
        "How is the food?",
        "Do you feel safe here?",
        "Do staff have time for you?",
        "What do you like to do? Walk",
        "What do you like to do? Music",
    ]
    assert instrument.languages["en"].completeness == "complete"


def four(page: Page) -> None:
    """Two questions on scales of the library, one with answers of its own, one where several may be chosen."""
    page.get_by_role("link", name="Lägg till en fråga").first.click()
    look(page, "question-new")
    write_question(page, "Hur är maten?", "How is the food?")
    page.get_by_role("link", name="Lägg till en fråga").first.click()
    page.get_by_label("Egna svar, ett får väljas").check()
    for number, (swedish, english) in enumerate((("Ja, alltid", "Yes, always"), ("Nej", "No")), start=1):
        row = page.get_by_role("group", name=f"Svar {number}", exact=True)
        row.get_by_label("Svenska").fill(swedish)
        row.get_by_label("English").fill(english)
    write_question(page, "Har personalen tid för dig?", "Do staff have time for you?")
    expect(page.get_by_role("alert")).to_contain_text("Inget svar räknas som positivt")
    look(page, "question-fault")
    page.get_by_role("group", name="Svar 1", exact=True).get_by_label("Positivt").check()
    page.get_by_role("button", name="Spara", exact=True).click()
    page.get_by_role("link", name="Lägg till en fråga").first.click()
    write_question(page, "Känner du dig trygg här?", "Do you feel safe here?", "Ja · Ibland · Nej")
    page.get_by_role("link", name="Lägg till en fråga").first.click()
    page.get_by_label("Egna svar, flera får väljas").check()
    for number, (swedish, english) in enumerate((("Promenera", "Walk"), ("Musik", "Music")), start=1):
        row = page.get_by_role("group", name=f"Svar {number}", exact=True)
        row.get_by_label("Svenska").fill(swedish)
        row.get_by_label("English").fill(english)
    write_question(page, "Vad tycker du om att göra?", "What do you like to do?")


def try_it(page: Page) -> None:
    """Through the pages of whoever answers, in English too, and back."""
    expect(page.get_by_text("Du provar utkastet")).to_be_visible()
    look(page, "preview")
    page.get_by_role("button", name="English").click()
    page.get_by_role("button", name="Start").click()
    page.get_by_label("Very good").check()
    look(page, "preview-questions")
    check_touchable(page)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Review your answers")).to_be_visible()
    expect(page.get_by_text("Very good")).to_be_visible()
    page.get_by_role("button", name="Svenska").click()
    page.get_by_role("button", name="Skicka svaren").click()
    expect(page.get_by_text("Inget av det du valde är sparat")).to_be_visible()

"""A round from registering to closing by the keyboard alone: coordinator and office at a desk, staff by phone."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.journeys.conftest import DESKTOP, PHONE, Visit, check_accessible, check_fits
from tests.journeys.people import as_person, planned_now, today
from tests.tycktill_web import worlds

from tycktill.fieldwork import parse_code
from tycktill_web.fieldwork.models import Code, Invitation, OfferTally, Round
from tycktill_web.fieldwork.rounds import open_round
from tycktill_web.fieldwork.unused_codes import redeemed_codes
from tycktill_web.pages.desk.typed_twice import is_drawn
from tycktill_web.participants.models import Registration

FARTHEST = 150
"""Presses of the tab key, after which whoever looks for something has given up."""

FOCUSED = """() => {
    const focused = document.activeElement;
    const told = [...(focused.labels ?? [])].map((label) => label.innerText).join(" ") || focused.innerText;
    return `${focused.tagName} ${told ?? ""}`.replace(/\\s+/g, " ").trim();
}"""


def goes_to(page: Page, kind: str, words: str) -> None:
    """By the tab key to what has these words."""
    met = []
    for _ in range(FARTHEST):
        page.keyboard.press("Tab")
        met.append(page.evaluate(FOCUSED))
        if met[-1].startswith(kind) and words in met[-1]:
            return
    pytest.fail(f"{page.url} has no {kind} with {words!r} on the way of the tab key: {met[:40]}")


def presses(page: Page, words: str, *, kind: str = "BUTTON") -> None:
    """What has these words, by the enter key."""
    goes_to(page, kind, words)
    page.keyboard.press("Enter")


def writes(page: Page, words: str, text: str) -> None:
    """Into the field with these words, over what stands there."""
    goes_to(page, "INPUT", words)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def looks(page: Page, heading: str) -> None:
    """The page with this heading has come, fits, and shuts nobody out."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    check_accessible(page)
    check_fits(page)


def registers(desk: Page) -> None:
    looks(desk, "Individ- och familjeomsorg 2024")
    presses(desk, "Svara på inbjudan", kind="A")
    looks(desk, "Anmälan för Granhult")
    writes(desk, "Ekonomiskt bistånd", "40")
    presses(desk, "Vi deltar")
    looks(desk, "Enheter som deltar från Granhult")
    writes(desk, "Namn på ny enhet", "Norra gruppen")
    goes_to(desk, "INPUT", "Unga, 13 år och äldre")
    desk.keyboard.press("Space")
    presses(desk, "Spara")
    looks(desk, "Enheter som deltar från Granhult")
    assert Registration.objects.filter(unit__name="Norra gruppen").count() == 1


def makes_codes(desk: Page, world: worlds.World) -> list[str]:
    """The new codes, as the page shows them."""
    desk.goto(f"/kommun/enhet/{world.support.pk}/koder/")
    looks(desk, "Koder")
    writes(desk, "Hur många koder?", "12")
    presses(desk, "Gör koder")
    looks(desk, "12 nya koder")
    return desk.locator("ol.codes li").all_inner_texts()


def makes_slips_for_all(desk: Page) -> None:
    desk.goto("/kommun/ifo/2024/")
    presses(desk, "Lappar till alla enheter", kind="A")
    looks(desk, "Lappar till alla enheter")
    writes(desk, "Hur många lappar till varje?", "2")
    with desk.expect_download() as download:
        presses(desk, "Gör lappar")
    assert download.value.suggested_filename == "lappar-granhult-ifo-2024.zip"
    assert Code.objects.count() == 12 + 2 * 2  # for those that had none


def counts(phone: Page) -> None:
    looks(phone, "Hur många har ni erbjudit i dag?")
    for number in (1, 2):
        presses(phone, "Erbjuden")
        expect(phone.locator(".tally-number")).to_have_text(f"{number} erbjudna i dag")


def types_in(desk: Page, world: worlds.World, codes: list[str]) -> None:
    desk.goto(f"/kommun/enhet/{world.support.pk}/skriv-in/")
    looks(desk, "Skriv in en blankett")
    code = next(each for each in codes if not is_drawn(str(parse_code(each))))
    desk.keyboard.type(code)
    desk.keyboard.type("1231112")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("button", name="Ta emot svaret")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("Mottagen. 1 blankett")).to_be_visible()
    assert sum(redeemed_codes(world.round).values()) == 1


def closes(office: Page) -> None:
    looks(office, "Stäng omgången?")
    goes_to(office, "INPUT", "Stäng ändå")
    office.keyboard.press("Space")
    presses(office, "Stäng omgången")
    expect(office.get_by_text("Omgången är stängd. Nu går den att räkna.")).to_be_visible()
    check_accessible(office)


def test_a_round_is_run_by_the_keyboard_alone(live_server: LiveServer, visit: Visit) -> None:
    world = planned_now()
    Invitation.objects.create(round=world.round, organisation=world.granhult, invited_on=today())
    desk = as_person(visit, world.coordinator, "/kommun/ifo/2024/", viewport=DESKTOP)
    registers(desk)
    open_round(world.round, public_key=worlds.key_pair()[0], on=today())
    world.round.refresh_from_db()
    codes = makes_codes(desk, world)
    makes_slips_for_all(desk)
    counts(as_person(visit, world.staff, "/kommun/idag/", viewport=PHONE))
    types_in(desk, world, codes)
    closes(as_person(visit, world.anna, "/kansli/omgang/ifo/2024/stang/", viewport=DESKTOP))
    assert Round.objects.get().state == Round.State.CLOSED
    assert OfferTally.objects.get().offered == 2

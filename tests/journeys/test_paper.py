"""Forms of paper are typed in at the desk: by the keyboard alone, in a real browser, with and without script."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.journeys.conftest import DESKTOP, PHONE, Visit, check_accessible, check_fits
from tests.journeys.people import as_person, open_now
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.intake.papers import filled

from tycktill.answers import from_bytes
from tycktill.fieldwork import group_code
from tycktill_web.fieldwork.codes import make_codes
from tycktill_web.pages.desk.typed_twice import is_drawn
from tycktill_web.vault.keys import load_key


def codes(world: worlds.World, *, drawn: bool = False) -> Iterator[str]:
    """Codes on forms of paper: those to be typed once, or those that are drawn to be typed twice."""
    made = make_codes(round=world.round, registration=world.support, size=100, on=world.round.opens_on)
    return (code for code in made if is_drawn(code) is drawn)


def answers(world: worlds.World) -> list[dict[str, int]]:
    """Every answer that has come in."""
    key = load_key(worlds.key_pair()[1], worlds.PASSPHRASE)
    return [dict(from_bytes(each.sheet).answers) for each in builders.opened(world.round, key)]


def types(page: Page, code: str, digits: str) -> None:
    """Code and answers, each by one key: the page moves on by itself."""
    expect(page.get_by_label("Kod")).to_be_focused()
    page.keyboard.type(group_code(code))
    page.keyboard.type(digits)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_pile_is_typed_in_by_the_keyboard_alone(live_server: LiveServer, visit: Visit, size: dict[str, int]) -> None:
    world = open_now()
    page = as_person(visit, world.coordinator, "/kommun/papper/", viewport=size)
    check_accessible(page)
    check_fits(page)
    page.get_by_role("link", name="Försörjningsstöd").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Skriv in en blankett")).to_be_visible()
    check_accessible(page)
    check_fits(page)
    for number, code in zip((1, 2), codes(world), strict=False):
        types(page, code, "12")
        page.keyboard.press("Enter")  # the third is not answered
        page.keyboard.type("1119")
        page.keyboard.press("Backspace")  # one too far: the last was another
        page.keyboard.type("4")
        page.keyboard.type("2")  # a man
        expect(page.get_by_role("button", name="Ta emot svaret")).to_be_focused()
        check_accessible(page)
        page.keyboard.press("Enter")
        expect(page.get_by_text(f"Mottagen. {number} blankett")).to_be_visible()
    given = {"kontakt": 1, "information": 2, "synpunkter": 1, "paverka": 1, "situation": 1, "helhet": 4}
    assert answers(world) == [given, given]


def test_a_wrong_key_chooses_nothing_and_a_wrong_code_keeps_the_answers(live_server: LiveServer, visit: Visit) -> None:
    world = open_now()
    page = as_person(visit, world.staff, f"/kommun/enhet/{world.support.pk}/skriv-in/", viewport=DESKTOP)
    types(page, "2222222222", "7")
    first = page.get_by_role("group", name="kontakt").first
    expect(first.get_by_role("radio", name="Inget svar")).to_be_checked()
    page.keyboard.type("1")
    page.get_by_role("button", name="Ta emot svaret").click()
    expect(page.get_by_role("heading", name="Blanketten är inte mottagen")).to_be_visible()
    expect(page.get_by_label("Kod")).to_be_focused()
    expect(first.get_by_role("radio", name="1 Mycket lätt")).to_be_checked()
    check_accessible(page)
    assert answers(world) == []


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_two_type_a_drawn_form_and_settle_what_differs(
    live_server: LiveServer, visit: Visit, size: dict[str, int]
) -> None:
    world = open_now()
    page = as_person(visit, world.staff, f"/kommun/enhet/{world.support.pk}/skriv-in/", viewport=size)
    types(page, next(codes(world, drawn=True)), "12311121")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Låt en kollega skriva in den igen")).to_be_visible()
    check_accessible(page)
    check_fits(page)
    page.keyboard.type("22311121")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ni skrev olika")).to_be_visible()
    check_accessible(page)
    check_fits(page)
    page.keyboard.type("1")
    page.get_by_role("button", name="Ta emot svaret").click()
    expect(page.get_by_text("Mottagen. 1 blankett hittills.")).to_be_visible()
    assert [each["kontakt"] for each in answers(world)] == [1]


def test_without_script_a_form_is_typed_by_tab_and_space(live_server: LiveServer, visit: Visit) -> None:
    world = open_now()
    page = as_person(
        visit, world.staff, f"/kommun/enhet/{world.support.pk}/skriv-in/", viewport=DESKTOP, java_script_enabled=False
    )
    expect(page.get_by_label("Kod")).to_be_focused()
    page.keyboard.type(next(codes(world)))
    page.keyboard.press("Enter")  # takes nothing before the form has been looked over
    expect(page.get_by_role("heading", name="Skriv in en blankett")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")  # from "no answer" on to the first
    page.get_by_role("button", name="Ta emot svaret").press("Enter")
    expect(page.get_by_text("Mottagen. 1 blankett hittills.")).to_be_visible()
    assert answers(world) == [{"kontakt": 1}]


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_workbook_is_fetched_and_read_in(
    live_server: LiveServer, visit: Visit, tmp_path: Path, size: dict[str, int]
) -> None:
    world = open_now()
    page = as_person(visit, world.coordinator, "/kommun/papper/", viewport=size)
    page.get_by_role("link", name="Ekonomiskt bistånd").last.click()
    expect(page.get_by_role("heading", name="Läs in blanketter från en fil")).to_be_visible()
    check_accessible(page)
    check_fits(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Hämta arbetsboken").click()
    assert download.value.suggested_filename == f"papper-{worlds.SUPPORT}-2024.xlsx"
    file = tmp_path / "svar.xlsx"
    file.write_bytes(filled([{"code": code, "helhet": 1} for code in ("K7MWP-3XTRD", *islice(codes(world), 6))]))
    page.get_by_label("Ifylld arbetsbok").set_input_files(file)
    page.get_by_role("button", name="Läs in").click()
    expect(page.get_by_role("heading", name="Inget är inläst")).to_be_visible()
    expect(page.get_by_text("Rad 2:")).to_be_visible()
    check_accessible(page)
    check_fits(page)
    file.write_bytes(filled([{"code": code, "helhet": 1} for code in islice(codes(world), 6)]))
    page.get_by_label("Ifylld arbetsbok").set_input_files(file)
    page.get_by_role("button", name="Läs in").click()
    expect(page.get_by_role("heading", name="6 svar är mottagna")).to_be_visible()
    check_accessible(page)
    assert len(answers(world)) == 6


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_who_closes_sees_which_forms_wait(live_server: LiveServer, visit: Visit, size: dict[str, int]) -> None:
    world = open_now()
    page = as_person(visit, world.coordinator, "/kommun/papper/", viewport=size)
    page.get_by_role("link", name="Säg hur många blanketter som väntar").click()
    check_accessible(page)
    check_fits(page)
    page.get_by_label("Vuxenheten").fill("12")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("minst 10 väntar")).to_be_visible()
    check_accessible(page)
    check_fits(page)
    office = as_person(visit, world.anna, "/kansli/omgang/ifo/2024/stang/", viewport=size)
    expect(office.get_by_text("Blanketter väntar på att skrivas in vid 1 enhet:")).to_be_visible()
    check_accessible(office)
    check_fits(office)

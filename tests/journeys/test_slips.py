"""Slips with QR codes: a phone's camera is led to the questions, from the screen and from paper."""

import io
import re

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.journeys.conftest import DESKTOP, PHONE, Visit, check_accessible, check_fits, check_touchable
from tests.journeys.people import as_person, open_now
from tests.journeys.respondent import Respondent

PAPER = {"width": 794, "height": 1123}
"""A4 in pixels of a style sheet, of which there are 96 to an inch."""


def new_codes(visit: Visit, size: int, **options: object) -> Page:
    """The page that shows so many codes that were just made."""
    world = open_now()
    page = as_person(visit, world.coordinator, f"/kommun/enhet/{world.support.pk}/koder/", **options)
    page.get_by_label("Hur många koder?").fill(str(size))
    page.get_by_role("button", name="Gör koder").click()
    expect(page.locator(".slips li")).to_have_count(size)
    return page


def scan(slip: Locator) -> str:
    """What a phone's camera reads on a slip."""
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(slip.screenshot())))
    return found.text


def module_of(slip: Locator) -> float:
    """Millimetres that one of the QR code's squares takes on paper."""
    drawing = slip.locator("svg").first
    across: float = drawing.evaluate("svg => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width")
    return across / 96 * 25.4


def pages_of(page: Page) -> int:
    """How many sheets of A4 the page takes when it is printed."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_scanned_slip_leads_to_the_questions_of_its_code(
    live_server: LiveServer, visit: Visit, size: dict[str, int], scheme: str
) -> None:
    page = new_codes(visit, 3, viewport=size, color_scheme=scheme)
    check_accessible(page)
    check_fits(page)
    check_touchable(page)
    for slip in page.locator(".slips li").all():
        code = slip.locator(".code").inner_text()
        assert scan(slip) == f"{live_server.url}/svara/k/{code.replace('-', '')}/"
    phone = visit(scan(page.locator(".slips li").last).removeprefix(live_server.url))
    Respondent(phone).begins()


def test_every_slip_scans_from_paper_and_several_fit_a_sheet(live_server: LiveServer, visit: Visit) -> None:
    page = new_codes(visit, 40, viewport=PAPER)
    page.emulate_media(media="print")
    slips = page.locator(".slips li").all()
    links = {f"{live_server.url}/svara/k/{slip.locator('.code').inner_text().replace('-', '')}/" for slip in slips}
    assert {scan(slip) for slip in slips} == links
    assert pages_of(page) <= 6
    assert min(module_of(slip) for slip in slips) > 0.5


def test_a_slip_says_nothing_of_the_support_that_its_holder_receives(live_server: LiveServer, visit: Visit) -> None:
    page = new_codes(visit, 1)
    said = page.locator(".slips").inner_text()
    assert "Vad tycker du?" in said
    assert not re.search("försörjningsstöd|ekonomiskt bistånd|individ- och familj|granhult", said, re.IGNORECASE)


def test_slips_are_printed_with_one_press_where_there_is_script(live_server: LiveServer, visit: Visit) -> None:
    page = new_codes(visit, 1)
    page.evaluate("window.print = () => { document.title = 'printed' }")
    page.get_by_role("button", name="Skriv ut lapparna").click()
    expect(page).to_have_title("printed")


def test_without_script_there_is_no_button_that_does_nothing(live_server: LiveServer, visit: Visit) -> None:
    page = new_codes(visit, 1, java_script_enabled=False)
    assert not page.get_by_role("button", name="Skriv ut lapparna").is_visible()

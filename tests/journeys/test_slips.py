"""Slips with QR codes: printed at the desk, they lead a phone's camera to the questions."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.journeys.conftest import DESKTOP, PHONE, Visit, check_accessible, check_fits, check_touchable
from tests.journeys.people import as_person, open_now
from tests.journeys.respondent import Respondent
from tests.tycktill_web.printing.paper import Paper


def new_codes(visit: Visit, size: int, **options: object) -> Page:
    """The page that shows so many codes that were just made."""
    world = open_now()
    page = as_person(visit, world.coordinator, f"/kommun/enhet/{world.support.pk}/koder/", **options)
    page.get_by_label("Hur många koder?").fill(str(size))
    page.get_by_role("button", name="Gör koder").click()
    expect(page.locator(".codes li")).to_have_count(size)
    return page


def slips_of(page: Page) -> Paper:
    """The slips as they are downloaded."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Ladda ned lapparna (PDF)").click()
    return Paper(download.value.path().read_bytes())


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_scanned_slip_leads_to_the_questions_of_its_code(
    live_server: LiveServer,
    visit: Visit,
    size: dict[str, int],
    script: bool,
) -> None:
    page = new_codes(visit, 3, viewport=size, java_script_enabled=script)
    if script:
        check_accessible(page)
        check_fits(page)
        check_touchable(page)
    codes = [code.replace("-", "") for code in page.locator(".codes li").all_inner_texts()]
    links = slips_of(page).links()
    assert sorted(links) == sorted(f"{live_server.url}/svara/k/{code}/" for code in codes)
    phone = visit(links[-1].removeprefix(live_server.url))
    Respondent(phone).begins()


def test_a_slip_says_nothing_of_the_support_that_its_holder_receives(live_server: LiveServer, visit: Visit) -> None:
    said = slips_of(new_codes(visit, 1)).words
    assert "Vad tycker du?" in said
    assert not re.search("försörjningsstöd|ekonomiskt bistånd|individ- och familj|granhult", said, re.IGNORECASE)

"""A coordinator finds all that is printed for a unit on one page, with a picture of each."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.journeys.conftest import DESKTOP, PHONE, Visit, check_accessible, check_fits, check_touchable
from tests.journeys.people import as_person, open_now
from tests.tycktill_web.printing.paper import Paper


def downloaded(page: Page, button: str) -> Paper:
    """The PDF that a button or link gives."""
    with page.expect_download() as download:
        page.get_by_text(button, exact=True).click()
    return Paper(download.value.path().read_bytes())


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_coordinator_takes_a_poster_an_instruction_and_a_form(
    live_server: LiveServer, visit: Visit, size: dict[str, int]
) -> None:
    world = open_now()
    page = as_person(visit, world.coordinator, f"/kommun/ifo/{world.round.label}/", viewport=size)
    page.get_by_role("row", name="Försörjningsstöd").get_by_role("link", name="Skriv ut").click()
    expect(page.get_by_role("heading", name="Skriv ut", exact=True)).to_be_visible()
    for picture in page.locator("img.printout").all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", value=True)
        assert picture.evaluate("image => image.naturalWidth") > 300
    check_accessible(page)
    check_fits(page)
    check_touchable(page)
    page.get_by_label("Storlek").select_option("a3")
    assert downloaded(page, "Ladda ned affischen").sizes == ((297, 420),)
    assert len(downloaded(page, "Ladda ned instruktionen").pages) == 1
    assert len(downloaded(page, "Ladda ned pappersenkäten").pages) == 2


def test_codes_are_printed_on_letters_and_on_forms(live_server: LiveServer, visit: Visit) -> None:
    world = open_now()
    for what, button in (
        ("Brev utan adressat", "Ladda ned breven (PDF)"),
        ("Pappersenkäter: Svenska", "Ladda ned blanketterna (PDF)"),
    ):
        page = as_person(visit, world.coordinator, f"/kommun/enhet/{world.support.pk}/koder/")
        page.get_by_label("Hur många koder?").fill("2")
        page.get_by_label(what).check()
        page.get_by_role("button", name="Gör koder").click()
        check_accessible(page)
        codes = page.locator(".codes li").all_inner_texts()
        told = downloaded(page, button).words
        assert all(code in told for code in codes)

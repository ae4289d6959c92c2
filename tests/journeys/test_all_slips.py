"""Slips for all units: the page follows the file as it is sent, and says what to do with one that broke off."""

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer
from tests.journeys.conftest import DESKTOP, PHONE, Visit, check_accessible, check_fits, check_touchable
from tests.journeys.people import as_person, open_now

from tycktill_web.participants.models import Turn


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_file_is_followed_and_one_that_broke_off_is_voided(
    live_server: LiveServer, visit: Visit, size: dict[str, int]
) -> None:
    world = open_now()
    address = f"/kommun/ifo/2024/organisation/{world.granhult.pk}/lappar/"
    page = as_person(visit, world.coordinator, address, viewport=size)
    page.get_by_label("Hur många lappar till varje?").fill("3")
    with page.expect_download() as download:
        page.get_by_role("button", name="Gör lappar").click()
    assert download.value.path().stat().st_size > 1000
    expect(page.get_by_role("heading", name="Alla lappar skickades")).to_be_visible()  # without a new page
    check_accessible(page)
    check_fits(page)
    Turn.objects.update(sent=1, is_broken_off=True)
    page.reload()
    expect(page.get_by_role("heading", name="Nedladdningen avbröts")).to_be_visible()
    check_accessible(page)
    check_touchable(page)
    page.get_by_role("link", name="Makulera koderna").click()
    expect(page.get_by_role("heading", name="Makulera 6 koder?")).to_be_visible()
    check_accessible(page)
    check_fits(page)
    page.get_by_role("button", name="Makulera koderna").click()
    expect(page.get_by_text("Här gör du nya lappar.")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Vuxenheten")).to_be_checked()

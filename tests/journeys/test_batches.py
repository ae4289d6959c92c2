"""A batch of codes that has gone astray is voided, on a phone and at a desk."""

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer
from tests.journeys.conftest import DESKTOP, PHONE, Visit, check_accessible, check_fits, check_touchable
from tests.journeys.people import as_person, open_now

from tycktill_web.fieldwork.codes import make_codes


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_coordinator_finds_a_batch_and_voids_it(live_server: LiveServer, visit: Visit, size: dict[str, int]) -> None:
    world = open_now()
    for many in (30, 20):
        make_codes(round=world.round, registration=world.support, size=many, on=world.round.opens_on)
    page = as_person(visit, world.coordinator, f"/kommun/enhet/{world.support.pk}/koder/", viewport=size)
    check_accessible(page)
    check_fits(page)
    check_touchable(page)
    page.get_by_role("link", name="20 koder från").click()
    check_accessible(page)
    check_fits(page)
    check_touchable(page)
    page.get_by_role("button", name="Makulera koderna").click()
    expect(page.get_by_text("Koderna är makulerade.")).to_be_visible()
    check_accessible(page)
    expect(page.get_by_role("link", name="Makulera")).to_have_count(1)
    expect(page.get_by_role("row", name="20").get_by_text("makulerade")).to_be_visible()

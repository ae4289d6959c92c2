"""A coordinator's week and unit staff's ten seconds in a real browser."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer
from tests.journeys.conftest import DESKTOP, PHONE, Visit, check_accessible, check_fits, check_touchable
from tests.journeys.people import as_person, open_now

from tycktill_web.fieldwork.offered import record_offered


def test_todays_count_is_for_fingers(live_server: LiveServer, visit: Visit) -> None:
    page = as_person(visit, open_now().staff, "/kommun/idag/")
    check_touchable(page)
    check_accessible(page)
    check_fits(page)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_coordinator_follows_counts_and_makes_codes(
    live_server: LiveServer, visit: Visit, tmp_path: Path, size: dict[str, int]
) -> None:
    world = open_now()
    world.answer(world.support, "KKKKKMMM", offered=20)
    world.answer(world.addiction, "KM", offered=4)
    page = as_person(visit, world.coordinator, "/kommun/", viewport=size)
    check_accessible(page)
    check_fits(page)
    page.get_by_role("link", name="Individ- och familjeomsorg 2024", exact=True).click()
    expect(page.get_by_text("färre än fem svar")).to_be_visible()
    expect(page.get_by_text("så att ingen kan följas")).to_be_visible()
    check_accessible(page)
    check_fits(page)
    page.get_by_role("row", name="Vuxenheten").get_by_role("link", name="Erbjudna").click()
    page.locator("input[type=number]").first.fill("7")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Antalet erbjudna är sparat.")).to_be_visible()
    check_accessible(page)
    check_fits(page)
    page.get_by_role("link", name="Individ- och familjeomsorg 2024").click()
    page.get_by_role("row", name="Vuxenheten").get_by_role("link", name="Koder").click()
    check_accessible(page)
    page.get_by_label("Hur många koder?").fill("4")
    page.get_by_role("button", name="Gör koder").click()
    expect(page.get_by_role("heading", name="4 nya koder")).to_be_visible()
    check_accessible(page)
    check_fits(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Ladda ned som kalkylblad").click()
    download.value.save_as(tmp_path / "koder.csv")
    saved = re.findall(r"\w{5}-\w{5}", (tmp_path / "koder.csv").read_text(encoding="utf-8-sig"))
    assert saved == page.locator(".codes li").all_inner_texts()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_coordinator_and_the_office_read_what_was_done(
    live_server: LiveServer, visit: Visit, size: dict[str, int]
) -> None:
    world = open_now()
    for person, start in ((world.coordinator, "/kommun/handelser/"), (world.anna, "/kansli/handelser/")):
        page = as_person(visit, person, start, viewport=size)
        expect(page.get_by_role("table")).to_be_visible()
        check_accessible(page)
        check_fits(page)


@pytest.mark.parametrize("width", [320, 390])
def test_the_header_takes_two_rows_of_a_phone(live_server: LiveServer, visit: Visit, width: int) -> None:
    world = open_now()
    world.coordinator.email = "en.mycket.lang.adress.som.nagon.kan.ha@granhult.example"
    world.coordinator.save()
    page = as_person(visit, world.coordinator, "/kommun/", viewport={"width": width, "height": 800})
    check_fits(page)
    check_touchable(page)
    height = page.locator(".top").evaluate("e => e.getBoundingClientRect().height")
    assert height < 2.5 * 48 + 20


def test_a_coordinator_signs_in_and_comes_to_the_desk(live_server: LiveServer, visit: Visit) -> None:
    world = open_now()
    world.coordinator.set_password("en lång fras att minnas")
    world.coordinator.save()
    page = visit("/konto/login/")
    page.get_by_label("E-postadress").fill(world.coordinator.email)
    page.get_by_label("Lösenord", exact=True).fill("en lång fras att minnas")
    page.get_by_role("main").get_by_role("button", name="Logga in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Granhult")
    page.get_by_role("button", name="Logga ut").click()
    expect(page.get_by_role("link", name="Svara här")).to_be_visible()


def test_figures_follow_on_an_open_page_and_are_sent_only_when_they_change(
    live_server: LiveServer, visit: Visit
) -> None:
    world = open_now()
    world.answer(world.support, "KKKKKMMM", offered=20)
    page = as_person(visit, world.coordinator, "/kommun/ifo/2024/")
    answers: list[int] = []
    page.on("response", lambda answer: answers.append(answer.status) if "del=1" in answer.url else None)

    def look() -> None:
        with page.expect_response("**/*del=1*"):
            page.evaluate("() => dispatchEvent(new Event('visibilitychange'))")

    look()
    look()
    record_offered(round=world.round, registration=world.support, on=world.round.opens_on, offered=33)
    look()
    expect(page.get_by_role("row", name="Försörjningsstöd")).to_contain_text("33")
    assert answers == [200, 304, 200]
    check_accessible(page)
    check_fits(page)


def test_on_a_phone_a_page_says_what_it_is_within_the_upper_half(live_server: LiveServer, visit: Visit) -> None:
    world = open_now()
    page = as_person(visit, world.coordinator, f"/kommun/enhet/{world.support.pk}/koder/", viewport=PHONE)
    heading = page.get_by_role("heading", level=1).bounding_box()
    assert heading
    assert heading["y"] + heading["height"] < PHONE["height"] / 2
    steps_back = page.get_by_role("navigation", name="Brödsmulor").get_by_role("link")
    assert steps_back.all_inner_texts() == ["Individ- och familjeomsorg 2024"]
    check_touchable(page)


@pytest.mark.parametrize("weeks", [6, 30])
def test_no_week_is_cut_off_on_a_phone(live_server: LiveServer, visit: Visit, weeks: int) -> None:
    world = open_now()
    world.round.closes_on = world.round.opens_on + timedelta(weeks=weeks)
    world.round.save()
    world.answer(world.support, "KKKKKMMM", offered=20)
    page = as_person(visit, world.coordinator, "/kommun/ifo/2024/", viewport=PHONE)
    expect(page.get_by_role("img", name="Erbjudna per vecka")).to_be_visible()
    check_fits(page)
    check_accessible(page)

"""Everybody can answer: by keyboard, with a screen reader, enlarged four times, from right to left, in the dark."""

from collections.abc import Callable

import pytest
from playwright.sync_api import FloatRect, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.journeys.conftest import DESKTOP, PHONE, Visit, check_both_schemes, check_fits, check_touchable
from tests.journeys.respondent import Respondent
from tests.tycktill_web.respond.surveys import OpenSurvey, open_survey

ENLARGED = {"width": 320, "height": 256}  # 1280 x 1024 at 400 %
CONTACT = "Hur lätt är det att få kontakt?"
MOST_TABS = 60


@pytest.fixture
def easy(live_server: LiveServer, tiny: None) -> OpenSurvey:
    """Two questions, four steps each."""
    return open_survey("tiny-two-of-four")


def look_everywhere(client: Respondent, code: str, *checks: Callable[[Page], None]) -> None:
    """Make `checks` on every page on the way, those of refusal among them."""

    def look() -> None:
        for check in checks:
            check(client.page)

    look()
    client.types("ABCDE")
    expect(client.page.get_by_role("alert")).to_be_visible()
    look()
    client.types(code)
    client.sees("Vad tycker du?")
    look()
    client.begins()
    look()
    client.goes_on()
    look()
    client.page.get_by_role("button", name="Till frågorna").click()
    client.page.locator(".choice").first.click()
    look()
    client.goes_on()
    look()
    client.sends()
    look()
    client.page.goto(f"/svara/k/{code}/")
    client.sees("Det finns redan ett svar")
    look()


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing(easy: OpenSurvey, visit: Visit, viewport: dict[str, int]) -> None:
    client = Respondent(visit("/svara/", viewport=viewport))
    look_everywhere(client, easy.code(), check_both_schemes)


def test_everything_fits_enlarged_and_can_be_touched(live_server: LiveServer, tiny: None, visit: Visit) -> None:
    survey = open_survey("tiny-long-texts")
    client = Respondent(visit("/svara/", viewport=ENLARGED))
    look_everywhere(client, survey.code(), check_fits, check_touchable)


def test_everything_is_mirrored_from_right_to_left(easy: OpenSurvey, visit: Visit) -> None:
    page = visit(f"/svara/k/{easy.code()}/fragor/")
    before = _box(page, ".choice input")
    page.evaluate("document.documentElement.dir = 'rtl'")
    after = _box(page, ".choice input")
    check_fits(page)
    assert before["x"] < PHONE["width"] / 2 < after["x"]
    assert after["x"] + after["width"] == pytest.approx(PHONE["width"] - before["x"], abs=1)


def _box(page: Page, selector: str) -> FloatRect:
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus has these words; every stop on the way can be seen."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        label = focused.evaluate("e => (e.labels?.[0] ?? e).innerText")
        expect(focused).to_be_in_viewport()
        if words in label:
            return
    raise AssertionError(f"{words!r} is not reached by {MOST_TABS} presses of Tab")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_client_answers_by_keyboard_alone(easy: OpenSurvey, visit: Visit, script: bool) -> None:
    client = Respondent(visit("/svara/", java_script_enabled=script))
    keyboard = client.page.keyboard
    tab_to(client.page, "Din kod")
    keyboard.type(easy.code())
    keyboard.press("Enter")
    client.sees("Vad tycker du?")
    tab_to(client.page, "Börja svara")
    keyboard.press("Enter")
    client.sees("Frågor")
    tab_to(client.page, "Mycket lätt")
    keyboard.press("Space")
    keyboard.press("ArrowDown")
    client.has_chosen("Ganska lätt")
    keyboard.press("Enter")  # from within the form: on to the review, not to another language
    client.sees("Se över dina svar")
    tab_to(client.page, "Skicka svaren")
    keyboard.press("Space")
    client.sees("Tack för att du tyckte till!")
    assert [sheet.answers for sheet in easy.sheets()] == [(("contact", 2),)]


def test_the_skip_link_comes_first_and_leads_past_the_header(easy: OpenSurvey, visit: Visit) -> None:
    page = visit(f"/svara/k/{easy.code()}/fragor/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Hoppa till innehållet")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_have_text("Frågor")


def test_a_new_step_is_where_the_reader_is(easy: OpenSurvey, visit: Visit) -> None:
    client = Respondent(visit(f"/svara/k/{easy.code()}/"))
    client.begins()
    client.goes_on()
    expect(client.page.locator("#content")).to_be_focused()
    assert client.page.title() == "Se över dina svar – Tycktill"

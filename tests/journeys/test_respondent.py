"""A client answers in a real browser: with and without script, on a phone, going back, in two tabs, without a net."""

import pytest
from playwright.sync_api import Error, expect
from pytest_django.live_server_helper import LiveServer
from tests.journeys.conftest import Visit
from tests.journeys.respondent import Respondent
from tests.tycktill_web.respond.surveys import OpenSurvey, open_survey

CONTACT = "Hur lätt är det att få kontakt?"
UNDERSTAND = "Hur lätt är det att förstå?"
both_ways = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])


@pytest.fixture
def easy(live_server: LiveServer, tiny: None) -> OpenSurvey:
    """Two questions, four steps each."""
    return open_survey("tiny-two-of-four")


@both_ways
def test_a_client_answers_from_a_printed_link(easy: OpenSurvey, visit: Visit, script: bool) -> None:
    client = Respondent(visit(f"/svara/k/{easy.code()}/", java_script_enabled=script))
    client.begins()
    client.chooses(CONTACT, "Ganska lätt")
    client.chooses("Är du kvinna eller man?", "Kvinna")
    client.goes_on()
    expect(client.page.get_by_text("Du hoppade över")).to_have_count(1)
    client.sends()
    assert [sheet.answers for sheet in easy.sheets()] == [(("contact", 2),)]
    assert client.page.context.cookies() == []
    assert client.page.context.storage_state()["origins"] == []


@both_ways
def test_a_client_types_the_code_wrong_and_then_right(easy: OpenSurvey, visit: Visit, script: bool) -> None:
    client = Respondent(visit("/svara/", java_script_enabled=script))
    client.types("ABCDE")
    expect(client.page.get_by_role("alert")).to_contain_text("Koden stämmer inte")
    client.types(easy.code().lower().replace("-", " "))
    client.begins()
    client.chooses(UNDERSTAND, "Mycket svårt")
    client.goes_on()
    client.sends()
    assert [sheet.answers for sheet in easy.sheets()] == [(("easy", 4),)]


@both_ways
def test_the_language_changes_midway_and_the_answers_stay(easy: OpenSurvey, visit: Visit, script: bool) -> None:
    client = Respondent(visit(f"/svara/k/{easy.code()}/", java_script_enabled=script))
    client.begins()
    client.chooses(CONTACT, "Ganska svårt")
    client.page.get_by_role("button", name="English").click()
    client.sees("Questions")
    client.has_chosen("Fairly hard")
    assert client.page.locator("html").get_attribute("lang") == "en"
    client.page.get_by_role("button", name="Go on").click()
    client.sees("Review your answers")
    client.page.get_by_role("button", name="Svenska").click()
    client.sees("Se över dina svar")
    client.sends()
    assert [sheet.answers for sheet in easy.sheets()] == [(("contact", 3),)]


def test_the_browsers_own_language_comes_first(easy: OpenSurvey, visit: Visit) -> None:
    page = visit(f"/svara/k/{easy.code()}/", locale="en-GB")
    expect(page.get_by_role("heading", level=1)).to_have_text("What do you think?")


@both_ways
def test_an_answer_is_changed_from_the_review(easy: OpenSurvey, visit: Visit, script: bool) -> None:
    client = Respondent(visit(f"/svara/k/{easy.code()}/", java_script_enabled=script))
    client.begins()
    client.chooses(CONTACT, "Mycket lätt")
    client.chooses(UNDERSTAND, "Mycket lätt")
    client.goes_on()
    client.page.get_by_role("button", name="Ändra svaret på fråga 2").click()
    client.sees("Frågor")
    expect(client.page.get_by_role("group", name=UNDERSTAND)).to_be_in_viewport()
    client.chooses(UNDERSTAND, "Hoppa över frågan")
    client.goes_on()
    client.sends()
    assert [sheet.answers for sheet in easy.sheets()] == [(("contact", 1),)]


@pytest.mark.parametrize("way", ["linked", "typed"])
def test_back_and_reload_are_harmless_at_every_step(easy: OpenSurvey, visit: Visit, way: str) -> None:
    code = easy.code()
    client = Respondent(visit("/svara/" if way == "typed" else f"/svara/k/{code}/"))
    if way == "typed":
        client.types(code)
        client.sees("Vad tycker du?")
        client.page.reload()
    client.begins()
    client.chooses(CONTACT, "Ganska lätt")
    client.page.reload()
    client.has_chosen("Ganska lätt")
    client.chooses(UNDERSTAND, "Ganska svårt")
    client.goes_on()
    client.page.reload()
    client.sees("Se över dina svar")
    client.goes_back()
    client.has_chosen("Ganska lätt", "Ganska svårt")
    client.goes_back()
    client.begins()
    client.chooses(CONTACT, "Mycket lätt")
    client.goes_on()
    client.sends()
    client.page.reload()
    client.sees("Tack för att du tyckte till!")
    assert len(easy.sheets()) == 1


@pytest.mark.parametrize("way", ["linked", "typed"])
def test_back_and_reload_are_harmless_without_script(easy: OpenSurvey, visit: Visit, way: str) -> None:
    code = easy.code()
    client = Respondent(visit("/svara/" if way == "typed" else f"/svara/k/{code}/", java_script_enabled=False))
    if way == "typed":
        client.types("ABCDE")
        client.types(code)
        client.sees("Vad tycker du?")
        client.goes_back()
        expect(client.page.get_by_role("alert")).to_contain_text("Koden stämmer inte")
        client.page.go_forward()
    client.page.reload()
    client.begins()
    client.goes_back()
    client.begins()
    client.page.reload()
    client.chooses(CONTACT, "Ganska lätt")
    client.goes_on()
    client.goes_back()
    client.has_chosen("Ganska lätt")
    client.goes_back()
    client.begins()
    client.chooses(CONTACT, "Mycket lätt")
    client.goes_on()
    client.page.reload()
    client.sees("Se över dina svar")
    client.sends()
    client.page.reload()
    client.sees("Tack för att du tyckte till!")
    assert [sheet.answers for sheet in easy.sheets()] == [(("contact", 1),)]


def test_going_back_after_the_thanks_without_script_shows_no_answers(easy: OpenSurvey, visit: Visit) -> None:
    client = Respondent(visit(f"/svara/k/{easy.code()}/", java_script_enabled=False))
    client.begins()
    client.chooses(CONTACT, "Ganska lätt")
    client.goes_on()
    client.sends()
    with pytest.raises(Error, match="ERR_CACHE_MISS"):
        client.goes_back()  # the review is kept nowhere, so Chromium offers to ask for it anew
    expect(client.page.get_by_text("Ganska lätt")).to_have_count(0)
    client.goes_back()
    client.sees("Det finns redan ett svar")
    assert len(easy.sheets()) == 1


def test_going_back_after_the_thanks_shows_no_answers(easy: OpenSurvey, visit: Visit) -> None:
    client = Respondent(visit(f"/svara/k/{easy.code()}/"))
    client.begins()
    client.chooses(CONTACT, "Ganska lätt")
    client.goes_on()
    client.sends()
    for _ in range(2):
        client.goes_back()
        client.sees("Det finns redan ett svar")
        expect(client.page.get_by_text("Ganska lätt")).to_have_count(0)


@both_ways
def test_a_double_click_sends_once(easy: OpenSurvey, visit: Visit, script: bool) -> None:
    client = Respondent(visit(f"/svara/k/{easy.code()}/", java_script_enabled=script))
    client.begins()
    client.chooses(CONTACT, "Ganska lätt")
    client.goes_on()
    client.page.get_by_role("button", name="Skicka svaren").dblclick(no_wait_after=True)
    heading = client.page.get_by_role("heading", level=1)
    expect(heading).not_to_have_text("Se över dina svar")
    # Without script the second press may be the one whose answer is shown, and it says that all is well.
    assert heading.inner_text() in {"Tack för att du tyckte till!"} | (
        {"Det finns redan ett svar"} if not script else set()
    )
    assert len(easy.sheets()) == 1


def test_two_tabs_with_one_code_give_one_answer(easy: OpenSurvey, visit: Visit) -> None:
    code = easy.code()
    clients = [Respondent(visit(f"/svara/k/{code}/")) for _ in range(2)]
    for client in clients:
        client.begins()
        client.chooses(CONTACT, "Ganska lätt")
        client.goes_on()
    clients[0].sends()
    clients[1].page.get_by_role("button", name="Skicka svaren").click()
    clients[1].sees("Det finns redan ett svar")
    assert len(easy.sheets()) == 1


def test_a_lost_connection_loses_no_answer(easy: OpenSurvey, visit: Visit) -> None:
    client = Respondent(visit(f"/svara/k/{easy.code()}/"))
    client.begins()
    client.chooses(CONTACT, "Ganska lätt")
    client.page.context.set_offline(True)
    client.page.get_by_role("button", name="Gå vidare").click()
    expect(client.page.get_by_role("alert")).to_contain_text("Dina svar finns kvar här.")
    client.has_chosen("Ganska lätt")
    client.page.context.set_offline(False)
    client.goes_on()
    client.sends()


def test_a_fault_on_the_way_loses_no_answer(easy: OpenSurvey, visit: Visit) -> None:
    client = Respondent(visit(f"/svara/k/{easy.code()}/"))
    client.begins()
    client.chooses(CONTACT, "Ganska lätt")
    client.goes_on()
    client.page.route("**/skicka/", lambda route: route.fulfill(status=502, body="Bad gateway"), times=1)
    client.page.get_by_role("button", name="Skicka svaren").click()
    expect(client.page.get_by_role("alert")).to_contain_text("Dina svar finns kvar här.")
    client.sends()
    assert len(easy.sheets()) == 1


@both_ways
def test_an_empty_sheet_is_asked_about(easy: OpenSurvey, visit: Visit, script: bool) -> None:
    client = Respondent(visit(f"/svara/k/{easy.code()}/", java_script_enabled=script))
    client.begins()
    client.goes_on()
    expect(client.page.get_by_role("status")).to_contain_text("Du har inte svarat på någon fråga")
    client.page.get_by_role("button", name="Skicka utan svar").click()
    client.sees("Tack för att du tyckte till!")


def test_script_shows_a_question_only_when_it_matters(live_server: LiveServer, tiny: None, visit: Visit) -> None:
    survey = open_survey("tiny-condition")
    client = Respondent(visit(f"/svara/k/{survey.code()}/"))
    client.begins()
    kind, reach = (client.page.get_by_role("group", name=name) for name in ("Var hjälpen bra?", "Hur lätt var det"))
    expect(kind).to_be_hidden()
    expect(client.page.get_by_text("0 av 2 besvarade")).to_be_visible()
    client.chooses("Har du fått hjälp?", "Ja")
    expect(kind).to_be_visible()
    expect(reach).to_be_hidden()
    client.chooses("Var hjälpen bra?", "Nej")
    expect(reach).to_be_visible()
    expect(client.page.get_by_text("2 av 4 besvarade")).to_be_visible()
    client.chooses("Har du fått hjälp?", "Nej")
    expect(kind).to_be_hidden()
    expect(reach).to_be_hidden()
    client.goes_on()
    client.sends()
    assert [sheet.answers for sheet in survey.sheets()] == [(("helped", 2),)]

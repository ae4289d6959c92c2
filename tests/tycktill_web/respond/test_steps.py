"""A client's way from the code to the thanks, without script."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from tests.tycktill_web.respond.reading import Respondent, read_form
from tests.tycktill_web.respond.surveys import OpenSurvey, open_survey

from tycktill.fieldwork import group_code, parse_code
from tycktill.terms import Gender


def test_a_client_answers_from_code_to_thanks(easy: OpenSurvey, respondent: Respondent) -> None:
    respondent.open("/svara/").press(kod=easy.code())
    assert respondent.sees(
        "Vad tycker du?", "För dig som provar", "Socialkontoret Norr, Granhult", "Det är frivilligt."
    )
    respondent.press()
    assert respondent.sees("Fråga 1 av 3", "Hur lätt är det att få kontakt?", "Är du kvinna eller man?")
    respondent.press(contact="2", kon="K")
    assert respondent.sees("Se över dina svar", "Ganska lätt", "Kvinna", "Du hoppade över")
    assert easy.sheets() == []
    respondent.press()
    assert respondent.address == "/svara/tack/"
    assert respondent.sees("Dina svar har kommit fram.")
    [sheet] = easy.sheets()
    assert (sheet.answers, sheet.gender) == ((("contact", 2),), Gender.WOMAN)
    assert (sheet.unit, sheet.municipality) == ("Socialkontoret Norr", "9001")


def test_a_printed_link_leads_where_the_code_does(easy: OpenSurvey, respondent: Respondent) -> None:
    code = parse_code(easy.code())
    typed = respondent.open("/svara/").press(kod=group_code(code).lower())
    assert typed.address == f"/svara/k/{code}/"
    assert typed.html == respondent.open(f"/svara/k/{code}/?sprak=sv").html
    respondent.press().press(easy="1").press()
    assert respondent.address == "/svara/tack/"


@pytest.mark.parametrize("typed", ["{}", " {} ", "lower", "spaced"])
def test_a_code_is_read_forgivingly(easy: OpenSurvey, respondent: Respondent, typed: str) -> None:
    code = easy.code()
    forms = {"lower": code.lower().replace("-", ""), "spaced": " ".join(code)}
    respondent.open("/svara/").press(kod=forms.get(typed, typed.format(code)))
    assert respondent.sees("Måste jag svara?")


def test_a_switch_of_language_keeps_the_answers(easy: OpenSurvey, respondent: Respondent) -> None:
    respondent.open(f"/svara/k/{easy.code()}/").press().press("en", contact="3", kon="A")
    assert respondent.sees('<html lang="en" dir="ltr">', "How easy is it to get in touch?", "Question 1 of 3")
    assert read_form(respondent.html).chosen == {"fraga-contact": "3", "kon": "A"}
    respondent.press()
    assert respondent.sees("Review your answers", "Fairly hard", "You skipped this")
    respondent.press("sv")
    assert respondent.sees("Se över dina svar", "Ganska svårt")
    respondent.press("en").press()
    assert respondent.sees("Thank you for having your say!")


@pytest.mark.parametrize("where", ["typed", "linked"])
def test_the_language_can_be_chosen_before_the_questions(easy: OpenSurvey, respondent: Respondent, where: str) -> None:
    code = easy.code()
    if where == "typed":
        respondent.open("/svara/").press(kod=code)
    else:
        respondent.open(f"/svara/k/{code}/")
    respondent.press("en")
    assert respondent.sees("Why do we ask?", "It is voluntary.")
    assert respondent.press().sees("How easy is it to get in touch?")


def test_the_languages_are_named_in_themselves(easy: OpenSurvey, respondent: Respondent) -> None:
    respondent.open(f"/svara/k/{easy.code()}/?sprak=en")
    assert respondent.sees('lang="sv">Svenska</button>', 'aria-current="true">English</span>')


def test_a_language_that_is_not_whole_is_not_offered(tiny: None, respondent: Respondent, settings: Settings) -> None:
    settings.LANGUAGES = [("sv", "Svenska"), ("en", "English"), ("ar", "العربية")]
    respondent.open(f"/svara/k/{open_survey('tiny-languages').code()}/")
    assert not respondent.sees("العربية")
    assert respondent.sees("English")


def test_an_answer_can_be_changed_and_taken_back(easy: OpenSurvey, respondent: Respondent) -> None:
    respondent.open(f"/svara/k/{easy.code()}/").press().press(contact="1", easy="1")
    respondent.press("#fraga-contact")
    assert read_form(respondent.html).chosen == {"fraga-contact": "1", "fraga-easy": "1"}
    respondent.press(contact="", easy="4").press()
    assert [sheet.answers for sheet in easy.sheets()] == [(("easy", 4),)]


def test_every_way_back_keeps_the_answers(easy: OpenSurvey, respondent: Respondent) -> None:
    respondent.open("/svara/").press(kod=easy.code()).press().press("/svara/om/", contact="1")
    assert respondent.sees("Måste jag svara?")
    respondent.press().press().press("/svara/fragor/")
    assert read_form(respondent.html).chosen == {"fraga-contact": "1"}


def test_a_question_without_script_says_what_it_hangs_on(hanging: OpenSurvey, respondent: Respondent) -> None:
    respondent.open(f"/svara/k/{hanging.code()}/").press()
    assert respondent.sees("Om du svarade ”Ja” på fråga 1:", "Om du svarade ”Ja” eller ”Nej” på fråga 2:")
    assert respondent.sees('data-when="fraga-helped" data-is="1"')


def test_answers_to_questions_not_asked_are_left_out(hanging: OpenSurvey, respondent: Respondent) -> None:
    respondent.open(f"/svara/k/{hanging.code()}/").press().press(helped="2", kind="1", reach="1")
    assert respondent.sees("Har du fått hjälp?")
    assert not respondent.sees("Var hjälpen bra?")
    respondent.press()
    assert [sheet.answers for sheet in hanging.sheets()] == [(("helped", 2),)]


def test_an_empty_sheet_is_asked_about_once(easy: OpenSurvey, respondent: Respondent) -> None:
    respondent.open(f"/svara/k/{easy.code()}/").press().press()
    assert respondent.sees("Du har inte svarat på någon fråga", "Skicka utan svar")
    respondent.press("/svara/fragor/").press().press()
    assert [sheet.answers for sheet in easy.sheets()] == [()]


def test_a_reload_of_any_step_shows_the_same(easy: OpenSurvey, respondent: Respondent) -> None:
    code = easy.code()
    for address, answers in {
        "/svara/": {},
        "/svara/om/": {"fraga_contact": "1"},
        "/svara/fragor/": {"fraga_contact": "1"},
        "/svara/kontroll/": {"fraga_contact": "1", "kon": "M"},
    }.items():
        first = respondent.send(address, kod=code, **answers).html
        assert respondent.send(address, kod=code, **answers).html == first
        assert respondent.status == 200


@pytest.mark.parametrize("address", ["/svara/om/", "/svara/fragor/", "/svara/kontroll/", "/svara/skicka/"])
def test_an_address_that_only_forms_lead_to_leads_to_the_start(
    easy: OpenSurvey, respondent: Respondent, address: str
) -> None:
    respondent.open(f"{address}?sprak=en")
    assert respondent.address == "/svara/"
    assert respondent.sees("Enter your code")


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("ABCDE", "/svara/k/ABCDE/?sprak=en"),
        ("AB/../CDE?#%2F", "/svara/k/AB%20CDE%202F/?sprak=en"),
        (" .. ", "/svara/?kod=&sprak=en"),
        ("x" * 5000, f"/svara/k/{'x' * 60}/?sprak=en"),
    ],
)
def test_what_was_typed_leads_to_an_address_to_go_back_to(typed: str, address: str) -> None:
    answer = Client().post("/svara/", {"kod": typed, "sprak": "en"})
    assert (answer.status_code, answer["Location"]) == (303, address)

"""Whatever keeps somebody from answering is said in one calm page, and nothing is stored."""

import pytest
from tests.tycktill_web.builders import all_sealed
from tests.tycktill_web.respond.reading import Respondent
from tests.tycktill_web.respond.surveys import OpenSurvey, day, planned, printed_codes

from tycktill.fieldwork import ALPHABET, make_code
from tycktill_web.fieldwork.rounds import close_round
from tycktill_web.fieldwork.tickets import WRONG_CODES

UNKNOWN = make_code(lambda n: n // 2)
STEPS = ["/svara/", "/svara/om/", "/svara/fragor/", "/svara/kontroll/", "/svara/skicka/"]


def mistype(code: str) -> str:
    """The code with its first character wrong."""
    return next(letter for letter in ALPHABET if letter != code[0]) + code[1:]


@pytest.mark.parametrize("step", STEPS)
def test_an_unknown_code_is_asked_for_again(easy: OpenSurvey, respondent: Respondent, step: str) -> None:
    respondent.send(step, kod=UNKNOWN)
    assert respondent.status == 404
    assert respondent.sees("Koden stämmer inte", "Koden finns inte.", f'value="{UNKNOWN}"', 'aria-invalid="true"')


def test_a_mistyped_code_is_told_from_an_unknown_one(easy: OpenSurvey, respondent: Respondent) -> None:
    respondent.open("/svara/").press(kod=mistype(easy.code()))
    assert respondent.sees("Något tecken i koden är fel.")
    respondent.open(f"/svara/k/{mistype(easy.code())}/")
    assert respondent.sees("Något tecken i koden är fel.", "Fortsätt")


@pytest.mark.parametrize("nothing", ["", "   "])
def test_an_empty_box_is_said_to_be_empty(easy: OpenSurvey, respondent: Respondent, nothing: str) -> None:
    respondent.open("/svara/").press(kod=nothing)
    assert respondent.status == 400
    assert respondent.sees("Skriv din kod först")


@pytest.mark.parametrize("step", STEPS)
def test_a_used_code_may_mean_that_all_is_done(easy: OpenSurvey, respondent: Respondent, step: str) -> None:
    code = easy.code()
    respondent.send("/svara/skicka/", kod=code, fraga_contact="1")
    respondent.send(step, kod=code, fraga_contact="2")
    assert respondent.status == 410
    assert respondent.sees("Det finns redan ett svar", "så är de mottagna")
    assert [sheet.answers for sheet in easy.sheets()] == [(("contact", 1),)]


@pytest.mark.parametrize("step", STEPS)
def test_a_code_before_the_opening_is_kept_for_later(tiny: None, respondent: Respondent, step: str) -> None:
    round, registration = planned("tiny-two-of-four", opens_on=day(7))
    code = printed_codes(round, registration)[0]
    respondent.send(step, kod=code)
    assert respondent.status == 403
    assert respondent.sees("Du är lite tidig", "Spara koden.")
    opens = f"{day(7).day} {day(7):%B %Y}"
    assert respondent.send(step, kod=code, sprak="en").sees("You are a little early", opens, "Keep the code.")


@pytest.mark.parametrize("step", STEPS)
def test_a_code_after_the_closing_is_thanked(easy: OpenSurvey, respondent: Respondent, step: str) -> None:
    code = easy.code()
    close_round(easy.round)
    respondent.send(step, kod=code, fraga_contact="1")
    assert respondent.status == 410
    assert respondent.sees("Tiden för att svara är slut", "Tack för att du ville vara med.")
    assert all_sealed(easy.round.key) == []


@pytest.mark.thorough
@pytest.mark.usefixtures("still_clock")
def test_a_neighbours_wrong_codes_stop_neither_a_right_code_nor_a_finished_form(
    easy: OpenSurvey, respondent: Respondent
) -> None:
    for _ in range(WRONG_CODES.household + 1):
        respondent.open(f"/svara/k/{UNKNOWN}/")
    assert respondent.status == 429
    assert respondent.sees("Koden stämmer inte", "den rätta går alltid att använda.")
    code = easy.code()
    assert respondent.open(f"/svara/k/{code}/").status == 200
    respondent.send("/svara/skicka/", kod=code, fraga_contact="1")
    assert len(all_sealed(easy.round.key)) == 1


@pytest.mark.thorough
@pytest.mark.parametrize(
    "forged",
    [
        {"fraga_contact": "7"},
        {"fraga_contact": "-1"},
        {"fraga_contact": "¹"},
        {"fraga_contact": "1" * 5000},
        {"fraga_contact": "<script>"},
        {"fraga_nonsense": "1"},
        {"kon": "X"},
    ],
)
@pytest.mark.parametrize("step", ["/svara/kontroll/", "/svara/skicka/"])
def test_answers_that_no_page_sends_are_refused(
    easy: OpenSurvey, respondent: Respondent, step: str, forged: dict[str, str]
) -> None:
    code = easy.code()
    respondent.send(step, kod=code, **forged)
    assert respondent.status == 400
    assert respondent.sees("Något i svaren gick inte att läsa", "Börja om med samma kod.")
    assert not respondent.sees("<script>")
    assert respondent.open(f"/svara/k/{code}/").status == 200


def test_a_second_sending_is_told_honestly(easy: OpenSurvey, respondent: Respondent) -> None:
    fields = {"kod": easy.code(), "fraga_contact": "1"}
    assert respondent.send("/svara/skicka/", **fields).address == "/svara/tack/"
    assert respondent.send("/svara/skicka/", **fields).status == 410
    assert len(easy.sheets()) == 1


def test_what_was_typed_cannot_break_out_of_the_page(easy: OpenSurvey, respondent: Respondent) -> None:
    respondent.send("/svara/fragor/", kod='"><img src=x onerror=alert(1)>')
    assert respondent.sees("&quot;&gt;&lt;img")
    assert not respondent.sees("<img")


def test_a_refusal_is_said_in_the_language_asked_for(easy: OpenSurvey, respondent: Respondent) -> None:
    respondent.open(f"/svara/k/{UNKNOWN}/?sprak=en")
    assert respondent.sees("The code is not right", "There is no such code.")

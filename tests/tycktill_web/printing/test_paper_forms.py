"""A form on paper asks what the questionnaire asks, in its order, and each page says whose form it is."""

import re
from dataclasses import dataclass

import pytest
from tests.tycktill.instrument.documents import changed, document, written
from tests.tycktill.instrument.test_kinds import form as with_several
from tests.tycktill_web.printing.paper import Paper, check_everybody_can_read
from tests.tycktill_web.printing.test_slips import CODES, LONG_UNIT, codes_on

from tycktill.fieldwork import group_code
from tycktill.instrument import Instrument, parse_instrument, text_in
from tycktill_web.fieldwork.questionnaires import catalogue
from tycktill_web.printing.form_questions import FormQuestion, form_questions
from tycktill_web.printing.paper_forms import make_paper_form
from tycktill_web.printing.typesetting import as_pdf, as_picture

CONDITIONS = document("tiny-condition")


def form_of(
    instrument: Instrument, *codes: str, language: str = "sv", large: bool = False, unit: str = "Norr"
) -> Paper:
    """The questionnaire on paper."""
    made = make_paper_form(instrument, codes, label="2024", unit=unit, language=language, large=large)
    return Paper(as_pdf(made))


def tiny(id_: str) -> Instrument:
    """A questionnaire with one feature."""
    return parse_instrument(written(document(id_)), file=f"{id_}.toml")


def asked(instrument: Instrument) -> list[FormQuestion]:
    """Its questions as they stand on paper."""
    return list(form_questions(instrument, "sv"))


def squeezed(text: str) -> str:
    """A text without blanks: where a line is broken is no part of what it says."""
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("id_", sorted(catalogue()))
def test_every_questionnaire_prints_all_its_questions_and_options_in_order(id_: str) -> None:
    instrument = catalogue()[id_]
    for language in instrument.languages:
        paper = form_of(instrument, language=language)
        check_everybody_can_read(paper)
        told, place = squeezed(paper.words), 0
        for question in instrument.questions:
            place = told.index(squeezed(text_in(question.text, language)), place)
            for option in instrument.scale_of(question).options:
                place = told.index(squeezed(text_in(option.text, language)), place)
        assert squeezed(text_in(instrument.gender.text, language)) in told[place:]


@pytest.mark.parametrize("large", [False, True])
def test_each_page_has_the_code_the_unit_and_the_survey_and_each_form_begins_anew(large: bool) -> None:
    instrument = catalogue()["ifo-ekonomiskt-bistand"]
    paper = form_of(instrument, *CODES[:3], large=large, unit=LONG_UNIT)
    one = len(form_of(instrument, CODES[0], large=large, unit=LONG_UNIT).pages)
    assert len(paper.pages) == 3 * one
    for number, page in enumerate(paper.pages):
        assert group_code(CODES[number // one]) in page
        assert LONG_UNIT in page
        assert "Brukarundersökning 2024: Ekonomiskt bistånd" in page


def test_a_form_of_seven_questions_is_two_sides_of_one_sheet() -> None:
    assert len(form_of(catalogue()["ifo-ekonomiskt-bistand"]).pages) == 2


def test_a_form_without_a_code_has_room_for_one() -> None:
    paper = form_of(catalogue()["ifo-ekonomiskt-bistand"])
    assert not codes_on(paper)
    assert "Skriv av koden på lappen." in paper.words


@pytest.mark.parametrize("large", [False, True])
def test_every_page_has_its_four_marks_for_a_scanner(large: bool) -> None:
    paper = form_of(catalogue()["ifo-ekonomiskt-bistand"], large=large)
    for page in paper.pictures:
        width, height = page.size
        inset = round(width * 8.5 / 210)
        corners = [(x, y) for x in (inset, width - inset) for y in (inset, height - inset)]
        assert {page.convert("L").getpixel(corner) for corner in corners} == {0}


def test_an_answer_that_leads_past_questions_says_where() -> None:
    helped, kind, reach, gender = asked(tiny("tiny-condition"))
    assert [option.leads_to for option in helped.options] == ["", "Gå till fråga 4"]
    assert [option.leads_to for option in kind.options] == ["", ""]
    assert kind.only_if == "Om du svarade ”Ja” på fråga 1:"
    assert reach.only_if == "Om du svarade ”Ja” eller ”Nej” på fråga 2:"
    assert gender.number == "4"
    assert "Gå till fråga 4" in form_of(tiny("tiny-condition")).words


def test_several_choices_are_one_question_where_each_may_be_crossed() -> None:
    own, stod, _gender = asked(with_several())
    assert (own.number, stod.number, stod.text) == ("1", "2–3", "Vilket stöd?")
    assert stod.hint == "Kryssa i allt som stämmer."
    assert [(each.text, each.digit) for each in stod.options] == [("Praktik", "1"), ("Coach", "1")]
    check_everybody_can_read(form_of(with_several()))


def test_long_texts_stay_on_the_page() -> None:
    check_everybody_can_read(form_of(tiny("tiny-long-texts"), large=True))


@dataclass(frozen=True, slots=True)
class _Script:
    language: str
    word: str


SCRIPTS = [
    _Script("ar", "هل حصلت على مساعدة؟"),
    _Script("fa", "آیا کمک گرفته‌اید؟"),
    _Script("ru", "Вам помогли?"),
    _Script("uk", "Вам допомогли?"),
    _Script("ti", "ሓገዝ ረኺብኩም ዶ?"),
    _Script("th", "คุณได้รับความช่วยเหลือไหม"),
    _Script("yi", "האָט איר באַקומען הילף?"),
    _Script("so", "Caawimaad ma heshay?"),
    _Script("vi", "Bạn đã được giúp đỡ chưa?"),
]


def in_script(script: _Script) -> Instrument:
    """A questionnaire with one question in this language."""
    status = {"completeness": "partial", "review": "unreviewed"}
    languages = {**CONDITIONS["languages"], script.language: status}
    questions = [dict(each) for each in CONDITIONS["questions"]]
    questions[0]["text"] = {**questions[0]["text"], script.language: script.word}
    text = written(changed(changed(CONDITIONS, "languages", languages), "questions", questions))
    return parse_instrument(text, file="form.toml")


@pytest.mark.parametrize("script", SCRIPTS, ids=[each.language for each in SCRIPTS])
def test_every_script_that_we_have_letters_for_is_printed(script: _Script) -> None:
    paper = form_of(in_script(script), language=script.language)
    check_everybody_can_read(paper)
    assert paper.language == script.language


def test_arabic_is_set_from_the_right() -> None:
    made = make_paper_form(in_script(SCRIPTS[0]), label="2024", unit="Norr", language="ar")
    picture = Paper(as_pdf(made)).pictures[0].convert("L")
    width, height = picture.size
    body = picture.crop((0, round(height * 0.12), width, round(height * 0.92)))
    left, right = body.crop((0, 0, width // 2, body.height)), body.crop((width // 2, 0, width, body.height))
    assert sum(right.histogram()[:100]) > 2 * sum(left.histogram()[:100])
    assert as_picture(made).startswith(b"\x89PNG")

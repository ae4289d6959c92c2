"""A letter has a page of its own, one code, and nobody's name."""

from functools import partial

from tests.tycktill_web.printing.paper import Paper, check_everybody_can_read
from tests.tycktill_web.printing.test_slips import CODES, UNTIL, codes_on, link

from tycktill.fieldwork import group_code
from tycktill_web.printing.letters import Letters, make_letters
from tycktill_web.printing.survey_words import survey_words
from tycktill_web.printing.typesetting import as_pdf


def letters_of(*codes: str, languages: tuple[str, ...] = ("sv",), unit: str = "") -> Letters:
    """Letters with these codes."""
    words = survey_words(label="2024", until=UNTIL, languages=languages)
    make = partial(make_letters, words=words, link=link, address="tycktill.example/svara", sender="Björkköping")
    return make(codes, unit=unit)


def test_each_code_has_a_page_with_its_qr_code_in_the_batchs_order() -> None:
    paper = Paper(as_pdf(letters_of(*CODES[:5])))
    assert len(paper.pages) == 5
    assert codes_on(paper) == [group_code(code) for code in CODES[:5]]
    assert list(paper.links()) == [link(code) for code in CODES[:5]]


def test_everybody_can_read_a_letter_in_several_languages_on_one_page() -> None:
    paper = Paper(as_pdf(letters_of(CODES[0], languages=("sv", "en"), unit="Försörjningsstöd")))
    check_everybody_can_read(paper)
    assert len(paper.pages) == 1
    assert "Har du redan svarat?" in paper.words
    assert "Have you answered already?" in paper.words


def test_a_letter_names_no_unit_unless_it_is_asked_for() -> None:
    assert "Björkköping Vad tycker du?" in Paper(as_pdf(letters_of(CODES[0]))).words
    assert "Björkköping Stöd Vad tycker du?" in Paper(as_pdf(letters_of(CODES[0], unit="Stöd"))).words

"""Slips hold every code once, in its order, lead where they say, and can be read by everybody."""

import datetime
import re
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tycktill_web.printing.paper import Paper, check_everybody_can_read

from tycktill.fieldwork import ALPHABET, LENGTH, group_code
from tycktill_web.printing.errors import NoLetterFor
from tycktill_web.printing.slips import Slips, make_slips
from tycktill_web.printing.survey_words import survey_words
from tycktill_web.printing.typesetting import as_pdf, as_pdfs

CODES = tuple(ALPHABET[place] * (LENGTH - 1) + ALPHABET[-place] for place in range(20))
UNTIL = datetime.date(2024, 10, 15)
LONG_UNIT = "Försörjningsstöd och ekonomiskt bistånd för unga vuxna i Örebro kommuns norra stadsdelar, även på kvällar"


def link(code: str) -> str:
    return f"https://tycktill.example/svara/k/{code}/"


def sheet_of(*codes: str, languages: tuple[str, ...] = ("sv",), unit: str = "", address: str = "") -> Slips:
    """Slips of these codes."""
    told = survey_words(label="2024", until=UNTIL, languages=languages)
    address = address or "tycktill.example/svara"
    return make_slips(codes, words=told, link=link, address=address, unit=unit)


def codes_on(paper: Paper) -> list[str]:
    """The codes that stand on it, in the order in which they are read."""
    return re.findall(r"\b\w{5}-\w{5}\b", paper.words)


@settings(max_examples=8, deadline=None)
@given(codes=st.lists(st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH), min_size=1, max_size=20))
def test_every_code_stands_on_a_slip_once_in_the_batchs_order(codes: list[str]) -> None:
    paper = Paper(as_pdf(sheet_of(*codes)))
    assert codes_on(paper) == [group_code(code) for code in codes]


def test_every_qr_code_leads_to_its_own_code() -> None:
    paper = Paper(as_pdf(sheet_of(*CODES)))
    assert sorted(paper.links()) == sorted(map(link, CODES))


@pytest.mark.parametrize("languages", [("sv",), ("sv", "en")])
def test_everybody_can_read_a_slip(languages: tuple[str, ...]) -> None:
    paper = Paper(as_pdf(sheet_of(*CODES, languages=languages)))
    check_everybody_can_read(paper)
    assert paper.language == "sv"
    assert set(paper.sizes) == {(210, 297)}


def test_several_slips_have_room_on_a_sheet() -> None:
    assert len(Paper(as_pdf(sheet_of(*CODES[:8]))).pages) == 1
    assert len(Paper(as_pdf(sheet_of(*CODES[:6], languages=("sv", "en")))).pages) == 1


def test_what_a_slip_says_is_text_with_swedish_letters() -> None:
    paper = Paper(as_pdf(sheet_of(CODES[0])))
    assert "Dina svar visar vad som är bra och vad som behöver bli bättre." in paper.words
    assert "Koden gäller en gång, till och med 15 oktober 2024." in paper.words


def test_a_long_name_and_a_long_address_stay_on_the_slip() -> None:
    address = "brukarundersokning.individochfamilj.langtkommunnamn.example/svara"
    paper = Paper(as_pdf(sheet_of(*CODES, unit=LONG_UNIT, address=address)))
    assert paper.words.count(LONG_UNIT) == len(CODES)
    assert paper.words.count(address) == len(CODES)
    assert codes_on(paper) == [group_code(code) for code in CODES]
    assert len(paper.links()) == len(CODES)


def test_a_character_that_we_have_no_letter_for_is_named_and_nothing_is_printed() -> None:
    with pytest.raises(NoLetterFor, match="🙂"):
        as_pdf(sheet_of(CODES[0], unit="Enhet 🙂"))


def test_the_same_slips_are_the_same_bytes() -> None:
    assert as_pdf(sheet_of(*CODES)) == as_pdf(sheet_of(*CODES))


def test_many_sheets_are_set_in_their_order() -> None:
    drawn = as_pdfs([partial(sheet_of, code) for code in CODES[:5]])
    assert [codes_on(Paper(pdf)) for pdf in drawn] == [[group_code(code)] for code in CODES[:5]]

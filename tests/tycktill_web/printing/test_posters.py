"""A poster says what and until when, to be read from afar, and has no code."""

import datetime

import pytest
from tests.tycktill_web.printing.paper import Paper, check_everybody_can_read
from tests.tycktill_web.printing.test_slips import codes_on

from tycktill_web.fieldwork.questionnaires import catalogue
from tycktill_web.printing.posters import PosterSize, make_poster
from tycktill_web.printing.typesetting import as_pdf, as_picture

DAYS = (datetime.date(2024, 9, 1), datetime.date(2024, 10, 15))


def poster(size: PosterSize, languages: tuple[str, ...] = ("sv",)) -> Paper:
    """A poster for those with social assistance."""
    instrument = catalogue()["ifo-ekonomiskt-bistand"]
    made = make_poster(instrument, label="2024", days=DAYS, languages=languages, sender="Björkköping", size=size)
    assert as_picture(made).startswith(b"\x89PNG")
    return Paper(as_pdf(made))


@pytest.mark.parametrize("languages", [("sv",), ("sv", "en")])
@pytest.mark.parametrize(("size", "millimetres"), [("a4", (210, 297)), ("a3", (297, 420))])
def test_a_poster_is_one_page_of_its_size_without_a_code(
    size: PosterSize, millimetres: tuple[int, int], languages: tuple[str, ...]
) -> None:
    paper = poster(size, languages)
    check_everybody_can_read(paper)
    assert paper.sizes == (millimetres,)
    assert not codes_on(paper)
    assert not paper.links()
    assert "Du kan svara från 1 september 2024 till och med 15 oktober 2024." in paper.words
    assert ("You can answer from 1 September 2024" in paper.words) == ("en" in languages)

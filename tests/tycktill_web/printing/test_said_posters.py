"""A poster of what users said has the public page's words, on one page that all can read, and leads to that page."""

import datetime
import re

import pytest
from tests.tycktill_web.printing.paper import Paper, check_everybody_can_read

from tycktill_web.printing.posters import PosterSize
from tycktill_web.printing.said_posters import SaidWords, make_said_poster
from tycktill_web.printing.typesetting import as_pdf

PAGE = "https://tycktill.example/resultat/ifo/2024/9001/"
SAID = ("Det är svårt att nå er.", "Ni lyssnar.", "Breven är svåra att förstå.")
LONGEST = " ".join(["Det tar lång tid att få svar när man ringer."] * 50)[:600]


def poster(size: PosterSize = "a4", said: tuple[str, ...] = SAID, done: str = "Vi ringer upp inom två dagar.") -> Paper:
    """A poster of Granhult's."""
    made = make_said_poster(
        SaidWords(said, done, datetime.date(2025, 6, 30)),
        survey="Individ- och familjeomsorg 2024",
        sender="Granhult",
        address=PAGE,
        size=size,
    )
    return Paper(as_pdf(made))


@pytest.mark.parametrize(("size", "millimetres"), [("a4", (210, 297)), ("a3", (297, 420))])
def test_it_is_one_page_of_its_size_that_leads_to_the_result(size: PosterSize, millimetres: tuple[int, int]) -> None:
    paper = poster(size)
    check_everybody_can_read(paper)
    assert paper.sizes == (millimetres,)
    assert paper.links() == [PAGE]
    assert all(each in paper.words for each in (*SAID, "Vi ringer upp inom två dagar.", "Klart senast 30 juni 2025."))
    assert [each.kind for each in paper.elements].count("LI") == len(SAID)


def test_the_longest_words_have_room_on_one_page() -> None:
    paper = poster(said=(LONGEST,) * 3, done=LONGEST)
    assert len(paper.pages) == 1
    assert paper.words.count("Det tar lång tid") >= 48


def test_no_line_ends_within_an_interval() -> None:
    paper = poster(done=" ".join(f"{weeks}–{weeks + 1}" for weeks in range(10, 90)))
    assert "10–11 11–12" in paper.words
    assert not re.search(r"\d– ", paper.words)

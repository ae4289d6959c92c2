"""A slip says which survey, why, how and until when, in the languages chosen, and no unit unless it is asked for."""

import re
from base64 import b64decode

import pytest
from tests.tycktill_web import worlds
from tests.tycktill_web.desk.test_codes import codes_page, shown_in
from tests.tycktill_web.pages import see, send, signed_in, tagless
from tests.tycktill_web.printing.killing import presses_that_are_killed
from tests.tycktill_web.printing.paper import Paper

from tycktill.fieldwork import parse_code
from tycktill_web.pages.desk import coded_paper

pytestmark = pytest.mark.django_db

SWEDISH = (
    "Vad tycker du? Brukarundersökning 2024 Dina svar visar vad som är bra och vad som behöver bli bättre. "
    "Det är frivilligt, och ingen får veta vad just du har svarat. "
    "Rikta telefonens kamera mot rutan, eller gå till adressen under rutan och skriv koden. "
    "Koden gäller en gång, till och med 15 oktober 2024."
)
ENGLISH = (
    "What do you think? User survey 2024 Your answers show what is good and what needs to get better. "
    "It is voluntary, and nobody will know what you have answered. "
    "Point the phone's camera at the square, or go to the address below it and type the code. "
    "The code is valid once, until 15 October 2024."
)


def made(form: dict[str, object]) -> str:
    """The page of new codes."""
    world = worlds.open_world()
    asked = {"size": 1, "turn": 1, **form}
    return signed_in(world.coordinator).post(codes_page(world), asked).content.decode()


def printed(page: str) -> list[Paper]:
    """The PDFs that a page holds, in their order."""
    return [Paper(b64decode(told)) for told in re.findall(r'href="data:application/pdf;base64,([^"]+)"', page)]


def slips_of(form: dict[str, object]) -> str:
    """What the slip of one new code says."""
    (paper,) = printed(made(form))
    return paper.words


@pytest.mark.thorough
def test_every_code_that_was_made_is_on_a_slip_once_in_the_order_of_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coded_paper, "MOST_SLIPS", 10)
    page = made({"size": 25})
    papers = printed(page)
    on_slips = [code for paper in papers for code in re.findall(r"\b\w{5}-\w{5}\b", paper.words)]
    assert on_slips == shown_in(page)
    assert len(papers) == 3
    assert {link.split("/")[-2] for paper in papers for link in paper.links()} == {parse_code(c) for c in on_slips}
    assert "Ladda ned lapparna 11–20 (PDF)" in tagless(page)


def test_a_name_that_cannot_be_printed_is_refused_before_there_are_codes() -> None:
    world = worlds.open_world()
    unit = world.support.unit
    unit.name = "Stöd 🙂"
    unit.save()
    form = {"size": 1, "turn": 1, "names_unit": "on"}
    told = send(signed_in(world.coordinator), codes_page(world), form, status=400)
    assert "Det går inte att skriva ut tecknet 🙂." in told
    assert not world.support.batches.exists()


@pytest.mark.thorough
def test_codes_are_not_lost_when_the_press_fails() -> None:
    with presses_that_are_killed(after=1):  # that which tries the sheet
        page = made({"size": 3})
    assert "Koderna gäller och finns i kalkylbladet." in page
    assert len(shown_in(page)) == 3


def test_a_slip_is_in_swedish_first_and_then_in_what_was_chosen() -> None:
    told = slips_of({"languages": ["en"]})
    assert told.startswith(SWEDISH)
    assert told.endswith(ENGLISH)


def test_a_slip_is_in_swedish_where_nothing_else_was_chosen() -> None:
    told = slips_of({})
    assert SWEDISH in told
    assert "What do you think?" not in told


def test_languages_that_the_questionnaire_has_are_offered_and_swedish_is_always_there() -> None:
    world = worlds.open_world()
    client = signed_in(world.coordinator)
    page = client.get(codes_page(world)).content.decode()
    assert 'value="en" id="id_languages_0"' in page
    assert 'value="sv"' not in page


def test_a_language_that_nobody_can_answer_in_is_refused_and_makes_nothing() -> None:
    world = worlds.open_world()
    form = {"size": 1, "turn": 1, "languages": ["ar"]}
    assert "Något behöver rättas" in send(signed_in(world.coordinator), codes_page(world), form, status=400)
    assert not world.support.batches.exists()


def test_a_slip_names_its_unit_only_where_that_was_asked_for() -> None:
    assert "Brukarundersökning 2024, Försörjningsstöd" in slips_of({"names_unit": "on"})


def test_the_page_says_what_a_units_name_can_give_away_and_leaves_it_out_from_the_start() -> None:
    world = worlds.open_world()
    client = signed_in(world.coordinator)
    assert "ska inte berätta vilket stöd en person får" in see(client, codes_page(world))
    box = re.search(r'<input[^>]*name="names_unit"[^>]*>', client.get(codes_page(world)).content.decode())
    assert box
    assert "checked" not in box[0]

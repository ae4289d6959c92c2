"""A new edition tells which of its questions may no longer measure the same."""

import pytest
from tests.tycktill.instrument.documents import changed, document
from tests.tycktill.instrument.test_kinds import CHOICES, SEVERAL

from tycktill.files import read_library
from tycktill.instrument import Changed, Instrument, changed_questions, last_meanings, parse_instrument, write_toml

SOUND = {**document("tiny-yes-no"), "questions": [*document("tiny-yes-no")["questions"], SEVERAL]}
GOOD = SOUND["questions"][0]["scale"]


def form(path: str = "version", value: object = 1) -> Instrument:
    """The questionnaire with this put in."""
    return parse_instrument(write_toml(changed(SOUND, path, value)), file="form.toml", library=read_library())


@pytest.mark.parametrize(
    ("path", "value", "id_", "how", "must_break"),
    [
        ("questions.0.text.sv", "Något helt annat?", "good", frozenset({Changed.TEXT}), False),
        (f"scales.{GOOD}.options.0.text.sv", "Absolut", "good", frozenset({Changed.OPTIONS}), False),
        (f"scales.{GOOD}.positive", [2], "good", frozenset({Changed.COUNTING}), True),
        ("questions.1.choices.0.text.sv", "Praktikplats", "stod", frozenset({Changed.OPTIONS}), False),
        ("questions.1.choices", CHOICES[:1], "stod", frozenset({Changed.OPTIONS, Changed.COUNTING}), True),
        ("questions.1.when", {"question": "good", "codes": [1]}, "stod", frozenset({Changed.CONDITION}), False),
    ],
)
def test_what_is_otherwise_is_told(
    path: str, value: object, id_: str, how: frozenset[Changed], must_break: object
) -> None:
    (found,) = changed_questions([form()], form(path, value))
    assert (found.id, found.changed) == (id_, how)
    assert found.must_break is must_break


@pytest.mark.parametrize(
    ("path", "value"),
    [("name.sv", "Annat namn"), ("questions.0.name.sv", "Annat"), ("questions.0.text.en", "Other?"), ("version", 2)],
)
def test_what_is_no_question_in_swedish_changes_no_meaning(path: str, value: object) -> None:
    assert changed_questions([form()], form(path, value)) == ()


def test_a_meaning_that_was_raised_already_is_not_asked_about() -> None:
    other = changed(changed(SOUND, "questions.0.text.sv", "Annat?"), "questions.0.meaning", 2)
    assert (
        changed_questions([form()], parse_instrument(write_toml(other), file="form.toml", library=read_library())) == ()
    )


def test_a_question_that_was_left_out_is_held_against_when_it_was_last_asked() -> None:
    without = form("questions", SOUND["questions"][1:])
    (found,) = changed_questions([form(), without], form("questions.0.text.sv", "Annat?"))
    assert found.id == "good"
    assert last_meanings([form("questions.0.meaning", 3), without]) == {"good": 3, "stod": 1}

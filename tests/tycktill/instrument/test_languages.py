"""A language that says it is complete is complete; what is partial falls back to Swedish."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.instrument.documents import TINY, changed, document, only_fault, written

from tycktill.instrument import parse_instrument, text_in

SOUND = document("tiny-languages")
PARTIAL = {"completeness": "partial", "review": "reviewed"}
TEXT = st.text(min_size=1)


@pytest.mark.parametrize(
    ("path", "value", "place", "problem"),
    [
        ("name.en", None, "name.en", "The text is missing in `en`, which is declared complete"),
        ("name.en", " \n", "name.en", "The text is empty"),
        ("name.en", "=1+1", "name.en", "The text begins with =, which a spreadsheet takes for a formula"),
        ("name.en", " -\uff11", "name.en", "The text begins with -, which a spreadsheet takes for a formula"),
        ("name.fi", "Kielet", "name.fi", "The language `fi` is not declared"),
        ("information.purpose.sv", None, "information.purpose.sv", "The text is missing in `sv`"),
        ("questions.0.text.en", None, "questions[understood].text.en", "The text is missing in `en`"),
        ("scales.yes_no.options.1.text.en", None, "scales.yes_no.options[2].text.en", "The text is missing in `en`"),
        (
            "background.0.options.2.text.en",
            None,
            "background[gender].options[A].text.en",
            "The text is missing in `en`",
        ),
        ("languages.english", PARTIAL, "languages.english", "The language code `english` is not known"),
        ("languages.sv", PARTIAL, "languages.sv.completeness", "Swedish is only partial"),
    ],
)
def test_a_language_is_as_complete_as_it_says(path: str, value: object, place: str, problem: str) -> None:
    fault = only_fault(changed(SOUND, path, value))
    assert fault.place == place
    assert fault.problem.startswith(problem)


def test_swedish_is_always_there() -> None:
    def without_swedish(value: Any) -> Any:
        if isinstance(value, list):
            return [without_swedish(inner) for inner in value]
        if isinstance(value, dict):
            return {key: without_swedish(inner) for key, inner in value.items() if key != "sv"}
        return value

    fault = only_fault(without_swedish(SOUND))
    assert (fault.place, fault.problem) == ("languages", "Swedish is missing")


def test_a_partial_language_may_lack_anything() -> None:
    instrument = parse_instrument(written(changed(SOUND, "languages.en.completeness", "partial")), file="form.toml")
    assert instrument.languages["ar"].completeness == "partial"


@given(swedish=TEXT, other=TEXT)
def test_a_text_falls_back_to_swedish(swedish: str, other: str) -> None:
    assert text_in({"sv": swedish, "en": other}, "en") == other
    assert text_in({"sv": swedish, "en": other}, "ar") == swedish


def test_a_partial_language_shows_what_it_has() -> None:
    instrument = parse_instrument((TINY / "tiny-languages.toml").read_text(encoding="utf-8"), file="form.toml")
    question = instrument.questions[0]
    assert text_in(instrument.scale_of(question).options[0].text, "ar") == "نعم"
    assert text_in(question.text, "ar") == "Förstår du?"

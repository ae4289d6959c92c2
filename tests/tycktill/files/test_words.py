"""Texts are alike when a person would say that they say the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tycktill.files import read_aliases, read_scales
from tycktill.files.options import Options
from tycktill.files.words import by_label, likeness, whole_number
from tycktill.files.wrong import Wrong


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vet inte/ingen åsikt", "VET  INTE / INGEN ÅSIKT"),
        ("Don't know", "don’t know "),
        ("Åsa", "A\u030asa"),
        ("ja", "\ufeffJa\u00ad"),
        ("0–18 år", "0-18 ÅR"),
    ],
)
def test_writing_does_not_change_what_is_said(one: str, other: str) -> None:
    assert likeness(one) == likeness(other)


@given(text=st.text())
def test_likeness_is_alike_itself(text: str) -> None:
    assert likeness(likeness(text)) == likeness(text)


@given(number=st.integers(-(10**14), 10**14), end=st.sampled_from(["", ".0", ",00", " "]))
def test_whole_numbers_are_read(number: int, end: str) -> None:
    assert whole_number(f" {number}{end}") == number


@given(number=st.integers(-(10**14), 10**14), space=st.sampled_from(" \u00a0\u2009\u202f"))
def test_spaces_between_thousands_change_nothing(number: int, space: str) -> None:
    assert whole_number(f"{number:,}".replace(",", space)) == number
    assert whole_number(f"{number:,}".replace(",", space) + ",00") == number


@pytest.mark.parametrize("text", ["", "1.5", "1e3", "ett", "1.", ".0", "--1", "1" * 16, "½"])
def test_other_texts_are_no_whole_numbers(text: str) -> None:
    assert whole_number(text) is None


@pytest.mark.parametrize("text", ["10 00", "1  000", "0 100", "1 0000", "1000 000", "1 000 00", "12 3", "1\n000"])
def test_spaces_elsewhere_make_no_number(text: str) -> None:
    assert whole_number(text) is None


def test_a_part_of_a_label_is_a_label_unless_it_is_shared() -> None:
    options = [
        (1, {"sv": "Ja/absolut", "en": "Yes"}),
        (2, {"sv": "Nej/vet inte", "en": "No"}),
        (8, {"sv": "Vet inte"}),
        (9, {"sv": "Annat/vill inte", "en": "Yes"}),
    ]
    labels = by_label(options)
    assert labels["ja"] == labels["absolut"] == labels["ja/absolut"] == 1
    assert labels["vet inte"] == 8
    assert "yes" not in labels


@pytest.mark.parametrize("name", ["betyg_5", "betyg_10", "troligt_11"])
@pytest.mark.parametrize("form", ["{0} {1}", "{0} - {1}", "{0}. {1}", "{0}: {1}", "{1} ({0})", "{1}", "{0}"])
def test_a_scale_of_numbers_is_read_in_every_spelling(name: str, form: str) -> None:
    scale = read_scales()[name]
    options = Options(scale, read_aliases().answers)
    for option in scale.options:
        number, _, words = option.text["sv"].partition(" ")
        if number == str(option.code) and words:
            assert options.code_of(form.format(number, words)) == option.code
            other = scale.options[1].code
            assert isinstance(options.code_of(f"{other} - {words}"), Wrong)

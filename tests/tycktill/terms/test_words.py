"""Rounds, languages and municipalities are called what people call them."""

import pytest

from tycktill.terms import LANGUAGES, RESULT_COLUMNS, is_round


@pytest.mark.parametrize("name", ["2019", "2024-host", "2024-2"])
def test_a_round_is_a_year_and_perhaps_a_suffix(name: str) -> None:
    assert is_round(name)


@pytest.mark.parametrize("name", ["", "19", "2024-", "2024 host", "2024-Höst", "2019\n", "x2019", "٢٠٢٤", "9999"])
def test_anything_else_is_no_round(name: str) -> None:
    assert not is_round(name)


def test_languages_are_known_by_their_code() -> None:
    assert all(language.code == code for code, language in LANGUAGES.items())
    assert list(LANGUAGES)[:2] == ["sv", "en"]


def test_some_languages_are_written_from_right_to_left() -> None:
    right_to_left = {code for code, language in LANGUAGES.items() if language.right_to_left}
    assert {"ar", "fa", "prs", "ps"} <= right_to_left
    assert not {"sv", "en", "so", "ti"} & right_to_left


def test_no_column_of_results_stands_twice() -> None:
    assert len(set(RESULT_COLUMNS)) == len(RESULT_COLUMNS) == 20

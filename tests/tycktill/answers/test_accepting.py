"""A posted form becomes a sheet, or every fault in it is told."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.questionnaires import LATT, VILLKOR

from tycktill.answers import UNIT_BYTES, Sheet, accept, unit_name
from tycktill.instrument import Instrument
from tycktill.terms import Gender, Refused

GIVEN = st.dictionaries(st.sampled_from(["helhet", "bra", "hjalp"]), st.sampled_from([1, 2, 9]))


def _accept(
    instrument: Instrument, answers: Mapping[str, int], *, round: str = "2019", unit: str = "Mottagning"
) -> Sheet:
    return accept(instrument, round=round, municipality="2580", unit=unit, gender=Gender.WOMAN, answers=answers)


def _refusal(instrument: Instrument, answers: Mapping[str, int], *, round: str = "2019", unit: str = "Norr") -> str:
    with pytest.raises(Refused) as refused:
        _accept(instrument, answers, round=round, unit=unit)
    return str(refused.value)


def test_answers_stand_in_the_order_of_the_instrument() -> None:
    assert _accept(LATT, {"helhet": 1, "kontakt": 8}).answers == (("kontakt", 8), ("helhet", 1))


def test_a_form_without_answers_is_a_sheet() -> None:
    assert _accept(LATT, {}).answers == ()


def test_all_wrong_answers_are_told_at_once() -> None:
    said = _refusal(LATT, {"helhet": 3, "trivs": 1, "kontakt": 0})
    assert said.splitlines() == [
        "column helhet: 3 is not an answer to this question. Choose one of 1, 2, 9.",
        'column trivs: "liten-latt" has no question "trivs". Leave it out.',
        "column kontakt: 0 is not an answer to this question. Choose one of 1, 2, 3, 4, 8, 9.",
    ]


@pytest.mark.parametrize("round", ["2014", "2020", "19", "", "2019 host"])
def test_a_round_outside_the_use_of_the_instrument_is_refused(round: str) -> None:
    assert "was not in use" in _refusal(VILLKOR, {}, round=round)


def test_a_round_with_a_suffix_counts_by_its_year() -> None:
    assert _accept(VILLKOR, {}, round="2019-host").round == "2019-host"


@pytest.mark.parametrize("unit", ["=1+1", "+46", "-Norr", "@norr", "＝1"])
def test_a_units_name_is_no_formula(unit: str) -> None:
    assert "which a spreadsheet takes for a formula" in _refusal(LATT, {}, unit=unit)


def test_a_units_name_hides_nothing() -> None:
    assert "a character that cannot be seen" in _refusal(LATT, {}, unit="Nor\u202er")


def test_a_unit_must_have_a_name_that_fits() -> None:
    assert "no name" in _refusal(LATT, {}, unit=" \u00a0 ")
    assert "longer than" in _refusal(LATT, {}, unit="å" * (UNIT_BYTES // 2 + 1))


@given(answers=GIVEN)
def test_no_answer_is_kept_whose_condition_is_not_met(answers: dict[str, int]) -> None:
    kept = dict(_accept(VILLKOR, answers).answers)
    assert kept.items() <= answers.items()
    assert "bra" not in kept or kept["hjalp"] == 1
    assert "helhet" not in kept or kept["bra"] in (1, 2)


@given(answers=GIVEN)
def test_what_is_kept_is_kept_again(answers: dict[str, int]) -> None:
    sheet = _accept(VILLKOR, answers)
    assert _accept(VILLKOR, dict(sheet.answers)) == sheet


@given(text=st.text())
def test_a_unit_has_one_name(text: str) -> None:
    assert unit_name(unit_name(text)) == unit_name(text)


def test_a_unit_is_the_same_however_its_letters_are_composed() -> None:
    assert unit_name("Enhet\u00a0 A\u030angermanland ") == unit_name(" Enhet Ångermanland")

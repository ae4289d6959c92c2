"""A scale says which answers count, and no scale that counts nonsense is accepted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.instrument.documents import changed, document, faults_of, only_fault, written

from tycktill.instrument import DONT_KNOW, NOT_APPLICABLE, Option, Scale
from tycktill.instrument.scales import scale_faults

SOUND = document("tiny-not-applicable")
SCALE = "scales.influence"
CODES = st.lists(st.integers(0, 10), max_size=8)


@pytest.mark.parametrize(
    ("key", "value", "place", "problem"),
    [
        ("positive", [], "positive", "No answer counts as positive"),
        ("positive", [1, 2, 3], "positive", "Every answer counts as positive"),
        ("positive", [1, 4], "positive", "The scale has no code 4"),
        ("positive", [1, 8], "excluded", "The code 8 is both positive and excluded"),
        ("excluded", [9], "excluded", "The code 8 always leaves the denominator"),
        ("excluded", [8], "excluded", "The code 9 always leaves the denominator"),
        ("excluded", [7, 8, 9], "excluded", "The scale has no code 7"),
        ("excluded", [8, 9, 9], "excluded", "The code 9 stands 2 times"),
        ("positive", [1, 1, 1], "positive", "The code 1 stands 3 times"),
    ],
)
def test_a_wrong_set_of_codes_is_told(key: str, value: list[int], place: str, problem: str) -> None:
    fault = only_fault(changed(SOUND, f"{SCALE}.{key}", value))
    assert (fault.place, fault.problem) == (f"{SCALE}.{place}", problem)


def test_only_the_reserved_codes_can_be_excluded() -> None:
    spoilt = changed(changed(SOUND, f"{SCALE}.positive", [1]), f"{SCALE}.excluded", [3, 8, 9])
    assert only_fault(spoilt).problem == "The code 3 cannot be excluded"


@pytest.mark.parametrize(
    ("option", "code", "place", "problem"),
    [
        (1, 1, f"{SCALE}.options", "The code 1 stands 2 times"),
        (2, 4, SCALE, "The codes are 1, 2, 4, 8, 9"),
        (0, 0, SCALE, "The codes are 0, 2, 3, 8, 9"),
    ],
)
def test_codes_count_from_one_in_printed_order(option: int, code: int, place: str, problem: str) -> None:
    spoilt = changed(SOUND, f"{SCALE}.options.{option}.code", code)
    faults = faults_of(written(changed(spoilt, f"{SCALE}.positive", [2] if option != 1 else [1])))
    assert (faults[0].place, faults[0].problem) == (place, problem)


def test_reserved_codes_stand_last() -> None:
    options = SOUND["scales"]["influence"]["options"]
    fault = only_fault(changed(SOUND, f"{SCALE}.options", [options[4], *options[:4]]))
    assert fault.problem == "The codes are 9, 1, 2, 3, 8"


def test_two_options_of_one_name_are_told_in_any_language() -> None:
    spoilt = changed(SOUND, f"{SCALE}.options.1.text.en", "a  LOT")
    assert only_fault(spoilt).problem == "Two options are called `a lot` in `en`"


@given(codes=CODES, positive=CODES, excluded=CODES)
def test_a_scale_without_faults_can_be_counted_on(codes: list[int], positive: list[int], excluded: list[int]) -> None:
    options = tuple(Option(code=code, text={"sv": str(number)}) for number, code in enumerate(codes))
    scale = Scale(options=options, positive=tuple(positive), excluded=tuple(excluded))
    sound = not list(scale_faults("scale", scale))
    reserved = {NOT_APPLICABLE, DONT_KNOW}
    assert sound == (
        scale.codes == (*range(1, len(set(codes) - reserved) + 1), *sorted(set(codes) & reserved))
        and set() < set(positive) < set(scale.valid)
        and len(set(positive)) == len(positive)
        and sorted(excluded) == sorted(set(codes) & reserved)
    )


@given(st.integers(2, 7), st.booleans(), st.booleans())
def test_valid_and_excluded_codes_are_all_there_are(steps: int, not_applicable: bool, dont_know: bool) -> None:
    last = [NOT_APPLICABLE] * not_applicable + [DONT_KNOW] * dont_know
    options = tuple(Option(code=code, text={"sv": str(code)}) for code in [*range(1, steps + 1), *last])
    scale = Scale(options=options, positive=(1,), excluded=tuple(last))
    assert not list(scale_faults("scale", scale))
    assert (*scale.valid, *scale.excluded) == scale.codes

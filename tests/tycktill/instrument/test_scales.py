"""A scale says which answers count, and no scale that counts nonsense is accepted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.instrument.documents import changed, document, faults_of, only_fault, written

from tycktill.instrument import Option, Scale
from tycktill.instrument.scales import scale_faults

SOUND = document("tiny-not-applicable")
SCALE = "scales.influence"
CODES = st.lists(st.integers(0, 10), max_size=8)
LAST = [(), (8,), (9,), (8, 9), (98,), (99,), (98, 99)]
SOUND_CODES = {
    ((*range(first, end), *last), last)
    for first in (0, 1)
    for end in range(first, first + 12)
    for last in LAST
    if end <= 8 or not {8, 9} & set(last)
}
"""All codes that a scale may have, with those that are left out."""


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
    options = tuple(Option(code=code, text={"sv": f"no. {number}"}) for number, code in enumerate(codes))
    scale = Scale(options=options, positive=tuple(positive), excluded=tuple(excluded))
    sound = not list(scale_faults("scale", scale))
    assert sound == (
        (scale.codes, tuple(sorted(excluded))) in SOUND_CODES
        and set() < set(positive) < set(scale.valid)
        and len(set(positive)) == len(positive)
    )


@given(st.sampled_from([sound for sound in sorted(SOUND_CODES) if len(sound[0]) - len(sound[1]) > 1]))
def test_valid_and_excluded_codes_are_all_there_are(sound: tuple[tuple[int, ...], tuple[int, ...]]) -> None:
    codes, last = sound
    options = tuple(Option(code=code, text={"sv": str(code)}) for code in codes)
    scale = Scale(options=options, positive=codes[:1], excluded=last)
    assert list(scale_faults("scale", scale)) == []
    assert (*scale.valid, *scale.excluded) == scale.codes


def test_a_scale_from_0_to_10_leaves_out_98_and_99() -> None:
    texts = ["0 Inte alls troligt", *map(str, range(1, 10)), "10 Mycket troligt", "Berör inte mig", "Vet inte"]
    codes = (*range(11), 98, 99)
    options = tuple(Option(code=code, text={"sv": text}) for code, text in zip(codes, texts, strict=True))
    assert list(scale_faults("scale", Scale(options=options, positive=(9, 10), excluded=(98, 99)))) == []


@pytest.mark.parametrize(
    "label", ["5", " 5 ", "5.0", "05", "５", "5.", "5 = bäst", "5. Bäst", "5) Bäst", "5 – bäst", "5 - bäst", "Bäst (5)"]
)
def test_a_label_that_is_another_number_than_its_code_is_told(label: str) -> None:
    fault = only_fault(changed(SOUND, f"{SCALE}.options.0.text.sv", label))
    assert (fault.place, fault.remedy) == (SCALE, "Call the option by words, or number the options as they are called")


@pytest.mark.parametrize(
    "label", ["1", "1 = bäst", "2-3 gånger i veckan", "3 av 4", "5 år", "Fem", "Mer än 10", "10-20"]
)
def test_a_label_may_be_its_code_and_hold_numbers_as_words_do(label: str) -> None:
    assert faults_of(written(changed(SOUND, f"{SCALE}.options.0.text.sv", label))) == ()

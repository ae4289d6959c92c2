"""Wilson's interval with finite-population correction: laws, published values and exact coverage."""

from collections.abc import Iterator
from fractions import Fraction
from math import comb, isclose

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tycktill.statistics import wilson

OFFERED = st.integers(1, 400)


@st.composite
def samples(draw: st.DrawFn) -> tuple[int, int, int]:
    """(positive, valid, offered)."""
    offered = draw(OFFERED)
    valid = draw(st.integers(1, offered))
    return draw(st.integers(0, valid)), valid, offered


@given(samples())
def test_the_share_lies_in_its_interval(sample: tuple[int, int, int]) -> None:
    positive, valid, offered = sample
    for known in (offered, None):
        low, high = wilson(positive, valid, known)
        assert 0 <= low <= positive / valid <= high <= 1


@given(samples())
def test_limits_are_whole_numbers_of_people(sample: tuple[int, int, int]) -> None:
    positive, valid, offered = sample
    assume(valid < offered)
    for limit in wilson(positive, valid, offered):
        assert limit == round(limit * offered) / offered


@given(samples())
def test_limits_are_possible_for_those_who_answered(sample: tuple[int, int, int]) -> None:
    positive, valid, offered = sample
    low, high = wilson(positive, valid, offered)
    assert round(low * offered) >= positive
    assert round(high * offered) <= offered - (valid - positive)


@given(samples())
def test_the_interval_of_the_others_is_the_mirror_image(sample: tuple[int, int, int]) -> None:
    positive, valid, offered = sample
    for known in (offered, None):
        low, high = wilson(positive, valid, known)
        mirrored = wilson(valid - positive, valid, known)
        assert isclose(mirrored[0], 1 - high, abs_tol=1e-12)
        assert isclose(mirrored[1], 1 - low, abs_tol=1e-12)


@given(samples(), st.integers(0, 50))
def test_everybody_known_leaves_no_doubt(sample: tuple[int, int, int], too_few: int) -> None:
    positive, valid, _ = sample
    assert wilson(positive, valid, max(valid - too_few, 1)) == (positive / valid, positive / valid)


@given(samples())
def test_limits_agree_with_the_formula(sample: tuple[int, int, int]) -> None:
    """The formula as it is written, in floats, wherever no rounding of theirs can matter and the share is inside."""
    positive, valid, offered = sample
    assume(valid < offered)
    effective, z, share = valid * (offered - 1) / (offered - valid), 1.959963984540054, positive / valid
    centre = (share + z * z / (2 * effective)) / (1 + z * z / effective)
    half = z / (1 + z * z / effective) * (share * (1 - share) / effective + z * z / (4 * effective**2)) ** 0.5
    least, most = offered * (centre - half), offered * (centre + half)
    assume(not any(isclose(limit, round(limit), abs_tol=1e-6) for limit in (least, most)))
    low = max(positive, -int(-least // 1))
    high = min(offered - valid + positive, int(most // 1))
    assume(low / offered <= share <= high / offered)
    assert wilson(positive, valid, offered) == (low / offered, high / offered)


@pytest.mark.parametrize(
    ("positive", "valid", "offered", "low", "high"),
    [
        (17, 20, 40, 29 / 40, 37 / 40),  # R survey's logit gives 0.687-0.936, which cannot be
        (19, 20, 21, 19 / 21, 20 / 21),  # one answer is missing: one or the other, and the share lies between
        (0, 5, 6, 0, 0),  # one of six positive would show itself among five answers five times of six
        (67, 80, 184, 142 / 184, 163 / 184),
    ],
)
def test_known_intervals(positive: int, valid: int, offered: int, low: float, high: float) -> None:
    assert wilson(positive, valid, offered) == (low, high)


@pytest.mark.parametrize(
    ("positive", "valid", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_plain_wilson_as_published(positive: int, valid: int, low: float, high: float) -> None:
    """Newcombe 1998, Statistics in Medicine 17, 857-872, table I, method 3."""
    assert [round(limit, 4) for limit in wilson(positive, valid, None)] == [low, high]


@pytest.mark.parametrize(("positive", "valid"), [(0, 0), (-1, 5), (6, 5)])
def test_impossible_counts_are_an_error(positive: int, valid: int) -> None:
    with pytest.raises(ValueError, match="valid answers"):
        wilson(positive, valid, 10)


def coverage(true: int, valid: int, offered: int) -> Fraction:
    """How probable it is that the interval holds the true share, by going through every outcome."""
    held = sum(
        comb(true, positive) * comb(offered - true, valid - positive)
        for positive in range(max(0, valid - (offered - true)), min(valid, true) + 1)
        if wilson(positive, valid, offered)[0] <= true / offered <= wilson(positive, valid, offered)[1]
    )
    return Fraction(held, comb(offered, valid))


def designs() -> Iterator[tuple[int, int]]:
    """(valid, offered) of the shapes that occur: 10-400 offered, 35-95 % answered."""
    for offered in (10, 15, 20, 30, 40, 60, 100, 200, 400):
        for share in (35, 50, 65, 80, 95):
            yield round(offered * share / 100), offered


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    """Mean coverage in exact enumeration, p 0.5-0.97 weighted by Beta(8, 2)."""
    weighted, weights = 0.0, 0.0
    for valid, offered in designs():
        for true in range(-(-offered // 2), int(offered * 0.97) + 1):
            weight = (true / offered) ** 7 * (1 - true / offered) / offered
            weighted += weight * float(coverage(true, valid, offered))
            weights += weight
    assert 0.947 <= weighted / weights <= 0.96

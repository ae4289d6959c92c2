"""Rounding is done in one way: to the nearest, a half away from zero."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tycktill.statistics import file_share, numerators_of, per_cent, per_cent_between, round_half_away

INTERVALS = st.integers(1, 5000).flatmap(
    lambda valid: st.tuples(st.integers(0, valid), st.integers(0, valid), st.just(valid))
)
COUNTS = st.integers(1, 5000).flatmap(lambda valid: st.tuples(st.integers(0, valid), st.just(valid)))


@pytest.mark.parametrize(
    ("share", "text"), [(0.845, 85), (0.8449, 84), (0.005, 1), (0.0049, 0), (1.0, 100), (-0.025, -3), (0.0, 0)]
)
def test_per_cent_rounds_a_half_away_from_zero(share: float, text: int) -> None:
    assert per_cent(share) == text


@given(COUNTS)
def test_a_share_is_rounded_as_its_fraction(counts: tuple[int, int]) -> None:
    positive, valid = counts
    exact = Fraction(positive, valid) * 10_000
    assert Fraction(str(file_share(positive / valid))) * 10_000 == int(exact + Fraction(1, 2))


@given(st.integers(1, 30_000).flatmap(lambda valid: st.tuples(st.integers(0, valid), st.just(valid))))
def test_a_written_share_leaves_the_numerators_that_are_written_so(counts: tuple[int, int]) -> None:
    positive, valid = counts
    share = file_share(positive / valid)
    numerators = numerators_of(share, valid)
    assert positive in numerators
    assert all(file_share(number / valid) == share for number in numerators)
    assert len(numerators) == 1 or valid > 10_000


@pytest.mark.parametrize(
    ("least", "most", "told"),
    [
        (0.866, 1.0, (86, 100)),
        (0.0, 0.134, (0, 14)),
        (0.706, 0.745, (70, 75)),
        (0.7049, 0.7051, (70, 71)),
        (0.701, 0.703, (70, 70)),
        (0.996, 0.998, (100, 100)),
        (0.996, 1.0, (99, 100)),
        (0.0, 0.004, (0, 1)),
        (0.29, 0.57, (29, 57)),
    ],
)
def test_what_lies_between_two_shares_is_rounded_outwards(least: float, most: float, told: tuple[int, int]) -> None:
    assert per_cent_between(least, most) == told


@given(INTERVALS)
def test_no_interval_is_told_narrower_than_the_files_have_it(counts: tuple[int, int, int]) -> None:
    least, most = (Fraction(str(file_share(each / counts[2]))) for each in sorted(counts[:2]))
    first, last = per_cent_between(float(least), float(most))
    if first == last:
        assert first == per_cent(float(least)) == per_cent(float(most))
    else:
        assert first <= 100 * least < first + 1
        assert last - 1 < 100 * most <= last


@given(st.decimals(-2, 2, places=6), st.integers(0, 5))
def test_rounding_is_symmetric_and_never_far(value: Decimal, places: int) -> None:
    rounded = round_half_away(value, places)
    assert round_half_away(-value, places) == -rounded
    assert abs(rounded - value) <= Decimal("0.5").scaleb(-places)


@given(st.floats(0, 1), st.floats(0, 1))
def test_rounding_keeps_the_order(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert file_share(low) <= file_share(high)
    assert per_cent(low) <= per_cent(high)

"""A class of shares knows what it can be, and no more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.statistics.shares import share_classes

from tycktill.statistics import ShareClass, share_interval, wilson


@given(share_classes())
def test_a_share_is_told_only_where_it_is_exact(known: ShareClass) -> None:
    assert known.is_exact == (len(known.numerators) == 1)
    assert known.share == (known.share_min if known.is_exact else None)
    assert 0 <= known.share_min <= known.share_max <= 1


@given(share_classes(), st.integers(0, 40))
def test_the_interval_of_a_class_is_the_widest_over_it(known: ShareClass, silent: int) -> None:
    for offered in (None, known.valid + silent):
        intervals = [wilson(positive, known.valid, offered) for positive in known.numerators]
        assert share_interval(known, offered) == (
            min(low for low, _ in intervals),
            max(high for _, high in intervals),
        )


@pytest.mark.parametrize("counts", [(0, 0, 0), (5, -1, 3), (5, 3, 2), (5, 3, 6)])
def test_impossible_classes_are_an_error(counts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="valid answers"):
        ShareClass(*counts)

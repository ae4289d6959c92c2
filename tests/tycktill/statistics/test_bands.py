"""Kolada's bands: a quarter, a half, a quarter."""

from collections import Counter
from itertools import product

from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.statistics.shares import exact, share_classes

from tycktill.statistics import Band, ShareClass, bands_settled, municipal_bands


def test_a_quarter_at_each_end() -> None:
    assert Counter(municipal_bands([exact(x, 100) for x in range(40)])) == {
        Band.UPPER: 10,
        Band.MIDDLE: 20,
        Band.LOWER: 10,
    }
    assert municipal_bands([exact(1, 9), exact(2, 9), exact(3, 9), exact(4, 9)]) == (
        "lower",
        "middle",
        "middle",
        "upper",
    )


def test_where_all_are_equal_nobody_stands_out() -> None:
    assert set(municipal_bands([exact(9, 9), exact(5, 5), exact(8, 8)])) == {Band.MIDDLE}


def test_nobody_is_in_no_band() -> None:
    assert municipal_bands([]) == ()


@given(st.lists(st.integers(0, 20), min_size=1, max_size=30))
def test_equal_shares_stand_in_one_band_and_higher_ones_not_below(positive: list[int]) -> None:
    chosen = municipal_bands([exact(x, 20) for x in positive])
    order = [Band.LOWER, Band.MIDDLE, Band.UPPER]
    places = sorted((x, order.index(band)) for x, band in zip(positive, chosen, strict=True) if band)
    assert len(places) == len(positive)
    assert [place for _, place in places] == sorted(place for _, place in places)
    assert len({x for x, _ in places}) == len(set(places))


@given(st.lists(share_classes(3), min_size=1, max_size=5))
def test_a_band_is_told_only_where_nothing_can_change_it(classes: list[ShareClass]) -> None:
    told = municipal_bands(classes)
    for numerators in product(*(known.numerators for known in classes)):
        real = municipal_bands([exact(x, known.valid) for x, known in zip(numerators, classes, strict=True)])
        assert all(band in {None, there} for band, there in zip(told, real, strict=True))


@given(st.lists(share_classes(40), min_size=1, max_size=9), st.floats(0, 0.1))
def test_only_a_band_is_settled_and_more_wobble_settles_none(classes: list[ShareClass], rho: float) -> None:
    stands = bands_settled(classes)
    assert all(
        band is not None for band, is_settled in zip(municipal_bands(classes), stands, strict=True) if is_settled
    )
    assert all(now for now, later in zip(stands, bands_settled(classes, rho), strict=True) if later)


def test_what_lies_far_from_the_others_is_settled_where_enough_answered() -> None:
    far = [(300, 200), (40, 35), (41, 35), (42, 35), (43, 35), (44, 35), (45, 35), (400, 390)]
    assert bands_settled([ShareClass(n, x, x) for n, x in far])[::7] == (True, True)
    assert bands_settled([ShareClass(n, x, x) for n, x in [(3, 2), *far[1:7], (4, 4)]])[::7] == (False, False)

"""Two means, each its own: over answers, and over municipalities."""

from hypothesis import given
from hypothesis import strategies as st

from tycktill.statistics import MEAN_THRESHOLD, municipal_mean

MUNICIPALITIES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 50)))


def test_every_municipality_counts_alike() -> None:
    assert municipal_mean([(0.5, 1000), (1.0, 5)]) == (0.75, 2)


def test_too_few_answers_do_not_count() -> None:
    assert municipal_mean([(0.5, 5), (1.0, 4)]) == (0.5, 1)
    assert municipal_mean([(1.0, 4)]) is None


@given(MUNICIPALITIES)
def test_the_mean_does_not_depend_on_the_order(municipalities: list[tuple[float, int]]) -> None:
    assert municipal_mean(sorted(municipalities)) == municipal_mean(municipalities)


@given(MUNICIPALITIES)
def test_the_mean_lies_among_its_shares(municipalities: list[tuple[float, int]]) -> None:
    mean = municipal_mean(municipalities)
    shares = [share for share, valid in municipalities if valid >= MEAN_THRESHOLD]
    assert (mean is None) == (not shares)
    if mean:
        assert min(shares) - 1e-12 <= mean[0] <= max(shares) + 1e-12
        assert mean[1] == len(shares)

"""Two means, each its own: over answers, and over municipalities."""

from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.statistics.shares import share_classes

from tycktill.statistics import MEAN_THRESHOLD, ShareClass, municipal_mean, municipal_mean_range

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


@given(st.lists(share_classes(), max_size=20))
def test_a_mean_of_classes_holds_every_mean_that_can_be(classes: list[ShareClass]) -> None:
    spread = municipal_mean_range(classes)
    for ends in ("share_min", "share_max"):
        mean = municipal_mean((getattr(known, ends), known.valid) for known in classes)
        assert (spread is None) == (mean is None)
        if spread and mean:
            assert mean == ({"share_min": spread.least, "share_max": spread.most}[ends], spread.municipalities)

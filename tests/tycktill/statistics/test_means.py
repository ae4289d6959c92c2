"""The mean over municipalities, each counted alike, of shares that may be known by a class only."""

from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.statistics.shares import share_classes

from tycktill.statistics import MEAN_THRESHOLD, MeanRange, ShareClass, municipal_mean_range


def test_every_municipality_counts_alike() -> None:
    assert municipal_mean_range([ShareClass(1000, 500, 500), ShareClass(5, 5, 5)]) == MeanRange(0.75, 0.75, 2)


def test_too_few_answers_do_not_count() -> None:
    assert municipal_mean_range([ShareClass(6, 3, 3), ShareClass(4, 4, 4)]) == MeanRange(0.5, 0.5, 1)
    assert municipal_mean_range([ShareClass(4, 4, 4)]) is None


@given(st.lists(share_classes(), max_size=20))
def test_the_mean_does_not_depend_on_the_order(classes: list[ShareClass]) -> None:
    assert municipal_mean_range(classes[::-1]) == municipal_mean_range(classes)


@given(st.lists(share_classes(), max_size=20), st.data())
def test_whatever_the_shares_are_their_mean_lies_within(classes: list[ShareClass], data: st.DataObject) -> None:
    spread = municipal_mean_range(classes)
    enough = [known for known in classes if known.valid >= MEAN_THRESHOLD]
    assert (spread is None) == (not enough)
    if spread:
        shares = [data.draw(st.sampled_from(known.numerators)) / known.valid for known in enough]
        assert spread.least - 1e-9 <= sum(shares) / len(shares) <= spread.most + 1e-9
        assert spread.municipalities == len(enough)

"""One share over all questions."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.statistics.shares import exact, share_classes

from tycktill.statistics import RespondentSum, ShareClass, clustered_share, share_of_all, wilson

RESPONDENTS = st.lists(
    st.integers(1, 11).flatmap(lambda valid: st.builds(RespondentSum, st.integers(0, valid), st.just(valid))),
    min_size=2,
    max_size=30,
)


@given(st.lists(share_classes(), min_size=1, max_size=11))
def test_questions_add_up(classes: list[ShareClass]) -> None:
    whole = share_of_all(classes)
    assert whole.valid == sum(known.valid for known in classes)
    assert whole.is_exact == all(known.is_exact for known in classes)


def test_no_questions_have_no_share() -> None:
    with pytest.raises(ValueError, match="valid answers"):
        share_of_all([])


@given(RESPONDENTS, st.integers(0, 40))
def test_the_share_lies_in_its_interval(respondents: list[RespondentSum], silent: int) -> None:
    for offered in (None, len(respondents) + silent):
        whole = clustered_share(respondents, offered)
        assert 0 <= whole.low <= whole.share <= whole.high <= 1


@given(st.integers(2, 40).flatmap(lambda valid: st.tuples(st.integers(1, valid - 1), st.just(valid))))
def test_one_answer_each_is_nearly_wilson(counts: tuple[int, int]) -> None:
    """Nearly: n - 1 in the variance, as for any sample."""
    positive, valid = counts
    respondents = [RespondentSum(int(place < positive), 1) for place in range(valid)]
    whole = clustered_share(respondents)
    assert round(whole.worth) == valid - 1
    low, high = wilson(positive, valid, None)
    assert whole.low <= low <= high <= whole.high


def test_respondents_of_one_mind_are_worth_one_answer_each() -> None:
    of_one_mind = [RespondentSum(7, 7)] * 8 + [RespondentSum(0, 7)] * 2
    assert round(clustered_share(of_one_mind).worth) == 9
    assert clustered_share([RespondentSum(7, 7)] * 10).worth == 10


def test_answers_are_never_worth_more_than_they_are() -> None:
    assert clustered_share([RespondentSum(3, 6)] * 10).worth == 60


def test_everybody_known_leaves_no_doubt() -> None:
    whole = clustered_share([RespondentSum(3, 7), RespondentSum(6, 7)], offered=2)
    assert (whole.low, whole.high, whole.worth, whole.standard_error) == (whole.share, whole.share, inf, 0)


def test_who_answered_nothing_is_no_respondent() -> None:
    some = [RespondentSum(3, 7), RespondentSum(6, 7), RespondentSum(1, 2)]
    assert clustered_share([*some, RespondentSum(0, 0)]) == clustered_share(some)
    with pytest.raises(ValueError, match="two respondents"):
        clustered_share([RespondentSum(3, 7), RespondentSum(0, 0)])


def test_from_counts_the_share_is_the_same() -> None:
    respondents = [RespondentSum(1, 2), RespondentSum(2, 2), RespondentSum(0, 1)]
    assert share_of_all([exact(2, 3), exact(1, 2)]).share == clustered_share(respondents).share

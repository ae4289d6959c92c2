"""Response rates are answered of offered."""

import pytest

from tycktill.fieldwork import ResponseRate


def test_a_rate_is_answered_of_offered() -> None:
    assert ResponseRate(offered=184, answered=80).share == pytest.approx(0.4348, abs=0.00005)


def test_nobody_offered_has_no_rate() -> None:
    assert ResponseRate(offered=0, answered=0).share is None


def test_more_answers_than_offered_is_an_error() -> None:
    with pytest.raises(ValueError, match="3 answered of 2 offered"):
        ResponseRate(offered=2, answered=3)

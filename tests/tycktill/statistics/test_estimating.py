"""Estimates are made of tallies, one of each."""

from collections.abc import Mapping

from hypothesis import given
from tests.tycktill.builders import ONE_QUESTION, Answers
from tests.tycktill.nations import Spot, answers, counts_of, estimates_of

from tycktill.counting import tally
from tycktill.statistics import estimate, wilson
from tycktill.terms import GenderGroup


@given(answers())
def test_every_tally_has_its_estimate(answered: Mapping[Spot, Answers]) -> None:
    tallies = tally(counts_of(answered), ONE_QUESTION, [])
    estimates = estimate(tallies)
    assert [(row.cell, row.question, row.valid) for row in estimates.rows] == [
        (row.cell, row.question, row.valid) for row in tallies.rows
    ]
    assert estimates.grouping == tallies.grouping


@given(answers())
def test_a_share_has_the_interval_of_what_it_stands_on(answered: Mapping[Spot, Answers]) -> None:
    for row in estimates_of(answered).rows:
        if row.valid:
            assert row.share == row.positive / row.valid
            assert (row.low, row.high) == wilson(row.positive, row.valid, row.offered)
        else:
            assert (row.share, row.low, row.high) == (None, None, None)


@given(answers())
def test_only_all_together_know_how_many_were_offered(answered: Mapping[Spot, Answers]) -> None:
    for row in estimates_of(answered).rows:
        assert (row.offered is not None) == (row.cell.gender is GenderGroup.ALL)

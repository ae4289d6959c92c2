"""The statistics are right as often as they say: small measurements of what the benchmarks measure at length."""

import pytest
from bench.calibration import (
    METHODS,
    MUNICIPALITIES,
    against_rest,
    as_two_numbers,
    coarsely,
    coverage,
    designs,
    false_claims,
    false_trends,
    naive,
    power,
    sizes,
)
from bench.comparisons import found_differences, hardest_ranks, other_mixes, ranks, wobbling

from tycktill.statistics import ShareClass

SMALL = [design for design in designs() if design[1] <= 60]


def mean_coverage(method: str) -> float:
    """Of a method over the small designs."""
    return sum(coverage(METHODS[method], design)[0] for design in SMALL) / len(SMALL)


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    assert 0.93 <= mean_coverage("ours") <= 0.975


def test_other_intervals_do_not() -> None:
    assert mean_coverage("Wald with correction") < 0.92
    assert mean_coverage("Wilson without correction") > 0.99


def test_where_nobody_differs_few_are_flagged_and_hardly_any_claimed() -> None:
    flagged, any_found, found, _ = false_claims(against_rest, 40)
    assert flagged <= 0.05
    assert any_found <= 0.10
    assert found <= 0.2


def test_of_what_is_claimed_little_is_false() -> None:
    assert false_claims(against_rest, 30, lower=0.15)[3] <= 0.05
    assert false_claims(naive, 10, lower=0.15)[3] > 0.5


def test_what_is_published_coarsely_is_claimed_more_seldom() -> None:
    assert false_claims(coarsely, 10)[0] < false_claims(against_rest, 10)[0]


def test_the_naive_test_claims_what_is_not_there() -> None:
    flagged, any_found, found, _ = false_claims(naive, 10)
    assert flagged > 0.10
    assert any_found == 1
    assert found > 10


@pytest.mark.parametrize("share", [0.6, 0.84, 0.95])
def test_changes_are_not_claimed_without_one(share: float) -> None:
    assert power((20, share), (25, share)) <= 0.05


def test_changes_are_seen_where_enough_answered() -> None:
    assert power((20, 0.84), (25, 0.74)) < 0.15
    assert power((60, 0.9), (80, 0.6)) > 0.95


def test_trends_are_seldom_claimed_without_one() -> None:
    assert false_trends(20, 1000) <= 0.07


def test_places_are_right_as_often_as_they_say_and_say_little() -> None:
    width, right = ranks(4)
    assert right >= 0.9
    assert width > MUNICIPALITIES / 2
    assert hardest_ranks(3) >= 0.9


def test_another_mix_of_groups_that_are_alike_is_not_flagged() -> None:
    alike, crude = other_mixes(8)
    assert alike <= 0.06
    assert crude > 0.15


def test_the_headline_is_found_more_often_where_it_is_judged_by_itself() -> None:
    headline, everything, alone = found_differences(100, (0.1, *(0.0,) * 6), 60)
    assert everything < headline < alone
    assert found_differences(100, (0.0,) * 7, 60)[0] <= 0.02


def test_rounds_that_wobble_are_claimed_to_differ_no_more_often_than_said() -> None:
    found = wobbling(MUNICIPALITIES, 4, 30)
    for name in ("change, 250 answers", "trend, 250 answers"):
        ours, plain = found[name]
        assert ours <= 0.1
        assert plain > 0.12


def test_the_made_up_nation_is_as_skewed_as_the_real_one() -> None:
    answers = sorted(sizes())
    assert len(answers) == MUNICIPALITIES
    assert abs(sum(answers) - 11_000) < 200
    assert answers[MUNICIPALITIES // 2] < 20
    assert answers[-8] > 150


@pytest.mark.parametrize("positive", range(10))
def test_pairs_hold_what_they_hide(positive: int) -> None:
    known = as_two_numbers(ShareClass(9, positive, positive))
    assert positive in known.numerators
    assert len(known.numerators) == 2

"""The statistics are right as often as they say: small measurements of what bench/calibration.py measures at length."""

from statistics import NormalDist, fmean

import numpy as np
import pytest
from bench.calibration import (
    METHODS,
    MUNICIPALITIES,
    as_two_numbers,
    clusters,
    coarsely,
    coverage,
    designs,
    false_claims,
    false_trends,
    naive,
    power,
    ranks,
    representativity,
    shrinkage,
    sizes,
)

from tycktill.statistics import RANK_CONFIDENCE, ShareClass, against_rest, wilson_limits

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


def test_all_ranks_are_right_at_once_and_say_little() -> None:
    width, right = ranks(20)
    assert right >= 0.9
    assert width > MUNICIPALITIES / 2


@pytest.mark.parametrize(("spread", "at_most"), [((16.4, 3.6), 0.85), ((20.0, 1.0), 0.4)])
def test_wilsons_limits_would_not_hold_for_all_at_once(spread: tuple[float, float], at_most: float) -> None:
    """Wilson's at another quantile z are those at 1.96 of n (1.96 / z)^2 answers."""
    random, valid = np.random.default_rng(7), sizes()
    z = NormalDist().inv_cdf((1 + RANK_CONFIDENCE ** (1 / MUNICIPALITIES)) / 2)
    right = []
    for _ in range(60):
        true = random.beta(*spread, len(valid))
        limits = [
            wilson_limits(x / n, n * (1.96 / z) ** 2)
            for x, n in zip(random.binomial(valid, true).tolist(), valid.tolist(), strict=True)
        ]
        right.append(all(low <= share <= high for (low, high), share in zip(limits, true, strict=True)))
    assert fmean(right) < at_most


@pytest.mark.parametrize("municipalities", [20, MUNICIPALITIES])
def test_levels_are_nearer_the_truth_than_shares(municipalities: int) -> None:
    found = shrinkage(municipalities, 8)
    assert found["shrunk"] < min(found["raw"], found["pooled"])
    assert found["few shrunk"] < found["few raw"] / 1.5
    assert 0.92 <= found["held"] <= 0.99


def test_respondents_stand_for_their_answers() -> None:
    held, alone = clusters(20, 500)
    assert held >= 0.93
    assert alone < 0.8


def test_chance_is_not_taken_for_uneven_response() -> None:
    ours, plain = representativity(50, 0)
    assert ours > 0.96
    assert plain < 0.9
    assert abs(representativity(50, 0.1)[0] - 0.8) < 0.02


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

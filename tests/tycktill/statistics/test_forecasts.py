"""What is expected next round without an action: against scipy's distributions, and as laws."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import betabinom, binom

from tycktill.statistics import (
    FEWEST_PLACES,
    Baseline,
    CarryOver,
    Elsewhere,
    Forecast,
    PlaceShare,
    ShareClass,
    Span,
    Spread,
    carry_over,
    estimate_spread,
)

CERTAIN = CarryOver(0.9, 0.9)


@st.composite
def told(draw: st.DrawFn, most: int = 60) -> ShareClass:
    """What may be told of a share."""
    valid = draw(st.integers(5, most))
    least = draw(st.integers(0, valid))
    return ShareClass(valid, least, draw(st.integers(least, valid)))


SPREADS = st.builds(Spread, st.floats(-0.1, 0.1), st.one_of(st.just(0.0), st.floats(0.002, 0.5)))
SHARES = st.floats(0.05, 0.95)


@st.composite
def forecasts(draw: st.DrawFn) -> Forecast:
    """Any forecast."""
    known, lie = draw(told()), draw(SPREADS)
    ends = [sorted((draw(SHARES), draw(SHARES))) for _ in range(2)]
    kept = CarryOver(*sorted((draw(st.floats(0, 1)), draw(st.floats(0, 1)))))
    before, now = (Span(known.valid, low, high) for low, high in ends)
    return Forecast(
        Baseline(known, before, lie), Elsewhere(now, draw(st.floats(-0.1, 0.1))), kept, draw(st.integers(5, 60))
    )


def exact(known: ShareClass, nation: float, kept: CarryOver = CERTAIN, *, valid: int = 80) -> Forecast:
    """Of a nation that stands still, with the weight 39."""
    span = Span(known.valid, nation, nation)
    return Forecast(Baseline(known, span, Spread(0.0, 1 / 40)), Elsewhere(span, 0.0), kept, valid)


def test_tails_are_those_of_scipys_beta_binomials() -> None:
    """Both ways in which levels may move, each written out anew."""
    n, x, weight, nation, rho = 80, 45, 39.0, 0.7, 0.9
    forecast = exact(ShareClass(n, x, x), nation)
    a, b = weight * nation, weight * (1 - nation)
    k = np.arange(81)
    jumps = rho * betabinom(80, x + a, n - x + b).pmf(k) + (1 - rho) * betabinom(80, a, b).pmf(k)
    reliability = n / (n + weight)
    mean = nation + rho * reliability * (x / n - nation)
    left = (weight + 1) / (1 - rho**2 * reliability) - 1
    steps = betabinom(80, mean * left, (1 - mean) * left).pmf(k)
    for positive in (30, 45, 53, 60, 70):
        upper = max(float(each[positive:].sum()) for each in (jumps, steps))
        lower = max(float(each[: positive + 1].sum()) for each in (jumps, steps))
        assert forecast.at_least(positive) == pytest.approx(upper, rel=1e-9)
        assert forecast.at_most(positive) == pytest.approx(lower, rel=1e-9)
    assert forecast.expected.share_min == pytest.approx(mean)


def test_where_all_levels_are_alike_only_chance_is_left() -> None:
    span = Span(40, 0.8, 0.8)
    known = ShareClass(40, 20, 20)
    forecast = Forecast(Baseline(known, span, Spread(0.0, 0.0)), Elsewhere(span, 0.0), CERTAIN, 40)
    assert forecast.at_least(36) == pytest.approx(float(binom(40, 0.8).sf(35)))
    assert forecast.expected == Span(40, 0.8, 0.8)


def test_the_expected_share_of_a_low_figure_rises_and_that_of_a_high_one_falls() -> None:
    low, high = (exact(ShareClass(40, x, x), 0.7).expected for x in (20, 36))
    assert 0.5 < low.share_min < 0.7 < high.share_max < 0.9


def test_the_fewer_answered_the_nearer_to_the_others_it_is() -> None:
    shares = [exact(ShareClass(n, n // 2, n // 2), 0.7).expected.share_min for n in (10, 40, 160, 640)]
    assert shares == sorted(shares, reverse=True)


@given(forecasts())
@settings(max_examples=60, deadline=None)
def test_tails_rise_and_fall_and_leave_nothing_out(forecast: Forecast) -> None:
    counts = range(forecast.valid + 1)
    upper, lower = ([tail(x) for x in counts] for tail in (forecast.at_least, forecast.at_most))
    assert upper == sorted(upper, reverse=True)
    assert lower == sorted(lower)
    assert upper[0] == pytest.approx(1)
    assert lower[-1] == pytest.approx(1)
    assert all(up + down >= 1 - 1e-9 for up, down in zip(upper, lower, strict=True))


@given(forecasts())
@settings(max_examples=60, deadline=None)
def test_what_is_likely_is_what_no_test_calls_more_or_less(forecast: Forecast) -> None:
    inside = [x for x in range(forecast.valid + 1) if forecast.p_value(ShareClass(forecast.valid, x, x)) > 0.05]
    assert inside == list(forecast.likely.numerators)


@given(told(30), SHARES, st.integers(5, 30))
@settings(max_examples=40, deadline=None)
def test_of_an_interval_nothing_is_clearer_than_of_any_number_in_it(
    known: ShareClass, nation: float, valid: int
) -> None:
    whole = exact(known, nation, valid=valid)
    for x in known.numerators:
        one = exact(ShareClass(known.valid, x, x), nation, valid=valid)
        for now in range(valid + 1):
            assert whole.at_least(now) >= one.at_least(now) - 1e-12
            assert whole.at_most(now) >= one.at_most(now) - 1e-12
        assert set(one.likely.numerators) <= set(whole.likely.numerators)


def test_a_rise_that_shows_is_called_so_four_times_of_five() -> None:
    forecast = exact(ShareClass(80, 45, 45), 0.7)
    effect = forecast.smallest_effect()
    assert effect is not None
    seen = next(x for x in range(81) if forecast.at_least(x) <= 0.025)
    kept, place, rho = 39 + 80, 39, 0.9
    reliability = 80 / 119
    mean = 0.7 + reliability * (45 / 80 - 0.7) + effect
    jumps = rho * betabinom(80, kept * mean, kept * (1 - mean)).sf(seen - 1)
    any_place = min(0.7 + effect, 0.995)
    jumps += (1 - rho) * betabinom(80, place * any_place, place * (1 - any_place)).sf(seen - 1)
    assert float(jumps) >= 0.8 - 1e-6


def test_of_few_answers_no_rise_can_be_relied_on_to_show() -> None:
    assert exact(ShareClass(6, 5, 5), 0.9, valid=5).smallest_effect() is None


@pytest.mark.parametrize("weight", [10.0, 40.0])
def test_the_spread_that_was_put_in_is_found(weight: float) -> None:
    random = np.random.default_rng(3)
    levels = random.beta(0.75 * weight, 0.25 * weight, size=3000)
    valid = random.integers(10, 200, 3000)
    counts = zip(valid.tolist(), random.binomial(valid, levels).tolist(), strict=True)
    lie = estimate_spread([PlaceShare(ShareClass(n, x, x), 0.7) for n, x in counts])
    assert lie is not None
    assert lie.weight == pytest.approx(weight, rel=0.12)
    assert lie.offset == pytest.approx(0.05, abs=0.01)


def test_the_spread_of_shares_told_by_intervals_is_the_same_but_for_little() -> None:
    random = np.random.default_rng(4)
    levels = random.beta(15, 5, size=3000)
    positive = random.binomial(60, levels).tolist()
    exactly = estimate_spread([PlaceShare(ShareClass(60, x, x), 0.75) for x in positive])
    roughly = estimate_spread([PlaceShare(ShareClass(60, x - x % 3, min(x - x % 3 + 2, 60)), 0.75) for x in positive])
    assert exactly is not None
    assert roughly is not None
    assert roughly.weight == pytest.approx(exactly.weight, rel=0.05)


def test_alike_places_have_no_spread() -> None:
    lie = estimate_spread([PlaceShare(ShareClass(50, 40, 40), 0.8)] * FEWEST_PLACES)
    assert lie == Spread(0.0, 0.0)


def test_too_few_places_tell_nothing() -> None:
    few = [PlaceShare(ShareClass(50, x, x), 0.8) for x in range(20, 20 + FEWEST_PLACES - 1)]
    assert estimate_spread(few) is None
    assert carry_over([{str(n): (each, each) for n, each in enumerate(few)}]) is None


def test_wide_intervals_tell_nothing_of_the_spread() -> None:
    assert estimate_spread([PlaceShare(ShareClass(10, 5, 7), 0.8)] * 100) is None


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.9])
def test_the_carry_over_that_was_put_in_lies_within_its_limits(kept: float) -> None:
    found = [_carried(kept, seed) for seed in range(20)]
    assert sum(each.least <= kept <= each.most for each in found) >= 17
    assert np.mean([(each.least + each.most) / 2 for each in found]) == pytest.approx(kept, abs=0.12)


def _carried(kept: float, seed: int) -> CarryOver:
    random = np.random.default_rng(seed)
    questions = []
    for _ in range(4):
        before = random.beta(16, 4, size=130)
        now = np.where(random.random(130) < kept, before, random.beta(16, 4, size=130))
        questions.append(
            {str(n): (_drawn(random, p), _drawn(random, q)) for n, (p, q) in enumerate(zip(before, now, strict=True))}
        )
    found = carry_over(questions)
    assert found is not None
    return found


def _drawn(random: np.random.Generator, level: float) -> PlaceShare:
    valid = int(random.integers(30, 120))
    positive = int(random.binomial(valid, level))
    return PlaceShare(ShareClass(valid, positive, positive), 0.8)


def test_of_places_that_are_all_alike_no_carry_over_is_known() -> None:
    same = PlaceShare(ShareClass(50, 40, 40), 0.8)
    assert carry_over([{str(n): (same, same) for n in range(50)}]) is None


@given(forecasts())
@settings(max_examples=30, deadline=None)
def test_chances_are_chances(forecast: Forecast) -> None:
    rises = forecast.rises()
    assert 0 <= rises.share_min <= rises.share_max <= 1 + 1e-9
    assert 0 <= forecast.expected.share_min <= forecast.expected.share_max <= 1

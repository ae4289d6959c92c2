"""What a share will be next round if nothing is done to it: drawn towards the others', as high and low figures are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tycktill.statistics.classes import ShareClass, Span
from tycktill.statistics.spreads import EDGE, CarryOver, Spread
from tycktill.statistics.tails import beta_binomial

TAIL = 0.025
"""So seldom a share falls beyond each end of what is forecast, at most."""

POWER = 0.8
"""So often an effect must show to be called one that shows."""

_HALVINGS = 30

Masses = NDArray[np.float64]


class Baseline(NamedTuple):
    """A place's share before, what the rest of the nation's was with the same mix of target groups, and how levels of
    places lay about that."""

    known: ShareClass
    expected: Span
    spread: Spread


class Elsewhere(NamedTuple):
    """What the rest of the nation's share is now, with the mix that the place has now, and the places' offset."""

    expected: Span
    offset: float


@dataclass(frozen=True)
class Forecast:
    """The distribution of `valid` answers' positive ones if nothing is done, as far as it is known.

    With x of n before, places' level m1 before and m2 now, weight a+b and carry-over rho, the mean of the level is
    m2 + rho r (x/n - m1), r = n/(n+a+b) (Morris 1983). How levels move is not known, so two ways are kept: by jumps,
    where with probability rho the place keeps its level, of weight a+b+n, and else has that of any place, of weight
    a+b; and by steps, where what is left of the variance of levels is 1 - rho^2 r, as of normal scores. Numbers of
    answers are beta-binomial (Skellam 1948). The probability of so few is the largest by either way, by either limit of
    rho and by all numerators that told intervals allow, and so is that of so many.
    """

    baseline: Baseline
    elsewhere: Elsewhere
    carry_over: CarryOver
    valid: int

    @cached_property
    def expected(self) -> Span:
        """Between what limits the mean lies."""
        means = [self._mean_level(side, rho) for side, rho in product((-1, 1), self.carry_over)]
        return Span(self.valid, min(means), max(means))

    @cached_property
    def likely(self) -> ShareClass:
        """All numerators that are in neither tail: 95 of 100 forecasts hold, or more."""
        inside = [x for x in range(self.valid + 1) if self.at_most(x) > TAIL and self.at_least(x) > TAIL]
        return ShareClass(self.valid, inside[0], inside[-1])

    def at_least(self, positive: int) -> float:
        """The probability of so many positive answers or more."""
        return float(self._upper[positive])

    def at_most(self, positive: int) -> float:
        """The probability of so many positive answers or fewer."""
        return float(self._lower[positive])

    def p_value(self, known: ShareClass) -> float:
        """Twice the smaller of the two probabilities, of what is known now: the largest that its interval allows."""
        return min(1.0, 2 * min(self.at_least(known.least), self.at_most(known.most)))

    def is_more(self, known: ShareClass) -> bool:
        """Whether what is known now lies in the upper half."""
        return self.at_least(known.least) < self.at_most(known.most)

    def rises(self) -> Span:
        """Between what limits the probability lies that the share is higher than before, by itself."""
        before = self.baseline.known
        sides = ((1, before.share_min), (-1, before.share_max))
        ends = [_chance_beyond(each, share * self.valid) for side, share in sides for each in self._distributions(side)]
        return Span(self.valid, min(ends), max(ends))

    def smallest_effect(self) -> float | None:
        """How much an action must raise the level to be seen four times of five; None where it cannot be seen."""
        seen = next((x for x in range(self.valid + 1) if self.at_least(x) <= TAIL), None)
        if seen is None or self._power_at(1.0, seen) < POWER:
            return None
        low, high = 0.0, 1.0
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            low, high = (low, middle) if self._power_at(middle, seen) >= POWER else (middle, high)
        return high

    def _power_at(self, effect: float, seen: int) -> float:
        """How often so large an effect leads to `seen` positive answers, by the distributions that have the fewest."""
        return min(float(each[seen:].sum()) for each in self._distributions(-1, effect))

    @cached_property
    def _upper(self) -> Masses:
        return _largest_masses([np.cumsum(each[::-1])[::-1] for each in self._distributions(1)])

    @cached_property
    def _lower(self) -> Masses:
        return _largest_masses([np.cumsum(each) for each in self._distributions(-1)])

    def _distributions(self, side: int, effect: float = 0.0) -> Iterator[Masses]:
        """By the limits of the carry-over and both ways to move, where all else lies at the end that makes it the
        highest (1) or the lowest (-1)."""
        then, own = self._level_now(side), self._own_distance(side)
        weight, kept_weight = self.baseline.spread.weight, self.baseline.spread.weight + self.baseline.known.valid
        kept, any_place = (
            self._masses_about(then + own + effect, kept_weight),
            self._masses_about(then + effect, weight),
        )
        for rho in self.carry_over:
            yield rho * kept + (1 - rho) * any_place
            left = 1 - rho**2 * self.baseline.spread.reliability(self.baseline.known.valid)
            yield self._masses_about(then + rho * own + effect, (weight + 1) / left - 1)

    def _own_distance(self, side: int) -> float:
        """How far one's own level is from any place's, as far as that is known to be real."""
        known, _, spread = self.baseline
        share = known.share_max if side > 0 else known.share_min
        return spread.reliability(known.valid) * (share - self._level_before(side))

    def _level_before(self, side: int) -> float:
        """The places' level before, at the other end than one's own."""
        expected = self.baseline.expected
        return self.baseline.spread.level(expected.share_min if side > 0 else expected.share_max)

    def _level_now(self, side: int) -> float:
        expected, offset = self.elsewhere
        return self.baseline.spread._replace(offset=offset).level(
            expected.share_max if side > 0 else expected.share_min
        )

    def _mean_level(self, side: int, rho: float) -> float:
        return min(max(self._level_now(side) + rho * self._own_distance(side), 0.0), 1.0)

    def _masses_about(self, mean: float, weight: float) -> Masses:
        weights = beta_binomial(self.valid, min(max(mean, EDGE), 1 - EDGE), weight).weights
        shares: Masses = weights / weights.sum()
        return shares


def _chance_beyond(distribution: Masses, numerator: float) -> float:
    """The probability of more positive answers than this number, which need not be whole."""
    return float(distribution[np.arange(len(distribution)) > numerator + 1e-9].sum())


def _largest_masses(probabilities: Sequence[Masses]) -> Masses:
    largest: Masses = np.minimum(np.max(probabilities, axis=0), 1.0)
    return largest

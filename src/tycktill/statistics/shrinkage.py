"""Each municipality's likely level, drawn towards the others' where few answered; never the published share."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from tycktill.statistics.classes import ShareClass

LIGHTEST, HEAVIEST = 0.1, 10_000.0
"""Between what limits `Spread.weight` is sought."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Spread:
    """How municipalities' levels spread: Beta(a, b) with mean a/(a+b), worth as much as a+b answers."""

    a: float
    b: float

    @property
    def mean(self) -> float:
        """The level of a municipality of which nothing is known."""
        return self.a / self.weight

    @property
    def weight(self) -> float:
        """How many answers it takes to outweigh what is known beforehand."""
        return self.a + self.b

    def reliability(self, valid: int) -> float:
        """How much of what municipalities' shares differ is real where so many answered: n/(n+a+b), 0-1."""
        return valid / (valid + self.weight)


@dataclass(frozen=True, slots=True)
class LikelyShare:
    """A municipality's likely level: posterior mean and 95 % interval."""

    mean: float
    low: float
    high: float


def fit_spread(classes: Sequence[ShareClass]) -> Spread:
    """How municipalities' levels spread, from what is known of their shares: a beta-binomial (Skellam 1948).

    Maximises log L - log(a+b), L the likelihood and the other term Morris & Tang's adjustment (2011): without it the
    estimate often is that all municipalities are alike, and few municipalities' levels come out far too certain. A
    class is as likely as all its numerators together, so that nothing but classes is used. For one question and
    target group. Raises ValueError below two municipalities, which cannot differ.
    """
    from scipy.optimize import minimize  # noqa: PLC0415  takes half a second that most commands need not wait

    if len(classes) < 2:
        raise ValueError("fewer than two municipalities: nothing tells how much they differ")
    shares = [(known.share_min + known.share_max) / 2 for known in classes]
    mean = min(max(float(np.mean(shares)), 0.01), 0.99)
    numerators = _Numerators(classes)

    def surprise(place: Numbers) -> float:
        return float(place[1]) - numerators.log_likelihood(_spread(place))

    start = np.array([log(mean / (1 - mean)), log(20)])
    bounds = [(-7.0, 7.0), (log(LIGHTEST), log(HEAVIEST))]
    found = minimize(surprise, start, method="Nelder-Mead", bounds=bounds, options={"xatol": 1e-7, "fatol": 1e-9})
    return _spread(found.x)


def shrink(classes: Sequence[ShareClass], spread: Spread) -> tuple[LikelyShare, ...]:
    """Each municipality's posterior level under Beta(a, b) beforehand, in the order given.

    For an exact share Beta(x+a, n-x+b), with mean (x+a)/(n+a+b); for a class the same over its numerators, each as
    probable as the beta-binomial says (Morris 1983).
    """
    return _Numerators(classes).levels(spread)


def _spread(place: Numbers) -> Spread:
    """The spread whose mean has these log odds, and whose weight this logarithm."""
    mean, weight = 1 / (1 + exp(-place[0])), exp(place[1])
    return Spread(weight * mean, weight * (1 - mean))


class _Numerators:
    """All numerators of all classes in one row, so that a whole nation is one sum."""

    def __init__(self, classes: Sequence[ShareClass]) -> None:
        widths = [len(known.numerators) for known in classes]
        self.first = np.cumsum([0, *widths[:-1]])
        self.owner = np.repeat(np.arange(len(classes)), widths)
        self.positive = np.concatenate([np.array(known.numerators, dtype=np.float64) for known in classes])
        self.other = np.array([known.valid for known in classes], dtype=np.float64)[self.owner] - self.positive

    def log_masses(self, spread: Spread) -> Numbers:
        """The logarithm of C(n, x) B(x+a, n-x+b) / B(a, b) for each numerator."""
        from scipy.special import betaln  # noqa: PLC0415  as above

        ways = -np.log(self.positive + self.other + 1) - betaln(self.positive + 1, self.other + 1)
        return np.asarray(ways + betaln(self.positive + spread.a, self.other + spread.b) - betaln(spread.a, spread.b))

    def log_likelihood(self, spread: Spread) -> float:
        """Of all classes together."""
        return float(np.logaddexp.reduceat(self.log_masses(spread), self.first).sum())

    def levels(self, spread: Spread) -> tuple[LikelyShare, ...]:
        """Posterior means and intervals."""
        masses = np.exp(self.log_masses(spread))
        weights = masses / np.add.reduceat(masses, self.first)[self.owner]
        after = self.positive + spread.a, self.other + spread.b
        means = np.add.reduceat(weights * after[0] / (after[0] + after[1]), self.first)
        low, high = (self._quantile(weights, *after, of=of) for of in (0.025, 0.975))
        return tuple(LikelyShare(*map(float, row)) for row in zip(means, low, high, strict=True))

    def _quantile(self, weights: Numbers, a: Numbers, b: Numbers, *, of: float) -> Numbers:
        """Where each mixture of betas has so much below it, by halving [0, 1] fifty times."""
        from scipy.special import betainc  # noqa: PLC0415  as above

        low, high = np.zeros(len(self.first)), np.ones(len(self.first))
        for _ in range(50):
            middle = (low + high) / 2
            is_below = np.add.reduceat(weights * betainc(a, b, middle[self.owner]), self.first) < of
            low, high = np.where(is_below, middle, low), np.where(is_below, high, middle)
        return (low + high) / 2

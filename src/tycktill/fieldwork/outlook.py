"""How many answers a unit will have when its round ends, if it goes on as it has: made of told figures alone.

So it tells no more than they do (disclosure 11). The model (statistics 18): who is offered answers with a probability
that differs between units, Beta about the `rate` of all, as strong as PRIOR offers; offers come at the pace so far,
Poisson with a variance DISPERSION times as large. What is told of the answers so far conditions both.
Beta-binomial prediction: Gelman et al., Bayesian Data Analysis, 3rd ed., sections 2.4 and 3.7.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import comb, exp, lgamma, log

from tycktill.fieldwork.live import STEP, LiveFigure

PRIOR = 10.0
"""Offers that the rate of all is worth against a unit's own: units' rates then differ by some 15 percentage points."""

DISPERSION = 2.0
"""How much more offers vary than at chance: a unit has busy weeks and quiet ones."""

MOST = 30
"""Answers that are counted one by one; more is enough for everything."""

_LOW, _HIGH = 0.1, 0.9
_GRID = tuple((step + 0.5) / 40 for step in range(40))


@dataclass(frozen=True, slots=True)
class Outlook:
    """Eight times in ten it will be `low` to `high` answers; `few` is how likely fewer are than a result needs."""

    low: int
    high: int
    few: float


@lru_cache(maxsize=4096)
def unit_outlook(live: LiveFigure, *, offered: int, days: int, days_left: int, rate: float) -> Outlook:
    """What is to be expected of a unit that has offered so many in so many `days`, of which some are left.

    `rate` is how many of those offered answer elsewhere, 0-1.
    """
    chances = _answer_chances(
        live, max(offered, live.answered), days=max(1, days), days_left=max(0, days_left), rate=rate
    )
    sums = list(accumulate(chances))
    return Outlook(_first_reaching(sums, _LOW), _first_reaching(sums, _HIGH), sums[STEP - 1])


def _first_reaching(sums: Sequence[float], at_least: float) -> int:
    return next((number for number, total in enumerate(sums) if total >= at_least), MOST)


def _answer_chances(live: LiveFigure, offered: int, *, days: int, days_left: int, rate: float) -> Sequence[float]:
    """How likely each number of answers is, up to MOST."""
    more = (offered + 1) / days * days_left
    answered = range(live.answered, min(live.answered + live.room, offered) + 1)
    weights = {share: _beta_prior(share, rate) for share in _GRID}
    total, found = 0.0, [0.0] * (MOST + 1)
    for share, weight in weights.items():
        ahead = list(_chances_ahead(more * share, (offered + 1) / DISPERSION))
        for now in answered:
            likely = weight * comb(offered, now) * share**now * (1 - share) ** (offered - now)
            total += likely
            for later, chance in enumerate(ahead[: MOST + 1 - now]):
                found[now + later] += likely * chance
    return [chance / total for chance in found]


def _beta_prior(share: float, rate: float) -> float:
    """Beta with the mean `rate`, which is kept away from its ends."""
    mean = min(0.95, max(0.05, rate))
    return float(share ** (PRIOR * mean - 1) * (1 - share) ** (PRIOR * (1 - mean) - 1))


def _chances_ahead(mean: float, shape: float) -> Iterator[float]:
    """Negative binomial: how likely each number of further answers is, up to MOST."""
    if not mean:
        yield 1.0
        return
    odds = mean / (mean + shape)
    for number in range(MOST + 1):
        ways = lgamma(number + shape) - lgamma(shape) - lgamma(number + 1)
        yield exp(ways + shape * log(1 - odds) + number * log(odds))

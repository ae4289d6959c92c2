"""By how much shares move between rounds beyond who happened to answer."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import erfc, inf, sqrt
from statistics import NormalDist
from typing import NamedTuple

from tycktill.statistics.classes import ShareClass

FEWEST_SERIES = 10
"""So many municipalities with an earlier round it takes to know how much rounds vary."""

NARROW = 0.05
"""A share that is known less closely than this tells nothing of how much rounds vary."""

_TURNS = 25


class RoundShare(NamedTuple):
    """What is known of a share in one round; `time` is the round's year."""

    time: float
    known: ShareClass


class _Point(NamedTuple):
    """A share in one round, as a number."""

    time: float
    valid: int
    positive: float

    @classmethod
    def of(cls, each: RoundShare) -> "_Point":
        return cls(each.time, each.known.valid, (each.known.least + each.known.most) / 2)


class _Residual(NamedTuple):
    """How far a series lies from its own line or level: chi-square, what it would be by chance, and what each unit of
    `rho` adds."""

    square: float
    freedom: int
    slope: float


def estimate_wobble(series: Iterable[Sequence[RoundShare]]) -> float | None:
    """The correlation rho of answers within one round of one municipality, over all municipalities; at least 0.

    The variance of a share of n answers is P(1-P)/n (1 + (n-1) rho) (Williams 1982, with the moments of McCullagh &
    Nelder 1989, 4.5): with rho > 0 shares move between rounds by more than chance, the more so the more answered. Of
    each municipality what its own line leaves of chi-square, or of two rounds all of it, is set beside what chance and
    rho would leave, weighted by how well it is known. Shares told by an interval count as its middle, and not at all
    where it is wider than `NARROW`; what moves all municipalities alike is no wobble of one. None for fewer than
    `FEWEST_SERIES` municipalities.
    """
    known = [[_Point.of(each) for each in rounds if _is_narrow(each.known)] for rounds in series]
    alike = _without_common(rounds for rounds in known if len(rounds) > 1)
    residuals = [found for rounds in alike if (found := _residual_of(rounds)) is not None]
    if len(residuals) < FEWEST_SERIES:
        return None
    rho = 0.0
    for _ in range(_TURNS):
        weights = [1 / (1 + rho * each.slope / each.freedom) ** 2 for each in residuals]
        beyond = sum(w * (each.square - each.freedom) for w, each in zip(weights, residuals, strict=True))
        slope = sum(w * each.slope for w, each in zip(weights, residuals, strict=True))
        rho = min(max(beyond / slope, 0.0), 1.0) if slope else 0.0
    return rho


def change_factor(rho: float, before: int, now: int) -> float:
    """By how much rho makes the variance of a change larger: 1 without it, so never less."""
    return 1 + rho * (2 - 1 / before - 1 / now) / (1 / before + 1 / now)


def widened_p_value(p_value: float, factor: float) -> float:
    """The p-value where the variance is so many times as large: that of z / sqrt(phi); itself where phi is 1."""
    if factor == 1 or p_value in (0, 1):
        return p_value
    return erfc(abs(NormalDist().inv_cdf(p_value / 2)) / sqrt(2 * factor))


def _is_narrow(known: ShareClass) -> bool:
    return known.share_max - known.share_min <= NARROW


def _without_common(series: Iterable[Sequence[_Point]]) -> list[list[_Point]]:
    """The series, each round's points moved by what all of the round together differ from all rounds."""
    every = [list(rounds) for rounds in series]
    sums: defaultdict[float, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for point in (point for rounds in every for point in rounds):
        for key in (point.time, inf):  # of the round, and of all of them
            sums[key][0] += point.positive
            sums[key][1] += point.valid
    shares = {time: positive / valid for time, (positive, valid) in sums.items()}
    return [
        [_Point(time, valid, positive - valid * (shares[time] - shares[inf])) for time, valid, positive in rounds]
        for rounds in every
    ]


def _residual_of(rounds: Sequence[_Point]) -> _Residual | None:
    """Of a series; None where all answers are alike, so that nothing can vary."""
    everybody = sum(each.valid for each in rounds)
    share = sum(each.positive for each in rounds) / everybody
    variance = share * (1 - share)
    if variance <= 0:
        return None
    square = sum((x - share * n) ** 2 / n for _, n, x in rounds) / variance
    slope = sum((n - 1) * (1 - n / everybody) for _, n, _ in rounds)
    if len(rounds) == 2:
        return _Residual(square, 1, slope)
    middle = sum(time * n for time, n, _ in rounds) / everybody
    spread = sum(n * (time - middle) ** 2 for time, n, _ in rounds)
    line = sum((time - middle) * x for time, _, x in rounds) ** 2 / (variance * spread)
    slope -= sum((n - 1) * n * (time - middle) ** 2 for time, n, _ in rounds) / spread
    return _Residual(square - line, len(rounds) - 2, slope)

"""Whether a share rises or falls over three rounds or more."""

from collections.abc import Sequence
from math import erfc, sqrt
from typing import NamedTuple

from tycktill.statistics.classes import ShareClass
from tycktill.statistics.wobble import RoundShare


class Trend(NamedTuple):
    """A p-value, whether it is a rise, and by how much the rounds' wobble has made the variance larger."""

    p_value: float
    is_rise: bool
    factor: float


def trend_test(groups: Sequence[Sequence[RoundShare]], rho: float = 0.0) -> Trend:
    """Whether there is a steady rise or fall over rounds, of each target group about its own level.

    T = sum over groups of sum (t - mean t) x, with each mean weighted by n (Cochran 1954, Armitage 1955, over groups
    Mantel 1963); z^2 = T^2 / sum P(1-P) sum n (1 + (n-1) rho) (t - mean t)^2, P of each group over all rounds and `rho`
    from `estimate_wobble`. Only within one meaning. Never below the largest p over the intervals: the smallest T and
    the largest P(1-P) that they allow, even where no one combination has both. Approximate below some fifty answers
    in all. Raises ValueError below three rounds.
    """
    if len({time for rounds in groups for time, _ in rounds}) < 3:
        raise ValueError("a trend needs three rounds; two are a change")
    sums = [_Sums.of(rounds, rho) for rounds in groups]
    least, most = sum(each.least for each in sums), sum(each.most for each in sums)
    chance, variance = sum(each.chance for each in sums), sum(each.variance for each in sums)
    factor = variance / chance if chance else 1.0
    if least <= 0 <= most or variance == 0:
        return Trend(1.0, least > 0, factor)
    return Trend(erfc(min(abs(least), abs(most)) / sqrt(2 * variance)), least > 0, factor)


class _Sums(NamedTuple):
    """Of a group: between what limits its part of T lies, its variance by chance alone, and with the wobble."""

    least: float
    most: float
    chance: float
    variance: float

    @classmethod
    def of(cls, rounds: Sequence[RoundShare], rho: float) -> "_Sums":
        valid = sum(known.valid for _, known in rounds)
        middle = sum(time * known.valid for time, known in rounds) / valid
        ends = [sorted(((time - middle) * known.least, (time - middle) * known.most)) for time, known in rounds]
        share = _largest_variance([known for _, known in rounds], valid)
        spreads = [(known.valid, known.valid * (time - middle) ** 2) for time, known in rounds]
        return cls(
            sum(low for low, _ in ends),
            sum(high for _, high in ends),
            share * sum(spread for _, spread in spreads),
            share * sum((1 + (n - 1) * rho) * spread for n, spread in spreads),
        )


def _largest_variance(classes: Sequence[ShareClass], valid: int) -> float:
    """The largest P(1-P) that the classes allow: P as near one half as it can be."""
    least = sum(known.least for known in classes) / valid
    most = sum(known.most for known in classes) / valid
    nearest = min(max(least, 1 / 2), most)
    return nearest * (1 - nearest)

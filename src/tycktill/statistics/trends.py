"""Whether a share rises or falls over three rounds or more."""

from collections.abc import Sequence
from math import erfc, sqrt
from typing import NamedTuple

from tycktill.statistics.classes import ShareClass


class RoundShare(NamedTuple):
    """What is known of a share in one round; `time` is the round's year."""

    time: float
    known: ShareClass


def trend(rounds: Sequence[RoundShare]) -> float:
    """The p-value of a steady rise or fall over rounds (Cochran 1954, Armitage 1955). Only within one meaning.

    T = sum (t - mean t) x, with the mean weighted by n; z^2 = T^2 / (P(1-P) sum n (t - mean t)^2), P over all rounds.
    Never below the largest over the classes: the smallest T and the largest P(1-P) that they allow, even where no
    one combination has both. Approximate below some fifty answers in all. Raises ValueError below three rounds.
    """
    if len({time for time, _ in rounds}) < 3:
        raise ValueError("a trend needs three rounds; two are a change")
    valid = sum(known.valid for _, known in rounds)
    middle = sum(time * known.valid for time, known in rounds) / valid
    ends = [sorted(((time - middle) * known.least, (time - middle) * known.most)) for time, known in rounds]
    least, most = sum(low for low, _ in ends), sum(high for _, high in ends)
    variance = _largest_variance([known for _, known in rounds], valid)
    if least <= 0 <= most or variance == 0:
        return 1.0
    spread = sum(known.valid * (time - middle) ** 2 for time, known in rounds)
    return erfc(min(abs(least), abs(most)) / sqrt(2 * variance * spread))


def _largest_variance(classes: Sequence[ShareClass], valid: int) -> float:
    """The largest P(1-P) that the classes allow: P as near one half as it can be."""
    least = sum(known.least for known in classes) / valid
    most = sum(known.most for known in classes) / valid
    nearest = min(max(least, 1 / 2), most)
    return nearest * (1 - nearest)

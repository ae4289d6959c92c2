"""How large a change must be to be seen."""

from math import sqrt

DETECTION = 2.8
"""1.96 + 0.84: normal quantiles of a two-sided test at 5 % that sees a real change four times of five."""


def smallest_change(share: float, before: int, now: int) -> float:
    """The change between two rounds with so many valid answers that is seen four times of five.

    2.8 sqrt(P(1-P)(1/n1 + 1/n2)) (Cochran 1977, 4.6 for two samples). Where it is larger than what the share can rise
    or fall, no change can be relied on to show. Raises ValueError without answers in both rounds.
    """
    if min(before, now) < 1 or not 0 <= share <= 1:
        raise ValueError(f"a share of {share} among {before} and {now} answers")
    return DETECTION * sqrt(share * (1 - share) * (1 / before + 1 / now))

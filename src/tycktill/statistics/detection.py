"""How large a difference must be to be seen."""

from math import sqrt

DETECTION = 2.8
"""1.96 + 0.84: normal quantiles of a two-sided test at 5 % that sees a real difference four times of five."""


def smallest_change(share: float, before: int, now: int, factor: float = 1.0) -> float:
    """The change between two rounds with so many valid answers that is seen four times of five.

    2.8 sqrt(phi P(1-P)(1/n1 + 1/n2)) (Cochran 1977, 4.6 for two samples), phi the `factor` by which rounds vary more
    than chance makes them. Where it is larger than what the share can rise or fall, no change can be relied on to
    show. Raises ValueError without answers in both rounds.
    """
    if min(before, now) < 1 or not 0 <= share <= 1:
        raise ValueError(f"a share of {share} among {before} and {now} answers")
    return DETECTION * sqrt(factor * share * (1 - share) * (1 / before + 1 / now))


def smallest_difference(share: float, own: int, others: float) -> float:
    """The difference between a part's share and that of the whole that is seen four times of five, where so many
    answers are one's `own` and so many `others`'; as a reference without chance has others' without end.

    2.8 sqrt(P(1-P)/n (1 - n/N)): the spread of a part about the whole. Raises ValueError as `smallest_change` does.
    """
    if own < 1 or others < 0 or not 0 <= share <= 1:
        raise ValueError(f"a share of {share} among {own} and {others} answers")
    beyond = 1.0 if others == float("inf") else others / (own + others)
    return DETECTION * sqrt(share * (1 - share) / own * beyond)

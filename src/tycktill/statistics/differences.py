"""Whether two shares can be told apart: p-values that hold whatever the numerators are within their classes."""

from bisect import bisect_left
from collections.abc import Callable
from functools import partial

from tycktill.statistics.classes import ShareClass
from tycktill.statistics.tails import Tails, binomial_tails, hypergeometric_tails


def against_rest(own: ShareClass, nation: ShareClass) -> float:
    """The p-value of a municipality against the rest of the nation that it is a part of.

    Two-sided hypergeometric mid-p: with X of the nation's N valid answers positive, x of the n that are the
    municipality's own is Hypergeometric(N, X, n) if it makes no difference where one lives. The largest over both
    classes, of combinations that can be: x <= X and n - x <= N - X. Raises ValueError when none can.
    """
    rest = nation.valid - own.valid

    def others(positive: int) -> range:
        return range(max(nation.least - positive, 0), min(nation.most - positive, rest) + 1)

    if not any(others(positive) for positive in own.numerators):
        raise ValueError(f"{own} is no part of {nation}")
    return _largest(own, rest, others)


def against_reference(own: ShareClass, share: float) -> float:
    """The p-value of a share against a known one of which nothing else is known, such as Kolada's.

    Two-sided binomial mid-p: x is Binomial(n, P). The largest over the class. It takes `share` as free of chance and
    as of others than those in `own`: say so beside it.
    """
    if not 0 <= share <= 1:
        raise ValueError(f"a share of {share}")
    if share in (0, 1):
        return float(own.valid * share in own.numerators)
    return max(binomial_tails(positive, own.valid, share).two_sided for positive in own.numerators)


def change(before: ShareClass, now: ShareClass) -> float:
    """The p-value of a change between two rounds in which different people answered.

    Two-sided Fisher mid-p: given all positive answers of both rounds, the later round's are
    Hypergeometric(n1 + n2, x1 + x2, n2) if nothing has changed. The largest over both classes. Only for a question
    whose meaning number is the same in both rounds.
    """
    return _largest(now, before.valid, lambda _: before.numerators)


def _largest(own: ShareClass, other_valid: int, others: Callable[[int], range]) -> float:
    """The largest p over all positive of `own` and, for each, over the positive that the others can have."""
    return max(
        _largest_over(spread, partial(_two_groups, own.valid, other_valid, positive))
        for positive in own.numerators
        if (spread := others(positive))
    )


def _two_groups(valid: int, other_valid: int, positive: int, other_positive: int) -> Tails:
    return hypergeometric_tails(positive, valid, positive + other_positive, valid + other_valid)


def _largest_over(spread: range, tails: Callable[[int], Tails]) -> float:
    """The more positive the others are, the smaller the lower tail: p is largest where that passes one half."""
    passed = bisect_left(spread, True, key=lambda positive: tails(positive).lower <= 1 / 2)  # noqa: FBT003  sought
    return max(tails(positive).two_sided for positive in spread[max(passed - 1, 0) : passed + 1])

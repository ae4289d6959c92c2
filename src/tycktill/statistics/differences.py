"""Whether two shares differ significantly: p-values that hold whatever the numerators are within their intervals.

The least significant p that the intervals allow stands at an end of theirs, so none of it costs more for wide ones.
With x of one's own n positive and y of the others' m, the lower tail of x given x + y falls as y rises and x stays:
the hypergeometric distribution then moves upwards. It rises as x rises and y stays: it is the others' upper tail, and
theirs moves upwards. So it is largest for the most of one's own beside the fewest of the others, and smallest for the
fewest beside the most; and p is twice what lies beyond, on whichever side of one half it is. Where the two lie on
different sides the intervals leave open which is the higher, and p is 1. The same holds of each group in `strata`.
"""

from tycktill.statistics.classes import ShareClass
from tycktill.statistics.tails import Tails, hypergeometric


def own_and_rest(own: ShareClass, nation: ShareClass) -> tuple[ShareClass, ShareClass | None]:
    """What is known of a municipality and of the rest of its nation, of both intervals; None where there is no rest.

    Raises ValueError where the one can be no part of the other.
    """
    rest = nation.valid - own.valid
    least, most = max(own.least, nation.least - rest), min(own.most, nation.most)
    if rest < 0 or least > most:
        raise ValueError(f"{own} is no part of {nation}")
    part = ShareClass(own.valid, least, most)
    if rest == 0:
        return part, None
    return part, ShareClass(rest, max(nation.least - most, 0), min(nation.most - least, rest))


def change_p_value(before: ShareClass, now: ShareClass) -> float:
    """The p-value of a change between two rounds in which different people answered.

    Two-sided Fisher mid-p: given all positive answers of both rounds, the later round's are
    Hypergeometric(n1 + n2, x1 + x2, n2) if nothing has changed. The least significant over both intervals. Only for a
    question whose meaning number is the same in both rounds.
    """
    return least_significant(
        _two_groups(now, now.most, before.valid, before.least), _two_groups(now, now.least, before.valid, before.most)
    )


def _two_groups(own: ShareClass, positive: int, other_valid: int, other_positive: int) -> Tails:
    return hypergeometric(own.valid, positive + other_positive, own.valid + other_valid).tails_of(positive)


def least_significant(highest: Tails, lowest: Tails) -> float:
    """The largest p, of the tails where one's own share is as high as can be beside the other, and as low."""
    if highest.lower <= 1 / 2:
        return highest.two_sided
    return lowest.two_sided if lowest.upper <= 1 / 2 else 1.0

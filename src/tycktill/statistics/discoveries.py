"""What may be called a difference when many are looked at together."""

from collections.abc import Sequence

DISCOVERY_RATE = 0.05
"""At most so large a part of all that is called a difference is expected to be none."""


def q_values(p_values: Sequence[float]) -> tuple[float, ...]:
    """The smallest rate at which each would be a discovery, in the order given (Benjamini & Hochberg 1995).

    q of the i-th smallest of m: the least of p(j) m/j over all j >= i.
    """
    number, least = len(p_values), 1.0
    found = [least] * number
    for rank, index in reversed(list(enumerate(sorted(range(number), key=p_values.__getitem__), start=1))):
        least = min(least, p_values[index] * (number / rank))
        found[index] = least
    return tuple(found)


def discoveries(p_values: Sequence[float], rate: float = DISCOVERY_RATE) -> tuple[bool, ...]:
    """Which of the differences looked at together may be claimed, in the order given.

    Together: all that one page or report shows of one family of questions. Proved for p-values that do not depend on
    each other; municipalities compared with the same rest do a little, which trials show to do no harm.
    """
    return tuple(q <= rate for q in q_values(p_values))

"""Finds answers that are in a file twice: an export pasted below the last one, a file read two times.

Two people may answer alike, so that a row has a twin says nothing. That a long block of different rows comes again in
the same order, or that every row has a twin, does not happen by chance: the chance is reckoned, and small enough. So it
is where all say the same but one, which somebody has changed.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

CERTAIN = 1e-6
"""Below this chance a repetition is no accident."""

NOTED = 1e-3
"""Below this chance it is told, as many rows that have a twin, which may be families that answered together."""

_OFFSETS = 8

_MOST_CHANGED = 0.05
"""Of all rows so many may have no twin, where the others have."""

LOOKED_AT = 200_000
"""Of more rows those are looked at whose hash has a certain rest: of two rows that say the same both or neither."""

_AGREEING = 0.7
"""So likely at the most two people of rare answers agree in one more question."""

_COMPARED = 20_000
"""So many rows are compared with each other at the most."""

Hashes = npt.NDArray[np.uint64]
Answers = npt.NDArray[np.int64]

_Likely = Callable[[Hashes, int], float]
"""How likely a block of so many rows, these at its beginning, comes by chance, as a logarithm."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """The rows from `first` to `last` (places from 0) say what those from `earlier` on say; all rows have twins when
    `earlier` is None."""

    first: int
    last: int
    earlier: int | None


def find_repeat(hashes: Hashes, *, may_be_sorted: bool = False, chance: float = CERTAIN) -> Repeat | None:
    """The longest block of rows that repeats an earlier one, or the fact that every row has a twin; None for neither.

    `hashes` has a number for all that a row says. A repetition counts that is less likely than `chance`. Rows of two
    units that are each sorted by what they say come in the same order as soon as there are the same ones: with
    `may_be_sorted` a block repeats another only where that is no chance either.
    """
    likely = _likelihood_when_sorted if may_be_sorted else _likelihood_of
    blocks = [
        block
        for offset in _common_offsets(hashes)
        for block in _repeated_blocks(hashes, offset, likely(hashes), chance)
    ]
    longest = max(blocks, key=lambda block: block.last - block.first, default=None)
    if longest is not None:
        return longest
    return Repeat(0, len(hashes) - 1, None) if _all_have_twins(hashes) else None


def has_many_twins(hashes: Hashes) -> bool:
    """Whether more rows are there exactly twice than chance makes, as when a part was pasted in another order.

    Of rows that come by chance, however likely each is, those that are there once, twice and three times are in
    number about f1, f2 and f3 with 2 f2² ≤ 3 f1 f3 (Cauchy and Schwarz, of Poisson numbers that are mixed in any way).
    How much less likely the numbers are under this than without it is held against a chi-square distribution.
    """
    _, counts = np.unique(hashes, return_counts=True)
    once, twice, thrice = (int((counts == times).sum()) for times in (1, 2, 3))
    if 2 * twice**2 <= 3 * once * thrice:
        return False
    means = _bound_means(once, twice, thrice)
    ratio = 2 * sum(_surprise_of(number, mean) for number, mean in zip((once, twice, thrice), means, strict=True))
    return math.erfc(math.sqrt(ratio / 2)) / 2 < NOTED


def has_twins_without_neighbours(answers: Answers) -> bool:
    """Whether more rows are there exactly twice than rows that say the same but for one answer allow, as when a part of
    different rows was pasted in another order. `answers` has a row for each sheet and a column for each question.

    Whoever agrees in all but one question agrees in that one too with a chance of at most `_AGREEING`: each pair of
    twins has as many neighbours by that. What is there more than twice is common, and is no twin here; neighbours of it
    are counted with all of its rows. Of very many rows nothing is told: there twins are many by chance.
    """
    if len(answers) > _COMPARED:
        return False
    rows, counts = np.unique(answers, axis=0, return_counts=True)
    twins, questions = int((counts == 2).sum()), answers.shape[1]
    if not twins:
        return False
    common = np.where(counts > 2, counts, 0).astype(float)
    weights = np.where(counts > 2, counts, 1).astype(float)
    neighbours = sum(
        _alike_pairs(rows, weights, left_out) - _alike_pairs(rows, common, left_out) for left_out in range(questions)
    )
    share = 1 / (1 + questions * (1 - _AGREEING) / _AGREEING)
    return _at_least(twins, twins + round(neighbours), share) < NOTED


def _alike_pairs(rows: Answers, weights: npt.NDArray[np.float64], left_out: int) -> float:
    """How many pairs of different rows say the same but for one question."""
    _, groups = np.unique(np.delete(rows, left_out, axis=1), axis=0, return_inverse=True)
    sums, squares = (np.bincount(groups.ravel(), each) for each in (weights, weights**2))
    return float((sums**2 - squares).sum() / 2)


def _at_least(number: int, tries: int, share: float) -> float:
    """An upper bound of the chance that of so many tries this number or more succeed (Chernoff's)."""
    if number <= tries * share:
        return 1.0
    missed = tries - number
    surprise = number * math.log(number / (tries * share))
    surprise += missed * math.log(missed / (tries * (1 - share))) if missed else 0
    return math.exp(-surprise)


def _bound_means(once: int, twice: int, thrice: int) -> tuple[float, float, float]:
    """The most likely means with 2 m2² = 3 m1 m3: m1 = f1 + f2/2 - m2/2, m3 = f3 + f2/2 - m2/2."""
    share, first, last = 1.5, once + twice / 2, thrice + twice / 2
    square, linear = 1 - share / 4, share * (first + last) / 2
    middle = (math.sqrt(linear**2 + 4 * square * share * first * last) - linear) / (2 * square)
    return first - middle / 2, middle, last - middle / 2


def _surprise_of(number: int, mean: float) -> float:
    """How much less likely a Poisson number is with this mean than with the one that fits it best, as a logarithm."""
    return mean - number + (number * math.log(number / mean) if number else 0)


def _common_offsets(hashes: Hashes) -> list[int]:
    """The distances at which equal rows follow each other most often."""
    order = np.argsort(hashes, kind="stable")
    is_same = hashes[order][1:] == hashes[order][:-1]
    distances, counts = np.unique(np.diff(order)[is_same], return_counts=True)
    most = np.argsort(-counts, kind="stable")[:_OFFSETS]
    return [int(each) for each in distances[most]]


def _repeated_blocks(hashes: Hashes, offset: int, likely: _Likely, chance: float) -> Iterator[Repeat]:
    """Each longest run of rows that equal the row `offset` before, if it is longer than chance makes one."""
    same = np.concatenate(([False], hashes[offset:] == hashes[:-offset], [False]))
    edges = np.flatnonzero(np.diff(same.astype(np.int8)))
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        rows = hashes[start : min(end, start + offset)]
        pairs = 2 * math.log(len(hashes)) - math.log(2)
        if pairs + likely(rows, end - start) < math.log(chance):
            yield Repeat(start + offset, end + offset - 1, start)


def _likelihood_of(hashes: Hashes) -> _Likely:
    """How likely these rows come again, as a logarithm: each is as common as it is elsewhere in the file, and stands
    there once at least. The same row more than once tells nothing more, as in a table sorted by what it says."""
    _, inverse, counts = np.unique(hashes, return_inverse=True, return_counts=True)
    times = dict(zip(hashes.tolist(), counts[inverse].tolist(), strict=True))

    def log_likelihood(rows: Hashes, length: int) -> float:
        others = max(1, len(hashes) - length)
        return sum(math.log(min(1.0, max(1, times[row] - 1) / others)) for row in set(rows.tolist()))

    return log_likelihood


def _likelihood_when_sorted(hashes: Hashes) -> _Likely:
    """The same in any order, of rows that are as common as they are among each other."""

    def log_likelihood(rows: Hashes, length: int) -> float:
        return length * math.log(_likeness_bound(rows) or 1) + _log_orders(rows)

    return log_likelihood


def _likeness_bound(rows: Hashes) -> float:
    """An upper bound of the chance that one of these rows says what another says."""
    _, counts = np.unique(rows, return_counts=True)
    pairs = len(rows) * (len(rows) - 1) / 2
    alike = float((counts * (counts - 1) / 2).sum())
    return min(1.0, (alike + 1) / pairs) if pairs else 1.0


def _log_orders(rows: Hashes) -> float:
    """In how many orders these rows may come, as a logarithm."""
    _, counts = np.unique(rows, return_counts=True)
    return math.lgamma(len(rows) + 1) - sum(math.lgamma(number + 1) for number in counts.tolist())


def _all_have_twins(hashes: Hashes) -> bool:
    """Whether each row, or all but a few, is there an even number of times, which chance makes of few different rows
    only: as many times as even as odd at the most."""
    _, counts = np.unique(hashes, return_counts=True)
    even = counts[counts % 2 == 0]
    changed = len(hashes) - int(even.sum())
    if not len(even) or changed > _MOST_CHANGED * len(hashes):
        return False
    distinct, odd = len(counts), len(counts) - len(even)
    ways = math.log(odd + 1) + math.lgamma(distinct + 1) - math.lgamma(odd + 1) - math.lgamma(len(even) + 1)
    once = np.repeat(np.arange(len(even)), even // 2).astype(np.uint64)
    alike = min(1.0, len(once) * _likeness_bound(once))
    by_likeness = alike ** len(once) if not changed else 1.0
    return bool(min(math.exp(min(0.0, ways - distinct * math.log(2))), by_likeness) < CERTAIN)

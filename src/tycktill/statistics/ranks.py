"""How little a rank says: the ranks that each municipality can have."""

from collections.abc import Mapping, Sequence
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tycktill.statistics.classes import ShareClass, Spanning
from tycktill.statistics.tails import DrawnAnswers, Masses, total_drawn

RANK_CONFIDENCE = 0.90
"""With this probability the ranks that a municipality can have hold its own."""

_Groups = Mapping[str, ShareClass]
"""What is known of each target group of a municipality."""

_Numbers = NDArray[np.float64]
_Whole = NDArray[np.int64]
_Truths = NDArray[np.bool_]


class RankRange(NamedTuple):
    """The best and the worst rank that a municipality can have; 1 is the highest share."""

    best: int
    worst: int


def rank_ranges(
    municipalities: Sequence[_Groups], shares: Sequence[Spanning] | None = None, confidence: float = RANK_CONFIDENCE
) -> tuple[RankRange, ...]:
    """A confidence set for the rank of each municipality, in the order given, by tests of its differences from all.

    Each is tested against every other, group by group (`strata`; of one group it is Fisher's test); what Holm's
    procedure (1979) rejects at 1 - `confidence` over its own comparisons is surely higher or lower. The best rank is
    1 + the number surely higher, the worst M - the number surely lower (Mogstad, Romano, Shaikh & Wilhelm 2024). Tails
    are whole and not mid-p, so that no true rank is left out more often than said. Of intervals the least clear
    numerators. `shares` are those that municipalities are ranked by where these are others than the groups' own: what
    points the other way in them counts as no difference.
    """
    if not municipalities:
        return ()
    groups = _Columns(municipalities)
    above = groups.scores()
    if shares is not None:
        least, most = (np.array([getattr(each, end) for each in shares]) for end in ("share_min", "share_max"))
        above = np.where(least[:, None] > most[None, :], above, 0.0)
    clearness = np.maximum(above, above.T)
    hopeful = _by_holm(-clearness, -_normal_quantiles(len(municipalities), 1 - confidence))
    pairs = np.argwhere((hopeful | hopeful.T) & (above > 0))
    p_values = np.ones_like(clearness)
    found = groups.p_values(pairs)
    p_values[pairs[:, 0], pairs[:, 1]] = p_values[pairs[:, 1], pairs[:, 0]] = found
    certain = _by_holm(p_values, _holm_levels(len(municipalities), 1 - confidence))
    higher, lower = (certain & (above.T > 0)).sum(axis=1), (certain & (above > 0)).sum(axis=1)
    return tuple(
        RankRange(1 + best, len(municipalities) - worst)
        for best, worst in zip(higher.tolist(), lower.tolist(), strict=True)
    )


def _holm_levels(number: int, error: float) -> _Numbers:
    """Holm's levels for the others of so many, the strictest first; the last is for oneself and never reached."""
    return np.array([error / (number - 1 - index) for index in range(number - 1)] + [-1.0])


def _normal_quantiles(number: int, error: float) -> _Numbers:
    """The normal quantiles of `_holm_levels`, two-sided."""
    normal = NormalDist()
    return np.array([-normal.inv_cdf(level / 2) for level in _holm_levels(number, error)[:-1]] + [np.inf])


def _by_holm(clearest_first: _Numbers, limits: _Numbers) -> _Truths:
    """Per row, what lies within its limit when the row is sorted, as all before it do."""
    order = np.argsort(clearest_first, axis=1, kind="stable")
    within = np.logical_and.accumulate(np.take_along_axis(clearest_first, order, axis=1) <= limits, axis=1)
    found: _Truths = np.zeros_like(within)
    np.put_along_axis(found, order, within, axis=1)
    return found


class _Columns:
    """Valid answers, and the fewest and the most positive ones, by group and municipality."""

    def __init__(self, municipalities: Sequence[_Groups]) -> None:
        self.groups = sorted({group for each in municipalities for group in each})
        known = [
            (each.valid, each.least, each.most) if each else (0, 0, 0)
            for each in (municipality.get(group) for group in self.groups for municipality in municipalities)
        ]
        shape = (len(self.groups), len(municipalities), 3)
        self.valid, self.least, self.most = np.moveaxis(np.array(known, dtype=np.int64).reshape(shape), 2, 0)

    def scores(self) -> _Numbers:
        """How many standard deviations each (row) lies above each other (column), of the least clear numerators.

        Mantel and Haenszel's statistic without its correction: sum w (p1 - p2) / sqrt(sum w P(1-P)) with
        w = n1 n2 / (n1 + n2), over the groups that both have. It only chooses which pairs are worth testing exactly.
        """
        number = self.valid.shape[1]
        difference, variance = np.zeros((number, number)), np.zeros((number, number))
        for valid, least, most in zip(self.valid, self.least, self.most, strict=True):
            first, second = valid[:, None].astype(np.float64), valid[None, :].astype(np.float64)
            both = np.maximum(first + second, 1)
            pooled = (least[:, None] + most[None, :]) / both
            difference += (least[:, None] * second - most[None, :] * first) / both
            variance += first * second / both * pooled * (1 - pooled)
        np.fill_diagonal(difference, 0.0)
        return np.where(difference > 0, difference / np.sqrt(np.where(variance > 0, variance, 1.0)), 0.0)

    def p_values(self, pairs: _Whole) -> _Numbers:
        """The exact p-values of pairs, the first of each being the higher."""
        first, second = pairs[:, 0], pairs[:, 1]
        common = (self.valid[:, first] > 0) & (self.valid[:, second] > 0)
        p_values = np.ones(len(pairs))
        is_single = common.sum(axis=0) == 1
        for group in range(len(self.groups)):
            alone = np.flatnonzero(is_single & common[group])
            own, other = first[alone], second[alone]
            numbers = self.least[group, own], self.valid[group, own], self.most[group, other], self.valid[group, other]
            p_values[alone] = _fisher_p_values(*numbers)
        for index in np.flatnonzero(common.sum(axis=0) > 1):
            p_values[index] = self._stratified_p_value(first[index], second[index], np.flatnonzero(common[:, index]))
        return p_values

    def _stratified_p_value(self, own: int, other: int, groups: _Whole) -> float:
        drawn, positive = [], 0
        for group in groups.tolist():
            least, valid = int(self.least[group, own]), int(self.valid[group, own])
            together = least + int(self.most[group, other])
            drawn.append(DrawnAnswers(valid, together, valid + int(self.valid[group, other])))
            positive += least
        return min(1.0, 2 * _so_many_or_more(total_drawn(*drawn), positive))


def _so_many_or_more(masses: Masses, positive: int) -> float:
    return float(masses.weights[max(positive - masses.first, 0) :].sum() / masses.weights.sum())


def _fisher_p_values(positive: _Whole, valid: _Whole, others: _Whole, other_valid: _Whole) -> _Numbers:
    """Twice the probability of so many positive ones or more in the first, of all in both: Fisher's test, pair by pair.

    Summed over how many fewer than they are the others' could be: few terms where the first's negative ones are few.
    """
    if not len(positive):
        return np.ones(0)
    together, everybody = positive + others, valid + other_valid
    logs = np.concatenate(([0.0], np.cumsum(np.log(np.arange(1, everybody.max() + 1)))))
    terms = np.minimum(valid - positive, others) + 1
    widest = int(terms.max())
    fewer = np.arange(widest)[None, :]
    is_term = fewer < terms[:, None]
    more = np.where(is_term, positive[:, None] + fewer, positive[:, None])
    less = np.where(is_term, others[:, None] - fewer, others[:, None])
    ways = -(logs[more] + logs[valid[:, None] - more] + logs[less] + logs[other_valid[:, None] - less])
    fixed = logs[valid] + logs[other_valid] + logs[together] + logs[everybody - together] - logs[everybody]
    masses = np.where(is_term, np.exp(ways + fixed[:, None]), 0.0)
    found: _Numbers = np.minimum(1.0, 2 * masses.sum(axis=1))
    return found

"""What may be said of a municipality beside similar ones, worked out anew from tables alone.

Without a line of what the pages work it out with: `docs/method/statistics.md` (sections 5, 7 and 16) is all that the
two have in common.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import combinations_with_replacement
from math import comb
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln
from tests.tycktill_web.public.checked import Row, Spot, Tables

from tycktill_web.releases.models import RoundGroup

FEWEST = 3
NEAREST = ("rka", "skr", "storlek", "lan")
"""The kinds of group, that which is taken first where there are several."""

_RATE = 0.05
_MOST_WAYS = 60
"""Of sharing out answers of target groups that are not told."""


class Counts(NamedTuple):
    """So many valid answers, of which from `least` to `most` are positive."""

    valid: int
    least: int
    most: int

    @property
    def ends(self) -> tuple[float, float]:
        return self.least / self.valid, self.most / self.valid


class Stratum(NamedTuple):
    """A target group: one's own answers, and all those of the others."""

    own: Counts
    others: Counts


class Test(NamedTuple):
    """Of one mix of target groups: one's own answers that are compared, between what the others' shares in the same
    groups would put them, the p-value, and whether they are more than that."""

    own: Counts
    expected: tuple[float, float]
    p_value: float
    is_higher: bool

    @property
    def proves(self) -> str:
        """What a discovery would be called: there is none where the figures that are told may lie on both sides."""
        if self.is_higher:
            return "better" if self.own.ends[0] > self.expected[1] else "cannot_tell"
        return "worse" if self.own.ends[1] < self.expected[0] else "cannot_tell"


class Expected(NamedTuple):
    """What a page may say of a question, and the mean of the others; None where it is too rough."""

    verdict: str
    mean: Counts | None


def _nearest_groups() -> Mapping[tuple[str, str, str], Sequence[str]]:
    """The others that each municipality is set beside, by family, round and municipality."""
    found: dict[tuple[str, str, str], dict[str, Sequence[str]]] = {}
    for each in RoundGroup.objects.select_related("round"):
        spot = each.round.family, each.round.label, each.municipality
        found.setdefault(spot, {})[each.likeness] = each.members.split()
    return {spot: next((own[kind] for kind in NEAREST if kind in own), ()) for spot, own in found.items()}


@dataclass
class Similar:
    """The places that a municipality is set beside in a round, and what follows of them."""

    tables: Tables
    groups: Mapping[tuple[str, str, str], Sequence[str]] = field(default_factory=_nearest_groups)

    def expected(self, place: Spot, questions: Sequence[str]) -> Mapping[str, Expected]:
        """By question, those on which enough of the others are shown: all of them are judged together."""
        spots = [place._replace(question=each) for each in questions]
        compared = [spot for spot in spots if len(self._shown(spot)) >= FEWEST]
        tests = [self._test(spot) for spot in compared]
        verdicts = _judged(tests)
        means = [self._mean(spot) for spot in compared]
        return {
            spot.question: Expected(verdict, mean)
            for spot, verdict, mean in zip(compared, verdicts, means, strict=True)
        }

    def _shown(self, spot: Spot) -> list[Spot]:
        others = self.groups.get((spot.family, spot.round, spot.municipality), ())
        every = (spot._replace(municipality=each) for each in others)
        return [each for each in every if self.tables.is_told(self.tables.results.get(each))]

    def _mean(self, spot: Spot) -> Counts | None:
        found = self._together(self._shown(spot))
        least, most = found.ends
        return found if most - least <= self.tables.widest + 1e-9 else None

    def _together(self, spots: Sequence[Spot]) -> Counts:
        known = [each for spot in spots if (each := counts_of(self.tables.results.get(spot)))]
        return Counts(*(sum(each) for each in zip(*known, strict=True))) if known else Counts(0, 0, 0)

    def _test(self, spot: Spot) -> Test | None:
        """None where nothing may be tested; the least clear of all mixes that the row can be of (section 5.7)."""
        row = self.tables.results.get(spot)
        own = counts_of(row)
        if own is None or not self.tables.is_told(row):
            return None
        tests = [self._of_mix(spot, own, mix) for mix in self._mixes(spot, own)]
        made = [each for each in tests if each]
        if len({each.own for each in made}) != 1 or len(made) < len(tests):
            return None
        is_one_way = len({each.is_higher for each in made}) == 1
        return Test(
            made[0].own,
            (min(each.expected[0] for each in made), max(each.expected[1] for each in made)),
            max(each.p_value for each in made) if is_one_way else 1.0,
            made[0].is_higher,
        )

    def _of_mix(self, spot: Spot, own: Counts, mix: Mapping[str, Counts]) -> Test | None:
        shown = self._shown(spot)
        beside = {group: self._together([each._replace(target=group) for each in shown]) for group in mix}
        strata = [Stratum(each, beside[group]) for group, each in mix.items() if beside[group].valid]
        outside = [each for group, each in mix.items() if not beside[group].valid]
        valid = sum(each.own.valid for each in strata)
        least = max(sum(each.own.least for each in strata), own.least - sum(each.most for each in outside))
        most = min(sum(each.own.most for each in strata), own.most - sum(each.least for each in outside))
        if valid < max(own.valid / 2, 1) or least > most:
            return None
        return tested(strata, Counts(valid, least, most))

    def _mixes(self, spot: Spot, own: Counts) -> Sequence[Mapping[str, Counts]]:
        """The answers of each target group, in every way that those of groups which are not told can be shared out."""
        members = self.tables.instruments.get((spot.family, spot.round, spot.target), [])
        if spot.target in members:
            return [{spot.target: own}]
        rows = {each: self.tables.results.get(spot._replace(target=each)) for each in members}
        known = {group: each for group, row in rows.items() if (each := counts_of(row))}
        hidden = [group for group, row in rows.items() if row and group not in known]
        left = own.valid - sum(each.valid for each in known.values())
        least = own.least - sum(each.most for each in known.values())
        most = own.most - sum(each.least for each in known.values())
        return [
            {
                **known,
                **{
                    group: Counts(number, max(least - left + number, 0), max(min(most, number), 0))
                    for group, number in zip(hidden, numbers, strict=True)
                    if number
                },
            }
            for numbers in shared_out(left, len(hidden))
        ]


def shared_out(number: int, groups: int) -> Sequence[tuple[int, ...]]:
    """So many answers over so many groups in every way; none where that cannot be, or in too many ways."""
    if number < 0 or (number and not groups) or (groups > 1 and comb(number + groups - 1, number) > _MOST_WAYS):
        return []
    ways = combinations_with_replacement(range(groups), number)
    return [tuple(way.count(group) for group in range(groups)) for way in ways]


def counts_of(row: Row | None) -> Counts | None:
    """What a row tells of its answers; None where it tells nothing."""
    if row is None or row["status"] == "withheld" or not int(row["valid"] or 0):
        return None
    return Counts(*(int(row[column]) for column in ("valid", "positive_min", "positive_max")))


def tested(strata: Sequence[Stratum], own: Counts) -> Test:
    """Section 5.6: of each tail the smaller of two bounds, whatever numerators the intervals allow."""
    own_least, own_most, least, most = (
        np.array([getattr(each[side], end) for each in strata]) for side in (0, 1) for end in ("least", "most")
    )
    upper = min(
        _tail(strata, own_least + most, own_least.sum()),
        _tail(strata, own_most + most, max(own.least, own_least.sum())),
    )
    lower = min(
        1 - _tail(strata, own_most + least, own_most.sum()),
        1 - _tail(strata, own_least + least, min(own.most, own_most.sum())),
    )
    expected = [sum(each.own.valid * each.others.ends[end] for each in strata) / own.valid for end in (0, 1)]
    return Test(own, (expected[0], expected[1]), min(1.0, 2 * min(upper, lower)), bool(upper <= 1 / 2))


def _tail(strata: Sequence[Stratum], positives: NDArray[np.int_], own: int) -> float:
    """How likely it is that so many of one's own or more are positive, half of so many counted, if each group's
    positive answers fall by lot on one's own and the others' (section 5.4)."""
    drawn = (
        _drawn(each.own.valid, int(number), each.own.valid + each.others.valid)
        for each, number in zip(strata, positives, strict=True)
    )
    masses = reduce(np.convolve, drawn)
    return float(masses[own + 1 :].sum() + masses[own] / 2)


def _drawn(valid: int, positives: int, everybody: int) -> NDArray[np.float64]:
    """The hypergeometric distribution from none to `valid`."""
    k = np.arange(valid + 1)
    return np.exp(
        _ways(positives, k) + _ways(everybody - positives, valid - k) - _ways(everybody, np.full(valid + 1, valid))
    )


def _ways(of: int, chosen: NDArray[np.int_]) -> NDArray[np.float64]:
    """Logarithm of how many ways there are to choose so many; minus infinity where there is none."""
    found = gammaln(of + 1) - gammaln(chosen + 1) - gammaln(np.maximum(of - chosen, 0) + 1)
    return np.where(chosen <= of, found, -np.inf)


def _judged(tests: Sequence[Test | None]) -> list[str]:
    """Section 7: Benjamini and Hochberg's discoveries among those that were tested, and those alone."""
    claimed = iter(_discovered([each.p_value for each in tests if each]))
    return ["untested" if each is None else each.proves if next(claimed) else "cannot_tell" for each in tests]


def _discovered(p_values: Sequence[float]) -> list[bool]:
    """Which are at most the largest p-value that lies below its rank's part of the rate."""
    number = len(p_values)
    below = [p for rank, p in enumerate(sorted(p_values), start=1) if p <= _RATE * rank / number]
    return [bool(below) and p <= below[-1] for p in p_values]

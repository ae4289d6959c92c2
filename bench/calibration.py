"""How often the statistics are right: coverage, false claims and power on populations shaped like real ones.

Run: .venv/bin/python bench/calibration.py [ROUNDS]
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from math import comb, erfc, sqrt
from statistics import NormalDist, fmean

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv

from tycktill.statistics import (
    RoundShare,
    ShareClass,
    change_p_value,
    discoveries,
    part_of_nation,
    stratified_test,
    trend_test,
    wilson,
)

MUNICIPALITIES, ANSWERS, SKEW = 269, 11_000, 1.25
SHARE = 0.82
"""The nation's."""

Limits = Callable[[int, int, int], tuple[float, float]]
Design = tuple[int, int]


def sizes(municipalities: int = MUNICIPALITIES, answers: int = ANSWERS) -> NDArray[np.int64]:
    """Answers of each municipality: quantiles of a lognormal, so that half have few and a handful have most."""
    places = [(place + 0.5) / municipalities for place in range(municipalities)]
    weights = np.exp([SKEW * NormalDist().inv_cdf(place) for place in places])
    rounded: NDArray[np.int64] = np.maximum(1, np.round(answers * weights / weights.sum())).astype(np.int64)
    return rounded


def exactly(positive: NDArray[np.int64], valid: NDArray[np.int64]) -> list[ShareClass]:
    """Shares whose numerators are known."""
    return [ShareClass(n, x, x) for x, n in zip(positive.tolist(), valid.tolist(), strict=True)]


def as_two_numbers(known: ShareClass) -> ShareClass:
    """A share known by an interval: at most one at an end, else one of two neighbours."""
    first = known.least // 2 * 2
    last = known.valid - (known.valid - known.least) // 2 * 2
    least, most = (first, first + 1) if known.least * 2 < known.valid else (last - 1, last)
    return ShareClass(known.valid, max(least, 0), min(most, known.valid))


# Intervals, by going through every outcome.


def designs() -> list[Design]:
    """(valid, offered): 10-400 offered of whom 35-95 % answered, at least five."""
    offered = (10, 15, 20, 30, 40, 60, 80, 100, 200, 400)
    shapes = [(round(number * rate / 100), number) for number in offered for rate in (35, 50, 65, 80, 95)]
    return [(valid, number) for valid, number in shapes if valid >= 5]


def wald(positive: int, valid: int, offered: int) -> tuple[float, float]:
    """The textbook's: p +- 1.96 standard errors, with finite-population correction."""
    share = positive / valid
    half = 1.96 * sqrt(share * (1 - share) / valid * (offered - valid) / max(offered - 1, 1))
    return share - half, share + half


def clopper_pearson(positive: int, valid: int) -> tuple[float, float]:
    """The exact interval (1934): quantiles of Beta(x, n - x + 1) and Beta(x + 1, n - x)."""
    low = float(betaincinv(positive, valid - positive + 1, 0.025)) if positive else 0.0
    return low, float(betaincinv(positive + 1, valid - positive, 0.975)) if positive < valid else 1.0


METHODS: dict[str, Limits] = {
    "ours": wilson,
    "Wilson without correction": lambda x, n, _: wilson(x, n, None),
    "Wald with correction": wald,
    "Clopper-Pearson": lambda x, n, _: clopper_pearson(x, n),
}


def coverage(limits: Limits, design: Design) -> tuple[float, float]:
    """Mean coverage and mean width over true shares 0.5-0.97, weighted by Beta(8, 2)."""
    valid, offered = design
    intervals = np.array([limits(x, valid, offered) for x in range(valid + 1)])
    held = wide = whole = 0.0
    for true in range(-(-offered // 2), int(offered * 0.97) + 1):
        chances = np.array([_drawn(x, valid, true, offered) for x in range(valid + 1)])
        weight = (true / offered) ** 7 * (1 - true / offered)
        slack = 1e-12
        holds = (intervals[:, 0] <= true / offered + slack) & (true / offered <= intervals[:, 1] + slack)
        held += weight * float(chances[holds].sum())
        wide += weight * float(chances @ (intervals[:, 1] - intervals[:, 0]))
        whole += weight
    return held / whole, wide / whole


@cache
def _drawn(positive: int, valid: int, true: int, offered: int) -> float:
    if not 0 <= valid - positive <= offered - true or positive > true:
        return 0.0
    return comb(true, positive) * comb(offered - true, valid - positive) / comb(offered, valid)


def intervals(shapes: Sequence[Design]) -> Iterator[str]:
    """Coverage of each method over the designs."""
    for name, limits in METHODS.items():
        held, wide = zip(*(coverage(limits, design) for design in shapes), strict=True)
        few = fmean(share for share, (valid, _) in zip(held, shapes, strict=True) if valid < 20)
        yield (
            f"interval, {name}: coverage {fmean(held):.1%}, below 20 answers {few:.1%}, worst design {min(held):.1%}, "
            f"width {100 * fmean(wide):.1f} points"
        )


# Municipalities against the nation, where there is no difference.


def naive(own: ShareClass, nation: ShareClass) -> float:
    """What is often done: a z-test of two samples, as if the municipality were no part of the nation."""
    shares = own.share_min, nation.share_min
    variance = sum(p * (1 - p) / n for p, n in zip(shares, (own.valid, nation.valid), strict=True))
    return erfc(abs(shares[0] - shares[1]) / sqrt(2 * variance))


def against_rest(own: ShareClass, nation: ShareClass) -> float:
    """Our test of one target group against the same group elsewhere; of nobody elsewhere nothing differs."""
    stratum = part_of_nation(own, nation)
    return stratified_test([stratum], own.least, own.most).p_value if stratum else 1.0


def coarsely(own: ShareClass, nation: ShareClass) -> float:
    """Our test, of shares that are all told by an interval of two numbers."""
    return against_rest(as_two_numbers(own), as_two_numbers(nation))


def false_claims(
    test: Callable[[ShareClass, ShareClass], float], rounds: int, lower: float = 0.0
) -> tuple[float, float, float, float]:
    """Where every tenth municipality is so much lower and the others alike: the part of those flagged one by one, the
    part of rounds with a discovery, discoveries a round, and the part of these that are among the alike."""
    random, valid = np.random.default_rng(1), sizes()
    alike = np.arange(len(valid)) % 10 > 0
    flagged, found, false = [], [], []
    for _ in range(rounds):
        classes = exactly(random.binomial(valid, SHARE - lower * ~alike), valid)
        positive = sum(known.least for known in classes)
        nation = ShareClass(int(valid.sum()), positive, positive)
        p_values = np.array([test(known, nation) for known in classes])[valid >= 5]
        claimed = np.array(discoveries(p_values.tolist()))
        flagged.append(float(np.mean(p_values[alike[valid >= 5]] <= 0.05)))
        found.append(int(claimed.sum()))
        false.append(float(claimed[alike[valid >= 5]].sum()) / max(found[-1], 1))
    return fmean(flagged), fmean(number > 0 for number in found), fmean(found), fmean(false)


def claims(rounds: int) -> Iterator[str]:
    """False claims by each test."""
    for name, test in {"ours": against_rest, "ours, all by intervals of two": coarsely, "naive z-test": naive}.items():
        flagged, any_found, found, _ = false_claims(test, rounds)
        *_, found_lower, false = false_claims(test, max(rounds // 4, 2), lower=0.15)
        yield (
            f"no municipality differs, {name}: {flagged:.1%} flagged one by one; a discovery in {any_found:.1%} of "
            f"rounds, {found:.2f} a round. One in ten is 15 points lower: {found_lower:.1f} found, {false:.1%} false"
        )


# Changes, by going through every outcome; trends by drawing.


def power(before: tuple[int, float], now: tuple[int, float]) -> float:
    """How often a change is seen at 5 % where (valid answers, true share) are so in two rounds."""
    (n1, p1), (n2, p2) = before, now
    earlier, later = binomial(n1, p1), binomial(n2, p2)
    return sum(
        float(earlier[x1] * later[x2])
        for x1 in range(n1 + 1)
        for x2 in range(n2 + 1)
        if earlier[x1] * later[x2] > 1e-10 and change_p_value(ShareClass(n1, x1, x1), ShareClass(n2, x2, x2)) <= 0.05
    )


def binomial(valid: int, share: float) -> list[float]:
    """The probability of each number of positive answers."""
    return [comb(valid, x) * share**x * (1 - share) ** (valid - x) for x in range(valid + 1)]


def changes() -> Iterator[str]:
    """Size and power."""
    for n1, n2 in ((8, 10), (20, 25), (60, 80), (300, 330)):
        size, seen = (power((n1, 0.84), (n2, later)) for later in (0.84, 0.74))
        yield f"change, {n1} and {n2} answers: claimed without one {size:.1%}, seen when 84 % fall to 74 % {seen:.0%}"


def false_trends(valid: int, rounds: int) -> float:
    """How often five rounds of the same true share are called a trend at 5 %."""
    random = np.random.default_rng(2)
    counts = random.binomial(valid, SHARE, (rounds, 5)).tolist()
    series = ([RoundShare(year, ShareClass(valid, x, x)) for year, x in enumerate(row)] for row in counts)
    return fmean(trend_test([points]).p_value <= 0.05 for points in series)


def trends(rounds: int) -> Iterator[str]:
    """Trends where there are none."""
    for valid in (8, 20, 80):
        yield f"trend, five rounds of {valid} answers: claimed without one {false_trends(valid, 20 * rounds):.1%}"


def main(arguments: Sequence[str]) -> None:
    """Prints all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rounds", nargs="?", type=int, default=400, help="rounds to draw")
    rounds = parser.parse_args(arguments).rounds
    for lines in (intervals(designs()), claims(rounds), changes(), trends(rounds)):
        for line in lines:
            print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])

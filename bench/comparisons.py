"""How often comparisons are right: other mixes of target groups, rows judged together, rounds that wobble, ranks.

Run: .venv/bin/python -m bench.comparisons [ROUNDS]
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from math import sqrt
from statistics import NormalDist, fmean, median

import numpy as np
from bench.calibration import MUNICIPALITIES, SHARE, against_rest, exactly, sizes
from numpy.random import Generator
from numpy.typing import NDArray

from tycktill.statistics import (
    RANK_CONFIDENCE,
    RoundShare,
    ShareClass,
    change_factor,
    change_p_value,
    discoveries,
    estimate_wobble,
    part_of_nation,
    rank_ranges,
    stratified_test,
    trend_test,
    widened_p_value,
)

# Municipalities of other mixes of target groups, of whom each group answers as everywhere.

GROUP_SHARES = (0.70, 0.92, 0.80)
"""Of three target groups, everywhere."""
SPREAD = (16.4, 3.6)
"""The beta that real municipalities' levels are drawn from: 8 points of standard deviation."""


def other_mixes(rounds: int) -> tuple[float, float]:
    """How often one of 60 municipalities is flagged at 5 % where each has a mix of its own and no group differs:
    by the test over groups, and as if all were one group."""
    random, valid = np.random.default_rng(8), sizes(60, 6_000)
    alike, crude = [], []
    for _ in range(rounds):
        mixes = np.array([random.multinomial(n, random.dirichlet((0.5, 0.5, 0.5))) for n in valid])
        positive = random.binomial(mixes, GROUP_SHARES)
        nation = exactly(positive.sum(axis=0), mixes.sum(axis=0))
        whole = ShareClass(int(mixes.sum()), int(positive.sum()), int(positive.sum()))
        for own, x in zip(mixes, positive, strict=True):
            groups = [(each, of) for each, of in zip(_present(x, own), nation, strict=True) if each is not None]
            strata = [stratum for each, of in groups if (stratum := part_of_nation(each, of)) is not None]
            alike.append(stratified_test(strata, int(x.sum()), int(x.sum())).p_value <= 0.05)
            crude.append(against_rest(ShareClass(int(own.sum()), int(x.sum()), int(x.sum())), whole) <= 0.05)
    return fmean(alike), fmean(crude)


def _present(positive: NDArray[np.int64], valid: NDArray[np.int64]) -> list[ShareClass | None]:
    return [ShareClass(n, x, x) if n else None for x, n in zip(positive.tolist(), valid.tolist(), strict=True)]


# Which rows are judged together.

ALIKE_PERSONS = 0.35
"""Correlation between a person's answers to two questions, on the scale that decides each."""
GENDER, GROUPS = (0.5, 0.5), (0.5, 0.3, 0.2)


def found_differences(valid: int, lower: Sequence[float], rounds: int) -> tuple[float, float, float]:
    """How often the headline's question is found where so many answered and the municipality's true shares of seven
    questions are so much lower: judged with the headline's seven rows alone, with all 105 rows of the place, alone."""
    random, normal = np.random.default_rng(9), NormalDist()
    cuts = np.array([normal.inv_cdf(SHARE - each) for each in lower])
    nation = ShareClass(11_000, round(11_000 * SHARE), round(11_000 * SHARE))
    judged: list[list[float]] = []
    for _ in range(rounds):
        answers = _answers(random, valid, cuts)
        gender, group = random.choice(2, valid, p=GENDER), random.choice(3, valid, p=GROUPS)
        parts = [
            of & which
            for of in (group >= 0, *(group == k for k in range(3)))
            for which in (gender >= 0, gender == 0, gender == 1)
        ]
        p_values = [
            against_rest(ShareClass(int(part.sum()), x, x), nation) if part.sum() >= 5 else 1.0
            for part in parts
            for x in answers[part].sum(axis=0).tolist()
        ]
        first = [place for place, each in enumerate(lower) if each == max(lower)]
        rows = (discoveries(p_values[:7]), discoveries(p_values), [p <= 0.05 for p in p_values])
        judged.append([fmean(float(each[place]) for place in first) for each in rows])
    headline, everything, alone = (fmean(column) for column in zip(*judged, strict=True))
    return headline, everything, alone


def _answers(random: Generator, valid: int, cuts: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Positive answers of persons (rows) to questions, which go together."""
    person = random.normal(size=(valid, 1)) * sqrt(ALIKE_PERSONS)
    found: NDArray[np.bool_] = person + random.normal(size=(valid, len(cuts))) * sqrt(1 - ALIKE_PERSONS) < cuts
    return found


# Years that wobble.

LOGIT = 0.2
"""Standard deviation of a municipality's true log odds between rounds, of no other cause."""


def wobbling(municipalities: int, rounds: int, times: int) -> dict[str, tuple[float, float]]:
    """Changes and trends claimed at 5 % of municipalities that stand still but for `LOGIT`: with the wobble that is
    estimated of all, and as if there were none; of those with about 60, 250 and 600 answers."""
    random = np.random.default_rng(10)
    wanted = {f"{what}, {size} answers": size for what in ("change", "trend") for size in (60, 250, 600)}
    claimed: dict[str, list[tuple[bool, bool]]] = {name: [] for name in wanted}
    valid = np.concatenate([sizes(municipalities), np.repeat((60, 250, 600), 4)])
    for _ in range(times):
        odds = np.log(SHARE / (1 - SHARE)) + random.normal(0, LOGIT, (rounds, len(valid)))
        counts = random.binomial(valid, 1 / (1 + np.exp(-odds)))
        series = [
            [RoundShare(2015 + t, ShareClass(n, x, x)) for t, x in enumerate(column)]
            for n, column in zip(valid.tolist(), counts.T.tolist(), strict=True)
        ]
        rho = estimate_wobble(series) or 0.0
        for points in series[municipalities:]:
            size, (before, now) = points[0].known.valid, points[-2:]
            p_value = change_p_value(before.known, now.known)
            factor = change_factor(rho, size, size)
            claimed[f"change, {size} answers"].append((widened_p_value(p_value, factor) <= 0.05, p_value <= 0.05))
            if rounds > 2:
                pair = trend_test([points], rho).p_value <= 0.05, trend_test([points]).p_value <= 0.05
                claimed[f"trend, {size} answers"].append(pair)
    return {
        name: (fmean(ours for ours, _ in found), fmean(plain for _, plain in found))
        for name, found in claimed.items()
        if found
    }


# Ranks, by drawing.


def ranks(rounds: int) -> tuple[float, float]:
    """The median width of a range of rank, and how often one is right."""
    random, valid = np.random.default_rng(3), sizes()
    widths, right = [], []
    for _ in range(rounds):
        true = random.beta(*SPREAD, len(valid))
        places = len(true) - true.argsort().argsort()
        ranges = rank_ranges([{"": known} for known in exactly(random.binomial(valid, true), valid)])
        widths += [worst - best + 1 for best, worst in ranges]
        right += [best <= place <= worst for (best, worst), place in zip(ranges, places, strict=True)]
    return median(widths), fmean(right)


def hardest_ranks(rounds: int) -> float:
    """How often all municipalities of a nation without differences keep all places, the worst for a range."""
    random, valid = np.random.default_rng(11), sizes()
    whole = []
    for _ in range(rounds):
        ranges = rank_ranges([{"": known} for known in exactly(random.binomial(valid, SHARE), valid)])
        whole += [(best, worst) == (1, len(valid)) for best, worst in ranges]
    return fmean(whole)


def lines(rounds: int) -> Iterator[str]:
    """All that is measured."""
    alike, crude = other_mixes(max(rounds // 10, 2))
    yield f"other mixes of groups that are alike: flagged {alike:.1%}; as if all were one group {crude:.1%}"
    for valid in (50, 100, 200, 400):
        for what, lower in (("all seven", (0.1,) * 7), ("one question", (0.1, *(0.0,) * 6)), ("none", (0.0,) * 7)):
            first, every, alone = found_differences(valid, lower, rounds)
            found = f"found {first:.1%}; with all rows {every:.1%}, alone {alone:.1%}"
            yield f"{valid} answers, 10 points lower on {what}: {found}"
    for number in (2, 3, 8):
        for name, (ours, plain) in wobbling(MUNICIPALITIES, number, max(rounds // 2, 2)).items():
            yield f"{number} rounds that wobble, {name}: claimed {ours:.1%}; as if they did not {plain:.1%}"
    width, right = ranks(max(rounds // 4, 2))
    yield f"ranks: median range {width:.0f} of {MUNICIPALITIES} places, right {right:.1%}"
    whole = hardest_ranks(max(rounds // 4, 2))
    yield f"ranks where nobody differs: {whole:.1%} keep all places (said {RANK_CONFIDENCE:.0%})"


def main(arguments: Sequence[str]) -> None:
    """Prints all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rounds", nargs="?", type=int, default=400, help="rounds to draw")
    for line in lines(parser.parse_args(arguments).rounds):
        print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])

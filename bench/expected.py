"""How often an action that does nothing is said to have helped, and how often forecasts hold, by simulation.

Run: .venv/bin/python -m bench.expected [ROUNDS]
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from scipy.stats import beta, norm

from tycktill.statistics import (
    UNKNOWN_CARRY_OVER,
    Baseline,
    CarryOver,
    Elsewhere,
    Forecast,
    PlaceShare,
    ShareClass,
    Span,
    carry_over,
    change_p_value,
    estimate_spread,
)

MUNICIPALITIES = 130
NATION = np.array([0.86, 0.90, 0.84, 0.86, 0.70, 0.76, 0.84])
"""Of seven questions, as in 2019."""

WEIGHT, KEPT = 20.0, 0.9
"""Levels are Beta distributed with this a+b, and so much of what sets a place apart lasts."""

Numbers = NDArray[np.float64]
Counts = NDArray[np.int64]
NextLevels = Callable[[Generator, Numbers, float], Numbers]


class Round(NamedTuple):
    """Answers of each municipality, and positive ones of each question."""

    valid: Counts
    positive: Counts


def redrawn(random: Generator, levels: Numbers, kept: float) -> Numbers:
    """Each level stays with probability `kept`, else it is drawn anew: as the forecast supposes."""
    stays = random.random(levels.shape) < kept
    return np.where(stays, levels, random.beta(NATION * WEIGHT, (1 - NATION) * WEIGHT, size=levels.shape))


def moved(random: Generator, levels: Numbers, kept: float) -> Numbers:
    """Every level moves a little, as normal scores with this correlation do: otherwise than the forecast supposes."""
    scores = norm.ppf(np.clip(beta.cdf(levels, NATION * WEIGHT, (1 - NATION) * WEIGHT), 1e-9, 1 - 1e-9))
    now = kept * scores + np.sqrt(1 - kept**2) * random.standard_normal(levels.shape)
    return np.asarray(beta.ppf(norm.cdf(now), NATION * WEIGHT, (1 - NATION) * WEIGHT))


def rounds_of(random: Generator, fewest: int, most: int, move: NextLevels, kept: float) -> list[Round]:
    """Three rounds in a row of a nation where nobody does anything."""
    levels = random.beta(NATION * WEIGHT, (1 - NATION) * WEIGHT, size=(MUNICIPALITIES, len(NATION)))
    found = []
    for _ in range(3):
        valid = random.integers(fewest, most + 1, MUNICIPALITIES)
        found.append(Round(valid, random.binomial(valid[:, None], levels)))
        levels = move(random, levels, kept)
    return found


class Told(NamedTuple):
    """What is said of one action."""

    rises: bool
    change: float
    is_better_by_two_years: bool
    is_more: bool
    is_inside: bool
    expected: float


class Country:
    """Three rounds as they are told: exactly, or within `width` neighbouring numerators."""

    def __init__(self, rounds: list[Round], width: int) -> None:
        self.rounds, self.width = rounds, width
        self.nation = [each.positive.sum(axis=0) / each.valid.sum() for each in rounds]

    def known(self, round: int, place: int, question: int) -> ShareClass:
        """What is told of a share."""
        valid, positive = self.rounds[round]
        n, x = int(valid[place]), int(positive[place, question])
        first = x - x % self.width
        return ShareClass(n, first, min(first + self.width - 1, n))

    def share(self, round: int, place: int, question: int) -> PlaceShare:
        """The same beside the nation's."""
        return PlaceShare(self.known(round, place, question), float(self.nation[round][question]))

    def carry_over(self) -> CarryOver | None:
        """From the first round to the second, of all questions."""
        return carry_over(
            [
                {str(place): (self.share(0, place, q), self.share(1, place, q)) for place in range(MUNICIPALITIES)}
                for q in range(len(NATION))
            ]
        )

    def worst(self, place: int) -> int:
        """The question that lies furthest below the nation in the second round."""
        valid, positive = self.rounds[1]
        return int(np.argmin(positive[place] / valid[place] - self.nation[1]))


def told_of(country: Country, place: int, kept: CarryOver) -> Told | None:
    """What is said of an action without effect on the worst figure of a municipality."""
    question = country.worst(place)
    others = [each for each in range(MUNICIPALITIES) if each != place]
    before, now = (estimate_spread([country.share(round, each, question) for each in others]) for round in (1, 2))
    if before is None or now is None:
        return None
    elsewhere = [float(country.nation[round][question]) for round in (1, 2)]
    was, is_ = country.known(1, place, question), country.known(2, place, question)
    baseline = Baseline(was, Span(was.valid, elsewhere[0], elsewhere[0]), before)
    forecast = Forecast(baseline, Elsewhere(Span(is_.valid, elsewhere[1], elsewhere[1]), now.offset), kept, is_.valid)
    exactly = [
        ShareClass(int(valid[place]), int(positive[place, question]), int(positive[place, question]))
        for valid, positive in country.rounds[1:]
    ]
    rise = (exactly[1].share or 0.0) - (exactly[0].share or 0.0)
    outside = forecast.p_value(is_) <= 0.05
    return Told(
        rises=rise > 0,
        change=rise,
        is_better_by_two_years=rise > 0 and change_p_value(*exactly) <= 0.05,
        is_more=outside and forecast.is_more(is_),
        is_inside=not outside,
        expected=(forecast.expected.share_min + forecast.expected.share_max) / 2 - (exactly[0].share or 0.0),
    )


class Kind(NamedTuple):
    """How levels move in a nation, how many answer, how shares are told, and whether an earlier round is known."""

    name: str
    move: NextLevels
    kept: float
    answers: tuple[int, int]
    width: int = 1
    is_known: bool = True

    def __str__(self) -> str:
        told = "exactly" if self.width == 1 else f"within {self.width}"
        return f"{self.name} {self.kept}; {self.answers[0]}-{self.answers[1]}; {told}; {'yes' * self.is_known or 'no'}"


def tried(rounds: int, kind: Kind) -> list[Told]:
    """All actions of so many nations."""
    random, found = np.random.default_rng(11), []
    for _ in range(rounds):
        country = Country(rounds_of(random, *kind.answers, kind.move, kind.kept), kind.width)
        carried = (country.carry_over() if kind.is_known else None) or UNKNOWN_CARRY_OVER
        found += [each for place in range(MUNICIPALITIES) if (each := told_of(country, place, carried))]
    return found


SIZES = ((10, 20), (30, 60), (80, 120), (200, 330))


def kinds() -> Iterator[Kind]:
    """All kinds of nations that are tried."""
    for answers in SIZES:
        yield Kind("redrawn", redrawn, KEPT, answers)
        yield Kind("redrawn", redrawn, KEPT, answers, is_known=False)
        yield Kind("redrawn", redrawn, KEPT, answers, width=2)
        yield Kind("moved", moved, KEPT, answers)
        yield Kind("moved", moved, 0.7, answers)


def lines(rounds: int) -> Iterator[str]:
    """A line of the table for each kind of nation."""
    yield "levels; answers; told; carry-over known; actions; rises; mean rise (expected); by 10 points; better by two"
    yield "  years; more than expected; forecast holds"
    for kind in kinds():
        yield f"{kind}; {_line(tried(rounds, kind))}"


def _line(found: list[Told]) -> str:
    if not found:
        return "nothing is foretold"
    columns = [np.array(column, dtype=np.float64) for column in zip(*found, strict=True)]
    rises, change_, two_years, more, inside, expected = (float(100 * column.mean()) for column in columns)
    large = float(100 * (columns[1] >= 0.1 - 1e-9).mean())
    told = f"{rises:.0f} %; {change_:.1f} ({expected:.1f}); {large:.0f} %; {two_years:.1f} %; {more:.1f} %"
    return f"{len(found)}; {told}; {inside:.1f} %"


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rounds", type=int, nargs="?", default=40, metavar="ROUNDS")
    for line in lines(parser.parse_args().rounds):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""What somebody learns from how the intervals were chosen, who knows the method, all numbers and the release.

Run: .venv/bin/python -m bench.choice [--answers 11_000] [--seed N] [--question helhet]; results are tables of Markdown.

The attacker reruns the method on every world that fits the figures. A world that would have been published otherwise
is ruled out: where there is one, the choice tells something that the figures do not. Before that all worlds of some
tiny nations are run, by the search and by the same rule with every world before it.
"""

import argparse
import os
import sys
import time
from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from bench.made_up_nation import catalogue, made_up_counts
from numpy.typing import NDArray
from tests.tycktill.disclosure.every_world.engine import Engine
from tests.tycktill.disclosure.every_world.exact import ExactEngine
from tests.tycktill.disclosure.every_world.fitting import extreme_worlds, pinned
from tests.tycktill.disclosure.every_world.flatness import examine, release_of
from tests.tycktill.disclosure.every_world.kept import kept
from tests.tycktill.disclosure.every_world.shapes import GROUPING, POLICY, SHAPES
from tests.tycktill.disclosure.every_world.tables import Base, Method, Table, table_of
from tests.tycktill.disclosure.every_world.worlds import Worlds, number_of_worlds, prior

from tycktill.counting import Counts
from tycktill.counting.targets import grouping_of
from tycktill.disclosure import Policy
from tycktill.files import read_families
from tycktill.instrument import combined_groups

MOST_WORLDS, MOST_FITTING = 60_000, 2_000
"""Of how many worlds a municipality may have to be tried whole, and how many of them are run as the truth."""

HEADLINES = frozenset({"ifo"})
"""Its headline is one total for all target groups."""

UNSURE, SURE = 0.9, 0.95
"""A fact is laid open where its probability rises from below the one to above the other."""

HEADING = """\
| | municipalities | fitting worlds run as the truth | of these published otherwise | distance that the choice adds \
| facts laid open by the figures | by the choice |
|---|--:|--:|--:|--:|--:|--:|"""

METHOD_2 = "| method 2, as recorded | 62 | | | 0.24 | 11 | 48, in 21 municipalities |"
"""Measured when method 2 was reviewed: the 62 municipalities of at most 60,000 worlds in another made-up nation of
11,000 answers, 84 % positive; the likelihood of a choice was estimated by rerunning method 2 with other seeds."""


class Numbered(NamedTuple):
    """Valid and positive answers to one question."""

    valid: dict[Base, int]
    positive: dict[Base, int]


class Outcome(NamedTuple):
    """Of a municipality: worlds run as the truth, those published otherwise, and what the attacker gains."""

    runs: int
    otherwise: int
    distance: float = 0.0
    by_figures: int = 0
    by_choice: int = 0


def clock(begun: Sequence[float] = (0.0, 0.0)) -> tuple[float, float]:
    """Seconds since some moment: by the clock, and of all processors together."""
    used = os.times()
    return time.perf_counter() - begun[0], sum(used[:4]) - begun[1]


def numbers_of(counts: Counts, question: str) -> Mapping[str, Numbered]:
    """By municipality the answers of its base cells, a third gender and unknown together."""
    found: dict[str, Numbered] = {}
    for each in counts.base:
        cell, instrument = each.cell, catalogue()[each.cell.instrument]
        scale = instrument.scale_of(instrument.question(question))
        gender = cell.gender.value if cell.gender.value in {"K", "M"} else "rest"
        base = Base(cell.municipality, cell.unit, cell.instrument, gender)
        numbers = found.setdefault(cell.municipality, Numbered({}, {}))
        for own, codes in zip(numbers, (scale.valid, scale.positive), strict=True):
            own[base] = own.get(base, 0) + sum(each.options[question].get(code, 0) for code in codes)
    return found


def attacked(method: Method, worlds: Worlds, numbers: Numbered) -> Outcome:
    """What an attacker gains who reruns the method on each world that fits, and weighs them by the public prior."""
    own = release_of(method(*numbers))
    fitting = worlds.fitting(dict(own))[:MOST_FITTING]
    is_same = np.array([release_of(method(numbers.valid, worlds.positive(world))) == own for world in fitting.tolist()])
    before = prior(worlds.all, worlds.table.valid)
    figures = before[fitting] / before[fitting].sum()
    choice = np.where(is_same, figures, 0.0) / figures[is_same].sum()
    facts = np.array(list(facts_about(worlds)))
    likely = [facts @ before, facts[:, fitting] @ figures, facts[:, fitting] @ choice]
    distance = float(abs(figures - choice).sum() / 2)
    return Outcome(len(fitting), int((~is_same).sum()), distance, _opened(*likely[:2]), _opened(*likely[1:]))


def facts_about(worlds: Worlds) -> Iterator[NDArray[np.bool_]]:
    """By world whether something holds: a result of a base cell of few, or of a larger one that (nearly) all agree."""
    table = worlds.table
    few, width = table.policy.threshold, table.policy.end_width
    for number, valid in enumerate(table.valid.tolist()):
        for value in range(valid + 1):
            if valid < few or value <= width or value >= valid - width:
                yield worlds.all[:, number] == value


def _opened(before: NDArray[np.float64], after: NDArray[np.float64]) -> int:
    return int(((before < UNSURE) & (after > SURE)).sum())


def rerun(method: Method, table: Table, numbers: Numbered, number: int, random: np.random.Generator) -> Outcome:
    """How many of the outermost worlds that fit are published otherwise."""
    own = method(*numbers)
    others = list(extreme_worlds(table, own, number=number, random=random))
    differ = sum(release_of(method(numbers.valid, other)) != release_of(own) for other in others)
    return Outcome(len(others), differ)


def number_pinned(method: Method, table: Table, numbers: Numbered, random: np.random.Generator) -> int:
    """Of how many sets of base cells a reader works out what must not follow, by integer programmes."""
    return sum(1 for _ in pinned(table, method(*numbers), numbers.positive, random))


def print_shapes() -> None:
    """All worlds of each tiny nation, and what the search and the exact rule tell there."""
    print("\n| tiny nation | worlds | releases | not flat or not safe | exact or an end: search, exact rule |", end="")
    print(" mean width: search, exact rule |\n|---|--:|--:|--:|--:|--:|")
    engine, found = Engine(GROUPING, POLICY), []
    for shape in SHAPES:
        worlds = shape.worlds()
        tried, exact = examine(engine, worlds, most=MOST_WORLDS), ExactEngine(worlds, GROUPING)
        told = [kept(method, shape, worlds=MOST_WORLDS) for method in (engine, exact)] if worlds.table.rows else []
        cells = [f"{of[0]:.1%}, {of[1]:.1%}" for of in zip(*told, strict=True)] or ["", ""]
        faults = sum(tried.faults.values())
        print(
            f"| {shape.name} | {tried.runs:,} | {tried.releases:,} | {faults} | {cells[0]} | {cells[1]} |", flush=True
        )
        found += [told] if told else []
    fine, width = (np.mean([[of[place] for of in told] for told in found], axis=0) for place in (0, 1))
    print(f"| on average | | | | {fine[0]:.1%}, {fine[1]:.1%} | {width[0]:.1%}, {width[1]:.1%} |", flush=True)


def print_attack(method: Method, small: Sequence[tuple[Worlds, Numbered]]) -> None:
    """The attacker on all municipalities whose worlds can all be tried."""
    found = [attacked(method, worlds, numbers) for worlds, numbers in small]
    runs, otherwise, _, by_figures, by_choice = (sum(column) for column in zip(*found, strict=True))
    distance = np.mean([outcome.distance for outcome in found])
    where = sum(outcome.by_choice > 0 for outcome in found)
    print(f"\n{HEADING}\n{METHOD_2}")
    counts = [f"{len(found)}", f"{runs:,}", f"{otherwise:,}", f"{distance:.2f}", f"{by_figures}"]
    print("| this method |", " | ".join(counts), f"| {by_choice}, in {where} municipalities |", flush=True)


def run(answers: int, seed: int | None, question: str, extremes: int) -> None:
    """Attacks one question of a made-up nation, by municipality and as a whole."""
    by_place = numbers_of(made_up_counts(answers, seed), question)
    grouping = grouping_of(catalogue(), catalogue(), combined_groups(read_families()))
    policy, random = Policy(), np.random.default_rng(1)
    method = Engine(grouping, policy, HEADLINES)
    tables = {place: table_of(numbers.valid, grouping, policy) for place, numbers in by_place.items()}
    is_small = {place: number_of_worlds(numbers.valid) <= MOST_WORLDS for place, numbers in by_place.items()}
    small = [place for place, table in tables.items() if is_small[place] and table.rows]
    large = [place for place in tables if not is_small[place]]
    print(f"\n{answers:,} answers, `{question}`, {len(by_place)} municipalities", flush=True)
    print_attack(method, [(Worlds(tables[place]), by_place[place]) for place in small])
    print("\n| | fitting worlds, far apart, run as the truth | of these published otherwise | T1 to T3 broken |")
    print("|---|--:|--:|--:|")
    local = [rerun(method, tables[place], by_place[place], extremes, random) for place in large]
    runs, otherwise = (sum(outcome[column] for outcome in local) for column in (0, 1))
    broken = sum(number_pinned(method, tables[place], by_place[place], random) for place in large)
    print(f"| {len(large)} larger municipalities | {runs} | {otherwise} | {broken} |", flush=True)
    whole = Numbered(*(dict(ChainMap(*(numbers[column] for numbers in by_place.values()))) for column in (0, 1)))
    nation = rerun(method, table_of(whole.valid, grouping, policy), whole, extremes, random)
    print(f"| the nation | {nation.runs} | {nation.otherwise} | not tried |", flush=True)


def main(arguments: Sequence[str]) -> None:
    """Runs the tiny nations, and a large one of the size given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=11_000, help="how many sheets (default: 11,000)")
    parser.add_argument("--seed", type=int, help="of the nation (default: the number of answers)")
    parser.add_argument("--question", default="helhet", help="its id (default: helhet)")
    parser.add_argument("--extremes", type=int, default=6, help="worlds of each larger municipality, and of the nation")
    asked = parser.parse_args(arguments)
    begun = clock()
    print_shapes()
    run(asked.answers, asked.seed, asked.question, asked.extremes)
    wall, cpu = clock(begun)
    print(f"\nDone in {wall:.0f} / {cpu:.0f} s.", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])

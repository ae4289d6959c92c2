"""How much of a made-up nation is told, by this protection and by two plain ones, and what it costs.

Run: .venv/bin/python -m bench.disclosure [ANSWERS…], such as 11_000 100_000; results are rows of Markdown.
"""

import argparse
import multiprocessing
import os
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from resource import RUSAGE_SELF, getrusage
from typing import NamedTuple, TypeVar

import numpy as np
from bench.made_up_nation import Nation, catalogue, made_up_counts

from tycktill.counting import Tallies, Tally, tally
from tycktill.disclosure import FEWEST_ANSWERS, PRESETS, Policy, Protected, protect
from tycktill.disclosure.model.hierarchy import REST, Hierarchy, Parts, RowName, build_hierarchy
from tycktill.disclosure.model.intervals import Interval, whole_ends
from tycktill.disclosure.questions import base_answers, row_name
from tycktill.files import read_families
from tycktill.instrument import combined_groups, headline_families
from tycktill.terms import Level
from tycktill_cli.side_by_side import side_by_side

QUESTION = "helhet"
"""Whose rows are put side by side; all questions are protected, and timed."""

_Thing = TypeVar("_Thing")
_Result = TypeVar("_Result")

Told = Mapping[RowName, Interval]

METHOD_2: Mapping[int, Sequence[str]] = {
    11_000: (
        *("81 + 16, 2.2", "46 + 38, 8.3", "26 + 21, 24.0", "21 + 37, 22.9"),
        *("34 + 28, 20.7", "25 + 45, 16.9", "18 + 36, 33.0", "10 + 48, 30.9", "100 + 0, 0.0", "100 + 0, 0.0"),
    ),
    100_000: (
        *("97 + 0, 0.1", "83 + 10, 2.2", "67 + 0, 9.0", "42 + 17, 15.5"),
        *("75 + 5, 6.7", "47 + 27, 11.0", "45 + 13, 19.4", "24 + 31, 24.5", "100 + 0, 0.0", "100 + 0, 0.0"),
    ),
}
"""What method 2 told of the same nations: run with the last version that had it, a withheld row as 100 points."""


class Part(NamedTuple):
    """Rows of a level, of target groups, of combined ones or of their family, for all genders or for women and men."""

    level: Level
    kind: str
    is_total: bool

    def __str__(self) -> str:
        """As the table has it."""
        return f"{self.level} {self.kind} {'T' if self.is_total else 'K, M'}"


FAMILY, GROUP, COMBINED = "family", "group", "combined"
PLACES = (Level.MUNICIPALITY, Level.UNIT)
PARTS = [
    *(Part(level, kind, is_total) for level in PLACES for is_total in (True, False) for kind in (FAMILY, GROUP)),
    *(Part(Level.NATION, GROUP, is_total) for is_total in (True, False)),
]
SOME_TOGETHER = [Part(level, COMBINED, is_total) for level in PLACES for is_total in (True, False)]


def kind_of(own: Hierarchy, target: str) -> str:
    """Whether a target is a target group, the family of all, or some of them combined."""
    if target in own.targets:
        return GROUP
    return FAMILY if any(target == line[-1] for line in own.targets.values()) else COMBINED


def candidates(own: Hierarchy, policy: Policy) -> Iterator[RowName]:
    """Rows of enough answers to be told, whatever else is."""
    for row in own.rows:
        fewest = policy.nation_threshold if row.level is Level.NATION else policy.threshold
        if row.gender != REST and own.size(row) >= fewest:
            yield row


def by_threshold(own: Hierarchy, positive: Mapping[RowName, int], policy: Policy) -> Told:
    """The surveys' practice: whatever has enough answers is told."""
    return {row: Interval(positive[row], positive[row]) for row in candidates(own, policy)}


def by_complement(own: Hierarchy, positive: Mapping[RowName, int], policy: Policy) -> Told:
    """Complementary suppression, greedily: no sum lacks one number alone, its smallest other is withheld with it."""
    told = dict(by_threshold(own, positive, policy))
    changed = True
    while changed:
        changed = False
        for whole, ways in own.sums.items():
            for parts in ways:
                lacking = [row for row in (whole, *parts) if row not in told]
                others = [row for row in (whole, *parts) if row in told]
                if len(lacking) == 1 and own.size(lacking[0]) < policy.threshold and others:
                    del told[min(others, key=lambda row: (own.size(row), row))]
                    changed = True
    return told


def by_method(rows: Sequence[Tally], protected: Protected) -> Told:
    """What this protection tells."""
    values = {(value.cell, value.question): value for value in protected.values}
    found = {row_name(row.cell): values[row.cell, row.question] for row in rows}
    return {
        name: Interval(value.positive_min, value.positive_max)
        for name, value in found.items()
        if value.positive_min is not None and value.positive_max is not None
    }


class Width(NamedTuple):
    """Of a row: whether it is told exactly or as an end, how wide, and how wide two neighbouring numbers would be."""

    is_exact: bool
    is_end: bool
    width: float
    least: float


def widths(own: Hierarchy, told: Told, policy: Policy, end: int) -> Mapping[Part, Sequence[Width]]:
    """Those of each part, as shares of one; what is not told is as wide as can be."""
    found: defaultdict[Part, list[Width]] = defaultdict(list)
    for row in candidates(own, policy):
        size = own.size(row)
        interval = told.get(row, Interval(0, size))
        ends = {whole_ends(Interval(0, 0), size, end), whole_ends(Interval(size, size), size, end)}
        is_end = interval in ends and interval.least != interval.most
        width = (interval.most - interval.least) / size
        part = Part(row.level, kind_of(own, row.target), row.gender == "T")
        found[part].append(Width(interval.least == interval.most, is_end, width, 1 / size))
    return found


def measured(own: Hierarchy, told: Told, policy: Policy, end: int) -> Iterator[str]:
    """By part: per cent exact + as an end, mean width in points."""
    found = widths(own, told, policy, end)
    for part in [*PARTS, *(each for each in SOME_TOGETHER if found.get(each))]:
        shares = 100 * np.array(found[part], float).mean(axis=0) if found.get(part) else None
        yield "-" if shares is None else "{:.0f} + {:.0f}, {:.1f}".format(*shares)


def ranges(own: Hierarchy, told: Told, policy: Policy) -> Iterator[str]:
    """By part of municipalities: how many rows are ranges, and how wide beside the narrowest that a range can be."""
    for part, found in widths(own, told, policy, policy.end_width).items():
        some = [each for each in found if not each.is_exact and not each.is_end]
        if some and part.level is Level.MUNICIPALITY:
            _, _, width, least = 100 * np.array(some, float).mean(axis=0)
            wide = f"{width:.1f} points wide, two neighbouring numbers {least:.1f}"
            yield f"{part}: {len(some)} of {len(found)} told as ranges, {wide}"


def few_that_follow(own: Hierarchy, told: Told) -> tuple[int, int]:
    """Base cells of one to four answers, and of how many of them the result follows by subtracting what is told
    exactly in their municipality."""
    exact: defaultdict[str, list[Parts]] = defaultdict(list)
    for row, interval in told.items():
        if interval.least == interval.most and row.level is not Level.NATION:
            exact[row.municipality].append(own.rows[row])
    place = np.array([base.municipality for base in own.bases])
    is_few, follows = np.array(own.valid) < FEWEST_ANSWERS, np.zeros(len(place), bool)
    for municipality, rows in exact.items():
        bases = np.flatnonzero(place == municipality)
        sums = np.array([np.isin(bases, parts) for parts in rows], float)
        follows[bases] = np.isclose(np.diag(np.linalg.pinv(sums) @ sums), 1)
    return int(is_few.sum()), int((is_few & follows).sum())


def clock(begun: Sequence[float] = (0.0, 0.0)) -> tuple[float, float]:
    """Seconds since some moment: by the clock, and of all processors together."""
    used = os.times()
    return time.perf_counter() - begun[0], sum(used[:4]) - begun[1]


def run(answers: int, seed: int | None, policy: Policy, nation: Nation, groups: Mapping[str, Collection[str]]) -> None:
    """Protects a nation in three ways and prints what they tell; `groups` are combined target groups."""
    tallies = tally(made_up_counts(answers, seed, nation), catalogue(), [], groups)
    rows = [row for row in tallies.rows if row.question == QUESTION]
    targets = tallies.grouping.targets({row.cell.instrument for row in rows})
    counted = base_answers(rows, targets)
    own = build_hierarchy({base: valid for base, (valid, _) in counted.items()}, targets)
    positive = {row: sum(counted[own.bases[part]][1] for part in parts) for row, parts in own.rows.items()}
    print(f"\n{answers:,} answers, {len(tallies.rows):,} values; `{policy.preset}`, `{QUESTION}`, {nation}\n")
    parts = [*PARTS, *(SOME_TOGETHER if groups else [])]
    print("|", " | ".join(["", *map(str, parts)]), "|")
    print("|---" * (len(parts) + 1) + "|")
    plain = {"threshold": by_threshold(own, positive, policy), "complementary": by_complement(own, positive, policy)}
    for what, told in plain.items():
        print("|", " | ".join([what, *measured(own, told, policy, 0)]), "|", flush=True)
    if seed is None and answers in METHOD_2 and nation == Nation():
        print("|", " | ".join(["method 2", *METHOD_2[answers]]), "|")
    protected, cost = timed(tallies, policy)
    told = by_method(rows, protected)
    print("|", " | ".join(["Tycktill", *measured(own, told, policy, policy.end_width)]), "|")
    print("", *ranges(own, told, policy), sep="\n")
    for what, each in {**plain, "Tycktill": told}.items():
        few, following = few_that_follow(own, each)
        print(f"\n{what}: {following:,} of {few:,} results of one to four follow by subtraction", flush=True)
    took = f"{cost.wall:.1f} s by the clock, {cost.cpu:.1f} s of CPU, {cost.memory} MB the largest process"
    print(f"\nAll questions: {took}", flush=True)


class Cost(NamedTuple):
    """What a protection took: seconds by the clock and of CPU, MB of the largest process so far."""

    wall: float
    cpu: float
    memory: int


def timed(tallies: Tallies, policy: Policy) -> tuple[Protected, Cost]:
    """All questions protected side by side, and what that took; what each process loads is in the clock alone."""
    begun, apart = clock(), [Cost(0, 0, megabytes())]
    run = side_by_side(len(tallies.rows), lambda done, total: None)

    def each(function: Callable[[_Thing], _Result], things: Iterable[_Thing], /) -> Iterator[_Result]:
        for result, cost in run(partial(at_cost, function), things):
            apart.append(cost)
            yield result

    protected = protect(tallies, policy, headlines=headline_families(read_families()), each=each)
    wall, cpu = clock(begun)
    return protected, Cost(wall, cpu + sum(each.cpu for each in apart), max(each.memory for each in apart))


def at_cost(function: Callable[[_Thing], _Result], thing: _Thing) -> tuple[_Result, Cost]:
    """What a function gives, and what that took beside the first process, which counts for itself."""
    begun = time.process_time()
    result = function(thing)
    spent = time.process_time() - begun if multiprocessing.parent_process() else 0.0
    return result, Cost(0, spent, megabytes())


def megabytes() -> int:
    """The most that this process has held."""
    return getrusage(RUSAGE_SELF).ru_maxrss // 1024


def main(arguments: Sequence[str]) -> None:
    """Runs the sizes given, by default 11,000 and 100,000 answers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("answers", nargs="*", type=int, default=[11_000, 100_000])
    parser.add_argument("--seed", type=int, help="of the nation (default: the number of answers)")
    parser.add_argument("--preset", choices=PRESETS, default="standard")
    for field, most in Nation()._asdict().items():
        parser.add_argument(f"--{field}", type=int, default=most, help=f"of the nation (default: {most})")
    parser.add_argument("--combined", action="store_true", help="with the target groups that a family combines")
    asked = parser.parse_args(arguments)
    nation = Nation(asked.municipalities, asked.units, asked.targets)
    groups = combined_groups(read_families()) if asked.combined else {}
    for answers in asked.answers:
        run(answers, asked.seed, PRESETS[asked.preset], nation, groups)

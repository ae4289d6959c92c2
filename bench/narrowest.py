"""How narrowly women's and men's rows of a municipality could be told by any rule, beside how they are.

Run: .venv/bin/python -m bench.narrowest [ANSWERS] [--questions N]; a row of Markdown for each kind of row. Of a place's
women, men and all others nothing is held to but that the place's total is told as it is, that ends are told whole, and
T1 to T3 of these three: whatever else a release tells can only make rows wider.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from bench.disclosure import by_method, kind_of, timed
from bench.made_up_nation import catalogue, made_up_counts

from tycktill.counting import Tallies, tally
from tycktill.disclosure import PRESETS
from tycktill.disclosure.model.hierarchy import REST, Hierarchy, RowName, build_hierarchy
from tycktill.disclosure.model.intervals import Interval
from tycktill.disclosure.questions import base_answers
from tycktill.terms import Level

POLICY = PRESETS["standard"]
END, FEW = POLICY.end_width, POLICY.threshold


class GenderSplit(NamedTuple):
    """One gender's answers, the other's and all others', and what is told of all of them together."""

    own: int
    other: int
    rest: int
    total: Interval


def main(arguments: Sequence[str]) -> None:
    """Protects questions of a nation, by default two of 11,000 answers, and prints what could be told of their rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("answers", nargs="?", type=int, default=11_000)
    parser.add_argument("--questions", type=int, default=2, help="so many of the nation's (default: 2)")
    asked = parser.parse_args(arguments)
    tallies = tally(made_up_counts(asked.answers), catalogue(), [])
    widths: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for question in sorted({row.question for row in tallies.rows})[: asked.questions]:
        rows = tuple(row for row in tallies.rows if row.question == question)
        for kind, told, least in _widths(replace(tallies, rows=rows)):
            widths[kind].append((told, least))
    print("| | rows | within 20 points: as told | at best | mean width: as told | at best |")
    print("|---|--:|--:|--:|--:|--:|")
    for kind, found in widths.items():
        told, least = 100 * np.array(found).T
        within = [f"{np.mean(each <= 100 * POLICY.widest + 1e-9):.1%}" for each in (told, least)]
        print(f"| {kind} | {len(found):,} | {' | '.join(within)} | {told.mean():.1f} | {least.mean():.1f} |")


def _widths(tallies: Tallies) -> Iterator[tuple[str, float, float]]:
    """Of women's and men's rows of municipalities: kind, width as told and the least possible, in shares."""
    protected, _ = timed(tallies, POLICY)
    told = by_method(tallies.rows, protected)
    targets = tallies.grouping.targets({row.cell.instrument for row in tallies.rows})
    counted = base_answers(tallies.rows, targets)
    own = build_hierarchy({base: valid for base, (valid, _) in counted.items()}, targets)
    for row, parts in own.rows.items():
        if row.level is not Level.MUNICIPALITY or row.gender in {"T", REST} or own.size(row) < FEW:
            continue
        positive = sum(counted[own.bases[part]][1] for part in parts)
        least = narrowest(_split(own, row, told[row._replace(gender="T")]), positive)
        yield kind_of(own, row.target), (told[row].most - told[row].least) / own.size(row), least / own.size(row)


def _split(own: Hierarchy, row: RowName, total: Interval) -> GenderSplit:
    other = row._replace(gender="M" if row.gender == "K" else "K")
    sizes = own.size(row), own.size(other) if other in own.rows else 0
    return GenderSplit(*sizes, own.size(row._replace(gender="T")) - sum(sizes), total)


def narrowest(split: GenderSplit, positive: int) -> int:
    """The width of the narrowest interval around this number of positive answers that T1 to T3 allow."""
    last = split.own - END
    least = [each for each in (0, *range(END + 1, last + 1)) if each <= positive]
    most = [each for each in (*range(END, last), split.own) if each >= positive]
    intervals = (Interval(a, b) for a in least for b in most)
    return min(each.most - each.least for each in intervals if _is_safe(split, each))


def _is_safe(split: GenderSplit, told: Interval) -> bool:
    """Whether nothing that must not follows of the three, or of the few of them together, from the total and this."""
    own, other, rest, total = split
    parts = [(own, max(told.least, total.least - other - rest), min(told.most, total.most))]
    for size, left in ((other, rest), (rest, other), (other + rest, 0)):
        parts.append((size, max(0, total.least - told.most - left), min(size, total.most - told.least)))
    return not any(least == most and _is_bad(size, least) for size, least, most in parts)


def _is_bad(size: int, known: int) -> bool:
    return size > 0 and (size < FEW or known <= END or known >= size - END)


if __name__ == "__main__":
    main(sys.argv[1:])

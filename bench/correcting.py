"""What a correction tells of the municipalities that it adds a unit to, beside a first release with all of them.

Run: .venv/bin/python -m bench.correcting [ANSWERS…]; results are rows of Markdown, of one question.
"""

import sys
from collections.abc import Collection, Sequence

from bench.disclosure import PARTS, QUESTION, by_method, clock, measured
from bench.made_up_nation import catalogue, made_up_counts

from tycktill.counting import Counts, Tallies, tally
from tycktill.disclosure import PRESETS, Protected, Public, protect
from tycktill.disclosure.model.hierarchy import build_hierarchy
from tycktill.disclosure.public import NOTHING_PUBLIC
from tycktill.disclosure.questions import base_answers
from tycktill.files import read_families
from tycktill.instrument import headline_families
from tycktill.publication.earlier import earlier_release

POLICY = PRESETS["standard"]
LATE, EVERY = "Enhet 3", 13
"""The unit that comes late, in so many municipalities one."""


def estimated(counts: Counts) -> Tallies:
    """Of one question."""
    tallies = tally(counts, catalogue(), [])
    rows = tuple(row for row in tallies.rows if row.question == QUESTION)
    return Tallies(rows, tallies.grouping)


def protected(tallies: Tallies, public: Public = NOTHING_PUBLIC) -> Protected:
    """Protected, and what that took printed. Raises RuntimeError where it is refused."""
    begun = clock()
    found = protect(tallies, POLICY, headlines=headline_families(read_families()), public=public)
    if found.exposed:
        raise RuntimeError(str(found.exposed[0]))
    print(f"\n{len(tallies.rows):,} values: {clock(begun)[1]:.1f} s of CPU", flush=True)
    return found


def show(what: str, tallies: Tallies, found: Protected, places: Collection[str]) -> None:
    """A row of the table, of some municipalities and the nation."""
    targets = tallies.grouping.targets()
    bases = {base: valid for base, (valid, _) in base_answers(tallies.rows, targets).items()}
    own = build_hierarchy(bases, targets)
    there = {row: parts for row, parts in own.rows.items() if row.municipality in {*places, ""}}
    of_places = type(own)(own.bases, own.valid, own.targets, there, own.sums)
    told = by_method(tallies.rows, found)
    print("|", " | ".join([what, *measured(of_places, told, POLICY, POLICY.end_width)]), "|", flush=True)


def run(answers: int) -> None:
    """Releases a nation whole, and in two steps."""
    counts = made_up_counts(answers)
    places = sorted({base.cell.municipality for base in counts.base})
    late = set(places[::EVERY])
    first = Counts(tuple(base for base in counts.base if base.cell.unit != LATE or base.cell.municipality not in late))
    whole, part = estimated(counts), estimated(first)
    print(f"\n{answers:,} answers; {len(late)} municipalities add a unit, the table is of these\n")
    at_once, before = protected(whole), protected(part)
    public = Public((earlier_release(before.values, whole.grouping),))
    after = protected(whole, public)
    print("|", " | ".join(["", *map(str, PARTS)]), "|")
    print("|---" * (len(PARTS) + 1) + "|")
    show("at once", whole, at_once, late)
    show("after a release without it", whole, after, late)


def main(arguments: Sequence[str]) -> None:
    """Runs the sizes given, by default 11,000 and 100,000 answers."""
    for answers in map(int, arguments or ["11000", "100000"]):
        run(answers)


if __name__ == "__main__":
    main(sys.argv[1:])

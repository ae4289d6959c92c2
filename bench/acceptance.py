"""Whether nothing follows from a protected nation, for many made-up nations: the method's acceptance test (a).

Run: .venv/bin/python -m bench.acceptance [--seeds 20] [ANSWERS…], such as 11_000 100_000 1_000_000; a row of Markdown
for each size, as soon as it is done. Each nation is attacked in three ways: by the audit for somebody who knows who
answered, by the audit for somebody with the release alone, and by exact sums of the whole nation's figures.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from bench.disclosure import (
    POLICY,
    audited,
    by_method,
    clock,
    left_by,
    questions_of,
    who_answered,
)
from bench.made_up_nation import catalogue, made_up_counts

from tycktill.counting import tally
from tycktill.disclosure import protect
from tycktill.statistics import estimate
from tycktill_cli.side_by_side import side_by_side

HEADING = """\
| answers | nations | found: knowing who answered | by the release alone | by exact sums | kept: mean, least–most \
| CPU seconds: protection, audits |
|--:|--:|--:|--:|--:|--:|--:|"""


class Outcome(NamedTuple):
    """Of one nation: what each attack finds, the share of weight that is kept, and CPU seconds."""

    insider: int
    outsider: int
    sums: int
    kept: float
    protecting: float
    auditing: float


def outcome(answers: int, seed: int) -> Outcome:
    """Protects a nation and attacks it."""
    counts = made_up_counts(answers, seed)
    estimates = estimate(tally(counts, catalogue(), []))
    questions = list(questions_of(estimates))
    begun = clock()
    each = side_by_side(len(estimates.rows), lambda done, total: None)
    protected = protect(estimates, POLICY, each=each)
    _, protecting = clock(begun)
    begun = clock()
    insider = audited(protected, estimates.families, who_answered(questions))
    outsider = audited(protected, estimates.families, None)
    _, auditing = clock(begun)
    left: Counter[str] = Counter()
    for question in questions:
        left += left_by(question, by_method(question, protected), POLICY.end_width)
    sums = left["derived"] + left["alike"]
    return Outcome(insider, outsider, sums, left["kept"] / left["whole"], protecting, auditing)


def print_row(answers: int, found: Sequence[Outcome]) -> None:
    """All nations of a size."""
    kept = [each.kept for each in found]
    cells = [
        f"{answers:,}",
        f"{len(found)}",
        *(f"**{sum(each[attack] for each in found)}**" for attack in range(3)),
        f"{sum(kept) / len(kept):.1%}, {min(kept):.1%}–{max(kept):.1%}",
        ", ".join(f"{sum(each[part] for each in found) / len(found):.0f}" for part in (4, 5)),
    ]
    print("|", " | ".join(cells), "|", flush=True)


def main(arguments: Sequence[str]) -> int:
    """Runs all sizes. Returns 1 where anything was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("answers", nargs="*", type=int, default=[11_000])
    parser.add_argument("--seeds", type=int, default=20)
    asked = parser.parse_args(arguments)
    print(HEADING, flush=True)
    everything = []
    for answers in asked.answers:
        found = [outcome(answers, seed) for seed in range(1, asked.seeds + 1)]
        print_row(answers, found)
        everything += found
    return int(any(sum(each[:3]) for each in everything))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

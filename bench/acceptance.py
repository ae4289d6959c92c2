"""Whether nothing follows from a protected nation, for many made-up nations: the method's acceptance test (a).

Run: .venv/bin/python -m bench.acceptance [--seeds 20] [ANSWERS…], such as 11_000 100_000; a row of Markdown for each
size, as soon as it is done. Each nation's release is proved as `tycktill verify` does, for somebody who knows who
answered and for somebody with the release alone.
"""

import argparse
import sys
from collections.abc import Sequence
from typing import NamedTuple

from bench.disclosure import clock, timed
from bench.made_up_nation import catalogue, made_up_counts

from tycktill.counting import tally, valid_numbers
from tycktill.disclosure import PRESETS
from tycktill.publication import compose, prove_release, replay_release

HEADING = """\
| answers | nations | found: knowing who answered | by the release alone | CPU seconds: protection, audits |
|--:|--:|--:|--:|--:|"""


class Outcome(NamedTuple):
    """Of one nation: what each audit finds, and CPU seconds."""

    insider: int
    outsider: int
    protecting: float
    auditing: float


def outcome(answers: int, seed: int) -> Outcome:
    """Protects a nation and attacks it."""
    counts, forms = made_up_counts(answers, seed), catalogue()
    protected, cost = timed(tally(counts, forms, []), PRESETS["standard"])
    release = compose(protected, catalogue=forms, fingerprints=dict.fromkeys(forms, "0" * 64))
    begun = clock()
    numbers = valid_numbers(counts, forms)
    insider = prove_release(release, numbers=numbers).faults or replay_release(release, numbers)
    outsider = prove_release(release).faults
    _, auditing = clock(begun)
    return Outcome(len(insider), len(outsider), cost.cpu, auditing)


def print_row(answers: int, found: Sequence[Outcome]) -> None:
    """All nations of a size."""
    cells = [
        f"{answers:,}",
        f"{len(found)}",
        *(f"**{sum(each[attack] for each in found)}**" for attack in range(2)),
        ", ".join(f"{sum(each[part] for each in found) / len(found):.0f}" for part in (2, 3)),
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
    return int(any(sum(each[:2]) for each in everything))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

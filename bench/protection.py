"""What protecting a made-up nation costs in seconds and in values, and what the audit then finds.

Run: .venv/bin/python bench/protection.py [ANSWERS…]
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np

from tycktill.counting import BaseCell, BaseCount, Counts, tally
from tycktill.disclosure import Policy, Protected, protect
from tycktill.files import read_catalogue
from tycktill.instrument import Catalogue
from tycktill.publication import compose, verify_release
from tycktill.statistics import estimate
from tycktill.terms import Gender, Status

MUNICIPALITIES, UNITS = 130, 4
ANSWERED, POSITIVE = 0.96, 0.84
GENDERS = {Gender.WOMAN: 0.5, Gender.MAN: 0.45, Gender.OTHER: 0.015, Gender.UNKNOWN: 0.035}


def made_up_counts(answers: int, catalogue: Catalogue) -> Counts:
    """So many sheets, the same each time: every unit has every target group, large municipalities have most."""
    random = np.random.default_rng(answers)
    parts = [
        (instrument, str(9001 + municipality), f"Enhet {unit}")
        for municipality in range(MUNICIPALITIES)
        for unit in range(UNITS)
        for instrument in catalogue
    ]
    large = np.repeat(random.pareto(1.2, MUNICIPALITIES) + 0.3, UNITS * len(catalogue))
    sizes = large * random.exponential(1, len(parts))
    sheets = random.multinomial(answers, sizes / sizes.sum())
    bases = []
    for part, number in zip(parts, sheets, strict=True):
        for gender, some in zip(GENDERS, random.multinomial(number, list(GENDERS.values())), strict=True):
            if some:
                bases.append(_base_count(BaseCell("2024", *part, gender), int(some), random, catalogue))
    return Counts(tuple(sorted(bases, key=lambda base: base.cell)))


def _base_count(cell: BaseCell, sheets: int, random: np.random.Generator, catalogue: Catalogue) -> BaseCount:
    instrument = catalogue[cell.instrument]
    options = {}
    for question in instrument.questions:
        scale = instrument.scale_of(question)
        valid = random.binomial(sheets, ANSWERED)
        positive = random.binomial(valid, POSITIVE)
        other = next(code for code in scale.valid if code not in scale.positive)
        options[question.id] = {scale.positive[0]: int(positive), other: int(valid - positive)}
    return BaseCount(cell, sheets, options)


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Prints the seconds that it took."""
    begun = time.perf_counter()
    yield
    print(f"{time.perf_counter() - begun:7.2f} s  {what}")


def print_kept(protected: Protected) -> None:
    """Of the values with enough answers, how many are shown, by level and gender."""
    enough = [value for value in protected.values if value.reason != "few"]
    kept = Counter((value.cell.level, value.cell.gender) for value in enough if value.status is Status.SHOWN)
    of_all = Counter((value.cell.level, value.cell.gender) for value in enough)
    for key in sorted(of_all):
        print(f"{kept[key] / of_all[key]:9.0%}  shown of {of_all[key]:,} with enough answers, {key[0]}, {key[1]}")
    print(f"{sum(kept.values()) / len(enough):9.0%}  shown of {len(enough):,} in all")


def run(answers: int, catalogue: Catalogue, fingerprints: dict[str, str]) -> None:
    """Takes a nation's counts all the way to a verified release."""
    counts = made_up_counts(answers, catalogue)
    print(f"{answers:,} answers in {len(counts.base):,} base cells")
    with timed("tally and estimate"):
        estimates = estimate(tally(counts, catalogue, []))
    with timed(f"protect {len(estimates.rows):,} values"):
        protected = protect(estimates, Policy(), seed=b"lots")
    with timed("compose the release"):
        release = compose(protected, catalogue=catalogue, fingerprints=fingerprints)
    with timed("verify it"):
        faults = verify_release(release)
    print_kept(protected)
    print(f"{len(faults):9}  faults found by the audit\n")


def main(arguments: Sequence[str]) -> None:
    """Runs the sizes given, by default 11,000 and 100,000 answers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("answers", nargs="*", type=int, default=[11_000, 100_000])
    found, fingerprints = read_catalogue()
    catalogue = {id_: instrument for id_, instrument in sorted(found.items()) if instrument.family == "ifo"}
    for answers in parser.parse_args(arguments).answers:
        run(answers, catalogue, dict(fingerprints))


if __name__ == "__main__":
    main(sys.argv[1:])

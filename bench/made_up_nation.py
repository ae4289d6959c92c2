"""A made-up nation for the benches of disclosure control, of one family of target groups and as large as asked for."""

from functools import cache
from itertools import product
from typing import NamedTuple

import numpy as np

from tycktill.counting import BaseCell, BaseCount, Counts
from tycktill.files import read_catalogue
from tycktill.instrument import Catalogue
from tycktill.terms import Gender

ANSWERED, POSITIVE = 0.96, 0.84
GENDERS = {Gender.WOMAN: 0.5, Gender.MAN: 0.45, Gender.OTHER: 0.015, Gender.UNKNOWN: 0.035}


class Nation(NamedTuple):
    """Municipalities, units in each, and target groups of a unit: the next ones in turn where these are not all."""

    municipalities: int = 130
    units: int = 4
    targets: int = 5


NATION = Nation()


@cache
def catalogue() -> Catalogue:
    """The instruments of one family."""
    found, _ = read_catalogue()
    return {id_: instrument for id_, instrument in sorted(found.items()) if instrument.family == "ifo"}


def made_up_counts(answers: int, seed: int | None = None, nation: Nation = NATION) -> Counts:
    """So many sheets, the same for a seed; large municipalities have most.

    Without a seed the number of answers is it.
    """
    random = np.random.default_rng(answers if seed is None else seed)
    instruments = list(catalogue())
    parts = [
        (instruments[(unit * nation.targets + target) % len(instruments)], str(9001 + municipality), f"Enhet {unit}")
        for municipality, unit, target in product(*map(range, nation))
    ]
    large = np.repeat(random.pareto(1.2, nation.municipalities) + 0.3, nation.units * nation.targets)
    sizes = large * random.exponential(1, len(parts))
    sheets = random.multinomial(answers, sizes / sizes.sum())
    bases = []
    for part, number in zip(parts, sheets, strict=True):
        for gender, some in zip(GENDERS, random.multinomial(number, list(GENDERS.values())), strict=True):
            if some:
                bases.append(_base_count(BaseCell("2024", *part, gender), int(some), random))
    return Counts(tuple(sorted(bases, key=lambda base: base.cell)))


def _base_count(cell: BaseCell, sheets: int, random: np.random.Generator) -> BaseCount:
    instrument = catalogue()[cell.instrument]
    options = {}
    for question in instrument.questions:
        scale = instrument.scale_of(question)
        valid = random.binomial(sheets, ANSWERED)
        positive = random.binomial(valid, POSITIVE)
        other = next(code for code in scale.valid if code not in scale.positive)
        options[question.id] = {scale.positive[0]: int(positive), other: int(valid - positive)}
    return BaseCount(cell, sheets, options)

"""How many gave a valid answer to each question in every base cell."""

from collections import defaultdict

from tycktill.counting.counts import Counts
from tycktill.instrument import Catalogue
from tycktill.terms import BaseKey, Gender, Numbers

_GENDERS = {Gender.WOMAN: "K", Gender.MAN: "M"}


def valid_numbers(counts: Counts, catalogue: Catalogue) -> Numbers:
    """By round and question the valid answers of every base cell that has any, a third gender and unknown together."""
    found: defaultdict[tuple[str, str], defaultdict[BaseKey, int]] = defaultdict(lambda: defaultdict(int))
    for base in counts.base:
        cell, instrument = base.cell, catalogue[base.cell.instrument]
        key = BaseKey(cell.municipality, cell.unit, cell.instrument, _GENDERS.get(cell.gender, "rest"))
        for question in instrument.asked_of_all:
            chosen = base.options[question.id]
            valid = sum(chosen.get(code, 0) for code in instrument.scale_of(question).valid)
            if valid:
                found[cell.round, question.id][key] += valid
    return {question: dict(cells) for question, cells in found.items()}

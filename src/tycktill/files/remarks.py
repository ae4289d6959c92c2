"""What a person should know of a file although nothing in it is refused: how it was read, and what looks odd."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from tycktill.files.cells import Cells
from tycktill.files.damage import has_markup
from tycktill.files.meanings import Meanings
from tycktill.files.options import option_name
from tycktill.files.refusing import quoted_name
from tycktill.files.several import several_choices
from tycktill.files.words import likeness, whole_number
from tycktill.instrument import Catalogue, text_in

_MONTHS = "jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|oct|nov|dec"
_MONTH = re.compile(rf"[0-9]{{4}}-(?:0?[1-9]|1[0-2]|(?:{_MONTHS})[a-z]*)")
_PART = re.compile(rf"{_MONTH.pattern}|[0-9]{{4}}-(?:[0-9]+|(?:q|k|kv|kvartal)[1-4]|(?:v|w|vecka)[0-9]{{1,2}})")
"""Months, quarters, weeks and other numbers after a year."""


def remarks_on_answers(cells: Cells, answered: pl.LazyFrame, meanings: Meanings, catalogue: Catalogue) -> Iterator[str]:
    """All that there is to remark on in a file of answers, of which `answered` has the meanings."""
    yield from nothing_read(cells, meanings)
    yield from codes_read(cells, catalogue)
    yield from choices_read(cells, catalogue)
    places = answered.select("round", "instrument", "municipality", "unit").unique().collect(engine="streaming")
    yield from remarks_on_units(places.select("municipality", "unit").rows(), meanings)
    yield from rounds_of_one_wave(places.select("round", "instrument", "municipality").rows())


def remarks_on_units(units: Iterable[tuple[str, str]], meanings: Meanings) -> Iterator[str]:
    """All that there is to remark on in units' names, each with its municipality."""
    named = set(units)
    yield from spelt_in_two_ways(named)
    yield from doubtful_units({unit for _, unit in named}, meanings)


def spelt_in_two_ways(units: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Names of units are taken as they are written, but one who writes a name in two ways should know."""
    spelt: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for municipality, unit in units:
        spelt[municipality, re.sub(r"\W", "", likeness(unit))].add(unit)
    for (municipality, _), names in sorted(spelt.items()):
        if len(names) > 1:
            listed = ", ".join(map(quoted_name, sorted(names)))
            yield f"{listed} are taken as {len(names)} units of {municipality}. Spell one unit alike."


def doubtful_units(units: Iterable[str], meanings: Meanings) -> Iterator[str]:
    """Names that are mostly left from a trial, or that a web page has left its signs in."""
    for unit in sorted(units):
        if meanings.is_doubtful(unit):
            yield f"{quoted_name(unit)} is taken as a unit. If it is none, take its rows out."
        elif has_markup(unit):
            yield f"The name {quoted_name(unit)} has signs of a web page in it. Write it as it is to be read."


def rounds_of_one_wave(places: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Rounds that look like months, and several rounds of one year for one questionnaire in one municipality."""
    rounds: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for round, instrument, municipality in places:
        rounds[round[:4], instrument, municipality].add(round)
    months = sorted({round for found in rounds.values() for round in found if _PART.fullmatch(round)})
    if months:
        is_month = all(map(_MONTH.fullmatch, months))
        one, many = ("a month", "months") if is_month else ("a part of a year", "parts of years")
        look = f"s {' and '.join(months)} look like {many}" if len(months) > 1 else f" {months[0]} looks like {one}"
        yield f"The round{look}. Is it one wave? Then write its year alone, {months[0][:4]}."
    others = {tuple(sorted(found)) for found in rounds.values() if len(found) > 1 and not found & set(months)}
    for found in sorted(others):
        yield f"{' and '.join(found)} are taken as {len(found)} rounds. If they are one wave, write it alike."


def nothing_read(cells: Cells, meanings: Meanings) -> Iterator[str]:
    """How many cells say NA, NULL or the like, and were read as empty."""
    said: defaultdict[str, int] = defaultdict(int)
    for (_, _, text), number in cells.counted.items():
        if text.strip() and meanings.is_nothing(text):
            said[text.strip()] += number
    if said:
        words = ", ".join(sorted(map(quoted_name, said)))
        number = sum(said.values())
        yield f"{number} {'cell' if number == 1 else 'cells'} with {words} read as empty."


def codes_read(cells: Cells, catalogue: Catalogue) -> Iterator[str]:
    """What bare numbers were taken for, column by column: another tool may have numbered the options otherwise."""
    found: defaultdict[str, defaultdict[str, defaultdict[int, int]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(int))
    )
    for (column, instrument, text), number in cells.counted.items():
        code, meant = whole_number(text), cells.meanings["instrument", instrument, instrument]
        if code is not None and isinstance(meant, str) and column in {each.id for each in catalogue[meant].questions}:
            found[column][meant][code] += number
    for column, instruments in found.items():
        for words, counts in _by_scale(column, instruments, catalogue).items():
            labels = dict(words)
            listed = ", ".join(
                f"{option_name(code, labels[code])} ({number})" for code, number in sorted(counts.items())
            )
            yield f"{column} has bare numbers, read as: {listed}."


def choices_read(cells: Cells, catalogue: Catalogue) -> Iterator[str]:
    """What cells that hold several choices were taken for, and how many made each."""
    for (instrument, id_), several in several_choices(catalogue).items():
        made: Counter[str] = Counter()
        for (column, _, text), number in cells.counted.items():
            meant = cells.meanings[column, _, text]
            if column == id_ and cells.meanings["instrument", _, _] == instrument and isinstance(meant, str):
                made.update(dict.fromkeys(meant.split(), number))
        if made:
            names = {part: text_in(catalogue[instrument].question(part).name, "sv") for part in several.parts}
            listed = ", ".join(f"{names[part]} ({made[part]})" for part in several.parts)
            yield f"{id_} has choices together in a cell, read as: {listed}."


def _by_scale(
    column: str, instruments: Mapping[str, Mapping[int, int]], catalogue: Catalogue
) -> Mapping[tuple[tuple[int, str], ...], Mapping[int, int]]:
    """How often each code occurs, by the labels that the codes have: once for questionnaires that print the same."""
    by_scale: defaultdict[tuple[tuple[int, str], ...], defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    for instrument, counts in instruments.items():
        scale = catalogue[instrument].scale_of(catalogue[instrument].question(column))
        labels = tuple((option.code, text_in(option.text, "sv")) for option in scale.options)
        for code, number in counts.items():
            by_scale[labels][code] += number
    return by_scale

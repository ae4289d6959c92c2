"""Small made-up tables, in which a test chooses what is told of each figure: no protection at all, unless chosen so."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from tests.attacks.released import Row, held
from tests.tycktill.builders import GROUPING, ROUND, Answers
from tests.tycktill.nations import Spot, tallies_of

from tycktill.audit import Requirements
from tycktill.counting import Tally
from tycktill.statistics import file_share, wilson
from tycktill.terms import BaseKey, Grouping, Numbers

HELD = held(GROUPING.families, GROUPING.combined)
QUESTIONS = {target: ["helhet"] for targets in HELD.values() for target in targets}


def grouping_of(rows: Sequence[Row]) -> Grouping:
    """As the manifest of a release of these rows says it: a group that has no rows is none of its."""
    told = {row["instrument"] for row in rows}
    return replace(GROUPING, combined={id_: held for id_, held in GROUPING.combined.items() if id_ in told})


EXACT, PAIR, FOUR, RANGE, WITHHELD = "exact", "pair", "four", "range", "withheld"
STEPS = {EXACT: 1, PAIR: 2, FOUR: 4, RANGE: 1 << 20}
"""How many neighbours are told as one."""

SMALL = Requirements(nation_threshold=5, may_withhold=True)
"""The standard, of nations too small for its own threshold."""

Choice = Callable[[int, Tally], str]
"""What is told of a figure, by its place in the table."""


class Base(NamedTuple):
    """A base cell with its answers."""

    key: BaseKey
    valid: int
    positive: int


def bases_of(answered: Mapping[Spot, Answers]) -> list[Base]:
    """The base cells where somebody answered, those of a third and of unknown gender together."""
    found: dict[BaseKey, Answers] = {}
    for (instrument, municipality, unit, gender), (valid, positive) in sorted(answered.items()):
        key = BaseKey(municipality, unit, instrument, gender.value if gender.value in {"K", "M"} else "rest")
        before = found.get(key, (0, 0))
        found[key] = before[0] + valid, before[1] + positive
    return [Base(key, *numbers) for key, numbers in found.items() if numbers[0]]


def table_of(answered: Mapping[Spot, Answers], choose: Choice, requirements: Requirements = SMALL) -> list[Row]:
    """The rows of results.csv, each told as chosen where it has answers enough."""
    rows = []
    for place, tally in enumerate(tallies_of(answered).rows):
        fewest = requirements.nation_threshold if tally.cell.level == "nation" else requirements.threshold
        enough = tally.valid >= max(fewest, requirements.threshold)
        form = choose(place, tally) if enough else WITHHELD
        rows.append(_row(tally) | _told(tally, form, requirements))
    return rows


def _row(tally: Tally) -> Row:
    cell = tally.cell
    names = (cell.round, cell.instrument, str(cell.level), cell.municipality, cell.unit, str(cell.gender))
    columns = ("round", "instrument", "level", "municipality", "unit", "gender")
    counts = ("offered", "offered_min", "answered", "valid", "positive_min", "positive_max")
    empty = dict.fromkeys((*counts, "share", "share_min", "share_max", "low", "high"), "")
    row = dict(zip(columns, names, strict=True)) | {"question": tally.question} | empty
    if cell.gender == "T":
        row["offered"] = "" if tally.offered is None else str(tally.offered)
        row["offered_min"] = "" if tally.offered_min is None else str(tally.offered_min)
        row["answered"] = str(tally.answered)
    return row | {"status": WITHHELD, "reason": ""}


def _told(tally: Tally, form: str, requirements: Requirements) -> Row:
    if form == WITHHELD:
        return {"reason": "few" if tally.valid < requirements.threshold else "protects"}
    step = 1 if requirements.preset == "official" else STEPS[form]
    least, most = interval_of(tally.positive, tally.valid, requirements.end_width, step)
    low = min(wilson(positive, tally.valid, tally.offered)[0] for positive in range(least, most + 1))
    high = max(wilson(positive, tally.valid, tally.offered)[1] for positive in range(least, most + 1))
    share_min, share_max = (f"{file_share(positive / tally.valid):.4f}" for positive in (least, most))
    told = {"answered": str(tally.answered), "valid": str(tally.valid)}
    shares = {"share_min": share_min, "share_max": share_max, "share": share_min if least == most else ""}
    limits = {"low": f"{file_share(low):.4f}", "high": f"{file_share(high):.4f}"}
    numerators = {"positive_min": str(least), "positive_max": str(most)}
    return told | numerators | shares | limits | {"status": "shown" if least == most else "bounded"}


def interval_of(positive: int, valid: int, end_width: int, step: int) -> tuple[int, int]:
    """The interval that a number lies in where so many neighbours are told as one, an end counting as one of them."""
    starts = [0, *range(end_width + 1, valid - end_width + 1)][::step]
    least = max(start for start in starts if start <= positive)
    return least, min([start - 1 for start in starts if start > positive], default=valid)


def known_of(answered: Mapping[Spot, Answers]) -> Numbers:
    """What somebody knows who knows who answered."""
    return {(ROUND, "helhet"): {base.key: base.valid for base in bases_of(answered)}}

"""Attack: distributions over all options together with all shares, by linear programming over options at once."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import linprog
from tests.attacks.released import Files, Learned, Released, Row, name, numerators, read, table

from tycktill.tables import DISTRIBUTION
from tycktill.terms import BaseKey
from tycktill.terms import Numbers as Known

FEW = 5
_POINTS, _HAIR = 4, 1e-6

Numbers = NDArray[np.float64]
Cells = NDArray[np.bool_]


def by_distribution(files: Files, known: Known | None = None) -> Learned:
    """What fewer than five, nearly all or nearly none of a base cell chose, and nearly all or nearly none of a row.

    All is tried of the questions that have a distribution. `known` is who answered.
    """
    released, shares = read(files), table(files, DISTRIBUTION)
    learned = []
    for round_, family, question in sorted({_question(row, released) for row in shares}):
        told = [row for row in shares if _question(row, released) == (round_, family, question)]
        rows = [row for row in released.rows if _question(row, released) == (round_, family, question)]
        learned += [f"{name(row)}: more than its share is told" for row in _unshown(rows, _chosen(told))]
        attack = _attack(rows, told, released, None if known is None else known.get((round_, question), {}))
        learned += [f"{round_}, {question}, {each}" for each in attack.learned()]
    return learned


def _unshown(rows: Sequence[Row], chosen: "_Chosen") -> list[Row]:
    """The rows of told distributions that do not even show their share."""
    whole = [row for row in rows if (row["gender"], row["unit"]) == ("T", "") and not row["share"]]
    return [row for row in whole if (row["instrument"], row["municipality"]) in chosen]


def _question(row: Row, released: Released) -> tuple[str, str, str]:
    return row["round"], released.family(row["instrument"]), row["question"]


@dataclass(frozen=True)
class Conditions:
    """Sums of the unknown, each between two limits. Unknown number o B + b is who chose option o in base cell b."""

    sums: list[Numbers]
    limits: list[tuple[float, float]]

    def add(self, what: Numbers, least: float, most: float) -> None:
        """One more."""
        self.sums.append(what)
        self.limits.append((least, most))


class Attack:
    """The people of one question by base cell and option."""

    def __init__(self, base: Sequence[BaseKey], options: Sequence[int], positive: Sequence[bool], width: int) -> None:
        self.base, self.options, self.width = base, options, width
        self.positive = np.array(positive, float)
        self.known = Conditions([], [])
        self.ends: list[tuple[str, Numbers, int]] = []

    def of(self, cells: Cells, chosen: Numbers) -> Numbers:
        """Multiples of the unknown: those of some base cells who chose some options."""
        return np.outer(chosen, cells.astype(float)).ravel()

    def learned(self) -> Iterator[str]:
        """Everything that is the same however the answers lie, and should not be."""
        matrix, (low, high) = sparse.csr_array(np.array(self.known.sums)), np.array(self.known.limits).T
        conditions = sparse.vstack([matrix, -matrix], format="csr"), np.concatenate([high, -low])
        wishes = np.random.default_rng(0).normal(size=(_POINTS, matrix.shape[1]))
        points = [_solved(wish, conditions) for wish in (*wishes, *-wishes)]
        ends = ((what, sums) for what, sums, valid in self.ends if self._is_end(float(points[0] @ sums), valid))
        for what, sums in (*ends, *self._targets(np.array(points))):
            if np.ptp(np.array(points) @ sums) < _HAIR:
                points += [_solved(-sums, conditions), _solved(sums, conditions)]
                if np.ptp(np.array(points) @ sums) < _HAIR:
                    yield f"{what}: {round(float(points[0] @ sums))}"

    def _is_end(self, value: float, valid: float) -> bool:
        """Whether so many are nearly all or nearly none; other numbers of a row may follow, however it is told (T2)."""
        return self.width > 0 and min(value, valid - value) <= self.width + _HAIR

    def _targets(self, points: Numbers) -> Iterator[tuple[str, Numbers]]:
        """Groups of which the same has been chosen wherever the answers were found to lie, and may not be."""
        lying = points.reshape(len(points), len(self.options), len(self.base))
        valid = lying.sum(axis=1)
        numbers = np.where(np.ptp(valid, axis=0) < _HAIR, valid[0], 0.0)
        chosen = [("positive", self.positive), *((f"option {option}", own) for option, own in self.single_options())]
        by_cell = {what: np.einsum("o,pob->pb", own, lying) for what, own in chosen}
        for cells in self._groups(numbers.tolist()):
            number = float(numbers[list(cells)].sum())
            for what, own in chosen:
                values = by_cell[what][:, list(cells)].sum(axis=1)
                if np.ptp(values) < _HAIR and (number < FEW - _HAIR or self._is_end(float(values[0]), number)):
                    who = [self.base[cell] for cell in cells]
                    yield f"{what} of {number:.0f} in {who}", self.of(np.isin(np.arange(len(self.base)), cells), own)

    def single_options(self) -> Iterator[tuple[int, Numbers]]:
        """Each option by itself."""
        yield from zip(self.options, np.eye(len(self.options)), strict=True)

    def _groups(self, valid: Sequence[float]) -> Iterator[tuple[int, ...]]:
        """Each base cell whose number is known, and those of few together: three and four of a municipality."""
        yield from ((cell,) for cell, number in enumerate(valid) if number)
        small = [cell for cell, number in enumerate(valid) if 0 < number < FEW - _HAIR]
        near = [[cell for cell in small if self.base[cell].municipality == place] for place in self._places]
        groups = [combinations(small, 2), *(combinations(each, some) for each in near for some in (3, 4))]
        yield from (group for group in chain(*groups) if sum(valid[cell] for cell in group) < FEW - _HAIR)

    @property
    def _places(self) -> list[str]:
        return sorted({key.municipality for key in self.base})


_Conditions = tuple[Any, Numbers]


def _solved(wish: Numbers, conditions: _Conditions) -> Numbers:
    found = linprog(wish, *conditions, bounds=(0, None), method="highs")
    assert found.status == 0, "the tables contradict each other"
    return np.array(found.x, np.float64)


def _attack(
    rows: Sequence[Row], told: Sequence[Row], released: Released, known: Mapping[BaseKey, int] | None
) -> Attack:
    units = sorted({(row["municipality"], row["unit"], row["instrument"]) for row in rows if released.is_finest(row)})
    of_unit = [
        BaseKey(*unit, gender) for unit in units if unit[2] in released.families for gender in ("K", "M", "rest")
    ]
    base = of_unit if known is None else [key for key in of_unit if known.get(key)]
    chosen = _chosen(told)
    options = sorted({option for counts in chosen.values() for option in counts})
    attack = Attack(base, options, _positive(options, chosen, rows), released.policy["end_width"])
    _know_who_answered(attack, rows, released, known)
    _know_shares(attack, rows, released)
    for (instrument, municipality), counts in chosen.items():
        cells = _cells(base, released, instrument, municipality)
        for option, own in attack.single_options():
            attack.known.add(attack.of(cells, own), counts.get(option, 0), counts.get(option, 0))
    return attack


_Chosen = Mapping[tuple[str, str], Mapping[int, int]]


def _chosen(told: Sequence[Row]) -> _Chosen:
    """By target and municipality, how many chose each option."""
    found: defaultdict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for row in told:
        found[row["instrument"], row["municipality"]][int(row["option"])] = int(row["chosen"])
    return found


def _positive(options: Sequence[int], chosen: _Chosen, rows: Sequence[Row]) -> list[bool]:
    """Which options are positive: the first or the last few, whichever give the shares of results.csv everywhere."""
    own = {(row["instrument"], row["municipality"]): row for row in rows if (row["gender"], row["unit"]) == ("T", "")}
    told = {place: counts for place, counts in chosen.items() if own[place]["share_min"]}
    ways = [[place < few for place in range(len(options))] for few in range(1, len(options))]
    for way in (*ways, *([not each for each in way] for way in ways)):
        first = [option for option, is_positive in zip(options, way, strict=True) if is_positive]
        if all(sum(counts.get(o, 0) for o in first) in numerators(own[place]) for place, counts in told.items()):
            return way
    raise AssertionError("no options add up to the shares")


def _know_who_answered(
    attack: Attack, rows: Sequence[Row], released: Released, known: Mapping[BaseKey, int] | None
) -> None:
    """Of each base cell where that is known, else of what results.csv tells of."""
    every = np.ones(len(attack.options))
    if known is not None:
        for place, key in enumerate(attack.base):
            cell = np.isin(np.arange(len(attack.base)), place)
            attack.known.add(attack.of(cell, every), known[key], known[key])
        return
    for row in rows:
        cells = _cells(attack.base, released, row["instrument"], row["municipality"], row["unit"], row["gender"])
        if row["valid"] or row["answered"]:
            least, most = (int(row["valid"]),) * 2 if row["valid"] else (0, int(row["answered"]))
            attack.known.add(attack.of(cells, every), least, most)


def _know_shares(attack: Attack, rows: Sequence[Row], released: Released) -> None:
    for row in rows:
        if row["share_min"]:
            cells = _cells(attack.base, released, row["instrument"], row["municipality"], row["unit"], row["gender"])
            sums, found = attack.of(cells, attack.positive), numerators(row)
            attack.known.add(sums, found[0], found[-1])
            if len(found) > 1 and (found[0] == 0 or found[-1] == int(row["valid"])):
                attack.ends.append((name(row), sums, int(row["valid"])))


def _cells(
    base: Sequence[BaseKey], released: Released, target: str, municipality: str, unit: str = "", gender: str = "T"
) -> Cells:
    """Which base cells a row is about."""
    return np.array(
        [
            target in released.held[key.instrument]
            and municipality in {"", key.municipality}
            and unit in {"", key.unit}
            and gender in {"T", key.gender}
            for key in base
        ],
        bool,
    )

"""The rule itself, with every world before it: what a search by drawn worlds is measured against.

A state is the set of worlds that fit all that has been told. Every offer splits it into intervals of one cell's
numerator that each leave T1, T2 and T3 true, such that the expected worth of what is told is greatest under a public
prior. Nothing but the state decides which offer is made.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from math import log
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray
from tests.tycktill.disclosure.every_world.tables import Numbers, Table, Told, Whole
from tests.tycktill.disclosure.every_world.worlds import PRIOR_SHARE, Worlds, prior

from tycktill.disclosure.model.hierarchy import RowName
from tycktill.disclosure.model.plan import asking_order, is_headline
from tycktill.terms import Grouping, Level

Interval = tuple[int, int]
State = bytes
"""What has been told so far: the interval of every cell, as bytes."""

PASSES = 4


class Answers(Protocol):
    """The counts, of which nobody sees more than this."""

    def answer(self, cell: int, offer: Sequence[Interval]) -> int:
        """Which interval holds the cell's numerator."""
        ...


@dataclass(frozen=True)
class TrueAnswers:
    """The answers of one world, by row."""

    numerators: Whole

    def answer(self, cell: int, offer: Sequence[Interval]) -> int:
        """Which interval holds the cell's numerator."""
        value = int(self.numerators[cell])
        return next(place for place, (least, most) in enumerate(offer) if least <= value <= most)


class _Part(NamedTuple):
    interval: Interval
    worlds: Whole


class _Asked(NamedTuple):
    """A cell by the number of its first row."""

    cell: int
    is_base: bool
    is_national: bool


@dataclass
class ExactEngine:
    """Makes releases of one small table; keeps the offers that were worked out, as the state alone decides them."""

    worlds: Worlds
    grouping: Grouping
    headlines: Collection[str] = ()
    share: float = PRIOR_SHARE
    _offers: dict[tuple[State, int], Sequence[_Part]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        table = self.worlds.table
        self._plan = _plan(table, self.grouping, self.headlines)
        self._classes = np.clip(self.worlds.numerators, table.policy.end_width, table.answers - table.policy.end_width)
        self._prior = prior(self.worlds.all, table.valid, self.share)
        self._targets = _Targets.of(self.worlds)

    def __call__(self, valid: Numbers, positive: Numbers) -> Told:
        """A method as the checks want it; `valid` is what the table was made of."""
        table = self.worlds.table
        assert all(valid[base] == number for base, number in zip(table.bases, table.valid.tolist(), strict=True))
        truth = np.array([positive.get(base, 0) for base in table.bases], np.int64)
        return self.release(TrueAnswers(table.members.astype(np.int64) @ truth))

    def release(self, answers: Answers) -> Told:
        """The told interval of every row: municipalities first, the nation last."""
        state, here = self._start()
        for is_national in (False, True):
            planned = [asked for asked in self._plan if asked.is_national is is_national]
            for _ in range(PASSES):
                before = state.tobytes()
                for asked in planned:
                    here = self._ask(state, here, asked, answers)
                if state.tobytes() == before:
                    break
        return self._told(here)

    def probability(self, fitting: Whole) -> float:
        """Of these worlds, by the public prior."""
        return float(self._prior[fitting].sum())

    def _start(self) -> tuple[Whole, Whole]:
        answers = self.worlds.table.answers
        return np.stack([np.zeros_like(answers), answers]), np.arange(len(self.worlds.all))

    def _ask(self, state: Whole, here: Whole, asked: _Asked, answers: Answers) -> Whole:
        """Offers intervals of a cell and writes down in `state` which one holds its numerator."""
        cell, key = asked.cell, (state.tobytes(), asked.cell)
        if key not in self._offers:
            self._offers[key] = list(self._split(here, asked))
        offer = self._offers[key]
        if len(offer) == 1:
            return here
        told = offer[answers.answer(cell, [part.interval for part in offer])]
        state[:, cell] = told.interval
        return told.worlds

    def _split(self, here: Whole, asked: _Asked) -> Iterator[_Part]:
        """The best partition of the cell's possible classes into safe intervals."""
        cell = asked.cell
        order = here[np.argsort(self._classes[here, cell], kind="stable")]
        classes, starts = np.unique(self._classes[order, cell], return_index=True)
        groups = _Groups(classes, starts, self._targets.take(order), np.add.reduceat(self._prior[order], starts))
        answers = int(self.worlds.table.answers[cell])
        edges = [*starts.tolist(), len(order)]
        for first, after in groups.best(answers - 2 * self.worlds.table.policy.end_width + 1, is_base=asked.is_base):
            interval = self._interval(cell, int(classes[first]), int(classes[after - 1]))
            yield _Part(interval, order[edges[first] : edges[after]])

    def _interval(self, cell: int, least: int, most: int) -> Interval:
        """The numerators of these classes, an end's class whole."""
        answers, width = int(self.worlds.table.answers[cell]), self.worlds.table.policy.end_width
        return (0 if least == width else least), (answers if most == answers - width else most)

    def _told(self, here: Whole) -> Told:
        """What the worlds that are left leave of every row, in whole classes."""
        least, most = self._classes[here].min(axis=0), self._classes[here].max(axis=0)
        rows = self.worlds.table.rows
        return {row: self._interval(c, int(least[c]), int(most[c])) for c, row in enumerate(rows)}


def _plan(table: Table, grouping: Grouping, headlines: Collection[str]) -> list[_Asked]:
    """Cells in the order that the search asks of them too, the free base before all: public constants."""
    targets = grouping.targets()
    key = asking_order(targets)
    names = [RowName(Level(row.level), *row[1:]) for row in table.rows]
    cells: dict[bytes, list[int]] = {}
    for number, line in enumerate(table.members):
        cells.setdefault(line.tobytes(), []).append(number)
    found = []
    for rows in cells.values():
        own = [names[row] for row in rows]
        is_base = any(is_headline(name, targets, headlines) for name in own)
        asked = _Asked(rows[0], is_base, all(name.level is Level.NATION for name in own))
        found.append((not is_base, min(map(key, own)), asked))
    return [asked for *_, asked in sorted(found)]


@dataclass(frozen=True)
class _Targets:
    """What must vary: sums by world, and which values of each tell on somebody where all worlds have them."""

    sums: NDArray[np.int32]
    answers: Whole
    is_sensitive: NDArray[np.bool_]
    width: int

    @classmethod
    def of(cls, worlds: Worlds) -> "_Targets":
        table = worlds.table
        small = list(table.sensitive_sets())
        rows = [tuple(np.flatnonzero(line).tolist()) for line in table.members]
        ends = (
            [*((number,) for number in range(len(table.bases))), *table.atoms, *rows] if table.policy.end_width else []
        )
        sets = list(dict.fromkeys([*small, *ends]))
        masks = np.array([[number in some for number in range(len(table.bases))] for some in sets], np.int64)
        masks = masks.reshape(len(sets), len(table.bases))
        sums = (worlds.all @ masks.T).astype(np.int32)
        return cls(sums, masks @ table.valid, np.isin(np.arange(len(sets)), range(len(small))), table.policy.end_width)

    def take(self, order: Whole) -> "_Targets":
        return _Targets(self.sums[order], self.answers, self.is_sensitive, self.width)

    def is_safe(self, least: Whole, most: Whole) -> bool:
        """Whether no target is the same in all worlds where it must not be."""
        at_end = (least <= self.width) | (least >= self.answers - self.width)
        return not bool(((least == most) & (self.is_sensitive | at_end)).any())


@dataclass(frozen=True)
class _Groups:
    """The worlds of a state by the class of one cell, lowest first."""

    classes: Whole
    starts: Whole
    targets: _Targets
    chances: NDArray[np.float64]

    def best(self, possible: int, *, is_base: bool) -> Iterator[tuple[int, int]]:
        """First and after the last group of every interval of the best partition.

        Of a cell of the free base every class is an interval: that is safe in every world (disclosure 6).
        """
        number = len(self.classes)
        if is_base:
            yield from ((group, group + 1) for group in range(number))
            return
        worth, next_ = np.full(number + 1, -np.inf), np.zeros(number, np.int64)
        worth[number] = 0.0
        for first, fewest in reversed(list(enumerate(self._fewest()))):
            for after in range(fewest, number + 1):
                own = self.chances[first:after].sum() * _worth(
                    self.classes[after - 1] - self.classes[first] + 1, possible
                )
                if own + worth[after] > worth[first] + 1e-12:
                    worth[first], next_[first] = own + worth[after], after
        first = 0
        while first < number:
            after = int(next_[first]) if np.isfinite(worth[0]) else number
            yield first, after
            first = after

    def _fewest(self) -> list[int]:
        """By first group after which group an interval can end and be safe: the more worlds, the safer."""
        if not len(self.targets.answers):
            return [first + 1 for first in range(len(self.classes))]
        least = np.minimum.reduceat(self.targets.sums, self.starts, axis=0)
        most = np.maximum.reduceat(self.targets.sums, self.starts, axis=0)
        number, after, found = len(self.classes), 1, []
        for first in range(number):
            after = max(after, first + 1)
            while after <= number and not self.targets.is_safe(least[first:after].min(0), most[first:after].max(0)):
                after += 1
            found.append(after)
        return found


def _worth(width: int, possible: int) -> float:
    """Of an interval so many classes wide to a reader: an exact figure is worth 1, not to be told 0."""
    if width >= possible:
        return 0.0
    steps = {1: 1.0, 2: 0.75, 3: 0.625, 4: 0.5}
    return steps[width] if width in steps else max(0.5 * (1 - log(width / 4) / log(max(possible, 5) / 4)), 0.0)

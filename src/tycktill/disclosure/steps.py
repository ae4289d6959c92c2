"""The allowed moves of a settled nation as steps of a walk: each by the few numbers that it changes."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tycktill.disclosure.classes import Classes
from tycktill.disclosure.lattice import Cells
from tycktill.disclosure.nation import Nation

_Whole = NDArray[np.int64]
_Changes = NDArray[np.int32]


class Columns(NamedTuple):
    """What a world consists of: its atoms, then the figures that may vary, those of the nation last, then nothing.

    `true` are the true answers, each column counted from the least that it may be; `span` how far it may go. `atoms`,
    `figures` and `national` are where those of each municipality and of the nation begin; `varying` are, by
    municipality, the cells that may vary, and `above` the nation's.
    """

    true: _Changes
    span: NDArray[np.uint32]
    atoms: Sequence[int]
    figures: Sequence[int]
    national: int
    varying: Sequence[_Whole]
    above: _Whole


class Steps(NamedTuple):
    """Moves by number: the few columns that each changes and by how much, `width` of them, and whose it is.

    The first `free` need nobody; then come those that another municipality must make up for, in the order of `marks`.
    The last does nothing.
    """

    columns: _Whole
    changes: _Changes
    width: _Whole
    search: _Whole
    free: int
    marks: _Whole

    @property
    def nothing(self) -> int:
        """The number of the step that does nothing."""
        return len(self.columns) - 1

    def partners(self, numbers: _Whole) -> tuple[_Whole, _Whole]:
        """For each of these steps the first that makes up for it in the nation, and how many there are."""
        if not len(self.marks):
            return np.full_like(numbers, self.nothing), np.zeros_like(numbers)
        wanted = -self.marks[np.clip(numbers - self.free, 0, len(self.marks) - 1)]
        first, end = np.searchsorted(self.marks, wanted), np.searchsorted(self.marks, wanted, side="right")
        return first + self.free, end - first


def columns_of(nation: Nation) -> Columns:
    """The columns of a nation's worlds."""
    tables = [search.table for search in nation.searches]
    figures = [_varying(search.classes, search.forms, search.cells) for search in nation.searches]
    above = _varying(nation.classes, nation.forms, nation.cells)
    atoms = np.cumsum([0, *(len(table.atoms) for table in tables)]).tolist()
    starts = (atoms[-1] + np.cumsum([0, *(len(own.which) for own in figures)])).tolist()
    true = [*(table.positive for table in tables), *(own.true for own in figures), above.true, np.zeros(1)]
    span = [*(table.valid for table in tables), *(own.span for own in figures), above.span, np.zeros(1)]
    return Columns(
        true=np.concatenate(true).astype(np.int32),
        span=np.concatenate(span).astype(np.uint32),
        atoms=atoms,
        figures=starts,
        national=starts[-1],
        varying=[own.which for own in figures],
        above=above.which,
    )


class _Figures(NamedTuple):
    which: _Whole
    true: _Whole
    span: _Whole


def _varying(classes: Sequence[Classes], forms: NDArray[np.int8], cells: Cells) -> _Figures:
    """The figures whose class is neither one number, which no allowed move changes, nor any number."""
    told = np.array([own[form] for own, form in zip(classes, forms.tolist(), strict=True)], np.int64).reshape(-1, 2)
    least, most = told.T
    which = np.flatnonzero((least < most) & ((least > 0) | (most < np.array(cells.valid, np.int64))))
    true = np.array(cells.positive, np.int64)
    return _Figures(which, (true - least)[which], (most - least)[which])


class _Block(NamedTuple):
    """Moves of one municipality: what they change by place, the columns of these places, and their marks."""

    search: int
    changes: NDArray[np.int8]
    columns: _Whole
    marks: _Whole


def steps_of(nation: Nation, columns: Columns) -> Steps:
    """The allowed moves by the columns they change: the nation's only where nobody must make up for them."""
    alone, bound = _blocks(nation, columns)
    blocks = [*alone, *bound]
    free = sum(len(block.marks) for block in alone)
    marks = np.concatenate([block.marks for block in bound])
    order = np.concatenate([np.arange(free), free + np.argsort(marks, kind="stable"), [free + len(marks)]])
    changed, changes = _sparse(blocks, len(columns.true) - 1)
    search = np.concatenate([*(np.full(len(block.marks), block.search) for block in blocks), [-1]])
    width = (changes != 0).sum(axis=1)
    return Steps(changed[order], changes[order], width[order], search[order], free, np.sort(marks))


def _blocks(nation: Nation, columns: Columns) -> tuple[list[_Block], list[_Block]]:
    """The moves that need nobody, and those that change a published figure of the nation."""
    view, above = nation.view(), columns.national + np.arange(len(columns.above))
    alone, bound = [], []
    for number, search in enumerate(nation.searches):
        moves, marks = search.moves, view.marks[number]
        changes = np.hstack([moves.atoms, moves.cells[:, columns.varying[number]]])
        inside = np.concatenate([np.arange(*own[number : number + 2]) for own in (columns.atoms, columns.figures)])
        free, is_bound = view.free[number], view.allowed[number] & (marks != 0)
        national = moves.national[free][:, columns.above]
        alone.append(_Block(number, np.hstack([changes[free], national]), np.append(inside, above), marks[free]))
        bound.append(_Block(number, changes[is_bound], inside, marks[is_bound]))
    return alone, bound


def _sparse(blocks: Sequence[_Block], nowhere: int) -> tuple[_Whole, _Changes]:
    """By move the columns that it changes, filled up with one where nothing happens, and the changes; none at last."""
    entries = [np.nonzero(block.changes) for block in blocks]
    starts = np.cumsum([0, *(len(block.marks) for block in blocks)])
    row = np.concatenate([start + rows for start, (rows, _) in zip(starts, entries, strict=False)])
    count = np.bincount(row, minlength=int(starts[-1]) + 1)
    place = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    columns = np.full((len(count), max(int(count.max()), 1)), nowhere, np.int64)
    changes = np.zeros(columns.shape, np.int32)
    columns[row, place] = np.concatenate([block.columns[own] for block, (_, own) in zip(blocks, entries, strict=True)])
    changes[row, place] = np.concatenate([block.changes[own] for block, own in zip(blocks, entries, strict=True)])
    return columns, changes

"""Checks witnesses: worlds that show, without trust in anybody and without a solver, that nothing promised follows.

A witness holds possible answers, never published: it stays with the office, beside the vault.
"""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from tycktill.disclosure.audit.atoms import Atoms
from tycktill.disclosure.audit.requirements import Requirements
from tycktill.disclosure.audit.row_space import computable_counts
from tycktill.disclosure.audit.rows import FILE, TableRow, read_row
from tycktill.disclosure.audit.small_sets import FEW, cancelling_sets
from tycktill.disclosure.audit.sums import Whole
from tycktill.disclosure.audit.table import Table
from tycktill.disclosure.audit.witness import Witness
from tycktill.disclosure.audit.wording import group_name
from tycktill.terms import Fault

_AGAIN = "Protect the answers anew"
_LOTS = 3


def check_witnesses(
    rows: Sequence[Mapping[str, str]],
    families: Mapping[str, str],
    requirements: Requirements,
    witnesses: Sequence[Witness],
) -> tuple[Fault, ...]:
    """What the witnesses do not prove of the rows of results.csv, given as texts by column and found right in form.

    Every world gives every published figure again, in the same class; and among the worlds of each witness no atom
    stays at an end (T1), no published end class stays the same (T2) and no set of one to four answers does (T3).
    """
    tables: dict[tuple[str, str, str], list[TableRow]] = {}
    for number, texts in enumerate(rows, start=2):
        row = read_row(texts, number, requirements)
        target = row.spot.place.target
        tables.setdefault((row.round, families.get(target, target), row.question), []).append(row)
    by_table = {(witness.round, witness.family, witness.question): witness for witness in witnesses}
    faults = [Fault(f"Nothing witnesses {', '.join(key)}", _AGAIN) for key in sorted(tables.keys() - by_table.keys())]
    for key, witness in sorted(by_table.items()):
        if key in tables:
            faults.extend(_check(witness, tables[key], families, requirements))
    return tuple(faults)


def _check(
    witness: Witness, rows: Sequence[TableRow], families: Mapping[str, str], requirements: Requirements
) -> Iterator[Fault]:
    odd = list(_odd_worlds(witness))
    table = (
        None
        if odd
        else Table(rows, families, requirements, dict(zip(witness.cells, witness.valid.tolist(), strict=True)))
    )
    if table is None or set(witness.cells) - set(table.lattice.base):
        yield from odd or [Fault(f"{_named(witness)}: the witness has base cells of no unit in the table", _AGAIN)]
        return
    wrong = table.valid.contradicted().tolist()
    if wrong:
        yield Fault("The witness has other numbers of answers than the table", _AGAIN, FILE, table.number_of(wrong[0]))
        return
    atoms = Atoms(table)
    worlds = _by_atom(witness, table, atoms)
    different = list(_different(atoms, worlds))
    yield from different or [
        *_still_atoms(atoms, worlds),
        *_still_ends(atoms, worlds),
        *_still_sets(atoms, worlds),
        *(computable_counts(atoms, _lots(worlds)) if requirements.guards_counts else ()),
    ]


def _odd_worlds(witness: Witness) -> Iterator[Fault]:
    """Worlds that are none: not a number of people in every base cell."""
    if len(set(witness.cells)) != len(witness.cells) or len(witness.valid) != len(witness.cells):
        yield Fault(f"{_named(witness)}: base cells are named twice or not counted", _AGAIN)
        return
    if witness.worlds.shape[1:] != witness.valid.shape:
        yield Fault(f"{_named(witness)}: worlds have other base cells than the witness", _AGAIN)
        return
    is_whole = ((witness.worlds >= 0) & (witness.worlds <= witness.valid)).all(axis=1)
    for number in np.flatnonzero(~is_whole).tolist():
        yield Fault(f"{_named(witness)}: world {number + 1} has others than those who answered", _AGAIN)


def _named(witness: Witness) -> str:
    return f"{witness.round}, {witness.family}, {witness.question}"


def _by_atom(witness: Witness, table: Table, atoms: Atoms) -> Whole:
    """The worlds' positive answers by atom: (worlds, atoms)."""
    place = {key: number for number, key in enumerate(table.lattice.base)}
    of_cell = atoms.of_base[[place[key] for key in witness.cells]] if witness.cells else np.zeros(0, np.int64)
    by_atom = np.zeros((len(atoms), len(witness.worlds)), np.int64)
    inside = of_cell >= 0
    np.add.at(by_atom, of_cell[inside], witness.worlds[:, inside].T)
    return by_atom.T


def _different(atoms: Atoms, worlds: Whole) -> Iterator[Fault]:
    """Published figures that a world does not give again. Classes part all numbers: what lies in one is given as it."""
    table, totals = atoms.table, _in_cells(atoms, worlds)
    for cell, spot in enumerate(table.published.tolist()):
        row = table.row_at[spot]
        if row.positive is None:
            continue
        least, most = row.positive
        for positive in sorted({number for number in totals[:, cell].tolist() if not least <= number <= most}):
            problem = f"A world gives another figure: {positive} of {row.valid} are positive"
            yield Fault(problem, _AGAIN, FILE, row.number)


def _in_cells(atoms: Atoms, worlds: Whole) -> Whole:
    """The worlds' positive answers by published cell: (worlds, cells)."""
    found: Whole = np.rint(atoms.cells @ worlds.T).astype(np.int64).T
    return found


def _is_same(numbers: Whole) -> NDArray[np.bool_]:
    """Which columns are the same in all rows; all of them where there is no row."""
    return (numbers == numbers[:1]).all(axis=0) if len(numbers) else np.ones(numbers.shape[1], bool)


def _still_atoms(atoms: Atoms, worlds: Whole) -> Iterator[Fault]:
    requirements = atoms.table.requirements
    if not requirements.guards_answers:
        return
    first = worlds[0] if len(worlds) else np.zeros(len(atoms), np.int64)
    nearest = np.minimum(first, atoms.least - first)
    for atom in np.flatnonzero(_is_same(worlds) & (nearest <= requirements.end_width)).tolist():
        yield _unrefuted(atoms, [atom], int(first[atom]))


def _still_ends(atoms: Atoms, worlds: Whole) -> Iterator[Fault]:
    if not atoms.table.requirements.guards_answers:
        return
    still = _is_same(_in_cells(atoms, worlds))
    for cell, spot in enumerate(atoms.table.published.tolist()):
        row = atoms.table.row_at[spot]
        if still[cell] and row.is_end:
            yield Fault("No two worlds differ on this class of an end", _AGAIN, FILE, row.number)


def _still_sets(atoms: Atoms, worlds: Whole) -> Iterator[Fault]:
    """Sets of one to four answers: those that are the same in all worlds are so in any random sum of worlds."""
    same = _is_same(worlds)
    for atom in np.flatnonzero(same & (atoms.least < FEW)).tolist():
        yield _unrefuted(atoms, [atom], int(worlds[0, atom]) if len(worlds) else 0)
    weights = _lots(worlds).integers(-(1 << 20), 1 << 20, (_LOTS, len(worlds)))
    changes = (weights @ (worlds - worlds[:1])).T.astype(np.float64)
    for members in cancelling_sets(changes, atoms.least, atoms.most, atoms.municipality):
        if _is_same(worlds[:, list(members)].sum(axis=1)[:, None])[0]:
            yield _unrefuted(atoms, members, int(worlds[0, list(members)].sum()))


def _lots(worlds: Whole) -> np.random.Generator:
    return np.random.default_rng(list(sha256(worlds.tobytes()).digest()))


def _unrefuted(atoms: Atoms, members: Sequence[int], positive: int) -> Fault:
    chosen = np.array(members)
    name, spot = group_name(atoms, chosen)
    problem = f"No two worlds differ on {name}: {positive} of {atoms.least[chosen].sum()} are positive in all"
    return Fault(problem, _AGAIN, FILE, atoms.table.number_of(spot))

"""All answers that would give the same table: linear conditions on the positive and the other answers of each atom."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tycktill.audit.atoms import Atoms
from tycktill.audit.programme import Numbers, Programme


class Polytope:
    """Column a is atom a's positive answers, column A + a its others: none negative.

    Rows: each published cell's positive answers, in its class; each atom's valid answers, within its bounds; the valid
    answers of each published cell that holds an atom whose number is not known. Columns are real numbers, so that there
    are more such worlds than of whole answers: what is the same in all of them is the same.
    """

    def __init__(self, atoms: Atoms) -> None:
        self.atoms = atoms
        table, cells = atoms.table, atoms.cells
        told = [table.row_at[spot] for spot in table.published.tolist()]
        valid = np.array([row.valid for row in told], np.float64)
        classes = np.array([row.positive for row in told], np.float64).reshape(-1, 2)
        unsure = cells @ (atoms.most > atoms.least).astype(float) > 0
        each = sparse.eye_array(len(atoms), format="csr")
        blocks = [[cells, sparse.csr_array(cells.shape)], [each, each], [cells[unsure], cells[unsure]]]
        self.rows = sparse.csr_array(sparse.block_array(blocks, format="csr"))
        self.least = np.concatenate([classes[:, 0], atoms.least, valid[unsure]])
        self.most = np.concatenate([classes[:, 1], atoms.most, valid[unsure]])
        self.upper = np.tile(atoms.most, 2).astype(np.float64)

    def programme(self) -> Programme:
        """The whole of it, to be solved."""
        return Programme(self.rows, (np.zeros(len(self.upper)), self.upper), (self.least, self.most))

    def programme_within(self, columns: NDArray[np.bool_]) -> Programme:
        """The conditions on these columns alone, to be solved: weaker than the whole, and small."""
        kept = self.rows[:, ~columns].sum(axis=1) == 0
        rows = sparse.csr_array(self.rows[kept][:, columns])
        upper = self.upper[columns]
        return Programme(rows, (np.zeros(len(upper)), upper), (self.least[kept], self.most[kept]))

    def is_positive(self, atoms: NDArray[np.bool_]) -> Numbers:
        """Multiples of the columns that add up to the positive answers of some atoms."""
        return np.concatenate([atoms, np.zeros(len(atoms))]).astype(np.float64)

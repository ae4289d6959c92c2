"""What the audit takes for evidence; whoever has the answers writes it down, and it never leaves them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tycktill.disclosure.audit.lattice import BaseKey


@dataclass(frozen=True, slots=True, eq=False)
class Witness:
    """Worlds for one round, family and question, all its municipalities together.

    `cells` names every base cell where somebody answered, `valid` how many did, `worlds` how many of them are positive
    there: (worlds, cells). It tells nearly as much as the counts, and is as secret.
    """

    round: str
    family: str
    question: str
    cells: tuple[BaseKey, ...]
    valid: NDArray[np.int32]
    worlds: NDArray[np.int32]

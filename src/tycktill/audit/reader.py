"""What a reader of a table is taken to know beside it (disclosure 3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tycktill.audit.table.rows import Place, Spot
from tycktill.terms import Cell, Numbers, ValidByBase

_KnownNumbers = tuple[int, int, int]
"""Valid answers, and from how few to how many of them are positive."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who knows the rows and no more, unless `numbers` gives the valid answers of all base cells; and, by cell and
    question, what was `public` when the rows were made: of earlier releases or from elsewhere.
    """

    numbers: Numbers | None = None
    public: Mapping[tuple[Cell, str], _KnownNumbers] = field(default_factory=dict)

    def valid_answers(self, round_: str, question: str, family: str, families: Mapping[str, str]) -> ValidByBase | None:
        """Valid answers to a family's question; None where they are not known."""
        if self.numbers is None:
            return None
        cells = self.numbers.get((round_, question), {})
        return {key: number for key, number in cells.items() if families.get(key.instrument, family) == family}

    def public_of(self, round_: str, question: str) -> Mapping[Spot, _KnownNumbers]:
        return {
            Spot(Place(cell.instrument, str(cell.level), cell.municipality, cell.unit), str(cell.gender)): numbers
            for (cell, id_), numbers in self.public.items()
            if (cell.round, id_) == (round_, question)
        }

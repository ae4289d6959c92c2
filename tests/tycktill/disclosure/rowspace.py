"""What can be derived from shown cells, found the plain way: each cell is a vector over the base cells it holds."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from tests.attacks.made_up import HELD
from tests.tycktill.builders import Answers
from tests.tycktill.nations import Spot

from tycktill.terms import Cell, Gender, GenderGroup, Level

Vector = tuple[int, ...]


def base_spots(answered: Mapping[Spot, Answers]) -> list[Spot]:
    """Base cells where anybody answered; a third and an unknown gender are one here, as no cell parts them."""
    return sorted({spot for spot, (valid, _) in answered.items() if valid})


def is_in(spot: Spot, cell: Cell) -> bool:
    """Whether the cell's answers include the base cell's."""
    instrument, municipality, unit, gender = spot
    return (
        cell.instrument in HELD[instrument]
        and cell.municipality in {"", municipality}
        and (cell.level is not Level.UNIT or cell.unit == unit)
        and (cell.gender is GenderGroup.ALL or cell.gender.value == gender.value)
    )


def vector(cell: Cell, spots: Sequence[Spot]) -> Vector:
    """1 for each base cell in it."""
    return tuple(int(is_in(spot, cell)) for spot in spots)


def rest_vector(cell: Cell, spots: Sequence[Spot]) -> Vector:
    """1 for each base cell of a third or unknown gender in it."""
    return tuple(int(is_in(spot, cell) and spot[3] is Gender.UNKNOWN) for spot in spots)


class Span:
    """Everything that adding and subtracting these vectors can give."""

    def __init__(self, vectors: Iterable[Vector]) -> None:
        self._rows: list[tuple[int, list[Fraction]]] = []
        for each in vectors:
            left = self._reduce(each)
            pivot = next((place for place, number in enumerate(left) if number), None)
            if pivot is not None:
                self._rows.append((pivot, [number / left[pivot] for number in left]))

    def _reduce(self, vector: Vector) -> list[Fraction]:
        left = [Fraction(number) for number in vector]
        for pivot, row in self._rows:
            times = left[pivot]
            if times:
                left = [mine - times * theirs for mine, theirs in zip(left, row, strict=True)]
        return left

    def __contains__(self, vector: Vector) -> bool:
        return not any(self._reduce(vector))

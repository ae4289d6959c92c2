"""In which order figures are asked for, from numbers of answers and names alone."""

from collections.abc import Callable, Collection
from hashlib import sha256

from tycktill.disclosure.model.hierarchy import ALL, RowName
from tycktill.terms import Level, Targets


def is_headline(row: RowName, targets: Targets, headlines: Collection[str]) -> bool:
    """Whether a row is of the base: municipalities' totals of the family or of each target group (disclosure 6.3).

    `targets` gives by instrument the targets that have rows of the question, `headlines` are the families that tell
    one total for all target groups together, as their file says; of the others, and where the family has no row since
    its instruments mean different things, each target group's total is told. Rows of the base have nobody in common.
    """
    if row.level is not Level.MUNICIPALITY or row.gender != ALL:
        return False
    widest = next(line[-1] for line in targets.values() if row.target in line)
    return row.target == widest if widest in headlines else row.target in targets


def asking_order(targets: Targets) -> Callable[[RowName], tuple[int, int, str, str, int, str]]:
    """A key that sorts rows as they are asked for (disclosure 6.4).

    Municipalities before units before the nation; at each level all genders together before women and men. Target
    groups come before groups of them and these before the family, for municipalities and for units' totals; the other
    way round for units' women and men and for the nation. Women before men or men before women as a hash of the
    municipality's code says, the same in all years, so that series have no holes.
    """
    height = {target: max(_heights_of(target, targets)) for line in targets.values() for target in line}

    def asking_key(row: RowName) -> tuple[int, int, str, str, int, str]:
        is_late = row.level is Level.MUNICIPALITY or (row.level is Level.UNIT and row.gender == ALL)
        turn = height[row.target] if is_late else -height[row.target]
        return _STEPS[row.level, row.gender == ALL], turn, row.municipality, row.unit, _gender_turn(row), row.target

    return asking_key


def _heights_of(target: str, targets: Targets) -> list[int]:
    """How many targets a target holds one within the other, by each instrument that it has."""
    return [line.index(target) for line in targets.values() if target in line]


_STEPS = {
    (level, is_total): 2 * position + (not is_total)
    for position, level in enumerate((Level.MUNICIPALITY, Level.UNIT, Level.NATION))
    for is_total in (True, False)
}


def _gender_turn(row: RowName) -> int:
    first = "KM"[sha256(f"order of genders {row.municipality}".encode()).digest()[0] & 1]
    return 0 if row.gender in {ALL, first} else 1

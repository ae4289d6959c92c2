"""In which order figures are asked for, from numbers of answers and names alone."""

from collections.abc import Callable, Collection, Mapping
from hashlib import sha256

from tycktill.disclosure.model.hierarchy import ALL, RowName
from tycktill.terms import Level


def is_headline(row: RowName, families: Mapping[str, str], headlines: Collection[str]) -> bool:
    """Whether a row is of the base: municipalities' totals of the family or of each target group (disclosure 6.3).

    `families` gives the family of each target group, `headlines` are the families that tell one total for all target
    groups together, as their file says; of the others each target group's total is told. Rows of the base have nobody
    in common.
    """
    if row.level is not Level.MUNICIPALITY or row.gender != ALL:
        return False
    family = families.get(row.target, row.target)
    return row.target == family if family in headlines else row.target in families


def order(families: Collection[str]) -> Callable[[RowName], tuple[int, str, str, int, str]]:
    """A key that sorts rows as they are asked for (disclosure 6.4).

    Municipalities before units before the nation; all genders together before women and men, target groups before the
    family of the former and after it of the latter. Women before men or men before women as a hash of the
    municipality's code says, the same in all years, so that series have no holes.
    """

    def key(row: RowName) -> tuple[int, str, str, int, str]:
        is_family = row.target in families
        is_late = row.level is Level.MUNICIPALITY or (row.level is Level.UNIT and row.gender == ALL)
        first = is_family if is_late else not is_family
        return 2 * _STEPS[row.level, row.gender == ALL] + first, row.municipality, row.unit, _turn(row), row.target

    return key


_STEPS = {
    (level, is_total): 2 * place + (not is_total)
    for place, level in enumerate((Level.MUNICIPALITY, Level.UNIT, Level.NATION))
    for is_total in (True, False)
}


def _turn(row: RowName) -> int:
    first = "KM"[sha256(f"order of genders {row.municipality}".encode()).digest()[0] & 1]
    return 0 if row.gender in {ALL, first} else 1

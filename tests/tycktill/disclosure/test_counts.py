"""R1 (disclosure 6.13): rows by which a number of fewer than five follows are not told, and no others are withheld."""

from itertools import product

from tycktill.disclosure import PRESETS
from tycktill.disclosure.counts import unsafe_rows
from tycktill.disclosure.model.hierarchy import BaseName, Hierarchy, build_hierarchy
from tycktill.terms import Level

FAMILIES = {"a": "f", "b": "f"}


def nation(municipalities: int, units: int, women: int) -> Hierarchy:
    """So many women in each target group of a unit, and men enough to be told."""
    places = product(range(9001, 9001 + municipalities), range(units), FAMILIES, (("K", women), ("M", 7)))
    valid = {
        BaseName(str(code), f"enhet {unit}", target, gender): number + unit * (gender == "M")
        for code, unit, target, (gender, number) in places
    }
    return build_hierarchy(valid, {id_: (id_, family) for id_, family in FAMILIES.items()})


def test_many_municipalities_of_few_do_not_keep_the_nations_rows_from_being_told() -> None:
    # Half a million pairs of single women: some add up to nothing in any one random vector, by chance
    untold = unsafe_rows(nation(100, 6, 1), PRESETS["strict"], ("f",))
    assert not [row for row in untold if row.level is Level.NATION]


def test_a_row_that_lacks_few_alone_is_not_told() -> None:
    untold = unsafe_rows(nation(1, 1, 3), PRESETS["strict"], ("f",))
    assert {(row.level, row.target, row.gender) for row in untold} >= {(Level.UNIT, target, "M") for target in FAMILIES}

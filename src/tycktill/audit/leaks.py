"""What a reader can work out of a table that the method promises to keep, each said as a sentence."""

from collections.abc import Iterable, Iterator
from itertools import combinations

import numpy as np

from tycktill.audit.atoms import Atoms
from tycktill.audit.requirements import Requirements
from tycktill.audit.rows import FILE
from tycktill.audit.small_sets import FEW
from tycktill.audit.trying import Pinned
from tycktill.audit.wording import group_name
from tycktill.terms import Fault

_REMEDY = "Withhold one more of the rows that lead to it, or give its class"


def broken(found: Iterable[Pinned], requirements: Requirements) -> Iterator[Pinned]:
    """Those of the pinned groups that break a target of the method 5: each once, and none that holds another."""
    told: set[frozenset[int]] = set()
    for each in found:
        if each.suspect.end is not None:
            yield each
        elif each.is_somebody and _is_promised(each, requirements):
            members = frozenset(np.flatnonzero(each.suspect.atoms).tolist())
            if not any(map(told.__contains__, _parts(members))):
                told.add(members)
                yield each


def _parts(members: frozenset[int]) -> Iterator[frozenset[int]]:
    """The sets of up to four atoms in a set."""
    for number in range(1, min(len(members), FEW - 1) + 1):
        yield from map(frozenset, combinations(members, number))


def _is_promised(each: Pinned, requirements: Requirements) -> bool:
    """Whether it is a result of few, or an atom's where nearly all answered alike."""
    width = requirements.end_width
    at_end = each.value <= width or each.most - each.value <= width
    return each.most < FEW or (requirements.guards_answers and each.suspect.atoms.sum() == 1 and at_end)


def leaks(atoms: Atoms, found: Iterable[Pinned]) -> Iterator[Fault]:
    """What a reader learns, in sentences."""
    for each in found:
        yield _fault(atoms, each)


def _fault(atoms: Atoms, each: Pinned) -> Fault:
    table, chosen = atoms.table, each.suspect.atoms
    if each.suspect.end is not None:
        number = table.number_of(each.suspect.end)
        return Fault(f"Given as a class, but a reader learns that {_told(each)}", _REMEDY, FILE, number)
    name, spot = group_name(atoms, np.flatnonzero(chosen))
    return Fault(f"A reader learns that {_told(each)}: {name}", _REMEDY, FILE, table.number_of(spot))


def _told(each: Pinned) -> str:
    of = str(each.most) if each.least == each.most else f"{max(each.least, each.value, 1)} to {each.most}"
    if each.suspect.is_positive or each.least == each.most:
        positive = each.value if each.suspect.is_positive else each.most - each.value
        return f"{positive} of {of} are positive"
    return f"{'none' if not each.value else each.value} of {of} is other than positive"

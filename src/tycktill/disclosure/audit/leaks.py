"""What a reader can work out of a table that the method promises to keep, each said as a sentence."""

from collections.abc import Iterator

import numpy as np

from tycktill.disclosure.audit.polytope import Polytope
from tycktill.disclosure.audit.rows import FILE
from tycktill.disclosure.audit.small_sets import FEW
from tycktill.disclosure.audit.suspects import Chosen
from tycktill.disclosure.audit.trying import Pinned
from tycktill.disclosure.audit.wording import group_name
from tycktill.terms import Fault

_REMEDY = "Withhold one more of the rows that lead to it, or give its class"


def leaks(polytope: Polytope, found: list[Pinned]) -> Iterator[Fault]:
    """Those of the pinned groups that break a target of the method 5, each once."""
    requirements = polytope.atoms.table.requirements
    told: list[Chosen] = []
    for each in found:
        chosen = each.suspect.atoms
        if any((known <= chosen).all() for known in told) and each.suspect.end is None:
            continue
        is_few = _is_few(each)
        is_pin = requirements.guards_answers and chosen.sum() == 1 and _is_at_end(each, requirements.end_width)
        if each.suspect.end is not None or is_few or is_pin:
            if each.suspect.end is None:
                told.append(chosen)
            yield _fault(polytope, each)


def _is_somebody(each: Pinned) -> bool:
    return each.least > 0 or each.value > 0


def _is_few(each: Pinned) -> bool:
    return _is_somebody(each) and each.most < FEW


def _is_at_end(each: Pinned, width: int) -> bool:
    return _is_somebody(each) and (each.value <= width or each.most - each.value <= width)


def _fault(polytope: Polytope, each: Pinned) -> Fault:
    table, chosen = polytope.atoms.table, each.suspect.atoms
    if each.suspect.end is not None:
        number = table.number_of(each.suspect.end)
        return Fault(f"Given as a class, but a reader learns that {_told(each)}", _REMEDY, FILE, number)
    name, spot = group_name(polytope.atoms, np.flatnonzero(chosen))
    return Fault(f"A reader learns that {_told(each)}: {name}", _REMEDY, FILE, table.number_of(spot))


def _told(each: Pinned) -> str:
    of = str(each.most) if each.least == each.most else f"{max(each.least, each.value, 1)} to {each.most}"
    if each.suspect.is_positive or each.least == each.most:
        positive = each.value if each.suspect.is_positive else each.most - each.value
        return f"{positive} of {of} are positive"
    return f"{'none' if not each.value else each.value} of {of} is other than positive"

"""Whether the numbers of people offered and answered add up: those of all together are told everywhere."""

from collections.abc import Iterator

import numpy as np

from tycktill.audit.table.question import QuestionTable, row_counts
from tycktill.audit.table.rows import FILE
from tycktill.audit.table.sums import Sums
from tycktill.terms import Fault


def miscounted_wholes(table: QuestionTable) -> Iterator[Fault]:
    """Wholes that are not the sum of their parts, and parts that are more than their whole where some are withheld."""
    answered, offered = row_counts(table, "answered"), row_counts(table, "offered")
    least = row_counts(table, "offered_min")
    for sums in table.hierarchy.sums:
        yield from _answered_faults(table, sums, answered)
    for sums in table.hierarchy.by_place:
        yield from _offered_faults(table, sums, offered)
        yield from _least_faults(table, sums, np.maximum(np.maximum(answered, least), offered), offered)


def _answered_faults(table: QuestionTable, sums: Sums, answered: np.ndarray) -> Iterator[Fault]:
    together = sums.add_up(np.maximum(answered, 0))
    lacking = sums.add_up((answered < 0).astype(np.int64))
    whole = answered[sums.wholes]
    wrong = (whole >= 0) & ((together > whole) | ((lacking == 0) & (together != whole)))
    for spot in sums.wholes[wrong].tolist():
        problem = f"{answered[spot]} answered in all, but the parts do not add up to that"
        yield Fault(problem, "Count again", FILE, table.number_of(spot), "answered")


def _offered_faults(table: QuestionTable, sums: Sums, offered: np.ndarray) -> Iterator[Fault]:
    """Offered is known of the whole when it is known of all parts."""
    lacking = sums.add_up((offered < 0).astype(np.int64))
    should = np.where(lacking > 0, -1, sums.add_up(offered))
    wrong = (offered[sums.wholes] != should) & (sums.wholes % 4 == 0)
    for spot in sums.wholes[wrong].tolist():
        if offered[spot] < 0:
            problem = "Offered is not told though that of all parts is"
        else:
            problem = f"{offered[spot]} offered in all, but the parts do not add up to that"
        yield Fault(problem, "Count again", FILE, table.number_of(spot), "offered")


def _least_faults(table: QuestionTable, sums: Sums, least: np.ndarray, offered: np.ndarray) -> Iterator[Fault]:
    """Where offered is not known, the least that it can be is that of the parts together, of each at least answered."""
    lacking = sums.add_up((least < 0).astype(np.int64))
    wrong = (least[sums.wholes] != sums.add_up(least)) & (lacking == 0)
    wrong &= (offered[sums.wholes] < 0) & (sums.wholes % 4 == 0)
    for spot in sums.wholes[wrong].tolist():
        problem = f"At least {least[spot]} offered in all, but the parts add up to something else"
        yield Fault(problem, "Count again", FILE, table.number_of(spot), "offered_min")

"""Whether the numbers of people offered and answered add up: those of all together are told everywhere."""

from collections.abc import Iterator, Sequence

from tycktill.disclosure.audit.rows import ALL, FILE, TableRow
from tycktill.disclosure.audit.tables import Table
from tycktill.terms import Fault


def miscounted(table: Table) -> Iterator[Fault]:
    """Wholes that are not the sum of their parts, and parts that are more than their whole where some are withheld."""
    for relation in table.relations:
        whole = table.rows.get(relation.whole)
        if whole is None:
            continue
        parts = [table.rows[part] for part in relation.parts if part in table.rows]
        is_complete = len(parts) == len(relation.parts)
        if not _adds_up(whole, parts, is_complete=is_complete):
            problem = f"{whole.answered} answered in all, but the parts do not add up to that"
            yield Fault(problem, "Count again", FILE, whole.number, "answered")
        if is_complete and relation.whole.gender == ALL and not _offered_adds_up(whole, parts):
            yield Fault(_offered(whole), "Count again", FILE, whole.number, "offered")


def _adds_up(whole: TableRow, parts: Sequence[TableRow], *, is_complete: bool) -> bool:
    told = [part.answered for part in parts if part.answered is not None]
    if whole.answered is None:
        return True
    if is_complete and len(told) == len(parts):
        return sum(told) == whole.answered
    return sum(told) <= whole.answered


def _offered_adds_up(whole: TableRow, parts: Sequence[TableRow]) -> bool:
    """Offered is known of the whole when it is known of all parts."""
    told = [part.offered for part in parts if part.offered is not None]
    return whole.offered == (sum(told) if len(told) == len(parts) else None)


def _offered(whole: TableRow) -> str:
    if whole.offered is None:
        return "Offered is not told though that of all parts is"
    return f"{whole.offered} offered in all, but the parts do not add up to that"

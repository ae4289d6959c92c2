"""What is wrong with an input, said so that a person can mend it."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice

MOST_LINES = 100
"""How many faults are told in words; the rest are only counted."""

_ALIKE = 5
"""Of one kind in one column so many are told: a hundred of it would hide the next kind."""

_SPANS = 5


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: the place it stands, what is wrong there and what to do about it.

    `row` counts from 1 as a spreadsheet does, the header being row 1; None where no single row is at fault. Where
    the same is wrong in several rows `rows` has them all, ascending.
    `place` says where in a file that has no rows and columns: `line 12`, `questions[kontakt].scale`.
    """

    problem: str
    remedy: str
    file: str | None = None
    row: int | None = None
    column: str | None = None
    place: str | None = None
    rows: Sequence[int] = field(default=(), hash=False)

    def __str__(self) -> str:
        sentence = f"{self.problem}. {self.remedy}."
        return f"{self.where}: {sentence}" if self.where else sentence

    @property
    def where(self) -> str:
        """File, rows, column and place, as far as they are known."""
        rows = listed_rows(self.all_rows) if self.all_rows else None
        column = None if self.column is None else f"column {self.column}"
        return ", ".join(part for part in (self.file, rows, column, self.place) if part)

    @property
    def all_rows(self) -> Sequence[int]:
        """Every row at fault; none where it is in no row."""
        return self.rows or (() if self.row is None else (self.row,))


class Refused(Exception):
    """An input was refused; carries every fault found, in order of place, equal ones as one with all their rows.

    As text it has a line a fault, but of very many of one kind only the first.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = _gather_equal(faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        return "\n".join(_lines_of(self.faults))


def listed_rows(rows: Sequence[int]) -> str:
    """`row 7`, or `12 rows (2-9, 14, 20-22)` with the first of them. `rows` ascend."""
    if len(rows) == 1:
        return f"row {rows[0]}"
    spans = list(islice(_row_spans(rows), _SPANS + 1))
    shown = ", ".join(f"{first}" if first == last else f"{first}-{last}" for first, last in spans[:_SPANS])
    return f"{len(rows)} rows ({shown}{', …' if len(spans) > _SPANS else ''})"


def _row_spans(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    first = last = rows[0]
    for row in islice(rows, 1, None):
        if row != last + 1:
            yield first, last
            first = row
        last = row
    yield first, last


def _gather_equal(faults: Sequence[Fault]) -> tuple[Fault, ...]:
    """Equal faults of several rows as one, which stands where the first stood."""
    same: defaultdict[Fault, list[Fault]] = defaultdict(list)
    for fault in faults:
        same[replace(fault, row=None, rows=())].append(fault)
    return tuple(found[0] if len(found) == 1 else _of_all_rows(found) for found in same.values())


def _of_all_rows(found: Sequence[Fault]) -> Fault:
    rows = sorted(set(chain.from_iterable(fault.all_rows for fault in found)))
    return replace(found[0], row=rows[0], rows=rows) if rows else found[0]


def _lines_of(faults: Sequence[Fault]) -> Iterator[str]:
    """A line a fault: the first of each kind, how many more there are of it, and no more than `MOST_LINES` in all."""
    kinds: defaultdict[Hashable, list[Fault]] = defaultdict(list)
    for fault in faults:
        kinds[_kind_of(fault)].append(fault)
    lines: dict[Fault, str] = {}
    for found in kinds.values():
        alone = found[:_ALIKE] if len(found) > _ALIKE + 1 else found
        lines |= {fault: str(fault) for fault in alone}
        if len(found) > len(alone):
            lines[found[len(alone)]] = _more_of_kind(found[len(alone) :])
    ordered = [lines[fault] for fault in faults if fault in lines]
    yield from ordered[:MOST_LINES]
    if len(ordered) > MOST_LINES:
        yield f"and {len(ordered) - MOST_LINES} more. Mend those above and try again."


def _kind_of(fault: Fault) -> Hashable:
    """What faults of one kind share: file, column below the header, and what is said without what is quoted in it."""
    if fault.row is None:
        return fault
    column = fault.column if fault.row > 1 else None
    return fault.file, column, re.sub(r'"[^"]*"|[0-9]+', "", fault.problem)


def _more_of_kind(found: Sequence[Fault]) -> str:
    first, rows = found[0], sorted(set(chain.from_iterable(fault.all_rows for fault in found)))
    where = replace(first, row=rows[0], rows=rows, column=first.column if rows[-1] > 1 else None).where
    return f"{where}: {len(found)} more of this kind. Mend those above and try again."

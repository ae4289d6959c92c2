"""Decides what is shown: as much as can be, the most useful first, as long as nothing withheld can be derived."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set

from tycktill.disclosure.attackers import Attacker
from tycktill.disclosure.protected import Policy, Protected, ProtectedValue
from tycktill.disclosure.tables import Table, link
from tycktill.statistics import Estimate, Estimates, file_share
from tycktill.terms import Cell, GenderGroup, Level, Reason, Status

_LEVELS = {Level.NATION: 100, Level.MUNICIPALITY: 10, Level.UNIT: 3}


def protect(estimates: Estimates, policy: Policy) -> Protected:
    """Every estimate as it may leave; the only maker of protected values.

    Fewer valid answers than the policy's threshold are withheld as `few`. Of the others as many are shown as can be
    while nothing withheld follows from what is shown by adding and subtracting; the rest are withheld as `protects`.
    What is shown depends on the numbers of valid answers alone, never on the answers. The same estimates in any
    order give the same values. Raises ValueError when estimates do not add up.
    """
    rows = sorted(estimates.rows, key=lambda row: (row.cell, row.question))
    shown: set[tuple[Cell, str]] = set()
    for table_rows in _tables(rows, estimates.families):
        numbers = _shown(table_rows, link(table_rows, estimates.families), estimates.families, policy.threshold)
        shown.update((table_rows[number].cell, table_rows[number].question) for number in numbers)
    values = (_value(row, policy, is_shown=(row.cell, row.question) in shown) for row in rows)
    return Protected(tuple(values), policy)


def _tables(rows: Sequence[Estimate], families: Mapping[str, str]) -> Iterator[Sequence[Estimate]]:
    """Rows that can give each other away: those of one round, family and question."""
    tables: defaultdict[tuple[str, str, str], list[Estimate]] = defaultdict(list)
    for row in rows:
        target = row.cell.instrument
        tables[row.cell.round, families.get(target, target), row.question].append(row)
    yield from tables.values()


def _shown(rows: Sequence[Estimate], table: Table, families: Mapping[str, str], threshold: int) -> Set[int]:
    """Numbers of the rows to show: each in turn, the most useful first, if it endangers nothing.

    What endangers something now does so later too, when more is known, so what is left out here could not be shown
    in the end either.
    """
    few = {cell for cell, valid in enumerate(table.valid) if 0 < valid < threshold}
    outsider, insider = Attacker(table), Attacker(table, known=table.rests)
    pairs = ((outsider, few - outsider.known), (insider, few - insider.known))
    enough = [number for number, row in enumerate(rows) if row.valid >= threshold]
    shown = set()
    for number in sorted(enough, key=lambda number: (-_worth(rows[number], families), number)):
        learnt = [(attacker, attacker.would_learn(number), secrets) for attacker, secrets in pairs]
        if any(cells & secrets or it.would_have_small_sum(cells, below=threshold) for it, cells, secrets in learnt):
            continue
        shown.add(number)
        for attacker, _ in pairs:
            attacker.learn(number)
    return shown


def _worth(row: Estimate, families: Mapping[str, str]) -> int:
    """How useful a row is to readers (method 6.2): wide over narrow, families over single targets, all over one."""
    cell = row.cell
    target = 2 if cell.instrument in families else 3
    gender = 4 if cell.gender is GenderGroup.ALL else 1
    return _LEVELS[cell.level] * target * gender * row.valid.bit_length()


def _value(row: Estimate, policy: Policy, *, is_shown: bool) -> ProtectedValue:
    if is_shown and row.share is not None and row.low is not None and row.high is not None:
        share = file_share(row.share)
        return ProtectedValue(
            cell=row.cell,
            question=row.question,
            offered=row.offered,
            answered=row.answered,
            valid=row.valid,
            share=share,
            share_min=share,
            share_max=share,
            low=file_share(row.low),
            high=file_share(row.high),
            status=Status.SHOWN,
            reason=None,
        )
    is_total = row.cell.gender is GenderGroup.ALL
    return ProtectedValue(
        cell=row.cell,
        question=row.question,
        offered=row.offered if is_total else None,
        answered=row.answered if is_total else None,
        valid=None,
        share=None,
        share_min=None,
        share_max=None,
        low=None,
        high=None,
        status=Status.WITHHELD,
        reason=Reason.FEW if row.valid < policy.threshold else Reason.PROTECTS,
    )

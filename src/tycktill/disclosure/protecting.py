"""Decides how much of each figure may leave: as much as can be while nobody's answer follows from all of it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from tycktill.disclosure.classes import Classes, Form, NumeratorClass, classes
from tycktill.disclosure.counts import Told, enough, tellable
from tycktill.disclosure.covering import settle
from tycktill.disclosure.lattice import Cells, Lattice, Table, lattice
from tycktill.disclosure.lots import Lots
from tycktill.disclosure.nation import Nation
from tycktill.disclosure.policies import Policy
from tycktill.disclosure.protected import Protected, ProtectedValue
from tycktill.disclosure.search import Search
from tycktill.statistics import Estimate, Estimates, ShareClass, file_share, share_interval
from tycktill.terms import Cell, GenderGroup, Reason, Status

_Thing = TypeVar("_Thing")
_Result = TypeVar("_Result")


class Each(Protocol):
    """Runs a function on each of some things, in order: `map`, or one that does several at a time."""

    def __call__(self, function: Callable[[_Thing], _Result], things: Iterable[_Thing], /) -> Iterable[_Result]: ...


@dataclass(frozen=True, slots=True)
class Question:
    """The rows that can give each other away: those of one round, family and question."""

    name: tuple[str, str, str]
    rows: Sequence[Estimate]
    families: Mapping[str, str]
    policy: Policy
    seed: bytes


def protect(estimates: Estimates, policy: Policy, *, seed: bytes, each: Each = map) -> Protected:
    """Every estimate as it may leave; the only maker of protected values.

    Each is shown, given as a class of numerators, or withheld: `few` where fewer valid answers than the policy's
    threshold are behind it, else `protects`. Other answers would have given the very same values, so that nobody's
    answer and no result of fewer than five follows from all of them together (method 5: targets 1 to 3).
    `seed` is what lots are drawn from (`counting.fingerprint`): nobody who sees the values may know it. Equal input
    in any order gives equal values. `each` may run questions side by side. Raises ValueError when estimates do not
    add up.
    """
    rows = sorted(estimates.rows, key=lambda row: (row.cell, row.question))
    questions = list(_questions(rows, estimates.families, policy, seed))
    values: dict[tuple[Cell, str], ProtectedValue] = {}
    for question, shown in zip(questions, each(protected_classes, questions), strict=True):
        for row, numerators in zip(question.rows, shown, strict=True):
            values[row.cell, row.question] = _value(row, numerators, policy)
    return Protected(tuple(values[row.cell, row.question] for row in rows), policy)


def _questions(
    rows: Iterable[Estimate], families: Mapping[str, str], policy: Policy, seed: bytes
) -> Iterator[Question]:
    found: defaultdict[tuple[str, str, str], list[Estimate]] = defaultdict(list)
    for row in rows:
        target = row.cell.instrument
        found[row.cell.round, families.get(target, target), row.question].append(row)
    for name, own in found.items():
        yield Question(name, own, families, policy, seed)


def protected_classes(question: Question) -> Sequence[NumeratorClass | None]:
    """For each row of a question the class of its numerator that is given; None where it is withheld."""
    own = lattice(question.rows, question.families)
    local, national = _told(own, question)
    searches = [_search(table, told, question) for table, told in zip(own.tables, local, strict=True)]
    lots = Lots(question.seed, *question.name)
    nation = Nation(searches, own.nation, _classes(own.nation, question.policy), national, lots)
    nation.settle()
    given: list[NumeratorClass | None] = [None] * len(question.rows)
    for search in searches:
        _give(given, search.cells, search.forms, search.classes)
    _give(given, nation.cells, nation.forms, nation.classes)
    return given


def _give(given: list[NumeratorClass | None], cells: Cells, forms: NDArray[np.int8], own: Sequence[Classes]) -> None:
    """Write down what is given of each row of these cells."""
    for rows, form, numerators in zip(cells.rows, forms.tolist(), own, strict=True):
        for row in rows:
            given[row] = None if form == Form.WITHHELD else numerators[form]


def _classes(cells: Cells, policy: Policy) -> list[Classes]:
    return [classes(x, n, policy) for x, n in zip(cells.positive, cells.valid, strict=True)]


def _told(own: Lattice, question: Question) -> tuple[list[Told], Told]:
    """The cells that may be told at all, of each municipality and of the nation."""
    policy = question.policy
    for_nation = max(policy.threshold, policy.nation_threshold)
    if policy.guards_counts:
        return tellable(own, policy.threshold, for_nation, Lots(question.seed, *question.name, "counts"))
    return [enough(table.cells, policy.threshold) for table in own.tables], enough(own.nation, for_nation)


def _search(table: Table, told: Told, question: Question) -> Search:
    """A municipality's search, made safe by itself."""
    lots = Lots(question.seed, *question.name, table.municipality)
    search = Search(table, _classes(table.cells, question.policy), told, question.policy, lots)
    settle(search, lots)
    return search


def _value(row: Estimate, numerators: NumeratorClass | None, policy: Policy) -> ProtectedValue:
    if numerators is None:
        return _withheld(row, policy)
    known = ShareClass(row.valid, numerators.least, numerators.most)
    low, high = share_interval(known, row.offered)
    return ProtectedValue(
        cell=row.cell,
        question=row.question,
        offered=row.offered,
        answered=row.answered,
        valid=row.valid,
        share=None if known.share is None else file_share(known.share),
        share_min=file_share(known.share_min),
        share_max=file_share(known.share_max),
        low=file_share(low),
        high=file_share(high),
        status=Status.SHOWN if known.is_exact else Status.BOUNDED,
        reason=None,
    )


def _withheld(row: Estimate, policy: Policy) -> ProtectedValue:
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

"""Protects one question of a round: all its figures, of every municipality and the nation, together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tycktill.disclosure.classes import Classes, Form, NumeratorClass, classes
from tycktill.disclosure.counts import Told, enough, tellable
from tycktill.disclosure.covering import settle
from tycktill.disclosure.lattice import Cells, Lattice, Table, lattice
from tycktill.disclosure.lots import Lots
from tycktill.disclosure.nation import Nation
from tycktill.disclosure.policies import Policy
from tycktill.disclosure.public import Known, Shares, is_public, narrowed
from tycktill.disclosure.search import Search
from tycktill.statistics import Estimate


@dataclass(frozen=True, slots=True)
class Question:
    """The rows that can give each other away: those of one round, family and question."""

    name: tuple[str, str, str]
    rows: Sequence[Estimate]
    families: Mapping[str, str]
    policy: Policy
    seed: bytes
    known: Known


@dataclass(frozen=True, slots=True)
class Given:
    """For each row of a question the class of its numerator that is given, None where it is withheld.

    `is_safe` is whether other answers give the same; what is public already may make that impossible.
    """

    classes: Sequence[NumeratorClass | None]
    is_safe: bool


def protect_question(question: Question) -> Given:
    """What is given of each row. Raises ValueError when the rows do not add up."""
    own = lattice(question.rows, question.families, question.known.earlier)
    local, national = _told(own, question)
    searches = [_search(table, told, question) for table, told in zip(own.tables, local, strict=True)]
    lots = Lots(question.seed, *question.name)
    nation = Nation(searches, own.nation, _known_classes(own.nation, question), national, lots)
    is_safe = nation.settle()
    given: list[NumeratorClass | None] = [None] * len(question.rows)
    for search in searches:
        _give(given, search.cells, search.forms, question)
    _give(given, nation.cells, nation.forms, question)
    return Given(given, is_safe)


def _give(given: list[NumeratorClass | None], cells: Cells, forms: NDArray[np.int8], question: Question) -> None:
    """Write down what is given of each row of these cells; what others have told is not told by this release too."""
    own = _classes(cells, question, [question.known.told])
    for number, (rows, form) in enumerate(zip(cells.rows, forms.tolist(), strict=True)):
        is_withheld = form == Form.WITHHELD and not is_public(own[number], cells.valid[number])
        for row in rows:
            given[row] = None if is_withheld else own[number][form]


def _classes(cells: Cells, question: Question, known: Sequence[Shares]) -> list[Classes]:
    """By cell its classes, none wider than what is known."""
    found = []
    for rows, positive, valid in zip(cells.rows, cells.positive, cells.valid, strict=True):
        keys = [(row.cell, row.question) for row in (question.rows[number] for number in rows)]
        of_cell = [shares[key] for shares in known for key in keys if key in shares]
        found.append(narrowed(classes(positive, valid, question.policy), of_cell))
    fixed = [NumeratorClass(told.least, told.most) for told in cells.told]
    return found[: len(found) - len(fixed)] + [(told, told, told) for told in fixed]


def _known_classes(cells: Cells, question: Question) -> list[Classes]:
    return _classes(cells, question, [question.known.told, question.known.elsewhere])


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
    search = Search(table, _known_classes(table.cells, question), told, question.policy, lots)
    settle(search)
    return search

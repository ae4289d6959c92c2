"""How much more than it must this protection withholds, on municipalities so small that the optimum can be found.

Run: .venv/bin/python bench/optimality.py [--tables 200] [--seed 1]; the result is a row of Markdown.

A table's optimum is found among all forms with all worlds before it: which cells must be coarsened for each world is
written down, and HiGHS chooses the cheapest forms under which every target is refuted by some world (method 6.2).
"""

import argparse
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from tycktill.counting import BaseCell, BaseCount, Counts, tally
from tycktill.disclosure import FEWEST_ANSWERS, Policy
from tycktill.disclosure.classes import Classes, Form, classes, is_end
from tycktill.disclosure.counts import enough
from tycktill.disclosure.lattice import Table, lattice
from tycktill.disclosure.public import Known
from tycktill.disclosure.questions import Question, protect_question
from tycktill.disclosure.search import is_near_an_end, needs, prices
from tycktill.files import read_catalogue
from tycktill.instrument import Catalogue
from tycktill.statistics import Estimates, estimate
from tycktill.terms import Gender

POLICY = Policy()
POSITIVE = 0.84
MOST_ATOMS, MOST_CELLS, MOST_WORLDS = 10, 20, 100_000
GENDERS = {Gender.WOMAN: 0.8, Gender.MAN: 0.8, Gender.UNKNOWN: 0.2}
"""How often somebody of a gender has answered in a unit and target group."""

HEADING = """\
| tables | optimal | lost | at best | beyond, of the weight: mean, largest | of the loss: all, mean, largest | s |
|--:|--:|--:|--:|--:|--:|--:|"""

Needs = NDArray[np.int8]
"""Worlds by cells: the finest form in which the cell does not tell the world from the true one."""


class Gap(NamedTuple):
    """What is lost of the weight of one table: by the protection, at best, and if nothing were told."""

    lost: int
    least: int
    whole: int


@cache
def catalogue() -> Catalogue:
    """Two target groups of one family."""
    found, _ = read_catalogue()
    return {id_: found[id_] for id_ in ("ifo-ekonomiskt-bistand", "ifo-missbruk")}


def random_table(random: np.random.Generator) -> Estimates:
    """The estimates of one municipality with one to three units and a few answers in each of their base cells."""
    bases = []
    for unit in range(random.integers(1, 4)):
        for id_ in sorted(catalogue())[: random.integers(1, 3)]:
            for gender, chance in GENDERS.items():
                valid = int(random.choice([1, 2, 3, 4, 5, 6, 7, 8, 10, 12]))
                if random.random() < chance:
                    cell = BaseCell("2024", id_, "2580", f"Enhet {unit}", gender)
                    bases.append(_base_count(cell, valid, int(random.binomial(valid, POSITIVE))))
    return estimate(tally(Counts(tuple(sorted(bases, key=lambda base: base.cell))), catalogue(), []))


def _base_count(cell: BaseCell, valid: int, positive: int) -> BaseCount:
    questions = catalogue()[cell.instrument].questions
    answers: dict[str, Mapping[int, int]] = {question.id: {} for question in questions}
    return BaseCount(cell, valid, answers | {"helhet": {1: positive, 3: valid - positive}})


@dataclass(frozen=True, slots=True)
class Problem:
    """One table: the classes of its cells by form, their prices, all its worlds and what each needs of the cells."""

    table: Table
    classes: Sequence[Classes]
    prices: NDArray[np.int64]
    told: NDArray[np.bool_]
    worlds: NDArray[np.int8]
    needs: Needs

    @property
    def ends(self) -> list[int]:
        """Cells that are given by an end's class as long as they are given."""
        cells = self.table.cells
        found = np.flatnonzero(self.told).tolist()
        return [c for c in found if is_end(self.classes[c][Form.FINE], cells.valid[c], POLICY)]

    def targets(self) -> Iterator[tuple[tuple[int, ...], int | None]]:
        """Atoms near an end, sets of few people, and each end's class with its cell: none where that is withheld."""
        valid = self.table.valid
        for atom in range(len(valid)):
            if is_near_an_end(self.table, [atom], POLICY) or valid[atom] < FEWEST_ANSWERS:
                yield (atom,), None
        for some in range(2, FEWEST_ANSWERS):
            yield from (
                (s, None) for s in combinations(range(len(valid)), some) if valid[list(s)].sum() < FEWEST_ANSWERS
            )
        for cell in self.ends:
            yield tuple(np.flatnonzero(self.table.cells.incidence[cell]).tolist()), cell

    def refuting(self, atoms: Sequence[int]) -> Needs:
        """What worlds need that change the sum of these atoms; none that needs as much as another and more."""
        changed = self.worlds[:, list(atoms)].sum(axis=1) != self.table.positive[list(atoms)].sum()
        return _least(np.unique(self.needs[changed], axis=0))


def problem_of(estimates: Estimates) -> Problem | None:
    """The table of the one question that anybody answered; None where it is too large to try all worlds."""
    rows = [row for row in estimates.rows if row.question == "helhet"]
    tables = lattice(rows, estimates.families).tables
    if not tables:
        return None
    (table,) = tables
    told = enough(table.cells, POLICY.threshold)
    number = float(np.prod(table.valid + 1.0))
    if len(table.valid) > MOST_ATOMS or told.sum() > MOST_CELLS or number > MOST_WORLDS or not told.any():
        return None
    own = [classes(x, n, POLICY) for x, n in zip(table.cells.positive, table.cells.valid, strict=True)]
    worlds = np.indices(tuple(table.valid + 1), dtype=np.int8).reshape(len(table.valid), -1).T
    steps = (worlds - table.positive).astype(np.int16) @ table.cells.incidence.T.astype(np.int16)
    needed = needs(own, table.cells.positive, steps.astype(np.int8))
    needed[:, ~told] = 0
    return Problem(table, own, prices(table.cells, own, told), told, worlds, needed)


def _least(found: Needs) -> Needs:
    kept: list[NDArray[np.int8]] = []
    for row in found[np.argsort(found.sum(axis=1), kind="stable")]:
        if not any((other <= row).all() for other in kept):
            kept.append(row)
    return np.array(kept, dtype=np.int8).reshape(-1, found.shape[1])


class Choice:
    """The cheapest forms of a problem by HiGHS. Unknown: by cell whether it is coarser, then whether it is withheld,
    and whether worlds with certain needs are allowed."""

    def __init__(self, problem: Problem) -> None:
        self._problem, self._cells = problem, len(problem.classes)
        self._rows: list[dict[int, float]] = []
        self._least: list[float] = []
        self._columns = 2 * self._cells
        for cell in range(self._cells):
            self._demand({cell: 1, self._cells + cell: -1}, 0)
        for atoms, end in problem.targets():
            self.refute(atoms, [] if end is None else [self._cells + end])

    def refute(self, atoms: Sequence[int], or_else: Sequence[int], besides: int = 0) -> None:
        """Allow a world that changes these atoms, or have one of some unknown be 1; `besides` of them are 0 already."""
        choices: dict[int, float] = dict.fromkeys(or_else, 1.0 if not besides else -1.0)
        for need in self._problem.refuting(atoms):
            world, self._columns = self._columns, self._columns + 1
            choices[world] = 1.0
            for cell in np.flatnonzero(need).tolist():
                self._demand({cell if need[cell] == Form.PAIR else self._cells + cell: 1, world: -1}, 0)
        self._demand(choices, 1 - besides)

    def solve(self) -> NDArray[np.int8]:
        """The forms."""
        prices = self._problem.prices
        cost = np.zeros(self._columns)
        cost[: self._cells] = prices[:, Form.PAIR]
        cost[self._cells : 2 * self._cells] = prices[:, Form.WITHHELD] - prices[:, Form.PAIR]
        entries = [(row, column, value) for row, own in enumerate(self._rows) for column, value in own.items()]
        places, columns, values = (np.array(each) for each in zip(*entries, strict=True))
        matrix = csr_array((values, (places, columns)), shape=(len(self._rows), self._columns))
        found = milp(
            cost,
            constraints=LinearConstraint(matrix, np.array(self._least), np.inf),
            bounds=Bounds(0, 1),
            integrality=np.ones(self._columns, dtype=np.int8),
            options={"mip_rel_gap": 0.0},
        )
        assert found.x is not None, "to withhold everything is always safe"
        chosen = np.round(found.x[: 2 * self._cells]).astype(np.int8).reshape(2, -1)
        return np.asarray(np.where(self._problem.told, chosen.sum(axis=0), Form.WITHHELD), dtype=np.int8)

    def _demand(self, multiples: dict[int, float], least: float) -> None:
        self._rows.append(multiples)
        self._least.append(least)


def optimum(problem: Problem) -> NDArray[np.int8]:
    """The cheapest safe forms. Atoms that these no longer tell apart, and that are near an end together, are looked at
    after: some told cell must part them or some world change them, also where yet others would be joined with them."""
    choice = Choice(problem)
    asked: set[tuple[int, ...]] = set()
    while True:
        forms = choice.solve()
        new = [group for group in _merged(problem, forms) if group not in asked]
        if not new:
            return forms
        for group in new:
            asked.add(group)
            inside = problem.table.cells.incidence[:, list(group)]
            parting = np.flatnonzero(problem.told & inside.any(axis=1) & ~inside.all(axis=1)).tolist()
            choice.refute(group, [len(problem.classes) + cell for cell in parting], besides=len(parting))


def _merged(problem: Problem, forms: NDArray[np.int8]) -> Iterator[tuple[int, ...]]:
    """Several atoms near an end together that no told cell parts, and that no world allowed changes."""
    shown = problem.table.cells.incidence[forms < Form.WITHHELD].T
    groups: dict[bytes, list[int]] = {}
    for atom, column in enumerate(shown):
        groups.setdefault(column.tobytes(), []).append(atom)
    allowed = problem.worlds[(problem.needs <= forms).all(axis=1)]
    for group in groups.values():
        if (
            len(group) > 1
            and is_near_an_end(problem.table, group, POLICY)
            and not np.ptp(allowed[:, group].sum(axis=1))
        ):
            yield tuple(group)


def gap_of(estimates: Estimates, problem: Problem, seed: bytes) -> Gap:
    """What the protection loses of the table and what must be lost."""
    rows = [row for row in estimates.rows if row.question == "helhet"]
    given = protect_question(
        Question(("2024", "ifo", "helhet"), rows, estimates.families, POLICY, seed, Known())
    ).classes
    cells = problem.table.cells
    forms = [
        Form.WITHHELD if (own := given[numbers[0]]) is None else Form.FINE if own == each[Form.FINE] else Form.PAIR
        for numbers, each in zip(cells.rows, problem.classes, strict=True)
    ]
    places = np.arange(len(forms))
    lost, least = (int(problem.prices[places, each].sum()) for each in (np.array(forms), optimum(problem)))
    assert lost >= least, "the protection is unsafe, or the optimum none"
    return Gap(lost, least, int(problem.prices[:, Form.WITHHELD].sum()))


def main(arguments: Sequence[str]) -> None:
    """Compares as many random tables as are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tables", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    gaps: list[Gap] = []
    random, begun = np.random.default_rng(asked.seed), time.perf_counter()
    while len(gaps) < asked.tables:
        estimates = random_table(random)
        problem = problem_of(estimates)
        if problem:
            gaps.append(gap_of(estimates, problem, seed=len(gaps).to_bytes(4)))
    print_row(gaps, time.perf_counter() - begun)


def print_row(gaps: Sequence[Gap], seconds: float) -> None:
    """The gap over all tables, its mean and its largest, in shares of each table's weight and of the least loss."""
    beyond = [(each.lost - each.least) / each.whole for each in gaps]
    needy = [each.lost / each.least - 1 for each in gaps if each.least]
    print(HEADING)
    lost, least, whole = (sum(each[part] for each in gaps) for part in range(3))
    cells = [
        f"{len(gaps)}",
        f"{sum(each.lost == each.least for each in gaps)}",
        f"{lost / whole:.1%}",
        f"{least / whole:.1%}",
        f"{np.mean(beyond):.1%}, {max(beyond):.1%}",
        f"{lost / least - 1:.1%}, {np.mean(needy):.1%}, {max(needy):.0%}",
        f"{seconds:.0f}",
    ]
    print("|", " | ".join(cells), "|")


if __name__ == "__main__":
    main(sys.argv[1:])

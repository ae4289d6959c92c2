"""What follows from the figures shown: a reader who adds and subtracts them in every way."""

from collections import defaultdict
from collections.abc import Iterable, Set
from fractions import Fraction

from tycktill.disclosure.tables import Relation, Table

_Sum = dict[int, int | Fraction]
"""A sum of multiples of cells: {cell: coefficient}."""


class Attacker:
    """A reader of the release who knows which figures add up to which, and the cells in `known`.

    Every relation is solved for one unknown cell, which is kept as a sum of unknown cells not kept so (a reduced
    row echelon form, in exact arithmetic). What is known has no place in the sums, as only its being known matters.
    So a cell is known when its sum is empty, and learning a cell without a sum makes known that cell and those whose
    sum has it alone: nothing else follows.
    """

    def __init__(self, table: Table, *, known: Iterable[int] = ()) -> None:
        self.known = set(known)
        self._valid = table.valid
        self._sums: dict[int, _Sum] = {}
        self._users: defaultdict[int, set[int]] = defaultdict(set)
        self._relations: defaultdict[int, list[Relation]] = defaultdict(list)
        for relation in table.relations:
            self._believe(relation)
            for cell in (relation.whole, *relation.parts):
                self._relations[cell].append(relation)

    def would_learn(self, cell: int) -> Set[int]:
        """The cells that become known when `cell` is shown."""
        if cell in self.known:
            return frozenset()
        if cell in self._sums:
            self._turn(cell)
        return {cell} | {user for user in self._users[cell] if len(self._sums[user]) == 1}

    def learn(self, cell: int) -> None:
        """Takes note that `cell` is shown, and of all that follows."""
        if cell in self._sums:
            self._turn(cell)
        self._replace(cell, {})
        self.known.add(cell)

    def would_have_small_sum(self, cells: Set[int], *, below: int) -> bool:
        """Whether a known whole would give away the sum of fewer than `below` answers in its unknown parts."""
        touched = (relation for cell in cells for relation in self._relations[cell])
        return any(0 < self._unknown(relation, cells) < below for relation in touched)

    def _unknown(self, relation: Relation, cells: Set[int]) -> int:
        """Valid answers in the parts that would still be unknown; 0 where the whole would be."""
        if relation.whole not in self.known and relation.whole not in cells:
            return 0
        return sum(self._valid[part] for part in relation.parts if part not in self.known and part not in cells)

    def _believe(self, relation: Relation) -> None:
        """Takes in that whole - parts = 0, unless it follows already."""
        equation: _Sum = {}
        for cell, sign in ((relation.whole, 1), *((part, -1) for part in relation.parts)):
            if cell not in self.known:
                _add(equation, self._sums.get(cell, {cell: 1}), sign)
        if equation:
            self._solve(equation, equation)

    def _turn(self, cell: int) -> None:
        """Takes a cell's sum away by solving it for a cell in it."""
        terms = self._sums.pop(cell)
        for other in terms:
            self._users[other].discard(cell)
        self._solve({cell: -1, **terms}, terms)

    def _solve(self, equation: _Sum, choices: Iterable[int]) -> None:
        """Keeps equation = 0 as the sum of one of the choices: one with a whole sum, used by few, early."""
        chosen = min(choices, key=lambda cell: (abs(equation[cell]) != 1, len(self._users[cell])))
        divisor = -equation[chosen]
        terms = {cell: _divide(times, divisor) for cell, times in equation.items() if cell != chosen}
        self._replace(chosen, terms)
        self._keep(chosen, terms)

    def _replace(self, cell: int, terms: _Sum) -> None:
        """Writes these terms instead of `cell` wherever it is used."""
        for user in self._users.pop(cell, ()):
            mine = self._sums[user]
            times = mine.pop(cell)
            _add(mine, terms, times)
            for other in terms:
                if other in mine:
                    self._users[other].add(user)
                else:
                    self._users[other].discard(user)
            if not mine:
                self._keep(user, mine)

    def _keep(self, cell: int, terms: _Sum) -> None:
        if terms:
            self._sums[cell] = terms
            for other in terms:
                self._users[other].add(cell)
        else:
            self._sums.pop(cell, None)
            self.known.add(cell)


def _add(terms: _Sum, more: _Sum, times: int | Fraction) -> None:
    """Adds `times` as much of `more` to `terms`; what cancels out goes."""
    for cell, coefficient in more.items():
        total = terms.get(cell, 0) + coefficient * times
        if total:
            terms[cell] = total
        else:
            terms.pop(cell, None)


def _divide(number: int | Fraction, divisor: int | Fraction) -> int | Fraction:
    if abs(divisor) == 1:
        return number * divisor
    quotient = Fraction(number) / divisor
    return quotient.numerator if quotient.denominator == 1 else quotient

"""Linear equations between counts, solved exactly by eliminating one unknown after the other (Gauss and Jordan)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from tycktill.disclosure.audit.rows import Spot

Number = int | Fraction


@dataclass(slots=True)
class Equation:
    """Multiples of unknown counts that add up to `valid` answers, `positive` of them positive (None: not told)."""

    terms: dict[Spot, Number] = field(default_factory=dict)
    valid: Number = 0
    positive: Number | None = 0

    def add(self, other: "Equation", times: Number) -> None:
        """Adds `times` as much of another equation."""
        for spot, coefficient in other.terms.items():
            total = self.terms.get(spot, 0) + times * coefficient
            if total:
                self.terms[spot] = total
            else:
                self.terms.pop(spot, None)
        self.valid += times * other.valid
        if self.positive is None or other.positive is None:
            self.positive = None
        else:
            self.positive += times * other.positive


def solve(equations: Sequence[Equation], order: Iterable[Spot]) -> Mapping[Spot, Equation]:
    """An equation for each unknown that follows from others, naming it once and else only unknowns that do not.

    Unknowns early in `order` are expressed in later ones. Changes the equations; those left over have no terms.
    """
    users: defaultdict[Spot, set[int]] = defaultdict(set)
    for number, equation in enumerate(equations):
        for spot in equation.terms:
            users[spot].add(number)
    solved: dict[Spot, Equation] = {}
    free = set(range(len(equations)))
    for spot in order:
        choices = users[spot] & free
        if choices:
            chosen = min(choices, key=lambda number: (len(equations[number].terms), number))
            free.remove(chosen)
            solved[spot] = _eliminate(spot, equations, chosen, users)
    return solved


def _eliminate(spot: Spot, equations: Sequence[Equation], chosen: int, users: Mapping[Spot, set[int]]) -> Equation:
    """Scales the chosen equation to have the unknown once, and takes the unknown out of all others."""
    equation = Equation()
    equation.add(equations[chosen], _inverse(equations[chosen].terms[spot]))
    equations[chosen].terms, equations[chosen].valid = equation.terms, equation.valid
    equations[chosen].positive = equation.positive
    for number in users[spot] - {chosen}:
        other = equations[number]
        other.add(equation, -other.terms[spot])
        for changed in equation.terms:
            if changed in other.terms:
                users[changed].add(number)
            else:
                users[changed].discard(number)
    return equations[chosen]


def _inverse(number: Number) -> Number:
    return number if abs(number) == 1 else 1 / Fraction(number)

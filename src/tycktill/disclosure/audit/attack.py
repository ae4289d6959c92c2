"""The attack: everything that adding and subtracting the rows of a table tells about what it withholds."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from tycktill.disclosure.audit.algebra import Equation, Number, solve
from tycktill.disclosure.audit.participation import miscounted
from tycktill.disclosure.audit.rows import ALL, FILE, MUNICIPALITY, NATION, REST, UNIT, Spot, TableRow
from tycktill.disclosure.audit.tables import Count, Relation, Table
from tycktill.terms import Fault

Tell = Callable[[int, int], None]

_REMEDY = "Withhold one more of the rows that lead to it"


def leaks(rows: Sequence[TableRow], families: Mapping[str, str], threshold: int, tell: Tell) -> Iterator[Fault]:
    """Every withheld figure, and every sum of fewer than `threshold` answers, that complete rows give away.

    Where rows contradict each other only that is told, as anything would follow. `tell` hears how many of how many
    tables have been tried.
    """
    tables: defaultdict[tuple[str, str, str], list[TableRow]] = defaultdict(list)
    for row in rows:
        target = row.spot.place.target
        tables[row.round, families.get(target, target), row.question].append(row)
    for done, of_one_question in enumerate(tables.values()):
        tell(done, len(tables))
        table = Table(of_one_question, families)
        wrong = [*miscounted(table), *_contradictions(table)]
        yield from wrong or [*_derived(table, threshold), *_small_sums(table, threshold)]


def _contradictions(table: Table) -> Iterator[Fault]:
    for relation in table.relations:
        rest = table.rest_of(relation)
        if rest is None:
            continue
        positive = rest.positive or 0
        is_whole = not table.unknown_in(relation)
        if rest.valid < 0 or not 0 <= positive <= rest.valid or (is_whole and (rest.valid or positive)):
            problem = f"The parts shown do not add up to the whole: {_told(rest)} in what is left"
            yield Fault(problem, "Count again", FILE, table.number_of(relation.whole))


def _derived(table: Table, threshold: int) -> Iterator[Fault]:
    """Withheld figures that follow, alone or together with the rest's; takes note of those that follow alone."""
    equations = [_equation(relation, table) for relation in table.relations]
    spots = {spot for equation in equations for spot in equation.terms}
    solved = solve(equations, sorted(spots, key=_turn))
    if any(not equation.terms and (equation.valid or equation.positive) for equation in equations):
        yield Fault("The rows contradict each other", "Count again", FILE)
        return
    for spot, equation in solved.items():
        others = [times for other, times in equation.terms.items() if other != spot]
        if all(other.gender == REST for other in equation.terms if other != spot):
            count = _count(equation)
            if not others:
                table.known[spot] = count
            if _is_leak(table.rows.get(spot), others, count.valid, threshold):
                yield Fault(_sentence(spot, count, others), _REMEDY, FILE, table.number_of(spot))


def _equation(relation: Relation, table: Table) -> Equation:
    equation = Equation()
    for spot, sign in ((relation.whole, 1), *((part, -1) for part in relation.parts)):
        count = table.known.get(spot)
        term = Equation({spot: 1}) if count is None else Equation({}, -count.valid, _negative(count.positive))
        equation.add(term, sign)
    return equation


def _negative(number: int | None) -> int | None:
    return None if number is None else -number


def _count(equation: Equation) -> Count:
    return Count(int(equation.valid), None if equation.positive is None else int(equation.positive))


def _turn(spot: Spot) -> tuple[bool, int, Spot]:
    """Eliminated first: units, as their equations are short; last: what no row shows, to be left when all else is."""
    return spot.gender == REST, (UNIT, MUNICIPALITY, NATION).index(spot.place.level), spot


def _is_leak(row: TableRow | None, rests: Sequence[Number], valid: int, threshold: int) -> bool:
    """Whether it tells too much that this row's count, and `rests` times those of some rests, make `valid`.

    The rest itself has no row; a rest of enough people may be known. A count that follows together with rests' is
    one that somebody who knows them can work out. It is surely of somebody when rests can only add to it, or when
    it and one rest are fewer than the threshold together, so that one or the other is given away.
    """
    if row is None:
        return not rests and 0 < valid < threshold
    if not rests:
        return valid > 0
    if row.spot.gender == ALL or not row.few:
        return False
    return (valid > 0 and max(rests) < 0) or (list(rests) == [1] and 0 < valid < threshold)


def _small_sums(table: Table, threshold: int) -> Iterator[Fault]:
    """Wholes whose unknown parts are fewer than the threshold together; single ones have been told of."""
    for relation in table.relations:
        rest, unknown = table.rest_of(relation), table.unknown_in(relation)
        if rest is not None and len(unknown) > 1 and 0 < rest.valid < threshold:
            problem = f"The parts withheld here are few together: a reader learns that {_told(rest)}"
            yield Fault(problem, _REMEDY, FILE, table.number_of(relation.whole))


def _sentence(spot: Spot, count: Count, rests: Sequence[Number]) -> str:
    if spot.gender == REST:
        return f"Subtraction tells a reader of those of third or unknown gender that {_told(count)}"
    if rests:
        return f"Subtraction tells a reader who knows those of third or unknown gender that {_told(count)} with them"
    return f"Withheld, but subtraction tells a reader that {_told(count)}"


def _told(count: Count) -> str:
    positive = "an unknown number" if count.positive is None else str(count.positive)
    return f"{positive} of {count.valid} are positive"

"""The units of a place beside each other: which differ, and how much of the variation lies between them."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tycktill.disclosure import ProtectedValue
from tycktill.statistics import (
    BetweenUnits,
    ShareClass,
    StratifiedTest,
    Stratum,
    between_units,
    discoveries,
    part_of_nation,
    round_after,
    stratified_test,
)
from tycktill.tables import Judgement, Tables, known_class
from tycktill.terms import GenderGroup, Level

Tested = Mapping[tuple[str, str], Judgement]
"""By unit and question. What is not here was not tested: it is not told, or nobody else is of its target groups."""

_Known = Mapping[str, Mapping[str, ShareClass]]
"""By target group and question what is told of one place's shares."""


class _Place(NamedTuple):
    """A municipality, or a unit in it."""

    known: _Known

    def strata(
        self, question: str, other: "_Place", stratum: Callable[[ShareClass, ShareClass], Stratum | None]
    ) -> list[Stratum]:
        """The target groups that are told on both sides, like beside like."""
        shared = [group for group in sorted(self.known) if group in other.known]
        pairs = [(self.known[group].get(question), other.known[group].get(question)) for group in shared]
        return [found for own, of in pairs if own and of and (found := stratum(own, of)) is not None]


@dataclass(frozen=True, slots=True)
class UnitsApart:
    """The units of a municipality in one target, beside each other.

    `against_rest` sets each unit beside the rest of its target groups in the municipality, judged together over all
    units and questions. `between` says how much of the variation lies between units, by question.
    """

    questions: Sequence[str]
    against_rest: Tested
    between: Mapping[str, BetweenUnits]
    _units: Mapping[str, _Place]

    def beside_siblings(self, unit: str) -> Tested:
        """How this unit lies beside each of the others: better where it is higher; judged together over all of them."""
        own = self._units.get(unit)
        others = {name: place for name, place in self._units.items() if name != unit}
        if own is None:
            return {}
        return _judge_tests(
            ((name, question), _test_strata(own.strata(question, place, round_after)))
            for name, place in others.items()
            for question in self.questions
        )

    def units_with(self, question: str, verdict: Judgement) -> Sequence[str]:
        """The units of which a test says this on a question."""
        return [unit for (unit, asked), found in self.against_rest.items() if (asked, found) == (question, verdict)]


def units_apart(tables: Tables, municipality: str, target: str) -> UnitsApart:
    """What the rows of one municipality, its units and their target groups tell of its units in `target`."""
    groups = tables.manifest.grouping.instruments(target)
    whole, units = _place_and_units(tables.rows, municipality, groups)
    questions = tables.manifest.questions.get(target, ())
    tests = (
        ((unit, question), _test_strata(place.strata(question, whole, _stratum_of)))
        for unit, place in units.items()
        for question in questions
    )
    return UnitsApart(questions, _judge_tests(tests), dict(_between_by_question(units, groups, questions)), units)


def _place_and_units(
    rows: Sequence[ProtectedValue], municipality: str, groups: Sequence[str]
) -> tuple[_Place, Mapping[str, _Place]]:
    """The municipality, and its units by name, by what is told of everybody in these target groups."""
    found: defaultdict[str, defaultdict[str, dict[str, ShareClass]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        cell = row.cell
        is_here = cell.municipality == municipality and cell.gender is GenderGroup.ALL and cell.instrument in groups
        if is_here and cell.level is not Level.NATION and (known := known_class(row)) is not None:
            found[cell.unit][cell.instrument][row.question] = known
    whole = _Place(found.pop("", {}))
    return whole, {unit: _Place(known) for unit, known in sorted(found.items())}


def _stratum_of(own: ShareClass, whole: ShareClass) -> Stratum | None:
    """None where it is all of the municipality's, or the two intervals cannot both hold."""
    try:
        return part_of_nation(own, whole)
    except ValueError:
        return None


def _test_strata(strata: Sequence[Stratum]) -> StratifiedTest | None:
    if not strata:
        return None
    return stratified_test(strata, sum(each.own.least for each in strata), sum(each.own.most for each in strata))


def _judge_tests(tests: Iterator[tuple[tuple[str, str], StratifiedTest | None]]) -> Tested:
    """Those that were tested; better or worse where that is a discovery among all of them."""
    made = [(key, test) for key, test in tests if test is not None]
    claimed = discoveries([test.p_value for _, test in made])
    return {key: _test_verdict(test, is_claimed=each) for (key, test), each in zip(made, claimed, strict=True)}


def _test_verdict(test: StratifiedTest, *, is_claimed: bool) -> Judgement:
    if not is_claimed:
        return Judgement.NOT_SIGNIFICANT
    return Judgement.BETTER if test.is_higher else Judgement.WORSE


def _between_by_question(
    units: Mapping[str, _Place], groups: Sequence[str], questions: Sequence[str]
) -> Iterator[tuple[str, BetweenUnits]]:
    for question in questions:
        shares = [
            [known for place in units.values() if (known := place.known.get(group, {}).get(question)) is not None]
            for group in groups
        ]
        found = between_units(shares)
        if found is not None:
            yield question, found

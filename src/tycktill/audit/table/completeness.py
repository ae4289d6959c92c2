"""Whether rows are missing, which may be what a table does not want to be seen with (disclosure 8.2)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from tycktill.audit.requirements import Requirements
from tycktill.audit.table.rows import ALL, FILE, MEN, MUNICIPALITY, NATION, UNIT, WOMEN, Place, TableRow
from tycktill.terms import Fault, Grouping


def missing_rows(
    rows: Sequence[TableRow],
    grouping: Grouping,
    questions: Mapping[str, Sequence[str]],
    requirements: Requirements,
) -> Iterator[Fault]:
    """Every place has all its questions, for all, women and men; every part has its whole; no row is of unknown kind.

    A group or family has in a place those of its questions that an instrument of its own in the same place has. A local
    family has no nation, and a municipality without units no units.
    """
    found: defaultdict[tuple[str, Place], set[tuple[str, str]]] = defaultdict(set)
    for row in rows:
        found[row.round, row.spot.place].add((row.question, row.spot.gender))
    yield from _out_of_place(found, grouping, requirements)
    yield from _without_parts(found, requirements)
    places = {key for round_, place in found for key in _with_wholes(round_, place, grouping, requirements)}
    for round_, place in sorted(places):
        there = found.get((round_, place), set())
        named = ", ".join(filter(None, (round_, *place)))
        expected = {
            (question, gender)
            for question in _questions_due(round_, place, places, grouping, questions)
            for gender in (ALL, WOMEN, MEN)
        }
        for question, gender in sorted(expected - there):
            yield Fault(f"The row {named}, {gender}, {question} is missing", "Put it back, withheld if need be", FILE)
        for question, gender in sorted(there - expected):
            yield Fault(f"The row {named}, {gender}, {question} belongs to nothing", "Take it away", FILE)


def _out_of_place(
    found: Iterable[tuple[str, Place]], grouping: Grouping, requirements: Requirements
) -> Iterator[Fault]:
    """Rows of a nation or of units where there are none."""
    for round_, place in sorted(found):
        is_nowhere = place.level == NATION and grouping.family(place.target) in requirements.local
        is_nameless = place.level == UNIT and (not place.unit or place.municipality in requirements.without_units)
        if is_nowhere or is_nameless:
            named = ", ".join(filter(None, (round_, *place)))
            what = "nation" if is_nowhere else "named unit"
            yield Fault(f"The rows {named} are of no {what}: there is none", "Take them away", FILE)


def _without_parts(found: Iterable[tuple[str, Place]], requirements: Requirements) -> Iterator[Fault]:
    """Wholes that have lost all their parts, which no sum would miss."""
    present = set(found)
    wholes = {(round_, whole) for round_, place in present for whole in _geographic_wholes(place)}
    for round_, place in sorted(present - wholes):
        if place.level != UNIT and place.municipality not in requirements.without_units:
            named = ", ".join(filter(None, (round_, *place)))
            what = "municipality" if place.level == NATION else "unit"
            yield Fault(f"The rows {named} are made up of no {what}", f"Put the rows of each {what} back", FILE)


def _geographic_wholes(place: Place) -> Iterator[Place]:
    if place.level == MUNICIPALITY:
        yield Place(place.target, NATION, "", "")
    if place.level == UNIT:
        yield Place(place.target, MUNICIPALITY, place.municipality, "")


def _with_wholes(
    round_: str, place: Place, grouping: Grouping, requirements: Requirements
) -> Iterator[tuple[str, Place]]:
    """The place and every place that it is a part of."""
    family = grouping.family(place.target)
    for target in grouping.targets().get(place.target, (place.target,)):
        yield round_, place._replace(target=target)
        if family not in requirements.local:
            yield round_, Place(target, NATION, "", "")
        if place.level == UNIT:
            yield round_, Place(target, MUNICIPALITY, place.municipality, "")


def _questions_due(
    round_: str,
    place: Place,
    places: Set[tuple[str, Place]],
    grouping: Grouping,
    questions: Mapping[str, Sequence[str]],
) -> set[str]:
    """What must be answered for here."""
    if place.target in grouping.families:
        return set(questions.get(place.target, ()))
    asked = {
        question
        for instrument in grouping.instruments(place.target)
        if (round_, place._replace(target=instrument)) in places
        for question in questions.get(instrument, ())
    }
    return asked & set(questions.get(place.target, ()))

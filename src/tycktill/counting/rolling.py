"""Adds base counts and offers up to every cell that a table shows, in one pass over them."""

import operator
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from tycktill.counting.counts import BaseCell, BaseCount, Counts, Tallies, Tally
from tycktill.counting.targets import Codes, Target, grouping_of, targets_by_instrument
from tycktill.fieldwork import Offer, Offered
from tycktill.instrument import Catalogue, Instrument
from tycktill.terms import BaseKey, Cell, Fault, Gender, GenderGroup, Level, Numbers, Refused

_GROUPS: Mapping[Gender, tuple[GenderGroup, ...]] = {
    Gender.WOMAN: (GenderGroup.ALL, GenderGroup.WOMEN),
    Gender.MAN: (GenderGroup.ALL, GenderGroup.MEN),
    Gender.OTHER: (GenderGroup.ALL,),
    Gender.UNKNOWN: (GenderGroup.ALL,),
}

_Part = tuple[str, str, str, str]  # what a unit does with an instrument: (round, instrument, municipality, unit)
_Place = tuple[Level, str, str]  # level, municipality, unit
_Where = tuple[str, str, Level, str, str]  # a cell without its gender: round, target and place
_Numbers = tuple[int, ...]  # sheets, valid answers, positive answers, then how many chose each option

_KNOWN_GENDERS = {Gender.WOMAN: "K", Gender.MAN: "M"}


class _Sums:
    """What has been added up so far for one question in one place."""

    __slots__ = ("codes", "groups", "offered")

    def __init__(self, codes: Codes) -> None:
        """Nothing yet; `codes` are the options to be counted apart."""
        self.codes = codes
        self.offered = Offered(0)
        self.groups: dict[GenderGroup, _Numbers] = {group: (0,) * (3 + len(codes)) for group in GenderGroup}

    def add_offered(self, offered: Offered) -> None:
        """One more unit."""
        self.offered += offered

    def add(self, group: GenderGroup, numbers: _Numbers) -> None:
        """One more base cell. Without `codes` its options are left out, since a shorter sum ends before them."""
        self.groups[group] = tuple(map(operator.add, self.groups[group], numbers))


_AllSums = dict[_Where, dict[str, _Sums]]  # and by question


def tally(
    counts: Counts,
    catalogue: Catalogue,
    offers: Sequence[Offer],
    combined: Mapping[str, Collection[str]] = MappingProxyType({}),
    *,
    local: Collection[str] = (),
) -> Tallies:
    """Tallies of unit, municipality and nation, by instrument, group and family, for all and for women and men apart.

    `combined` are the instruments of each group that their family combines.

    Every place where anybody was offered or answered has rows for all questions that are asked of everybody there. A
    unit without a name has none, and families that are `local` have no nation.
    `offered` adds up over units; it is unknown (None) where a unit has more answers than it offered, or no offer, and
    then the least that it can be is told. Raises Refused, with a fault per unit, where an offer is for an instrument
    that is not in the catalogue, and where a municipality names some units and not others.
    """
    offered, answered = _offered_by_part(offers), _answered_by_part(counts)
    known = _least_offered(offers, answered)
    _check_instruments(offered, catalogue)
    parts = sorted(offered.keys() | answered.keys())
    _check_names(parts)
    grouping = grouping_of((instrument for _, instrument, _, _ in parts), catalogue, combined, local)
    named = targets_by_instrument(grouping, catalogue)
    places = {part: _places_of(part, has_nation=catalogue[part[1]].family not in local) for part in parts}
    sums: _AllSums = {}
    for part in parts:
        _add_offered(sums, part, places[part], named[part[1]], Offered.of(offered.get(part), known[part]))
    for base in counts.base:
        _add_answers(sums, base, places[_part_of(base.cell)], named[base.cell.instrument], catalogue)
    return Tallies(tuple(_tallies_of(sums)), grouping)


def _offered_by_part(offers: Iterable[Offer]) -> Mapping[_Part, int]:
    offered: Counter[_Part] = Counter()
    for offer in offers:
        offered[offer.round, offer.instrument, offer.municipality, offer.unit] += offer.offered
    return offered


def _least_offered(offers: Iterable[Offer], answered: Mapping[_Part, int]) -> Counter[_Part]:
    """How many were offered at least: those who answered, or more where that is known."""
    known: Counter[_Part] = Counter()
    for offer in offers:
        known[offer.round, offer.instrument, offer.municipality, offer.unit] += offer.least
    return known | Counter(answered)


def _answered_by_part(counts: Counts) -> Mapping[_Part, int]:
    answered: Counter[_Part] = Counter()
    for base in counts.base:
        answered[_part_of(base.cell)] += base.answered
    return answered


def _part_of(cell: BaseCell) -> _Part:
    return cell.round, cell.instrument, cell.municipality, cell.unit


def _check_instruments(offered: Iterable[_Part], catalogue: Catalogue) -> None:
    unknown = sorted({instrument for _, instrument, _, _ in offered} - set(catalogue))
    if unknown:
        remedy = f"Use one of {', '.join(sorted(catalogue))}"
        raise Refused([Fault(f"There is no instrument `{id_}`", remedy, column="instrument") for id_ in unknown])


def _check_names(parts: Iterable[_Part]) -> None:
    """A sum over units that leaves some of them out would give them away by subtraction."""
    found = {(municipality, bool(unit)) for _, _, municipality, unit in parts}
    half = sorted(municipality for municipality, is_named in found if is_named and (municipality, False) in found)
    if half:
        remedy = "Name the unit in every row, of answers and of offered, or in none"
        raise Refused([Fault(f"{municipality} has units with a name and without", remedy) for municipality in half])


def _places_of(part: _Part, *, has_nation: bool) -> Sequence[_Place]:
    _, _, municipality, unit = part
    places = [(Level.UNIT, municipality, unit)] if unit else []
    places.append((Level.MUNICIPALITY, municipality, ""))
    return [*places, (Level.NATION, "", "")] if has_nation else places


def _add_offered(
    sums: _AllSums, part: _Part, places: Iterable[_Place], named: Iterable[Target], offered: Offered
) -> None:
    for target in named:
        for place in places:
            here = sums.setdefault((part[0], target.id, *place), {})
            for question, codes in target.questions.items():
                if question not in here:
                    here[question] = _Sums(codes)
                here[question].add_offered(offered)


def _add_answers(
    sums: _AllSums, base: BaseCount, places: Iterable[_Place], named: Iterable[Target], catalogue: Catalogue
) -> None:
    cell, groups = base.cell, _GROUPS[base.cell.gender]
    numbers = _question_numbers(base, catalogue[cell.instrument])
    for target in named:
        for place in places:
            here = sums[cell.round, target.id, *place]
            for question in target.questions:
                for group in groups:
                    here[question].add(group, numbers[question])


def _question_numbers(base: BaseCount, instrument: Instrument) -> Mapping[str, _Numbers]:
    """What a base cell adds to each question (method 1)."""
    numbers = {}
    for question in instrument.asked_of_all:
        scale, chosen = instrument.scale_of(question), base.options[question.id]
        valid = sum(chosen.get(code, 0) for code in scale.valid)
        positive = sum(chosen.get(code, 0) for code in scale.positive)
        numbers[question.id] = (base.answered, valid, positive, *(chosen.get(code, 0) for code in scale.valid))
    return numbers


def _tallies_of(sums: _AllSums) -> Iterator[Tally]:
    """By cell and question: a place, a gender group and a question have the order of the cells they make."""
    for (round_, target, level, municipality, unit), questions in sorted(sums.items()):
        for group in sorted(GenderGroup):
            cell = Cell(round_, target, level, municipality, unit, group)
            for question, total in sorted(questions.items()):
                answered, valid, positive, *chosen = total.groups[group]
                offered, least = total.offered.columns(answered) if group is GenderGroup.ALL else (None, None)
                options = dict(zip(total.codes, chosen, strict=True))
                yield Tally(cell, question, offered, answered, valid, positive, options, least)


def valid_numbers(counts: Counts, catalogue: Catalogue) -> Numbers:
    """By round and question the valid answers of every base cell that has any, a third gender and unknown together."""
    found: defaultdict[tuple[str, str], defaultdict[BaseKey, int]] = defaultdict(lambda: defaultdict(int))
    for base in counts.base:
        cell, instrument = base.cell, catalogue[base.cell.instrument]
        key = BaseKey(cell.municipality, cell.unit, cell.instrument, _KNOWN_GENDERS.get(cell.gender, "rest"))
        for question in instrument.asked_of_all:
            chosen = base.options[question.id]
            valid = sum(chosen.get(code, 0) for code in instrument.scale_of(question).valid)
            if valid:
                found[cell.round, question.id][key] += valid
    return {question: dict(cells) for question, cells in found.items()}

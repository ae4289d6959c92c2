"""Adds base counts and offers up to every cell that a table shows, in one pass over them."""

import operator
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tycktill.counting.counts import BaseCount, Counts
from tycktill.counting.tallies import Tallies, Tally
from tycktill.counting.targets import Codes, Target, targets
from tycktill.fieldwork import Offer
from tycktill.instrument import Catalogue, Instrument
from tycktill.terms import Cell, Fault, Gender, GenderGroup, Level, Refused

_GROUPS: Mapping[Gender, tuple[GenderGroup, ...]] = {
    Gender.WOMAN: (GenderGroup.ALL, GenderGroup.WOMEN),
    Gender.MAN: (GenderGroup.ALL, GenderGroup.MEN),
    Gender.OTHER: (GenderGroup.ALL,),
    Gender.UNKNOWN: (GenderGroup.ALL,),
}

_Part = tuple[str, str, str, str]  # what a unit does with an instrument: (round, instrument, municipality, unit)
_Place = tuple[str, str, Level, str, str]  # a cell without its gender: (round, target, level, municipality, unit)
_Numbers = tuple[int, ...]  # sheets, valid answers, positive answers, then how many chose each option


class _Sums:
    """What has been added up so far for one question in one place."""

    __slots__ = ("codes", "groups", "offered")

    def __init__(self, codes: Codes) -> None:
        """Nothing yet; `codes` are the options to be told apart."""
        self.codes = codes
        self.offered: int | None = 0
        self.groups: dict[GenderGroup, _Numbers] = {group: (0,) * (3 + len(codes)) for group in GenderGroup}

    def add_offered(self, offered: int | None) -> None:
        """One more unit; None where it is not known how many it offered."""
        self.offered = None if offered is None or self.offered is None else self.offered + offered

    def add(self, group: GenderGroup, numbers: _Numbers) -> None:
        """One more base cell. Without `codes` its options are left out, since a shorter sum ends before them."""
        self.groups[group] = tuple(map(operator.add, self.groups[group], numbers))


_AllSums = dict[_Place, dict[str, _Sums]]  # by place and question


def tally(counts: Counts, catalogue: Catalogue, offers: Sequence[Offer]) -> Tallies:
    """Tallies of unit, municipality and nation, by instrument and family, for all and for women and men apart.

    Every place where anybody was offered or answered has rows for all questions that are asked of everybody there.
    `offered` adds up over units; it is unknown (None) where a unit has answers and no offer. Raises Refused, with a
    fault per unit, where more answered than were offered, and where an offer is for an instrument that is not in the
    catalogue.
    """
    offered, answered = _offered(offers), _answered(counts)
    _check_instruments(offered, catalogue)
    _check_rates(offered, answered)
    parts = sorted(offered.keys() | answered.keys())
    named = targets((instrument for _, instrument, _, _ in parts), catalogue)
    sums: _AllSums = {}
    for part in parts:
        _add_offered(sums, part, named[part[1]], offered.get(part))
    for base in counts.base:
        _add_answers(sums, base, named[base.cell.instrument], catalogue[base.cell.instrument])
    families = {instrument: catalogue[instrument].family for instrument in named}
    return Tallies(tuple(_tallies(sums)), families)


def _offered(offers: Iterable[Offer]) -> Mapping[_Part, int]:
    offered: Counter[_Part] = Counter()
    for offer in offers:
        offered[offer.round, offer.instrument, offer.municipality, offer.unit] += offer.offered
    return offered


def _answered(counts: Counts) -> Mapping[_Part, int]:
    answered: Counter[_Part] = Counter()
    for base in counts.base:
        cell = base.cell
        answered[cell.round, cell.instrument, cell.municipality, cell.unit] += base.answered
    return answered


def _check_instruments(offered: Iterable[_Part], catalogue: Catalogue) -> None:
    unknown = sorted({instrument for _, instrument, _, _ in offered} - set(catalogue))
    if unknown:
        remedy = f"Use one of {', '.join(sorted(catalogue))}"
        raise Refused([Fault(f"There is no instrument `{id_}`", remedy, column="instrument") for id_ in unknown])


def _check_rates(offered: Mapping[_Part, int], answered: Mapping[_Part, int]) -> None:
    """Method 2.11: nobody answers who was not offered to; such a count is an error of the input."""
    remedy = "Count the offered again, or look for answers that belong to another unit"
    faults = [
        Fault(f"{sheets} answered of {offered[part]} offered in {', '.join(filter(None, part))}", remedy)
        for part, sheets in sorted(answered.items())
        if part in offered and sheets > offered[part]
    ]
    if faults:
        raise Refused(faults)


def _places(part: _Part, target: str) -> tuple[_Place, ...]:
    round_, _, municipality, unit = part
    return (
        (round_, target, Level.UNIT, municipality, unit),
        (round_, target, Level.MUNICIPALITY, municipality, ""),
        (round_, target, Level.NATION, "", ""),
    )


def _add_offered(sums: _AllSums, part: _Part, named: Iterable[Target], offered: int | None) -> None:
    for target in named:
        for place in _places(part, target.id):
            here = sums.setdefault(place, {})
            for question, codes in target.questions.items():
                if question not in here:
                    here[question] = _Sums(codes)
                here[question].add_offered(offered)


def _add_answers(sums: _AllSums, base: BaseCount, named: Iterable[Target], instrument: Instrument) -> None:
    cell, groups = base.cell, _GROUPS[base.cell.gender]
    numbers = _numbers(base, instrument)
    part = (cell.round, cell.instrument, cell.municipality, cell.unit)
    for target in named:
        for place in _places(part, target.id):
            here = sums[place]
            for question in target.questions:
                for group in groups:
                    here[question].add(group, numbers[question])


def _numbers(base: BaseCount, instrument: Instrument) -> Mapping[str, _Numbers]:
    """What a base cell adds to each question (method 1)."""
    numbers = {}
    for question in instrument.asked_of_all:
        scale, chosen = instrument.scale_of(question), base.options[question.id]
        valid = sum(chosen.get(code, 0) for code in scale.valid)
        positive = sum(chosen.get(code, 0) for code in scale.positive)
        numbers[question.id] = (base.answered, valid, positive, *(chosen.get(code, 0) for code in scale.valid))
    return numbers


def _tallies(sums: _AllSums) -> Iterator[Tally]:
    """By cell and question: a place, a gender group and a question have the order of the cells they make."""
    for (round_, target, level, municipality, unit), questions in sorted(sums.items()):
        for group in sorted(GenderGroup):
            cell = Cell(round_, target, level, municipality, unit, group)
            for question, total in sorted(questions.items()):
                offered = total.offered if group is GenderGroup.ALL else None
                answered, valid, positive, *chosen = total.groups[group]
                options = dict(zip(total.codes, chosen, strict=True))
                yield Tally(cell, question, offered, answered, valid, positive, options)

"""Adds base counts and offers up to every cell that a table shows, in one pass over them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tycktill.counting.counts import BaseCount, Counts
from tycktill.counting.tallies import Tallies, Tally
from tycktill.counting.targets import Target, targets
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


@dataclass(slots=True)
class _Sums:
    """What has been added up so far for one question in one place; counts by gender group."""

    offered: int | None = 0
    answered: Counter[GenderGroup] = field(default_factory=Counter)
    valid: Counter[GenderGroup] = field(default_factory=Counter)
    positive: Counter[GenderGroup] = field(default_factory=Counter)


_AllSums = defaultdict[tuple[_Place, str], _Sums]


def tally(counts: Counts, catalogue: Catalogue, offers: Sequence[Offer]) -> Tallies:
    """Tallies of unit, municipality and nation, by instrument and family, for all and for women and men apart.

    Every place where anybody was offered or answered has rows for all questions asked there. `offered` adds up over
    units; it is unknown (None) where a unit has answers and no offer. Raises Refused, with a fault per unit, where
    more answered than were offered, and where an offer is for an instrument that is not in the catalogue.
    """
    offered, answered = _offered(offers), _answered(counts)
    _check_instruments(offered, catalogue)
    _check_rates(offered, answered)
    parts = sorted(offered.keys() | answered.keys())
    named = targets((instrument for _, instrument, _, _ in parts), catalogue)
    sums: _AllSums = defaultdict(_Sums)
    for part in parts:
        _add_offered(sums, part, named[part[1]], offered.get(part))
    for base in counts.base:
        _add_answers(sums, base, named[base.cell.instrument], catalogue[base.cell.instrument])
    families = {instrument: catalogue[instrument].family for instrument in named}
    return Tallies(tuple(sorted(_tallies(sums), key=lambda row: (row.cell, row.question))), families)


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
            for question in target.questions:
                total = sums[place, question]
                total.offered = None if offered is None or total.offered is None else total.offered + offered


def _add_answers(sums: _AllSums, base: BaseCount, named: Iterable[Target], instrument: Instrument) -> None:
    cell, groups = base.cell, _GROUPS[base.cell.gender]
    numbers = _numbers(base, instrument)
    part = (cell.round, cell.instrument, cell.municipality, cell.unit)
    for target in named:
        for place in _places(part, target.id):
            for question in target.questions:
                total = sums[place, question]
                valid, positive = numbers[question]
                for group in groups:
                    total.answered[group] += base.answered
                    total.valid[group] += valid
                    total.positive[group] += positive


def _numbers(base: BaseCount, instrument: Instrument) -> Mapping[str, tuple[int, int]]:
    """Valid and positive answers by question (method 1)."""
    scales = {question.id: instrument.scale_of(question) for question in instrument.questions}
    return {
        question: (
            sum(chosen.get(code, 0) for code in scales[question].valid),
            sum(chosen.get(code, 0) for code in scales[question].positive),
        )
        for question, chosen in base.options.items()
    }


def _tallies(sums: _AllSums) -> Iterator[Tally]:
    for ((round_, target, level, municipality, unit), question), total in sums.items():
        for group in GenderGroup:
            yield Tally(
                Cell(round_, target, level, municipality, unit, group),
                question,
                total.offered if group is GenderGroup.ALL else None,
                total.answered[group],
                total.valid[group],
                total.positive[group],
            )

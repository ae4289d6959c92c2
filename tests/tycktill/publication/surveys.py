"""Surveys with the real questionnaires, given as counts and released as they are: for tests of what is made of rows.

Nothing is protected here but fewer than five answers, and the ends where asked for: the figures that municipalities
published come out exact, whatever disclosure control would have made of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from tycktill.counting import BaseCell, BaseCount, Counts, Tallies, Tally, tally
from tycktill.counting.targets import grouping_of
from tycktill.disclosure import Policy, Protected, ProtectedValue
from tycktill.fieldwork import Offer
from tycktill.files import read_catalogue, read_families, read_municipalities
from tycktill.findings import write_texts
from tycktill.instrument import Catalogue, combined_groups
from tycktill.statistics import ShareClass, file_shares
from tycktill.tables import Comparison, Manifest, Setting, Tables, compare, make_manifest
from tycktill.terms import Gender, GenderGroup, Level, Reason, Reference, Status

Answers = Mapping[str, tuple[int, int]]
"""(valid, positive) by question."""

FEWEST = 5


@dataclass(frozen=True, slots=True)
class Group:
    """Who answered a questionnaire at a unit: so many sheets of one gender, and how many were offered in all."""

    instrument: str
    municipality: str
    unit: str
    sheets: int
    answers: Answers
    offered: int = 0
    gender: Gender = Gender.UNKNOWN


@cache
def catalogue() -> Catalogue:
    """The real questionnaires."""
    return read_catalogue()[0]


def rows_of(groups: Sequence[Group], *, round: str = "2023", end_width: int = 0) -> tuple[ProtectedValue, ...]:
    """The rows of results.csv; with an `end_width` numerators so near an end are given by the end's class."""
    return released(tallied(groups, round=round), end_width=end_width)


def tallied(groups: Sequence[Group], *, round: str = "2023") -> Tallies:
    """What the groups answered, as it is before it is protected."""
    base = [
        BaseCount(
            BaseCell(round, each.instrument, each.municipality, each.unit, each.gender),
            each.sheets,
            {question: _options(each, question) for question in _asked(each.instrument)},
        )
        for each in groups
    ]
    units: dict[tuple[str, str, str], int] = {}
    for each in groups:
        place = (each.instrument, each.municipality, each.unit)
        units[place] = units.get(place, 0) + each.offered
    offers = [Offer(round, *place, offered) for place, offered in units.items() if offered]
    counted = Counts(tuple(sorted(base, key=lambda each: each.cell)))
    return tally(counted, catalogue(), offers, combined_groups(read_families()))


def released(tallies: Tallies, *, end_width: int = 0) -> tuple[ProtectedValue, ...]:
    """Tallies as rows of results.csv."""
    return tuple(_row(each, width=end_width) for each in tallies.rows)


def _asked(instrument: str) -> list[str]:
    return [question.id for question in catalogue()[instrument].questions]


def _options(group: Group, question: str) -> Mapping[int, int]:
    form = catalogue()[group.instrument]
    scale = form.scale_of(form.question(question))
    valid, positive = group.answers.get(question, (0, 0))
    other = next(code for code in scale.valid if code not in scale.positive)
    return {scale.positive[0]: positive, other: valid - positive}


def _row(of: Tally, *, width: int) -> ProtectedValue:
    if of.valid < FEWEST:
        answered = of.answered if of.cell.gender is GenderGroup.ALL else None
        counts = (of.offered, answered, None)
        return ProtectedValue(of.cell, of.question, *counts, *(None,) * 7, Status.WITHHELD, Reason.FEW, of.offered_min)
    known = ShareClass(of.valid, of.positive, of.positive)
    if width and of.positive <= width:
        known = ShareClass(of.valid, 0, width)
    if width and of.positive >= of.valid - width:
        known = ShareClass(of.valid, of.valid - width, of.valid)
    return ProtectedValue(
        of.cell,
        of.question,
        offered=of.offered,
        answered=of.answered,
        valid=of.valid,
        positive_min=known.least,
        positive_max=known.most,
        **file_shares(known, of.offered)._asdict(),
        status=Status.SHOWN if known.is_exact else Status.BOUNDED,
        reason=None,
        offered_min=of.offered_min,
    )


def widened(row: ProtectedValue, least: int, most: int) -> ProtectedValue:
    """The row, told by another interval; one of few stays as it is."""
    if row.valid is None:
        return row
    shares = file_shares(ShareClass(row.valid, least, most), row.offered)._asdict()
    return replace(row, positive_min=least, positive_max=most, **shares, status=Status.BOUNDED, reason=None)


def nation(round: str, instrument: str, shares: Mapping[str, float]) -> list[Reference]:
    """References to the nation."""
    return [Reference(round, instrument, id_, Level.NATION, "", share, None) for id_, share in shares.items()]


def manifest_of(rows: Sequence[ProtectedValue]) -> Manifest:
    """The manifest of these rows, with all names."""
    setting = Setting(read_families(), read_municipalities())
    present = {row.cell.instrument for row in rows} & catalogue().keys()
    protected = Protected(
        (), Policy(), combined=grouping_of(present, catalogue(), combined_groups(read_families())).combined
    )
    return make_manifest(rows, protected, catalogue(), dict.fromkeys(catalogue(), "0" * 64), setting)


def compared(
    rows: Sequence[ProtectedValue], references: Sequence[Reference] = (), previous: Sequence[ProtectedValue] = ()
) -> tuple[Comparison, ...]:
    """Their comparisons."""
    return compare(rows, manifest_of(rows).grouping, references, previous)


def tables_of(
    rows: Sequence[ProtectedValue], references: Sequence[Reference] = (), previous: Sequence[ProtectedValue] = ()
) -> Tables:
    """All tables of their release."""
    return Tables(manifest_of(rows), rows, compared(rows, references, previous), references, previous)


def text_of(
    rows: Sequence[ProtectedValue], references: Sequence[Reference] = (), previous: Sequence[ProtectedValue] = ()
) -> str:
    """Their text, with an ordinary space for each that never ends a line."""
    return written(rows, references, previous).replace("\N{NO-BREAK SPACE}", " ")


def written(
    rows: Sequence[ProtectedValue],
    references: Sequence[Reference] = (),
    previous: Sequence[ProtectedValue] = (),
    *,
    file: str = "text.sv.md",
) -> str:
    """Their text as the file has it."""
    return write_texts(tables_of(rows, references, previous))[file].decode()


def shares(questions: Sequence[str], valid: int, positive: Sequence[int]) -> Answers:
    """As many valid answers to each question, and so many positive."""
    return {question: (valid, number) for question, number in zip(questions, positive, strict=True)}


IFO = ("kontakt", "information", "forstaelse", "synpunkter", "paverka", "situation", "helhet")
OPENVARD = (
    *("kontakt", "information", "varfor", "forstaelse", "prata", "synpunkter", "paverka", "situation"),
    *("barnets_situation", "helhet", "klagomal"),
)

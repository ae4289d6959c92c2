"""Sets each municipality's released shares beside the nation, the other municipalities and earlier rounds."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tycktill.tables.difference import Difference, from_earlier, from_nation, from_reference, judged
from tycktill.tables.known import known_class
from tycktill.tables.results import ResultRow
from tycktill.tables.standing import Standing, standings
from tycktill.terms import Cell, GenderGroup, Level, Reference

Series = tuple[str, str, GenderGroup, str]
"""Round, target, gender group, question: what municipalities are compared within."""

Place = tuple[Cell, str]
"""Cell and question: what is one row's alone."""

_Finder = Callable[[ResultRow], Difference | None]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A municipality's row of results.csv beside what it can be compared with; None where there is nothing.

    `answers_rank` is the place by number of answers, 1 the most; None unless all municipalities tell theirs.
    """

    row: ResultRow
    answers_rank: int | None
    nation: Difference | None
    standing: Standing | None
    earlier: Difference | None


def compare(
    rows: Iterable[ResultRow],
    families: Mapping[str, str],
    references: Sequence[Reference] = (),
    previous: Sequence[ResultRow] = (),
) -> tuple[Comparison, ...]:
    """The comparisons of all municipal rows that are not withheld and have something beside them, sorted.

    `families` gives each instrument's family: differences in one municipality, round and family are judged together.
    A reference to the nation takes the place of the nation of these rows, which may be a part of the country only.
    Where fewer than two municipalities are known the nation of these rows is none: one would be compared with itself.
    `previous` are rows of earlier releases, with unbroken series only (`unbroken`).
    """
    ordered = sorted(rows, key=place)
    known = [row for row in ordered if known_class(row) is not None]
    municipal = [row for row in known if row.cell.level is Level.MUNICIPALITY]
    together = _several(municipal)
    stood = {place(row): each for group in together.values() for row, each in zip(group, standings(group), strict=True)}
    nations = _differences(municipal, families, _from_nation(known, together, references))
    changes = _differences(municipal, families, _from_earlier([*previous, *municipal]))
    ranks, beside = _answers_ranks(ordered), {*nations, *stood, *changes}
    return tuple(
        Comparison(row, ranks.get(key), nations.get(key), stood.get(key), changes.get(key))
        for row in municipal
        if (key := place(row)) in beside
    )


def place(row: ResultRow) -> Place:
    """Where a row stands, also among others sorted."""
    return row.cell, row.question


def series(row: ResultRow) -> Series:
    """The series that a row is one of."""
    return row.cell.round, row.cell.instrument, row.cell.gender, row.question


def unbroken(
    previous: Iterable[ResultRow], then: Mapping[str, Mapping[str, int]], now: Mapping[str, Mapping[str, int]]
) -> tuple[ResultRow, ...]:
    """Municipal rows of an earlier release whose questions still measure the same: `then` and `now` give the meaning
    number of each target's questions."""
    return tuple(
        row
        for row in previous
        if row.cell.level is Level.MUNICIPALITY
        and (meaning := then.get(row.cell.instrument, {}).get(row.question)) is not None
        and meaning == now.get(row.cell.instrument, {}).get(row.question)
    )


def _several(municipal: Iterable[ResultRow]) -> Mapping[Series, Sequence[ResultRow]]:
    groups: defaultdict[Series, list[ResultRow]] = defaultdict(list)
    for row in municipal:
        groups[series(row)].append(row)
    return {key: group for key, group in groups.items() if len(group) > 1}


def _answers_ranks(rows: Iterable[ResultRow]) -> Mapping[Place, int]:
    """Of all municipal rows that are not of women or men alone, also those whose share is withheld."""
    totals = [row for row in rows if row.cell.level is Level.MUNICIPALITY and row.cell.gender is GenderGroup.ALL]
    ranks: dict[Place, int] = {}
    for group in _several(totals).values():
        answered = [row.answered for row in group if row.answered is not None]
        if len(answered) == len(group):
            ranks |= {place(row): 1 + sum(other > (row.answered or 0) for other in answered) for row in group}
    return ranks


def _differences(
    municipal: Iterable[ResultRow], families: Mapping[str, str], find: _Finder
) -> Mapping[Place, Difference]:
    """Each row's difference with its verdict."""
    found: list[tuple[Hashable, ResultRow, Difference]] = []
    for row in municipal:
        difference = find(row)
        if difference is not None:
            cell = row.cell
            key = cell.round, cell.municipality, families.get(cell.instrument, cell.instrument)
            found.append((key, row, difference))
    return {place(row): verdict for (_, row, _), verdict in zip(found, judged(found), strict=True)}


def _from_nation(
    known: Iterable[ResultRow], together: Mapping[Series, object], references: Iterable[Reference]
) -> _Finder:
    given = {(each.round, each.instrument, each.question): each for each in references if each.level is Level.NATION}
    nation = {series(row): row for row in known if row.cell.level is Level.NATION}

    def find(row: ResultRow) -> Difference | None:
        reference = given.get((row.cell.round, row.cell.instrument, row.question))
        if reference is not None and row.cell.gender is GenderGroup.ALL:
            return from_reference(row, reference)
        key = series(row)
        return from_nation(row, nation[key]) if key in together and key in nation else None

    return find


def _from_earlier(rows: Iterable[ResultRow]) -> _Finder:
    """From the latest earlier round that is known; of two rows of one round the one that comes last here."""
    rounds: defaultdict[Hashable, dict[str, ResultRow]] = defaultdict(dict)
    for row in rows:
        if known_class(row) is not None:
            rounds[_across_rounds(row)][row.cell.round] = row

    def find(row: ResultRow) -> Difference | None:
        before = {round: each for round, each in rounds[_across_rounds(row)].items() if round < row.cell.round}
        return from_earlier(row, before[max(before)]) if before else None

    return find


def _across_rounds(row: ResultRow) -> Hashable:
    cell = row.cell
    return cell.instrument, cell.level, cell.municipality, cell.unit, cell.gender, row.question

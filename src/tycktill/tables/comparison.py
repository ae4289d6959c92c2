"""Sets each municipality's released shares beside the nation, the other municipalities and earlier rounds."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import TypedDict

from tycktill.disclosure import ProtectedValue
from tycktill.instrument import Facts, series_start
from tycktill.tables.beside import FromNation, beside_row, from_earlier
from tycktill.tables.both_rounds import BothRounds, change_in_both
from tycktill.tables.difference import Difference, Direction, Untested, judge_differences, judge_trends
from tycktill.tables.known import known_class
from tycktill.tables.mixes import Groups
from tycktill.tables.over_rounds import RowsOverRounds
from tycktill.tables.setting import Breaks
from tycktill.tables.standing import Standing, standings_in_series
from tycktill.terms import Cell, GenderGroup, Grouping, Level, Reference

Series = tuple[str, str, GenderGroup, str]
"""Round, target, gender group, question: what municipalities are compared within."""

RowKey = tuple[Cell, str]
"""Cell and question: what is one row's alone."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A municipality's row of results.csv beside what it can be compared with; each says why where it cannot.

    `groups` are the target groups that the row's answers are of, none where that is not known. `answers_rank` is the
    place by number of answers, 1 the most; None unless all municipalities tell theirs. `unranked` is why there is no
    `standing`. `wobble` is by how much rounds vary beyond chance, None where too few municipalities tell.
    """

    row: ProtectedValue
    groups: tuple[str, ...]
    answers_rank: int | None
    nation: Difference
    standing: Standing | None
    unranked: Untested | None
    earlier: Difference
    trend: Direction
    wobble: float | None


def compare(
    rows: Iterable[ProtectedValue],
    grouping: Grouping,
    references: Sequence[Reference] = (),
    previous: Sequence[ProtectedValue] = (),
    breaks: Breaks | None = None,
    facts: Facts | None = None,
) -> tuple[Comparison, ...]:
    """The comparisons of all municipal rows that are told, sorted.

    `grouping` says what is combined: rows of several target groups are compared group by group. A reference to
    the nation takes the place of the nation of these rows, which may be a part of the country only. Where fewer than
    two municipalities are known the nation of these rows is none: one would be compared with itself. `previous` are
    rows of earlier releases, with unbroken series only (`unbroken_rows`) since `breaks`; `facts` tell of unlike rounds.
    """
    ordered = sorted(rows, key=row_key)
    every = [*previous, *ordered]
    groups = Groups(every, grouping)
    municipal = [row for row in ordered if row.cell.level is Level.MUNICIPALITY and known_class(row) is not None]
    series = _series_of_several(municipal)
    rounds = RowsOverRounds(every, groups, breaks or {}, cache(partial(_series_start, grouping, facts or {})))
    nation = FromNation(groups, references)
    keys = _families_of_tests(ordered, municipal, grouping)
    nations = judge_differences(keys, [nation.of_row(row, is_alone=row_series(row) not in series) for row in municipal])
    changes = judge_differences(keys, [rounds.change_of(row) for row in municipal])
    trends = judge_trends(keys, [rounds.direction_of(row) for row in municipal])
    stood, ranks = _row_standings(series.values(), groups, rounds), _answers_ranks(ordered)
    return tuple(
        Comparison(
            row,
            groups=groups.groups_of(row),
            answers_rank=ranks.get(row_key(row)),
            nation=beside,
            **_standing_or_why(stood.get(row_key(row), Untested.ALONE)),
            earlier=earlier,
            trend=direction,
            wobble=rounds.wobble_of(row),
        )
        for row, beside, earlier, direction in zip(municipal, nations, changes, trends, strict=True)
    )


def _series_start(grouping: Grouping, facts: Facts, target: str, until: str) -> str:
    return series_start(facts, grouping.family(target), until=until)[0]


def nation_changes(
    rows: Iterable[ProtectedValue],
    previous: Sequence[ProtectedValue],
    grouping: Grouping,
    wobbles: Mapping[tuple[str, str], float | None],
    others: Mapping[str, BothRounds],
) -> tuple[Comparison, ...]:
    """The nation's rows that are told beside its own of the latest earlier round of an unbroken series, judged together
    as a municipality's are.

    By target and question `wobbles` are by how much municipalities vary between rounds: the nation is taken to vary as
    much as one of them. `others` are the earlier rounds that not the same municipalities took part in, with what those
    tell that are in both: the nation may change though nothing has changed anywhere, so that these alone are tested.
    """
    nation = [row for row in rows if row.cell.level is Level.NATION and row.cell.gender is GenderGroup.ALL]
    groups, stated = Groups([*previous, *nation], grouping), [row for row in nation if known_class(row) is not None]
    keys = _families_of_tests(nation, stated, grouping, level=Level.NATION)
    found = [
        _since_last(groups, row, previous, wobbles.get((row.cell.instrument, row.question)) or 0.0, others)
        for row in stated
    ]
    none = Difference(untested=Untested.NO_NATION)
    return tuple(
        Comparison(
            row,
            groups=groups.groups_of(row),
            answers_rank=None,
            nation=none,
            **_standing_or_why(Untested.ALONE),
            earlier=each,
            trend=Direction(),
            wobble=None,
        )
        for row, each in zip(stated, judge_differences(keys, found), strict=True)
    )


def _since_last(
    groups: Groups,
    row: ProtectedValue,
    previous: Iterable[ProtectedValue],
    wobble: float,
    others: Mapping[str, BothRounds],
) -> Difference:
    own = row.cell.instrument, row.cell.gender, row.question
    before = [
        each
        for each in previous
        if (each.cell.instrument, each.cell.gender, each.question) == own and each.cell.round < row.cell.round
    ]
    stated = [each for each in before if known_class(each) is not None]
    if not stated:
        return Difference(untested=Untested.HIDDEN if before else Untested.FIRST_ROUND)
    earlier = max(stated, key=lambda each: each.cell.round)
    if earlier.cell.round not in others:
        return from_earlier(groups, row, earlier, wobble)
    nations = groups.shares_in_both(row, earlier)
    return beside_row(change_in_both(row, nations, others[earlier.cell.round], wobble), earlier)


def _row_standings(
    together: Iterable[Sequence[ProtectedValue]], groups: Groups, rounds: RowsOverRounds
) -> Mapping[RowKey, Standing | Untested]:
    """Of all rows, series by series."""
    return {
        row_key(row): each
        for rows in together
        for row, each in zip(rows, standings_in_series(rows, groups, rounds.wobble_of(rows[0]) or 0.0), strict=True)
    }


class _Stood(TypedDict):
    """A standing, or why there is none."""

    standing: Standing | None
    unranked: Untested | None


def _standing_or_why(found: Standing | Untested) -> _Stood:
    if isinstance(found, Standing):
        return {"standing": found, "unranked": None}
    return {"standing": None, "unranked": found}


def row_key(row: ProtectedValue) -> RowKey:
    """Where a row stands, also among others sorted."""
    return row.cell, row.question


def row_series(row: ProtectedValue) -> Series:
    return row.cell.round, row.cell.instrument, row.cell.gender, row.question


Meanings = Mapping[str, Mapping[str, int]]
"""The meaning number of each target's questions."""


def unbroken_rows(
    previous: Iterable[ProtectedValue], then: Meanings, now: Meanings, *, level: Level = Level.MUNICIPALITY
) -> tuple[ProtectedValue, ...]:
    """Municipal rows of an earlier release, or the nation's, whose questions still measure the same: `then` and `now`
    give meanings."""
    return tuple(
        row
        for row in previous
        if row.cell.level is level
        and (meaning := then.get(row.cell.instrument, {}).get(row.question)) is not None
        and meaning == now.get(row.cell.instrument, {}).get(row.question)
    )


def rows_since(previous: Iterable[ProtectedValue], breaks: Breaks) -> tuple[ProtectedValue, ...]:
    """Those of later rounds than the latest that asked something else: a series is not joined over a break."""
    return tuple(row for row in previous if row.cell.round > breaks.get(row.cell.instrument, {}).get(row.question, ""))


def broken_questions(previous: Iterable[ProtectedValue], then: Meanings, now: Meanings) -> Breaks:
    """The questions of an earlier release that no longer measure the same, and the latest round that asked them so."""
    found: dict[str, dict[str, str]] = {}
    for row in previous:
        target, question = row.cell.instrument, row.question
        was, is_ = (each.get(target, {}).get(question) for each in (then, now))
        if was is not None and is_ is not None and was != is_:
            rounds = found.setdefault(target, {})
            rounds[question] = max(rounds.get(question, ""), row.cell.round)
    return found


def _series_of_several(municipal: Iterable[ProtectedValue]) -> Mapping[Series, Sequence[ProtectedValue]]:
    groups: defaultdict[Series, list[ProtectedValue]] = defaultdict(list)
    for row in municipal:
        groups[row_series(row)].append(row)
    return {key: group for key, group in groups.items() if len(group) > 1}


def _answers_ranks(rows: Iterable[ProtectedValue]) -> Mapping[RowKey, int]:
    """Of all municipal rows that are not of women or men alone, also those whose share is withheld."""
    totals = [row for row in rows if row.cell.level is Level.MUNICIPALITY and row.cell.gender is GenderGroup.ALL]
    ranks: dict[RowKey, int] = {}
    for group in _series_of_several(totals).values():
        answered = [row.answered for row in group if row.answered is not None]
        if len(answered) == len(group):
            ranks |= {row_key(row): 1 + sum(other > (row.answered or 0) for other in answered) for row in group}
    return ranks


def _families_of_tests(
    rows: Iterable[ProtectedValue],
    municipal: Iterable[ProtectedValue],
    grouping: Grouping,
    *,
    level: Level = Level.MUNICIPALITY,
) -> Sequence[Hashable]:
    """What each of the municipal rows, or the nation's, is judged together with: the headline of its place, round and
    family, of all genders and all target groups or the only one, or all the rest there."""
    present: defaultdict[Hashable, set[str]] = defaultdict(set)
    for row in rows:
        if row.cell.level is level and row.cell.instrument in grouping.families:
            present[_survey_of(row, grouping)].add(row.cell.instrument)

    def is_headline(row: ProtectedValue) -> bool:
        is_whole = row.cell.instrument not in grouping.families or len(present[_survey_of(row, grouping)]) == 1
        is_some = row.cell.instrument in grouping.combined
        return is_whole and not is_some and row.cell.gender is GenderGroup.ALL

    return [(_survey_of(row, grouping), is_headline(row)) for row in municipal]


def _survey_of(row: ProtectedValue, grouping: Grouping) -> Hashable:
    return row.cell.round, row.cell.municipality, grouping.family(row.cell.instrument)

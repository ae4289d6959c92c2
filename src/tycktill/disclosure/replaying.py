"""Replays a release: asked anew, the rule must choose what was told (disclosure 6.2, 8.6).

The release answers for the counts, and there are none here. Where the replay ends in the very same intervals, the
choice of rows and intervals is a function of numbers of answers and of what was told: it tells nothing more.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from tycktill.disclosure.answers import NotOffered, Replayed
from tycktill.disclosure.elsewhere import Key
from tycktill.disclosure.holding import QuestionName, known_beside, known_of_question, question_of
from tycktill.disclosure.model.hierarchy import REST, BaseName, Hierarchy, RowName, build_hierarchy
from tycktill.disclosure.model.intervals import Interval
from tycktill.disclosure.policies import Policy
from tycktill.disclosure.protecting import Each
from tycktill.disclosure.public import NOTHING_PUBLIC, Known, Public, Shares
from tycktill.disclosure.questions import GuardedQuestion, row_name, setting_of
from tycktill.disclosure.setting import QuestionSetting
from tycktill.disclosure.telling import tell_intervals
from tycktill.terms import Cell, GenderGroup, Grouping, Numbers


@dataclass(frozen=True, slots=True)
class Rule:
    """What a release says it was protected by: grouping, headlines and policy, as `protect` has them, and the questions
    that each target has rows of."""

    grouping: Grouping
    questions: Mapping[str, Collection[str]]
    headlines: Collection[str]
    policy: Policy


class _Replay(NamedTuple):
    """One question, and what a release told of its rows."""

    name: QuestionName
    setting: QuestionSetting
    told: Mapping[RowName, Interval]


def replay(
    numbers: Numbers,
    told: Shares,
    rule: Rule,
    *,
    public: Public = NOTHING_PUBLIC,
    each: Each = map,
) -> Key | None:
    """The first row of which the rule, with these numbers and beside what is `public`, does not tell what was told.

    None where it tells the same of all, and nothing where what is public is not proved safe. Expects intervals that
    some answers give, as the audit proves.
    """
    whole = GuardedQuestion(("", "", ""), (), rule.grouping.targets(), rule.headlines, rule.policy, Known())
    replays = list(_replays_of(numbers, told, whole, rule, public))
    for one, row in zip(replays, each(_first_other, replays), strict=True):
        if row is not None:
            return _cell_of(one.name[0], row), one.name[2]
    return None


def _replays_of(
    numbers: Numbers, told: Shares, whole: GuardedQuestion, rule: Rule, public: Public
) -> Iterator[_Replay]:
    known = known_beside(row_sizes(numbers, rule.grouping, rule.questions), rule.grouping, public)
    intervals: defaultdict[QuestionName, dict[RowName, Interval]] = defaultdict(dict)
    for (cell, id_), share in told.items():
        intervals[question_of(cell, id_, rule.grouping)][row_name(cell)] = Interval(share.least, share.most)
    for name, own in sorted(_hierarchies_of(numbers, rule.grouping, rule.questions)):
        known_of_it = known_of_question(known, name, rule.grouping)
        question = replace(whole, name=name, targets=own.targets, known=known_of_it, has_nation=own.has_nation)
        yield _Replay(name, setting_of(question, own), intervals[name])


def _hierarchies_of(
    numbers: Numbers, grouping: Grouping, questions: Mapping[str, Collection[str]]
) -> Iterator[tuple[QuestionName, Hierarchy]]:
    families = grouping.families
    for (round_, id_), cells in numbers.items():
        targets = grouping.targets([target for target, asked in questions.items() if id_ in asked])
        valid: defaultdict[str, dict[BaseName, int]] = defaultdict(dict)
        for key, count in cells.items():
            if key.instrument in families:
                valid[families[key.instrument]][BaseName(*key)] = count
        for family, own in valid.items():
            has_nation = family not in grouping.local
            yield (round_, family, id_), build_hierarchy(own, targets, has_nation=has_nation)


def row_sizes(numbers: Numbers, grouping: Grouping, questions: Mapping[str, Collection[str]]) -> Mapping[Key, int]:
    """Valid answers of every row in which there are any, by those of its base cells."""
    return {
        (_cell_of(round_, row), id_): own.size(row)
        for (round_, _, id_), own in _hierarchies_of(numbers, grouping, questions)
        for row in own.rows
        if row.gender != REST
    }


def _cell_of(round_: str, row: RowName) -> Cell:
    return Cell(round_, row.target, row.level, row.municipality, row.unit, GenderGroup(row.gender))


def _first_other(one: _Replay) -> RowName | None:
    """The first row that the rule does not tell of as the release does."""
    try:
        due = tell_intervals(one.setting, Replayed(one.told)) or {}
    except NotOffered as refused:
        return refused.row
    return min((row for row in due.keys() | one.told.keys() if due.get(row) != one.told.get(row)), default=None)

"""Paragraphs on target groups, units, women and men."""

from collections.abc import Callable, Iterator, Sequence

from tycktill.findings import phrases
from tycktill.findings.extremes import Extremes, are_told_apart, extremes
from tycktill.findings.questions import beside_nation, lowest
from tycktill.findings.report import Report
from tycktill.findings.whole import response, spoken_share
from tycktill.findings.wording import plain, sentence, spoken
from tycktill.tables import ResultRow
from tycktill.terms import GenderGroup

_Named = Sequence[tuple[str, ResultRow]]


def extremes_of_groups(report: Report) -> Iterator[str]:
    """The target groups, and the units, furthest apart on the whole and on the question where they are furthest."""
    yield from _extremes(report, phrases.TARGETS, _by_target)
    if not report.each_unit_has_its_target:
        yield from _extremes(report, phrases.UNITS, _by_unit)


def _extremes(report: Report, groups: str, find: Callable[[Report, str], _Named]) -> Iterator[str]:
    found = {question: extremes(find(report, question)) for question in report.questions(report.family)}
    apart = {question: ends for question, ends in found.items() if ends and ends.gap > 0}
    overall = report.overall(report.family)
    if overall in apart:
        ends = apart[overall]
        are_alone = ends.highest_is_alone and ends.lowest_is_alone
        name = report.question_name(report.family, overall)
        yield phrases.group_extremes(groups, name, *_both(ends), are_alone=are_alone)
        yield phrases.told_apart(is_told=ends.are_told_apart)
    widest = max(apart, key=lambda question: apart[question].gap, default=None)
    if widest and widest != overall:
        yield phrases.widest(groups, report.question_name(report.family, widest), *_both(apart[widest]))
        yield phrases.told_apart(is_told=apart[widest].are_told_apart)


def _by_target(report: Report, question: str) -> _Named:
    rows = [(report.target_name(target), report.row(target, question)) for target in report.targets]
    return [(name, row) for name, row in rows if row is not None]


def _by_unit(report: Report, question: str) -> _Named:
    rows = [(plain(unit), report.row(report.family, question, unit=unit)) for unit in report.units]
    return [(name, row) for name, row in rows if row is not None]


def _both(found: Extremes) -> tuple[str, str]:
    highest, lowest = (phrases.group(name, spoken_share(row)) for name, row in (found.highest, found.lowest))
    return highest, lowest


def each_group(report: Report) -> Iterator[Sequence[str]]:
    """For each target group that is shown, where there are several, its sentences."""
    if len(report.targets) < 2:
        return
    for target in report.targets:
        if report.known(target):
            yield list(_group(report, target))


def _group(report: Report, target: str) -> Iterator[str]:
    yield f"**{report.target_name(target)}:**"
    yield from response(report, target)
    question = report.overall(target)
    row = report.known(target).get(question or "")
    if question and row:
        comparison = report.compared(target).get(question)
        nation = comparison.nation if comparison else None
        yield sentence(report.overall_told(target, spoken_share(row)))
        if nation:
            yield phrases.nation_share(spoken(nation.share_min, nation.share_max))
    yield from lowest(report, target)
    yield from beside_nation(report, target)


def women_and_men(report: Report) -> Iterator[str]:
    """On the whole, where both are shown."""
    question = report.overall(report.family)
    women, men = (
        report.row(report.family, question or "", gender=gender) for gender in (GenderGroup.WOMEN, GenderGroup.MEN)
    )
    if women and men and women.share_min is not None and men.share_min is not None:
        yield phrases.women_beside_men(spoken_share(women), spoken_share(men))
        yield phrases.told_apart(is_told=are_told_apart(women, men))

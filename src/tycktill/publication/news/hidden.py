"""Paragraphs on what is shown, what is not and why, and on what the figures can bear."""

from collections.abc import Iterator, Sequence

from tycktill.publication.news import phrases
from tycktill.publication.news.coverage import Coverage, coverage
from tycktill.publication.news.report import Report
from tycktill.publication.news.whole import what_nation_is
from tycktill.publication.news.wording import plain


def what_is_shown(report: Report) -> Iterator[str]:
    """Target groups and units: those with results, those with some, those without; and the promise behind it."""
    by_target = [_coverage(report, report.target_name(target), target) for target in report.targets]
    by_unit = [_coverage(report, plain(unit), report.family, unit) for unit in report.units]
    yield from _shown_and_not(phrases.ALL_TARGETS, by_target)
    yield from _shown_and_not(phrases.ALL_UNITS, by_unit if len(by_unit) > 1 else [])
    if any(each.shown < each.asked for each in (*by_target, *by_unit)):
        yield phrases.why(report.manifest.policy.threshold)


def _shown_and_not(groups: str, covered: Sequence[Coverage]) -> Iterator[str]:
    shown = [_shown(each) for each in covered if each.shown]
    if shown:
        yield phrases.shown(groups, shown)
    hidden = [f"{each.name} ({phrases.REASONS[each.reason]})" for each in covered if each.asked and not each.shown]
    if hidden:
        yield phrases.not_shown(groups, hidden)


def _shown(each: Coverage) -> str:
    return each.name if each.shown == each.asked else phrases.shown_partly(each.name, each.shown, each.asked)


def _coverage(report: Report, name: str, target: str, unit: str = "") -> Coverage:
    rows = [report.row(target, question, unit=unit) for question in report.questions(target)]
    return coverage(name, [row for row in rows if row is not None])


def reading(report: Report) -> Iterator[str]:
    """Where the nation's figures come from, how to read a class where there is one, and what a visit survey is."""
    yield from what_nation_is(report)
    if any(row.share is None and row.share_min is not None for row in report.rows.values()):
        yield phrases.CLASSES
    yield phrases.CAVEAT

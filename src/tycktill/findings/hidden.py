"""Paragraphs on what is shown, what is not and why, and on what the figures can bear."""

from collections.abc import Iterator, Sequence

from tycktill.findings import caveats
from tycktill.findings.coverage import Coverage, coverage
from tycktill.findings.report import Report
from tycktill.findings.stating import is_too_wide
from tycktill.findings.whole import what_nation_is
from tycktill.findings.wording import plain


def what_is_shown(report: Report) -> Iterator[str]:
    """Target groups and units: those with results, those with some, those without; and the promise behind it."""
    by_target, by_unit = _by_target(report), _by_unit(report)
    yield from _shown_and_not(caveats.ALL_TARGETS, by_target)
    yield from _shown_and_not(caveats.ALL_UNITS, by_unit if len(by_unit) > 1 else [])
    if _lacks_something([*by_target, *by_unit]):
        yield caveats.why(report.manifest.policy.threshold)


def _by_target(report: Report) -> Sequence[Coverage]:
    return [_coverage(report, report.target_name(target), target) for target in report.targets]


def _by_unit(report: Report) -> Sequence[Coverage]:
    return [_coverage(report, plain(unit), report.family, unit) for unit in report.units]


def _lacks_something(covered: Sequence[Coverage]) -> bool:
    return any(each.shown < each.asked for each in covered)


def _shown_and_not(groups: str, covered: Sequence[Coverage]) -> Iterator[str]:
    shown = [_shown(each) for each in covered if each.shown]
    if shown:
        yield caveats.shown(groups, shown)
    hidden = [f"{each.name} ({caveats.because(each.reasons)})" for each in covered if each.asked and not each.shown]
    if hidden:
        yield caveats.not_shown(groups, hidden)


def _shown(each: Coverage) -> str:
    return each.name if each.shown == each.asked else caveats.shown_partly(each.name, each.shown, each.asked)


def _coverage(report: Report, name: str, target: str, unit: str = "") -> Coverage:
    rows = [report.row(target, question, unit=unit) for question in report.questions(target)]
    return coverage(name, [row for row in rows if row is not None])


def reading(report: Report) -> Iterator[str]:
    """Where the nation's figures come from, how to read a class where there is one, and what a visit survey is."""
    yield from what_nation_is(report)
    if any(row.share is None and row.share_min is not None for row in report.rows.values()):
        is_reason_told = _lacks_something([*_by_target(report), *_by_unit(report)])
        yield caveats.classes(is_reason_told=is_reason_told)
    nation = (report.nation_row(report.family, question) for question in report.questions(report.family))
    if any(is_too_wide(row) for row in (*report.rows.values(), *filter(None, nation))):
        yield caveats.too_wide(report.manifest.policy.widest)
    yield caveats.CAVEAT
    if report.participation(report.family).rate is not None:
        yield caveats.BY_HAND

"""Paragraphs on the questions of a target, beside the nation's figures."""

from collections.abc import Iterator, Mapping

from tycktill.findings import phrases
from tycktill.findings.extremes import Extremes, extremes
from tycktill.findings.outcome import against_nation
from tycktill.findings.report import Report
from tycktill.findings.whole import spoken_share, spoken_share_of_all
from tycktill.findings.wording import quoted, spoken
from tycktill.tables import Difference, Judgement, ResultRow

FEWEST_TO_RANK = 3
"""Questions that must be known before the highest and the lowest are pointed out."""


def ends(report: Report) -> Iterator[str]:
    """The questions with the highest and the lowest share, and the share of all answers that are positive."""
    known = report.known(report.family)
    found = _ends(report, report.family)
    if found:
        yield _end(report, found.highest, is_highest=True, is_alone=found.highest_is_alone)
        yield from lowest(report, report.family)
    share = spoken_share_of_all(report)
    if share:
        yield phrases.share_of_all(share, len(known), len(report.questions(report.family)))


def lowest(report: Report, target: str) -> Iterator[str]:
    """The question of a target with the lowest share, and whether it is the nation's too."""
    found = _ends(report, target)
    if found:
        yield _end(report, found.lowest, is_highest=False, is_alone=found.lowest_is_alone, target=target)
        if found.lowest[0] == _lowest_in_nation(_nations(report, target), report.known(target)):
            yield phrases.LOWEST_IN_NATION_TOO


def _ends(report: Report, target: str) -> Extremes | None:
    known = list(report.known(target).items())
    found = extremes(known) if len(known) >= FEWEST_TO_RANK else None
    return found if found and found.gap > 0 else None


def _end(
    report: Report, end: tuple[str, ResultRow], *, is_highest: bool, is_alone: bool, target: str | None = None
) -> str:
    question, row = end
    target = target or report.family
    nation = _nations(report, target).get(question)
    beside = spoken(nation.share_min, nation.share_max) if nation else None
    say = phrases.highest_question if is_highest else phrases.lowest_question
    return say(report.question_name(target, question), spoken_share(row), beside, is_alone=is_alone)


def _nations(report: Report, target: str) -> Mapping[str, Difference]:
    compared = report.compared(target)
    return {question: each.nation for question, each in compared.items() if each.nation is not None}


def _lowest_in_nation(nations: Mapping[str, Difference], known: Mapping[str, ResultRow]) -> str | None:
    """The nation's lowest question; None unless all that are known here are known there and one is surely lowest."""
    if nations.keys() != known.keys():
        return None
    least = min(nations, key=lambda question: nations[question].share_max)
    others = [nation.share_min for question, nation in nations.items() if question != least]
    return least if nations[least].share_max < min(others, default=0.0) else None


def beside_nation(report: Report, target: str | None = None) -> Iterator[str]:
    """On how many questions the figure is higher than the nation's, and on which it can be told apart."""
    target = target or report.family
    outcome = against_nation(report.compared(target))
    if not outcome.compared:
        return
    others = {quoted(report.question_name(target, each)): way for each, way in outcome.others.items()}
    yield phrases.higher_on(_names(report, target, outcome.higher), others)
    found = [verdict for verdict in (Judgement.BETTER, Judgement.WORSE) if outcome.verdicts[verdict]]
    for verdict in found:
        names = _names(report, target, outcome.verdicts[verdict])
        yield phrases.discovered(report.name, verdict, names, outcome.tested)
    rest = outcome.verdicts[Judgement.CANNOT_TELL]
    if rest and found:
        yield phrases.not_told_apart(report.name, _names(report, target, rest))
    elif rest:
        yield phrases.no_discovery(report.name, outcome.tested)


def _names(report: Report, target: str, questions: tuple[str, ...]) -> list[str]:
    return [quoted(report.question_name(target, question)) for question in questions]

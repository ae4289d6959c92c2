"""Paragraphs on a municipality's place among all, and on what has changed since an earlier round."""

from collections import defaultdict
from collections.abc import Iterator

from tycktill.findings import phrases
from tycktill.findings.outcome import by_verdict
from tycktill.findings.report import Report
from tycktill.findings.wording import quoted
from tycktill.tables import Difference, Judgement

MOST_PLACES = 0.9
"""A municipality that can have more of all places than this has none that is worth telling."""


def places(report: Report) -> Iterator[str]:
    """The ranks that the municipality can have on the whole, and where its figure is the highest of all."""
    compared = report.compared(report.family)
    standings = {question: each.standing for question, each in compared.items() if each.standing is not None}
    question = report.overall(report.family)
    if question and question in standings:
        own, name = standings[question], report.question_name(report.family, question)
        if own.has_highest_figure:
            yield phrases.highest_figure(report.name, name, own.rank.worst, own.of)
        if own.rank.worst - own.rank.best + 1 <= MOST_PLACES * own.of:
            yield phrases.possible_places(report.name, name, own.rank.best, own.rank.worst, own.of)
    for is_sure in (True, False):
        highest = [
            each
            for each, standing in standings.items()
            if standing.has_highest_figure and each != question and (standing.rank.worst == 1) is is_sure
        ]
        if highest:
            names = [quoted(report.question_name(report.family, each)) for each in highest]
            most = max(standings[each].of for each in highest)
            yield phrases.highest_figures(report.name, names, len(standings), most, is_sure=is_sure)


def changes(report: Report) -> Iterator[str]:
    """What is clearly better or worse than in an earlier round of an unbroken series."""
    rounds: defaultdict[str, dict[str, Difference]] = defaultdict(dict)
    for question, comparison in report.compared(report.family).items():
        if comparison.earlier is not None:
            rounds[comparison.earlier.round][question] = comparison.earlier
    for before, differences in sorted(rounds.items()):
        verdicts = by_verdict(differences)
        for verdict in (Judgement.BETTER, Judgement.WORSE):
            if verdicts[verdict]:
                names = [quoted(report.question_name(report.family, each)) for each in verdicts[verdict]]
                yield phrases.changed(report.name, verdict, names, len(differences), before)
        if verdicts[Judgement.CANNOT_TELL]:
            yield phrases.unchanged(before, is_all=len(verdicts[Judgement.CANNOT_TELL]) == len(differences))

"""The table: each question of a family with one's own figure, the nation's, the mean and the verdict."""

from tycktill.findings import caveats, phrases
from tycktill.findings.coverage import reason_of
from tycktill.findings.report import Report
from tycktill.findings.whole import is_exact, spoken_mean, spoken_share
from tycktill.findings.wording import spoken
from tycktill.statistics import MeanRange
from tycktill.tables import ResultRow


def table(report: Report) -> str:
    """All questions of the family. A column that has nothing to tell is left out; a cell says so."""
    lines = [_cells(report, question) for question in report.questions(report.family)]
    header = [caveats.QUESTION, report.name, caveats.NATION, caveats.MEAN, caveats.COMPARED]
    filled = [place for place, _ in enumerate(header) if place < 2 or any(line[place] for line in lines)]
    rows = [[line[place] or caveats.NOTHING for place in filled] for line in (header, ["---"] * len(header), *lines)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cells(report: Report, question: str) -> list[str]:
    comparison = report.compared(report.family).get(question)
    nation = comparison.nation if comparison else None
    return [
        report.question_name(report.family, question),
        _share(report.row(report.family, question)),
        _nation(report, question),
        _mean(report.mean(report.family, question)),
        phrases.FOUND[nation.verdict] if nation and nation.verdict else "",
    ]


def _share(row: ResultRow | None) -> str:
    if row is None or row.share_min is None:
        return caveats.withheld(reason_of(row)) if row else ""
    return spoken_share(row, "%")


def _nation(report: Report, question: str) -> str:
    """The nation's figure also where the municipality's own is withheld, and no comparison is made."""
    reference = report.reference(report.family, question)
    if reference is not None:
        return spoken(reference, reference, "%")
    row = report.nation_row(report.family, question)
    return _share(row) if row else ""


def _mean(mean: MeanRange | None) -> str:
    if mean is None:
        return ""
    written = spoken_mean(mean, "%")
    return written if is_exact(mean) else caveats.roughly(written)

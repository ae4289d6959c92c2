"""Paragraphs on who answered, and on the question that sums the others up."""

from collections.abc import Iterator

from tycktill.findings import caveats, phrases
from tycktill.findings.report import Report
from tycktill.findings.wording import sentence, spoken
from tycktill.statistics import MeanRange, file_share, per_cent, share_of_all
from tycktill.tables import Against, ResultRow, known_class
from tycktill.terms import GenderGroup


def spoken_share(row: ResultRow, unit: str = "procent") -> str:
    """The share or class of a row that is not withheld."""
    return spoken(row.share_min or 0.0, 1.0 if row.share_max is None else row.share_max, unit)


def spoken_share_of_all(report: Report) -> str | None:
    """The share of all answers to the family's questions that are positive; None where nothing is shown."""
    classes = [own for row in report.known(report.family).values() if (own := known_class(row)) is not None]
    if not classes:
        return None
    together = share_of_all(classes)
    return spoken(together.share_min, together.share_max)


def title(report: Report) -> str:
    """The headline."""
    share = spoken_share_of_all(report)
    return phrases.headline(report.name, _overall(report) or (phrases.all_positive(share) if share else None))


def participation(report: Report) -> Iterator[str]:
    """Offered and answered here and in the nation, the place by number of answers, women and men."""
    own = report.participation(report.family)
    if own.rate is None and own.answered is not None:
        yield phrases.answered_only(own.answered)
    yield from response(report, report.family)
    rate = report.nation_rate(report.family)
    if rate is not None:
        yield phrases.nation_rate(rate)
    if report.answers_rank:
        yield phrases.answers_rank(*report.answers_rank)
    women, men = (_answered(report, gender) for gender in (GenderGroup.WOMEN, GenderGroup.MEN))
    if women is not None and men is not None:
        yield phrases.women_and_men(women, men)


def response(report: Report, target: str) -> Iterator[str]:
    """Offered and answered of a target, where both are known."""
    own = report.participation(target)
    if own.offered is not None and own.answered is not None and own.rate is not None:
        yield phrases.participation(own.offered, own.answered, own.rate)


def _answered(report: Report, gender: GenderGroup) -> int | None:
    """How many of a gender answered: a question that not all instruments ask leaves some of them out."""
    rows = (report.row(report.family, question, gender=gender) for question in report.questions(report.family))
    return max((row.answered for row in rows if row is not None and row.answered is not None), default=None)


def whole(report: Report) -> Iterator[str]:
    """The share on the whole beside the nation's, and what the nation's figures are."""
    overall, question = _overall(report), report.overall(report.family)
    comparison = report.compared(report.family).get(question or "")
    nation = comparison.nation if comparison else None
    if overall:
        yield sentence(overall)
    if nation is not None:
        yield phrases.nation_share(spoken(nation.share_min, nation.share_max))
    if nation is not None and nation.verdict is not None:
        yield phrases.verdict(report.name, nation.verdict)
    mean = comparison.standing.mean if comparison and comparison.standing else None
    if nation is not None and mean is not None:
        yield phrases.means(spoken_mean(mean), mean.municipalities, is_exact=is_exact(mean))


def _overall(report: Report) -> str | None:
    question = report.overall(report.family)
    row = report.known(report.family).get(question or "")
    return report.overall_told(report.family, spoken_share(row)) if row else None


def spoken_mean(mean: MeanRange, unit: str = "procent") -> str:
    """The municipalities' mean, of the decimals that comparisons.csv has: so pages say the same."""
    return spoken(file_share(mean.least), file_share(mean.most), unit)


def is_exact(mean: MeanRange) -> bool:
    """Whether a mean is one figure as the text writes it."""
    return per_cent(file_share(mean.least)) == per_cent(file_share(mean.most))


def what_nation_is(report: Report) -> Iterator[str]:
    """Where the nation's figures come from, or why nothing is compared with it."""
    compared = [each for target in (report.family, *report.targets) for each in report.compared(target).values()]
    nations = [each.nation for each in compared if each.nation is not None]
    if not nations and report.is_local:
        yield caveats.NOT_NATIONAL
    elif not nations and not report.known(report.family):
        yield caveats.NOTHING_TO_COMPARE
    elif not nations:
        yield caveats.NOTHING_COMPARED if report.is_alone else caveats.NATION_HIDDEN
    elif nations[0].against is Against.REFERENCE:
        yield caveats.BY_REFERENCE
        if report.is_alone:
            yield caveats.NO_MEAN

"""A place in one screen: each question with its figure, a picture, and what is proven of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from tycktill.findings import proven_beside_similar
from tycktill_web.releases.beside_similar import BesideSimilar, SimilarFigure, beside_similar
from tycktill_web.releases.lines import QuestionLine, VerdictCell
from tycktill_web.releases.picture import picture_of
from tycktill_web.releases.place_result import Result
from tycktill_web.releases.rounds import PlaceSeries, QuestionSeries


@dataclass(frozen=True, slots=True)
class OverviewLine:
    """A question; `series` is it over the rounds, where there are two or more."""

    question: QuestionLine
    series: QuestionSeries | None
    similar: SimilarFigure | None = None

    @property
    def beside_similar(self) -> VerdictCell | None:
        """What a test against similar municipalities says; None where too few of them are shown."""
        return self.similar.verdict_cell(self.question.words) if self.similar else None

    @property
    def similar_mean(self) -> str:
        """Their weighted mean."""
        return self.similar.mean_text(self.question.words) if self.similar else ""

    @property
    def picture(self) -> str:
        """The figure over the years, or in this one alone."""
        if self.series is not None:
            return self.series.picture
        return picture_of(self.question.finding.own, self.question.finding.nation)


@dataclass(frozen=True, slots=True)
class PlaceOverview:
    """What a page shows before anything else."""

    result: Result
    lines: Sequence[OverviewLine]
    has_years: bool
    similar: BesideSimilar | None = None

    @property
    def similar_name(self) -> str:
        """What the group of similar municipalities is called; empty where none is compared with."""
        return self.similar.group_name(self.result.words) if self.similar else ""

    @property
    def similar_sentences(self) -> Sequence[str]:
        """On which questions the place is better or worse than they."""
        verdicts = self.similar.verdicts if self.similar else {}
        return list(proven_beside_similar(self.result.target, verdicts, self.result.words))

    @property
    def has_nation(self) -> bool:
        """Whether any question has the nation beside it."""
        return any(line.question.finding.against_nation for line in self.lines)

    @property
    def has_rough(self) -> bool:
        """Whether any figure is told roughly."""
        cells = [line.question.own for line in self.lines]
        beside = [line.question.nation for line in self.lines] if self.has_nation else []
        means = [line.similar.mean for line in self.lines if line.similar and line.similar.mean]
        return any(each.is_class for each in (*cells, *beside)) or not all(each.is_exact for each in means)


def overview_of(result: Result, years: PlaceSeries | None = None, *, has_others: bool = True) -> PlaceOverview:
    """The overview of a result, with the pictures of `years` where they are two or more; beside similar municipalities
    unless whoever reads may not know of others."""
    over_years = years if years is not None and len(years.rounds) > 1 else None
    similar = beside_similar(result) if has_others else None
    figures = similar.figures if similar else {}
    lines = [
        OverviewLine(line, over_years.question(line.finding.id) if over_years else None, figures.get(line.finding.id))
        for line in result.lines
    ]
    return PlaceOverview(result, lines, over_years is not None, similar)

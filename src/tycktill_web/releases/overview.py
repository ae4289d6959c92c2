"""A place in one screen: each question with its figure, a picture, and what is proven of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from tycktill_web.releases.lines import QuestionLine
from tycktill_web.releases.picture import picture_of
from tycktill_web.releases.place_result import Result
from tycktill_web.releases.rounds import PlaceSeries, QuestionSeries


@dataclass(frozen=True, slots=True)
class OverviewLine:
    """A question; `series` is it over the rounds, where there are two or more."""

    question: QuestionLine
    series: QuestionSeries | None

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

    @property
    def has_nation(self) -> bool:
        """Whether any question has the nation beside it."""
        return any(line.question.finding.against_nation for line in self.lines)

    @property
    def has_rough(self) -> bool:
        """Whether any figure is told roughly."""
        return any(line.question.own.is_class or line.question.nation.is_class for line in self.lines)


def overview_of(result: Result, years: PlaceSeries | None = None) -> PlaceOverview:
    """The overview of a result, with the pictures of `years` where they are two or more."""
    told = years if years is not None and len(years.rounds) > 1 else None
    lines = [OverviewLine(line, told.question(line.finding.id) if told else None) for line in result.lines]
    return PlaceOverview(result, lines, told is not None)

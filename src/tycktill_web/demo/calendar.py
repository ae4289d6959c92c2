"""Which surveys the country holds, how large they are and how far each has come."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Size:
    """`scale` multiplies the national numbers of answers, `years` is how many years back the rounds go.

    `processes` make the surveys side by side.
    """

    name: str
    municipalities: int
    scale: float
    years: int
    processes: int = 1


NATIONAL = Size("national", municipalities=130, scale=1.0, years=5, processes=2)
"""As large as the real surveys: about 11,000 answers in the latest round of individ- och familjeomsorgen."""

MEDIUM = Size("medium", municipalities=33, scale=0.25, years=5, processes=2)
"""A quarter of that, with as many years: enough to compare, and made unless another size is asked for."""

SMALL = Size("small", municipalities=3, scale=0.03, years=2)
"""Every kind of thing that the national country has, but few of each: for tests, journeys and pictures."""

SIZES = {size.name: size for size in (NATIONAL, MEDIUM, SMALL)}


OPEN_SINCE, OPEN_FOR = timedelta(days=14), timedelta(days=42)
"""The open round began two weeks before the day of the demo, so that it is a third of the way."""

OPEN_PART = 1 / 3
"""How much of its offers an open round has made."""


class Stage(StrEnum):
    """How far a survey has come, from planned to published, and its answers destroyed since."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    RELEASED = "released"
    DISPOSED = "disposed"

    @property
    def is_public(self) -> bool:
        """Whether results have been published."""
        return self in {Stage.RELEASED, Stage.DISPOSED}


@dataclass(frozen=True, slots=True)
class Plan:
    """A family's survey `back` years ago, at national size.

    `answers` are those expected when it closes, `rate` the response rate, `taking_part` the share of municipalities.
    The latest answers and rates of `ifo` are shaped as those of the real rounds of 2021-2023. Before
    that it grew as the real survey did from 2015 to 2018, from some municipalities to most of those that take part.
    `unlike` is why it cannot be compared with the rounds before.
    """

    family: str
    back: int
    stage: Stage
    answers: int
    rate: float
    taking_part: float
    unlike: str = ""


PLANS = (
    Plan("ifo", 5, Stage.DISPOSED, 2_200, 0.44, 0.2),
    Plan("ifo", 4, Stage.DISPOSED, 3_800, 0.46, 0.35, unlike="Enkäten gick från papper till webb."),
    Plan("ifo", 3, Stage.DISPOSED, 5_500, 0.48, 0.5),
    Plan("fo", 1, Stage.RELEASED, 3_600, 0.57, 0.4),
    Plan("ifo", 2, Stage.DISPOSED, 8_200, 0.49, 0.75),
    Plan("ifo", 1, Stage.RELEASED, 11_000, 0.50, 1.0),
    Plan("oppenvard", 1, Stage.RELEASED, 700, 0.52, 0.3),
    Plan("oppenvard", 0, Stage.CLOSED, 750, 0.53, 0.3),
    Plan("ifo", 0, Stage.OPEN, 11_200, 0.51, 1.0),
    Plan("fo", 0, Stage.PLANNED, 3_800, 0.57, 0.45),
)
"""In the order in which they are begun: each after those of its family, and the one that takes longest to protect, of
many kinds of service, neither so late that it ends alone nor so early that others wait for the rounds of `ifo`."""


def days_of(plan: Plan, today: date) -> tuple[date, date]:
    """First and last day of a survey, seen from `today`."""
    if plan.stage is Stage.OPEN:
        return today - OPEN_SINCE, today - OPEN_SINCE + OPEN_FOR
    if plan.stage is Stage.CLOSED:
        return today - timedelta(days=50), today - timedelta(days=7)
    if plan.stage is Stage.PLANNED:
        return today + timedelta(days=30), today + timedelta(days=72)
    year = today.year - plan.back
    return date(year, 9, 1), date(year, 10, 13)


def published_on(plan: Plan, today: date) -> date:
    """The day a survey was published: the same December, as the real ones."""
    return date(today.year - plan.back, 12, 10)


def disposed_on(plan: Plan, today: date) -> date:
    """The day on which a survey's answers were destroyed, once nobody had found a fault in its results."""
    return date(today.year - plan.back + 1, 3, 31)

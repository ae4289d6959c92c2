"""On which days the offers of a survey were made."""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from tycktill_web.demo.calendar import Stage, days_of
from tycktill_web.demo.country import Country, Survey
from tycktill_web.demo.streams import stream

_SATURDAY = 5


def working_days(first: date, last: date) -> list[date]:
    """Mondays to Fridays, both ends among them; a survey of a single weekend has its first day."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [day for day in days if day.weekday() < _SATURDAY] or [first]


def counting_days(survey: Survey, today: date) -> list[date]:
    """The days of which tallies are kept: every one so far in the open round, every fifth in those long since over."""
    first, last = days_of(survey.plan, today)
    days = working_days(first, min(last, today))
    return days if survey.plan.stage is Stage.OPEN else days[4::5]


def spread_offers(survey: Survey, country: Country) -> Iterator[tuple[int, date, int]]:
    """Each unit's offers over the days: its number in the turnout, the day, how many that day."""
    if not survey.offered:
        return
    days = counting_days(survey, country.today)
    chance = stream(country.seed, "days", survey.plan.family, str(survey.plan.back))
    offered = np.array([part.offered for part in survey.turnout])
    rows: list[list[int]] = chance.multinomial(offered, [1 / len(days)] * len(days)).tolist()
    for number, tallies in enumerate(rows):
        yield from ((number, day, tally) for day, tally in zip(days, tallies, strict=True) if tally)

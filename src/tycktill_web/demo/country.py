"""The made-up country as a value: who lives and works there, and every survey it holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tycktill.answers import Sheet
from tycktill.instrument import Instrument
from tycktill.terms import Municipalities, Municipality
from tycktill_web.demo.calendar import PLANS, Plan, Size, Stage
from tycktill_web.demo.population import Service, build_services
from tycktill_web.demo.sheets import draw_sheets
from tycktill_web.demo.turnout import Turnout, draw_turnout

FIRST_CODE, LAST_CODE = "9001", "9130"
"""Codes of made-up municipalities: 90 is no Swedish county."""

SEED = 1
"""The country that everybody sees unless they ask for another."""


@dataclass(frozen=True, slots=True)
class Survey:
    """One round of a family: what was planned and what each unit did."""

    plan: Plan
    label: str
    turnout: tuple[Turnout, ...]

    @property
    def offered(self) -> int:
        """How many were offered the questionnaire."""
        return sum(part.offered for part in self.turnout)

    @property
    def answered(self) -> int:
        return sum(part.answered for part in self.turnout)

    @property
    def instruments(self) -> tuple[str, ...]:
        """The target groups' instruments, in the order of the first unit that has each."""
        return tuple(dict.fromkeys(part.service.instrument for part in self.turnout))


@dataclass(frozen=True, slots=True)
class Country:
    """Everything that follows from a size, a seed and the day it is looked at.

    The day decides what the years are called and when the open round is open, never what anybody answers.
    """

    size: Size
    seed: int
    today: date
    municipalities: tuple[Municipality, ...]
    services: tuple[Service, ...]
    surveys: tuple[Survey, ...]

    def sheets(self, survey: Survey, catalogue: Mapping[str, Instrument]) -> Iterator[tuple[Sheet, ...]]:
        """The sheets of a survey, one target group at a time."""
        for instrument in survey.instruments:
            turnout = [part for part in survey.turnout if part.service.instrument == instrument]
            year = -survey.plan.back
            yield draw_sheets(catalogue[instrument], turnout, label=survey.label, year=year, seed=self.seed)

    def surveys_held(self, stage: Stage) -> tuple[Survey, ...]:
        """The surveys that have come so far, oldest first."""
        return tuple(survey for survey in self.surveys if survey.plan.stage is stage)

    @property
    def public(self) -> tuple[Survey, ...]:
        """The surveys whose results have been published, oldest first in each family."""
        return tuple(survey for survey in self.surveys if survey.plan.stage.is_public)

    def public_before(self, survey: Survey) -> tuple[Survey, ...]:
        """Those of them that are of the survey's family and before it."""
        family, back = survey.plan.family, survey.plan.back
        return tuple(each for each in self.public if each.plan.family == family and each.plan.back > back)


def build_country(size: Size, seed: int, *, municipalities: Municipalities, today: date) -> Country:
    """The country of this size and seed, as it stands on `today`. The same arguments give the same country."""
    codes = sorted(code for code in municipalities if FIRST_CODE <= code <= LAST_CODE)[: size.municipalities]
    chosen = tuple(municipalities[code] for code in codes)
    services = build_services(chosen, seed)
    plans = [plan for plan in PLANS if plan.back <= size.years]
    surveys = tuple(
        Survey(plan, str(today.year - plan.back), draw_turnout(plan, services, size=size, seed=seed)) for plan in plans
    )
    return Country(size, seed, today, chosen, services, surveys)

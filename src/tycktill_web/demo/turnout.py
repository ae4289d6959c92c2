"""How many each unit offered the questionnaire in a survey, and how many of them answered."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tycktill_web.demo.calendar import OPEN_PART, Plan, Size, Stage
from tycktill_web.demo.population import SHARES, Service
from tycktill_web.demo.random_streams import random_stream

_CONCENTRATION = 14
"""Of the beta distribution of municipalities' response rates: a standard deviation of some 13 points."""

_YEARLY = 0.12
"""Standard deviation of the logarithm of a unit's number of clients from year to year."""


@dataclass(frozen=True, slots=True)
class Turnout:
    """A unit's part in a survey with one instrument."""

    service: Service
    offered: int
    answered: int


def draw_turnout(plan: Plan, services: Sequence[Service], *, size: Size, seed: int) -> tuple[Turnout, ...]:
    """Everybody's part in a survey; in a planned one nobody has been offered anything yet."""
    joined = joining_municipalities(plan, sorted({service.municipality for service in services}), seed)
    taking_part = [
        service
        for service in services
        if service.municipality in joined and service.instrument in _instruments_of(plan)
    ]
    rates = draw_rates(plan, [service.municipality for service in taking_part], seed)
    offered, answered = _draw_turnout(plan, taking_part, rates, size=size, seed=seed)
    return tuple(
        Turnout(service, int(offers), int(answers))
        for service, offers, answers in zip(taking_part, offered, answered, strict=True)
    )


def _instruments_of(plan: Plan) -> list[str]:
    return [instrument for instrument in SHARES if instrument.split("-")[0] == plan.family]


def joining_municipalities(plan: Plan, municipalities: list[str], seed: int) -> set[str]:
    """The municipalities that take part: the same ones each year, but for the few that skip one."""
    eager = random_stream(seed, "joining", plan.family).random(len(municipalities))
    moods = random_stream(seed, "joining", plan.family, str(plan.back)).random(len(municipalities))
    last = sorted(range(len(municipalities)), key=lambda i: 0.7 * eager[i] + 0.3 * moods[i])
    return {municipalities[i] for i in last[: max(2, round(plan.taking_part * len(municipalities)))]}


def draw_rates(plan: Plan, municipalities: list[str], seed: int) -> list[float]:
    """Response rates around the survey's own. A municipality that did well one year mostly does so the next."""
    rates = {}
    for code in dict.fromkeys(municipalities):
        lasting = random_stream(seed, "rate", plan.family, code).beta(*_beta_parameters(plan.rate))
        own = random_stream(seed, "rate", plan.family, code, str(plan.back)).beta(*_beta_parameters(plan.rate))
        rates[code] = float(0.7 * lasting + 0.3 * own)
    return [rates[code] for code in municipalities]


def _beta_parameters(mean: float) -> tuple[float, float]:
    return mean * _CONCENTRATION, (1 - mean) * _CONCENTRATION


_Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]


def _draw_turnout(
    plan: Plan, services: Sequence[Service], rates: Sequence[float], *, size: Size, seed: int
) -> tuple[_Numbers, _Numbers]:
    """Offered and answered of each service."""
    chance = random_stream(seed, "turnout", plan.family, str(plan.back))
    clients = np.array([SHARES[service.instrument] * service.weight for service in services])
    clients *= np.exp(_YEARLY * chance.standard_normal(len(services)))
    clients /= clients.sum()
    balanced = np.clip(np.array(rates) * plan.rate / (clients @ np.array(rates)), 0, 1)
    offered = chance.multinomial(round(plan.answers * size.scale / plan.rate), clients)
    if plan.stage is Stage.PLANNED:
        offered = np.zeros_like(offered)
    elif plan.stage is Stage.OPEN:
        offered = chance.binomial(offered, OPEN_PART)
    return offered, chance.binomial(offered, balanced)

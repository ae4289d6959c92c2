"""Runs a survey of the made-up country as a real one is run: key, codes, offers day by day, sealed answers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain

import numpy as np
from django.db import transaction

from tycktill.answers import Sheet
from tycktill_web.demo.calendar import Stage, days_of
from tycktill_web.demo.country import Country, Survey
from tycktill_web.demo.home import keep_secret
from tycktill_web.demo.random_streams import random_stream
from tycktill_web.demo.turnout import Turnout
from tycktill_web.fieldwork.codes import make_batches
from tycktill_web.fieldwork.live_figures import keep_exact_figures, renew_figures
from tycktill_web.fieldwork.models import OfferTally, Round
from tycktill_web.fieldwork.questionnaires import catalogue
from tycktill_web.fieldwork.rounds import close_round, open_round, plan_round
from tycktill_web.intake.bulk import Form, submit_all
from tycktill_web.participants.models import Registration
from tycktill_web.releases.unlike import declare_unlike
from tycktill_web.results.keys import make_key

_SATURDAY = 5

_SPARE = 3
"""Codes that each unit has left, as units do."""

_Key = tuple[str, str, str]
"""A registration by municipality, unit and instrument."""


@transaction.atomic
def run_survey(country: Country, survey: Survey, *, passphrase: str) -> Round:
    """Bring a survey as far as it has come, but for counting it.

    Where the answers have been destroyed since, neither codes nor sealed answers are made; how many answered is kept.
    """
    opens, closes = days_of(survey.plan, country.today)
    round = plan_round(family=survey.plan.family, label=survey.label, opens_on=opens, closes_on=closes)
    if survey.plan.unlike:
        declare_unlike(round, {"sv": survey.plan.unlike})
        round.refresh_from_db()
    if survey.plan.stage is Stage.PLANNED:
        return round
    public_key, pem = make_key(passphrase)
    open_round(round, public_key=public_key, on=opens)
    registrations = _registrations_by_place(round)
    taking_part = [registrations[_place_of(part)] for part in survey.turnout]
    _count_offers(round, taking_part, spread_offers(survey, country))
    if survey.plan.stage is Stage.DISPOSED:
        close_round(round)
        keep_exact_figures(
            round, {row.pk: part.answered for row, part in zip(taking_part, survey.turnout, strict=True)}
        )
        return round
    keep_secret(key_file_name(round), pem)
    codes = _hand_out(round, survey, taking_part, on=opens)
    submit_all(round, _fill_in(chain.from_iterable(country.sheets(survey, catalogue())), codes))
    if survey.plan.stage is Stage.OPEN:
        renew_figures(round, on=country.today)
    else:
        close_round(round)
    return round


def key_file_name(round: Round) -> str:
    """The file in which the demo keeps the private key of a round."""
    return f"{round.key}.pem"


def _registrations_by_place(round: Round) -> Mapping[_Key, Registration]:
    rows = Registration.objects.filter(round=round.label).select_related("unit__organisation")
    return {(row.unit.organisation.municipality, row.unit.name, row.instrument): row for row in rows}


def _place_of(part: Turnout) -> _Key:
    return part.service.municipality, part.service.unit, part.service.instrument


def _hand_out(
    round: Round, survey: Survey, registrations: Sequence[Registration], *, on: date
) -> Mapping[_Key, Iterator[str]]:
    """Codes, unit by unit: for everybody offered, but in rounds long since over only those that were answered with."""
    is_over = survey.plan.stage is Stage.RELEASED
    sizes = [_SPARE + (part.answered if is_over else part.offered) for part in survey.turnout]
    codes = make_batches(round, list(zip(registrations, sizes, strict=True)), on=on)
    return {_place_of(part): iter(own) for part, own in zip(survey.turnout, codes, strict=True)}


def _count_offers(round: Round, registrations: Sequence[Registration], offers: Iterable[tuple[int, date, int]]) -> None:
    OfferTally.objects.bulk_create(
        [
            OfferTally(round=round, registration=registrations[number], counted_on=day, offered=offered)
            for number, day, offered in offers
        ],
        batch_size=2_000,
    )


def _fill_in(sheets: Iterable[Sheet], codes: Mapping[_Key, Iterator[str]]) -> list[Form]:
    """Each sheet with a code of its own unit."""
    return [
        Form(next(codes[sheet.municipality, sheet.unit, sheet.instrument]), sheet.gender, dict(sheet.answers))
        for sheet in sheets
    ]


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
    chance = random_stream(country.seed, "days", survey.plan.family, str(survey.plan.back))
    offered = np.array([part.offered for part in survey.turnout])
    rows: list[list[int]] = chance.multinomial(offered, [1 / len(days)] * len(days)).tolist()
    for number, tallies in enumerate(rows):
        yield from ((number, day, tally) for day, tally in zip(days, tallies, strict=True) if tally)

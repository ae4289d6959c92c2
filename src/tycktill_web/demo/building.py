"""Makes the made-up country in the database, stage by stage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command

from tycktill_web.demo.calendar import Stage
from tycktill_web.demo.country import Country, Survey
from tycktill_web.demo.holding import hold
from tycktill_web.demo.home import PASSPHRASE, keep_secret, leave_mark, new_mark
from tycktill_web.demo.publishing import publish_all
from tycktill_web.demo.settling import settle
from tycktill_web.demo.telling import Tell
from tycktill_web.fieldwork.models import Round
from tycktill_web.results.keys import offer_passphrase


def make(country: Country, *, tell: Tell) -> None:
    """Fill an empty database with the country, and mark the home folder when all is done.

    `tell` hears of each stage when it begins, with how many of its kind are done and how many there are.
    """
    with _letting_garbage_lie():
        _make(country, tell)


def _make(country: Country, tell: Tell) -> None:
    tell("Setting up the database", 0, None)
    call_command("migrate", verbosity=0)
    places = len({(service.municipality, service.unit) for service in country.services})
    tell(f"Settling {len(country.municipalities)} municipalities with {places} units", 0, None)
    settle(country)
    passphrase = offer_passphrase()
    keep_secret(PASSPHRASE, passphrase.encode())
    rounds = [(survey, hold_told(country, survey, passphrase=passphrase, tell=tell)) for survey in country.surveys]
    over = [(survey, round) for survey, round in rounds if survey.plan.stage is Stage.RELEASED]
    publish_all(country, over, passphrase=passphrase, tell=tell)
    leave_mark(new_mark(seed=country.seed, size=country.size.name, today=country.today))


def hold_told(country: Country, survey: Survey, *, passphrase: str, tell: Tell) -> Round:
    """Hold a survey and tell of it."""
    name = f"{survey.plan.family} {survey.label}"
    what = f"{survey.offered} offered, {survey.answered} answers sealed" if survey.offered else "planned"
    tell(f"Holding {name}: {what}", country.surveys.index(survey), len(country.surveys))
    return hold(country, survey, passphrase=passphrase)


@contextmanager
def _letting_garbage_lie() -> Iterator[None]:
    """A quarter faster: hundreds of thousands of rows are made, and none of them is in a circle."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

"""Makes the made-up country in the database, stage by stage."""

import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.core.management import call_command

from tycktill_web.demo.country import Country, Survey
from tycktill_web.demo.holding import hold
from tycktill_web.demo.home import PASSPHRASE, keep_secret, leave_mark, new_mark
from tycktill_web.demo.processes import Alone, Say, make_each
from tycktill_web.demo.publishing import is_past, publish
from tycktill_web.demo.settling import settle
from tycktill_web.demo.telling import Tell
from tycktill_web.results.keys import offer_passphrase

_HOLDING, _PUBLISHING = "Holding", "Counting and publishing"


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
    make_family = partial(_make_family, country, passphrase)
    make_each(make_family, country.families, processes=country.size.processes, say=_counting(country, tell))
    leave_mark(new_mark(seed=country.seed, size=country.size.name, today=country.today))


def _make_family(country: Country, passphrase: str, family: str, say: Say, alone: Alone) -> None:
    """Hold all surveys of a family, and publish those that are over, oldest first: each tells what has changed since
    the one before it. Families know nothing of each other."""
    held = []
    for survey in (each for each in country.surveys if each.plan.family == family):
        say(_HOLDING, f"{_name(survey)}: {_extent(survey)}")
        with alone:
            held.append((survey, hold(country, survey, passphrase=passphrase)))
    for survey, round in held:
        if survey.plan.stage.is_public:
            say(_PUBLISHING, _name(survey))
            publish(country, survey, round=round, passphrase=passphrase, alone=alone)


def _name(survey: Survey) -> str:
    return f"{survey.plan.family} {survey.label}"


def _extent(survey: Survey) -> str:
    if not survey.offered:
        return "planned"
    told = "answers, destroyed since" if is_past(survey) else "answers sealed"
    return f"{survey.offered} offered, {survey.answered} {told}"


def _counting(country: Country, tell: Tell) -> Say:
    """Numbers what is said by its kind."""
    totals = {_HOLDING: len(country.surveys), _PUBLISHING: len(country.public)}
    begun: Counter[str] = Counter()

    def say(doing: str, what: str) -> None:
        tell(f"{doing} {what}", begun[doing], totals[doing])
        begun[doing] += 1

    return say


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

"""Finds the demo that was asked for, or makes the made-up country in the database, stage by stage."""

import gc
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial

from django.core.management import call_command

from tycktill.files import read_municipalities
from tycktill_web.demo.calendar import SIZES
from tycktill_web.demo.country import Country, Survey, build_country
from tycktill_web.demo.errors import UnknownSize
from tycktill_web.demo.home import PASSPHRASE, Mark, find_finished, keep_secret, leave_mark, new_mark
from tycktill_web.demo.organisations import create_organisations
from tycktill_web.demo.processes import Report, WriteLock, run_side_by_side
from tycktill_web.demo.publishing import is_past, publish_survey
from tycktill_web.demo.surveys import run_survey
from tycktill_web.results.keys import offer_passphrase

ReportProgress = Callable[[str, int, int | None], None]
"""Called when a stage begins: what is done now, how many of its kind are done, and how many there are if known."""

_RUNNING, _PUBLISHING = "Running", "Counting and publishing"


def prepare_demo(*, size: str, seed: int, today: date, report: ReportProgress) -> Mark | None:
    """The mark of the demo that stands in the home folder, or None after making it there. Raises DemoError."""
    if size not in SIZES:
        raise UnknownSize(size, list(SIZES))
    found = find_finished(new_mark(seed=seed, size=size, today=today))
    if found is None:
        fill_database(
            build_country(SIZES[size], seed, municipalities=read_municipalities(), today=today), report=report
        )
    return found


def fill_database(country: Country, *, report: ReportProgress) -> None:
    """Fill an empty database with the country, and mark the home folder when all is done.

    `report` hears of each stage when it begins, with how many of its kind are done and how many there are.
    """
    with _without_garbage_collection():
        _fill_country(country, report)


def _fill_country(country: Country, report: ReportProgress) -> None:
    passphrase = offer_passphrase()
    run_side_by_side(
        partial(_make_survey, country, passphrase),
        country.surveys,
        first=partial(_begin_country, country, passphrase, report),
        processes=country.size.processes,
        report=_number_reports(country, report),
    )
    leave_mark(new_mark(seed=country.seed, size=country.size.name, today=country.today))


def _begin_country(country: Country, passphrase: str, report: ReportProgress) -> None:
    report("Setting up the database", 0, None)
    call_command("migrate", verbosity=0)
    places = len({(service.municipality, service.unit) for service in country.services})
    report(f"Creating {len(country.municipalities)} municipalities with {places} units", 0, None)
    create_organisations(country)
    keep_secret(PASSPHRASE, passphrase.encode())


def _make_survey(country: Country, passphrase: str, survey: Survey, report: Report, lock: WriteLock) -> None:
    """Run a survey, and publish it if it is over. It may wait for those of its family that come before it."""
    report(_RUNNING, f"{_survey_name(survey)}: {_survey_extent(survey)}")
    with lock:
        round = run_survey(country, survey, passphrase=passphrase)
    if survey.plan.stage.is_public:
        report(_PUBLISHING, _survey_name(survey))
        publish_survey(country, survey, round=round, passphrase=passphrase, lock=lock)


def _survey_name(survey: Survey) -> str:
    return f"{survey.plan.family} {survey.label}"


def _survey_extent(survey: Survey) -> str:
    if not survey.offered:
        return "planned"
    answers = "answers, destroyed since" if is_past(survey) else "answers sealed"
    return f"{survey.offered} offered, {survey.answered} {answers}"


def _number_reports(country: Country, report: ReportProgress) -> Report:
    """Numbers what is said by its kind."""
    totals = {_RUNNING: len(country.surveys), _PUBLISHING: len(country.public)}
    begun: Counter[str] = Counter()

    def report_kind(doing: str, what: str) -> None:
        report(f"{doing} {what}", begun[doing], totals[doing])
        begun[doing] += 1

    return report_kind


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """A quarter faster: hundreds of thousands of rows are made, and none of them is in a circle."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

"""A made-up survey in a service's empty database: an open round with codes for all respondents, and a closed one.

Run by itself, in the environment of the service: `python -m bench.made_up_survey RESPONDENTS` says as JSON what
`Survey` holds.
"""

import datetime
import json
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from bench import real_service
from bench.respondents import Task

if TYPE_CHECKING:
    from tests.tycktill_web.worlds import World

    from tycktill_web.participants.models import Registration

UNITS = 12
PASSWORD = "tre små grodor i en å"  # noqa: S105  of people who are made up


class Survey(NamedTuple):
    """What respondents, a coordinator and the national office hold; rounds as they stand in addresses."""

    tasks: Sequence[Task]
    open_round: str
    closed_round: str
    closed_answers: int
    key_files: Mapping[str, str]
    passphrase: str
    coordinator: str
    office: str


def make(environment: Mapping[str, str], respondents: int) -> Survey:
    """Make tables and survey."""
    real_service.manage(environment, "migrate", "--verbosity", "0")
    told = json.loads(real_service.run(environment, "-m", "bench.made_up_survey", str(respondents)))
    return Survey(**{**told, "tasks": [Task(*task) for task in told["tasks"]]})


def main(respondents: int) -> None:
    """Make it and say what it is."""
    import django

    django.setup()
    from django.utils import timezone
    from tests.tycktill_web import worlds

    from tycktill_web.fieldwork.rounds import open_round

    today = timezone.localdate()
    world = worlds.planned_world(today, today + datetime.timedelta(days=7))
    registrations = _registrations(world)
    open_round(world.round, public_key=worlds.key_pair(world.round.key)[0], on=today)
    tasks = _tasks(world, registrations, respondents, today)
    closed = worlds.a_year_later(world)
    for person in (world.coordinator, world.anna):
        person.set_password(PASSWORD)
        person.save()
    survey = Survey(
        tasks,
        f"{world.round.family}/{world.round.label}",
        f"{closed.round.family}/{closed.round.label}",
        sum(len(genders) for _, genders, _ in worlds.answered(closed)),
        {f"{each.family}/{each.label}": worlds.key_pair(each.key)[1].decode() for each in (world.round, closed.round)},
        worlds.PASSPHRASE,
        world.coordinator.email,
        world.anna.email,
    )
    json.dump(survey._asdict(), sys.stdout)


def _registrations(world: "World") -> "Sequence[Registration]":
    """The units of the small world, and more of the same kinds."""
    from tests.tycktill_web import builders

    from tycktill_web.fieldwork.rounds import register_unit

    known = [world.support, world.addiction, world.elsewhere]
    more = [
        register_unit(
            round=world.round,
            unit=builders.unit(None, known[number % 3].unit.organisation),
            questionnaire=known[number % 3].instrument,
        )
        for number in range(UNITS - len(known))
    ]
    return [*known, *more]


def _tasks(
    world: "World", registrations: "Sequence[Registration]", respondents: int, today: datetime.date
) -> list[Task]:
    """As many at each unit, in an order in which units take turns."""
    from tycktill_web.fieldwork.codes import make_codes

    size = -(-respondents // len(registrations))
    codes = [make_codes(round=world.round, registration=each, size=size, on=today) for each in registrations]
    in_turn = [
        (code, registration.instrument)
        for several in zip(*codes, strict=True)
        for code, registration in zip(several, registrations, strict=True)
    ]
    return [Task(number, *each) for number, each in enumerate(in_turn[:respondents])]


if __name__ == "__main__":
    main(int(sys.argv[1]))

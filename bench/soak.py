"""A soak of the real service: very many answer while it is killed, restarted, tidied, copied, read and counted.

Run: .venv/bin/python -m bench.soak [RESPONDENTS] [--minutes N] [--clients N] [--workers N] [--seed N]

On SQLite, or on the server that DATABASE_URL names (where databases of the soak's own are made and removed).
Says what happened, and whether every answer that somebody was thanked for is there, once; exits 1 where it is not.
"""

import argparse
import multiprocessing
import shlex
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from random import Random

from bench import made_up_survey, real_service
from bench.made_up_survey import Survey
from bench.real_service import CommandFailed, RealService
from bench.respondents import End, Ended, Respondent, Task
from bench.soaking import memory, staff
from bench.soaking.copies import Copies, make_copies
from bench.soaking.holdings import Holdings, holdings
from bench.soaking.report import Soaked, faults, tell
from bench.soaking.upsets import Due, Happened, Operator, Taken, plan

LOOKS = 60
"""At the memory of the processes."""

SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Options:
    """How much, how long at most, by how many; the same seed lets the same happen."""

    respondents: int
    minutes: float
    clients: int
    workers: int
    seed: int


@dataclass(slots=True)
class Course:
    """What has come of it so far."""

    happened: list[Happened] = field(default_factory=list)
    looks: list[memory.Look] = field(default_factory=list)
    ended: list[Ended] = field(default_factory=list)
    met: Counter[str] = field(default_factory=Counter)


def main(options: Options) -> int:
    """Soak, tell, and give the exit status."""
    with tempfile.TemporaryDirectory(prefix="tycktill-soak-") as place:
        copies = make_copies(Path(place))
        with real_service.scratch(**copies.variables) as environment:
            survey = made_up_survey.make(environment, options.respondents)
            with real_service.serving(environment, workers=options.workers) as service:
                soaked = soak(service, survey, copies, options)
    wrong = faults(soaked)
    print(f"$ python -m bench.soak {shlex.join(sys.argv[1:])}")
    tell(soaked, wrong)
    return int(bool(wrong))


def soak(service: RealService, survey: Survey, copies: Copies, options: Options) -> Soaked:
    """Let everybody answer while all the rest happens; then count, open everything, and restore the last copy."""
    begun = time.monotonic()
    course, operator = meanwhile(service, survey, copies, options)
    seconds = time.monotonic() - begun
    last = operator.taken[-1] if operator.taken else None
    restored = restore(last, survey, copies) if last else "no copy was taken"
    staff.close_round(service.port, survey)
    found = holdings(service.environment, survey)
    return Soaked(
        engine="SQLite" if real_service.is_sqlite(service.environment) else "PostgreSQL",
        clients=options.clients,
        workers=options.workers,
        seconds=seconds,
        ended=course.ended,
        met=course.met,
        happened=course.happened,
        looks=course.looks,
        found=found,
        last=last,
        restored=restored,
        counted=count(service.port, survey),
        log=service.log.read_text(encoding="utf-8"),
    )


def restore(taken: Taken, survey: Survey, copies: Copies) -> Holdings | str:
    """What a service elsewhere holds when the copy has been brought back, or why it was not."""
    with real_service.scratch(**copies.variables) as elsewhere:
        try:
            copies.restore(taken.file, elsewhere)
            return holdings(elsewhere, survey)
        except CommandFailed as error:
            return str(error)


def count(port: int, survey: Survey) -> int | str:
    """How many answers a real count of the soaked round counts, or why it was refused."""
    try:
        return staff.count_round(port, survey, survey.open_round)
    except AssertionError as error:
        return str(error)


def meanwhile(service: RealService, survey: Survey, copies: Copies, options: Options) -> tuple[Course, Operator]:
    """Clients answer in processes of their own; an operator's actions are begun when they are due."""
    course, answered = Course(), SPAWN.Value("q", 0)
    operator = Operator(service, survey, copies, lambda: answered.value)
    coming = plan(options.respondents, Random(options.seed))  # noqa: S311  no secret
    seconds = 60 * options.minutes
    with (
        ThreadPoolExecutor(4) as hands,
        ProcessPoolExecutor(options.clients, SPAWN, initializer=_count_with, initargs=(answered,)) as pool,
    ):
        shares = [survey.tasks[client :: options.clients] for client in range(options.clients)]
        clients = [pool.submit(answer_all, service.port, share, seconds) for share in shares]
        actions = list(begin_when_due(operator, coming, course, hands, clients))
        for client in clients:
            ended, met = client.result()
            course.ended += ended
            course.met += met
        course.happened += [action.result() for action in actions]
    return course, operator


def begin_when_due(
    operator: Operator,
    coming: Sequence[Due],
    course: Course,
    hands: ThreadPoolExecutor,
    clients: "Sequence[Future[tuple[list[Ended], Counter[str]]]]",
) -> "Iterator[Future[Happened]]":
    """Begin each action when so many have answered, until all have; look at the memory at even distances."""
    left = list(coming)
    step = max(1, len(operator.survey.tasks) // LOOKS)
    while not all(client.done() for client in clients):
        answered = operator.thanked()
        while left and left[0].answered <= answered:
            yield hands.submit(operator.let_happen, left.pop(0))
        if len(course.looks) * step <= answered:
            course.looks.append(memory.look(operator.service, answered))
        time.sleep(0.05)


def answer_all(port: int, tasks: Sequence[Task], seconds: float) -> tuple[list[Ended], Counter[str]]:
    """One client: one respondent after the other, on a connection that is kept; and what they met."""
    respondent = Respondent(port, until=time.monotonic() + seconds)
    ended = []
    for task in tasks:
        ended.append(respondent.answer(task))
        if ended[-1].end is End.GAVE_UP:  # then the service is gone, and the others need not wait for it as long
            respondent.until = 0
        with _answered.get_lock():
            _answered.value += 1
    return ended, respondent.met


_answered: "Synchronized[int]"


def _count_with(answered: "Synchronized[int]") -> None:
    """Let a client's process count with the others."""
    global _answered  # noqa: PLW0603  how a pool hands a shared number to its processes
    _answered = answered


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("respondents", nargs="?", type=int, default=100_000)
    parser.add_argument("--minutes", type=float, default=240, help="when respondents give up (default: %(default)s)")
    parser.add_argument("--clients", type=int, default=6, help="processes that answer (default: %(default)s)")
    parser.add_argument("--workers", type=int, default=2, help="processes of the service (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of what happens when (default: %(default)s)")
    sys.exit(main(Options(**vars(parser.parse_args()))))

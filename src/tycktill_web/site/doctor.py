"""Looks at an installation as a whole and says of each thing that it is as it should be, or what to do."""

import datetime
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum

from django.conf import settings
from django.core import checks
from django.db import DEFAULT_DB_ALIAS, connection
from django.utils import timezone

from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.rounds import undisposed_rounds
from tycktill_web.intake.measuring import database_bytes, database_clock, rounds_with_answers
from tycktill_web.jobs.models import Job
from tycktill_web.jobs.workers import living_workers
from tycktill_web.releases.models import PublicRelease
from tycktill_web.site.checks import MISSING_TABLES, NO_WORKER
from tycktill_web.site.last_runs import Task, last_run
from tycktill_web.site.mail_server import open_to_mail
from tycktill_web.site.readiness import ServicePart, find_faults

OFTEN_ENOUGH = {Task.TIDY: 1, Task.BACKUP: 31}
"""Days. More backups are no better: two of them tell which answers came between."""

CLOCKS_APART = datetime.timedelta(seconds=60)
A_WHILE = datetime.timedelta(minutes=5)
SOON, LONG_AGO = datetime.timedelta(days=7), datetime.timedelta(days=180)
_NO_BACKUP = "Run `tycktill manage backup FOLDER`, or start its timer."


class Health(StrEnum):
    """How a thing is."""

    WELL = "ok"
    LOOK = "look"  # nothing is wrong, and somebody should think of it
    WRONG = "do"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it is, and what to do about it."""

    place: str
    state: Health
    says: str
    remedy: str = ""

    def as_dict(self) -> dict[str, str]:
        """The same for a program."""
        return asdict(self)


def examine_installation(today: datetime.date) -> Iterator[Finding]:
    """Everything, in the order in which it is best mended; without a database, what can be seen without one."""
    wrong = find_faults()
    yield from _examine_settings()
    yield from (Finding(part, Health.WRONG, sentence, _REMEDIES[part]) for part, sentence in wrong.items())
    if ServicePart.DATABASE in wrong:
        return
    yield from _run_checks()
    if settings.SENDS_MAIL:
        yield _examine_mail()
    yield _examine_clock(today)
    yield from (_last_run(task, today) for task in Task)
    if ServicePart.TABLES not in wrong:
        yield _examine_database()
        yield from _examine_rounds(today)
        yield from _examine_waiting(timezone.now())
        yield from _failed_jobs()
        if ServicePart.JOBS not in wrong:
            yield _examine_workers()


_REMEDIES = {
    ServicePart.DATABASE: "Start it, and see that DATABASE_URL and TYCKTILL_HOME are those that the service has.",
    ServicePart.TABLES: "Run `tycktill manage migrate`.",
    ServicePart.KEYS: "Set TYCKTILL_KEYRING to their folder, or restore both with `tycktill manage restore`.",
    ServicePart.LOG: "End the program that reads the database: an open shell, a report, a tool that copies its log.",
    ServicePart.DISK: "Make room: answers cannot be stored on a full disk.",
    ServicePart.JOBS: "Start `tycktill-work.service`, or `tycktill serve` with a worker beside it.",
}


def _examine_settings() -> Iterator[Finding]:
    if not settings.PRODUCTION:
        says = "TYCKTILL_PRODUCTION is not set: fit to be tried on one computer, not for the internet."
        yield Finding("settings", Health.WRONG, says, "Set the variables of docs/operate/deploy.md.")
        return
    hosts = ", ".join(settings.ALLOWED_HOSTS)
    if not hosts or "*" in hosts:
        says = "TYCKTILL_HOSTS names no host." if not hosts else "TYCKTILL_HOSTS lets any name in."
        yield Finding("settings", Health.WRONG, says, "Set it to the service's own name.")
    else:
        yield Finding("settings", Health.WELL, f"answers to {hosts}")
    if settings.BEHIND_PROXY:
        says = "believes X-Forwarded-For and X-Forwarded-Proto, so nobody may reach it past its one proxy"
        yield Finding("proxy", Health.WELL, says)
    else:
        says = "TYCKTILL_BEHIND_PROXY is not set, so every request is led to HTTPS, which nobody speaks here."
        yield Finding("proxy", Health.WRONG, says, "Put a web server in front, and set TYCKTILL_BEHIND_PROXY=1.")


def _run_checks() -> Iterator[Finding]:
    """What Django and the rooms find; of a trial on one computer, not what the internet asks for."""
    everything = checks.run_checks(include_deployment_checks=settings.PRODUCTION, databases=[DEFAULT_DB_ALIAS])
    found = [message for message in everything if not message.is_silenced()]
    for message in found:
        if message.id not in {MISSING_TABLES, NO_WORKER}:  # told already
            yield Finding(
                "checks", Health.WRONG, f"{message.msg} ({message.id})", str(message.hint or "See its number.")
            )
    if not found:
        yield Finding("checks", Health.WELL, "`tycktill manage check` finds nothing")


def _examine_mail() -> Finding:
    if not settings.EMAIL_HOST:
        return Finding("mail", Health.LOOK, f"is sent to nobody, and laid in {settings.EMAIL_FILE_PATH}")
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    if fault := open_to_mail():
        says = f"The mail server {server} does not let letters in ({fault})."
        return Finding("mail", Health.WRONG, says, "See TYCKTILL_MAIL, and try `tycktill manage sendtestemail YOU`.")
    return Finding("mail", Health.WELL, f"goes by {server}, from {settings.DEFAULT_FROM_EMAIL}")


def _examine_database() -> Finding:
    says = f"{connection.display_name}, {database_bytes() / 1e6:.0f} MB"
    free = f"{shutil.disk_usage(settings.HOME).free / 1e9:.1f} GB free at {settings.HOME}"
    return Finding("database", Health.WELL, f"{says}; {free}")


def _examine_clock(today: datetime.date) -> Finding:
    apart = abs(database_clock() - timezone.now())
    if apart > CLOCKS_APART:
        says = f"This computer and the database are {apart.total_seconds():.0f} seconds apart."
        return Finding("clock", Health.WRONG, says, "Let both be set by a time server.")
    if any((day := last_run(task)) and day > today for task in Task):
        says = f"It is {today}, and something was noted as done on a later day."
        return Finding("clock", Health.WRONG, says, "Set this computer's clock; rounds open and close by it.")
    if (synchronised := _is_synchronised()) is None:
        says = f"{today} in {settings.TIME_ZONE}; nobody here can say whether a time server sets it"
        return Finding("clock", Health.LOOK, says)
    if not synchronised:
        return Finding("clock", Health.WRONG, "No time server sets this computer's clock.", "timedatectl set-ntp true")
    return Finding("clock", Health.WELL, f"{today} in {settings.TIME_ZONE}, set by a time server")


def _is_synchronised() -> bool | None:
    command = ["timedatectl", "show", "--property=NTPSynchronized", "--value"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=10)  # noqa: S603  nothing in it comes from outside
    except (OSError, subprocess.TimeoutExpired):
        return None
    return {"yes": True, "no": False}.get(done.stdout.strip())


def _last_run(task: Task, today: datetime.date) -> Finding:
    remedy = "Start its timer, and see what it wrote." if task == Task.TIDY else _NO_BACKUP
    day = last_run(task)
    if day is None:
        return Finding(task, Health.WRONG, "It is not known when it was last done.", remedy)
    if (today - day).days > OFTEN_ENOUGH[task]:
        return Finding(task, Health.WRONG, f"It was last done on {day}.", remedy)
    return Finding(task, Health.WELL, f"last done on {day}")


def _examine_rounds(today: datetime.date) -> Iterator[Finding]:
    for round in Round.objects.filter(state=Round.State.OPEN, asked_after=None):  # others close with the one before
        if round.paper_until < today:
            says = f"{round} has been over since {round.paper_until} and is not closed."
            yield Finding("rounds", Health.WRONG, says, "The office closes it on its page.")
        else:
            near = Health.LOOK if round.closes_on - today <= SOON else Health.WELL
            says = f"{round} is open until {round.closes_on}, for paper until {round.paper_until}"
            yield Finding("rounds", near, says)
    for round in undisposed_rounds(Round.State.CLOSED).filter(closes_on__lt=today - LONG_AGO):
        yield Finding("rounds", Health.LOOK, f"{round} was closed long ago ({round.closes_on}) and is not published")
    for round in rounds_with_answers(Round.State.RELEASED):
        if round.closes_on < today - LONG_AGO:
            says = f"{round} is published, and its answers are still here: readable as long as its private key is kept"
            yield Finding("rounds", Health.LOOK, says, f"Dispose of them: `tycktill manage dispose {round.key}`.")


def _examine_waiting(now: datetime.datetime) -> Iterator[Finding]:
    for release in PublicRelease.objects.waiting():
        if release.planned_for is not None and release.planned_for + A_WHILE < now:
            says = f"{release.folder} was to be published at {release.planned_for:%Y-%m-%d %H:%M} UTC and is not."
            remedy = "See its job on the office's page of jobs, and that a worker is there: `tycktill manage work`."
            yield Finding("publication", Health.WRONG, says, remedy)
        else:
            yield Finding("publication", Health.WELL, f"{release.folder} waits for its hour")


def _examine_workers() -> Finding:
    if number := living_workers().count():
        return Finding("jobs", Health.WELL, f"nothing is left waiting; workers: {number}")
    says = "No worker is there: nothing will be counted, and nothing published at its hour."
    return Finding("jobs", Health.WRONG, says, _REMEDIES[ServicePart.JOBS])


def _failed_jobs() -> Iterator[Finding]:
    for job in Job.objects.filter(state=Job.State.FAILED):
        says = f"{job} failed: {job.sentence}"
        yield Finding("jobs", Health.LOOK, says, "The office sees why and tries again on its page of jobs.")

"""The worker: does what is due, one job at a time, and says all the while that it is alive."""

import logging
import resource
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from threading import Event, Thread
from typing import TypeVar

import msgspec
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.translation import override

from tycktill_web.fieldwork.leading import role_leading
from tycktill_web.jobs.catalogue import fallen_due, kind_of
from tycktill_web.jobs.errors import LeaseLost, UnderWay
from tycktill_web.jobs.kinds import Assignment, JobAction, Kind
from tycktill_web.jobs.models import Job
from tycktill_web.jobs.passing import NotForUs, PassingKey
from tycktill_web.jobs.queue import (
    KEY_AGAIN,
    OUR_FAULT,
    Claim,
    JobRequest,
    claim_job,
    fail_job,
    finish_job,
    hold_job,
    hold_on,
    note_progress,
    put_back,
    put_job,
    put_off,
    take_from_the_silent,
)
from tycktill_web.jobs.workers import BREATH, breathe_on, enrol_worker, leave_work, renew_key
from tycktill_web.journal.actors import BY_ITSELF, Actor, acting_as
from tycktill_web.participants.access import actor_of
from tycktill_web.participants.models import Role

PAUSE = 1.0
"""Seconds between two looks at a queue with nothing due."""

UNREACHABLE = 5.0
"""Seconds until a database that did not answer is asked again."""

_log = logging.getLogger(__name__)
_Given = TypeVar("_Given")


class Stopped(Exception):
    """The worker is told to stop; what it was doing is left to another."""


class WorkerProcess:
    """One process at work. `takes_keys` says whether it can be given what must be in its memory alone."""

    def __init__(self, *, takes_keys: bool = True) -> None:
        self._key = PassingKey() if takes_keys else None
        self._taken: Claim | None = None
        self.row = enrol_worker(self._key)

    def breathe(self) -> None:
        """Say that it lives, and that what it does goes on; where a restored database knows it no more, come anew."""
        if not breathe_on(self.row):
            self.row = enrol_worker(self._key)
        if taken := self._taken:
            hold_on(taken)

    def do_next(self, stop: Event) -> Job | None:
        """Do what is longest due, to its end or until told to stop; the job, or None when nothing is due."""
        take_from_the_silent()
        _put_due()
        claimed = claim_job(self.row)
        if claimed is None:
            return None
        self._taken, job = claimed
        try:
            with override(job.language):
                self._do_job(self._taken, job, stop)
        finally:
            self._taken = None
        if job.sealed is not None and self._key is not None:
            self._key = renew_key(self.row, self._key)
        return Job.objects.with_relations().get(pk=job.pk)

    def leave(self) -> None:
        """Go, and let it be known what is left undone."""
        leave_work(self.row)
        take_from_the_silent()

    def _do_job(self, taken: Claim, job: Job, stop: Event) -> None:
        kind = kind_of(job)
        try:
            action = _take_steps(taken, kind, self._assignment_of(kind, job), stop)
            with acting_as(_actor_of(job)), hold_job(taken) as mine:
                finish_job(mine, action())
        except LeaseLost:
            _log.warning("%s was taken from a worker that had gone silent for too long.", job)
        except Exception as error:  # noqa: BLE001  whatever it is, the job must say so and others be done
            _end_badly(taken, kind, error)

    def _assignment_of(self, kind: Kind, job: Job) -> Assignment:
        arguments: msgspec.Struct = msgspec.convert(job.arguments, kind.arguments)
        return Assignment(job, arguments, self._open_sealed(job) if kind.takes_key else b"")

    def _open_sealed(self, job: Job) -> bytes:
        if job.sealed is None or self._key is None:
            raise NotForUs
        return self._key.open_secret(bytes(job.sealed), job_key=job.key)


def _actor_of(job: Job) -> Actor:
    """Whose action it is: of who asked for it, or of nobody where it fell due by itself."""
    if job.asked_by is None:
        return BY_ITSELF
    return actor_of(job.asked_by, role_leading(job.round) if job.round else Role.OFFICE)


def _take_steps(taken: Claim, kind: Kind, task: Assignment, stop: Event) -> JobAction:
    with closing(kind.work(task)) as steps:
        while not stop.is_set():
            try:
                progress = next(steps)
            except StopIteration as end:
                action: JobAction = end.value
                return action
            note_progress(taken, progress)
    raise Stopped


def _end_badly(taken: Claim, kind: Kind, error: Exception) -> None:
    """Say what came of a job that was not done; nothing where it is another's by now."""
    if isinstance(error, DatabaseError) and not connection.in_atomic_block:
        connection.close()  # it may be what is wrong, and the next thing said needs one
    try:
        with hold_job(taken) as job:
            if isinstance(error, Stopped):
                put_back(job)
            elif isinstance(error, NotForUs):
                fail_job(job, str(KEY_AGAIN))
            elif isinstance(error, kind.hindrances):
                put_off(job, why=str(error), back_off=kind.back_off)
            elif isinstance(error, kind.refusals):
                fail_job(job, str(error), [str(each) for each in getattr(error, "details", ())])
            else:
                _write_down(job, error)
                put_off(job, why=str(OUR_FAULT))
    except LeaseLost:
        _log.warning("A job was taken from a worker that had gone silent for too long.")


def _write_down(job: Job, error: Exception) -> None:
    """What happened and where, for the log; not in the error's own words, which may quote an answer."""
    where = "".join(traceback.format_tb(error.__traceback__))
    _log.error("%s was broken off by %s\n%s", job, type(error).__qualname__, where)


def _put_due() -> None:
    """Ask for what falls due by itself and has not been asked for yet."""
    for name, due in fallen_due(timezone.now()):
        with suppress(UnderWay):  # another worker has just done so
            put_job(JobRequest(name, due.round, due.arguments, due.key, settings.LANGUAGE_CODE))


def work_off() -> Iterator[Job]:
    """Do what is due now, and no longer; without what takes a key."""
    worker, never = WorkerProcess(takes_keys=False), Event()
    try:
        while job := worker.do_next(never):
            yield job
    finally:
        worker.leave()


def work_until(stop: Event) -> None:
    """Be a worker until told to stop, which is looked at between two steps; a database that is away is waited for."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a key is in this memory, and is to be on no disk
    worker = _try_patiently(WorkerProcess, stop)
    if worker is None:
        return
    with _keep_breathing(worker):
        while not stop.is_set():
            if _try_patiently(lambda: worker.do_next(stop), stop) is None:
                stop.wait(PAUSE)
    _try_patiently(worker.leave, stop)


def _try_patiently(action: Callable[[], _Given], stop: Event) -> _Given | None:
    """What the action gives; None, a while later, where the database does not answer."""
    try:
        return action()
    except DatabaseError as error:
        _log.error("The database does not answer (%s); it is asked again in a while.", type(error).__qualname__)
        connection.close()
        stop.wait(UNREACHABLE)
        return None


@contextmanager
def _keep_breathing(worker: WorkerProcess) -> Iterator[None]:
    """Let a thread say that the worker lives, as long as the block lasts."""
    ended = Event()

    def breathe_on() -> None:
        while not ended.wait(BREATH.total_seconds()):
            _try_patiently(worker.breathe, ended)
        connection.close()

    thread = Thread(target=breathe_on, name="breath", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()

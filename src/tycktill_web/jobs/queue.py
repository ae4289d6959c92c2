"""The one queue: jobs are asked for once, claimed row by row, put off, ended, and taken from who has gone silent.

Every change of a job that is being done is made by who holds it as it was claimed. Whoever has been away for so long
that another took over finds LeaseLost, and has changed nothing.
"""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import msgspec
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from tycktill_web.fieldwork.models import Round
from tycktill_web.jobs.errors import LeaseLost, UnderWay
from tycktill_web.jobs.kinds import BACK_OFF, AnyProgress, Ending
from tycktill_web.jobs.models import Job, Worker
from tycktill_web.jobs.workers import LEASE
from tycktill_web.participants.models import Person

KEY_AGAIN = _(
    "Nyckeln behövs igen. Den som räknade har slutat eller startats om, och nyckeln fanns bara i dess minne. "
    "Inget har gått förlorat: ge nyckeln en gång till, så börjar räkningen om."
)
OUR_FAULT = _(
    "Jobbet stannade på ett fel i tjänsten, och flera försök har inte hjälpt. Inget har ändrats. Hör av dig till den "
    "som sköter tjänsten: vad som hände står i dess logg."
)
_State = Job.State


@dataclass(frozen=True, slots=True)
class JobRequest:
    """A job to be: of which kind, about which round if any, with which arguments; `key` is what counts as the same."""

    kind: str
    round: Round | None
    arguments: msgspec.Struct
    key: str
    language: str
    asked_by: Person | None = None
    sealed: bytes | None = None
    worker: Worker | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A job as a worker took it: which, who, and which try it is."""

    job: int
    worker: int
    attempt: int


@transaction.atomic
def put_job(wanted: JobRequest) -> Job:
    """Let it be done now; what failed before is tried again in its place. Raises UnderWay."""
    there = Job.objects.select_for_update().exclude(state=_State.DONE).filter(key=wanted.key).first()
    if there is not None and there.is_unfinished:
        raise UnderWay(there)
    job = there or Job(key=wanted.key)
    job.kind, job.round, job.arguments = wanted.kind, wanted.round, msgspec.to_builtins(wanted.arguments)
    job.asked_by, job.language = wanted.asked_by, wanted.language
    job.sealed, job.worker = wanted.sealed, wanted.worker
    job.asked_at = timezone.now()
    _queue_anew(job)
    try:
        with transaction.atomic():
            job.save()
    except IntegrityError:  # somebody has just asked for the same
        raise UnderWay(Job.objects.exclude(state=_State.DONE).get(key=wanted.key)) from None
    return job


def _queue_anew(job: Job) -> None:
    job.state, job.attempts, job.due_at = _State.QUEUED, 0, timezone.now()
    job.claimed_until, job.ended_at, job.release = None, None, None
    job.step, job.done, job.total, job.sentence, job.details = "", 0, 0, "", []


@transaction.atomic
def requeue_job(job: Job) -> bool:
    """Try a failed job again as if it had just been asked for; False where it has not failed."""
    held = Job.objects.select_for_update().filter(pk=job.pk, state=_State.FAILED).first()
    if held is None:
        return False
    _queue_anew(held)
    held.save()
    return True


def claim_job(worker: Worker) -> tuple[Claim, Job] | None:
    """Take the longest due of what this worker can do and nobody else is taking; None when there is none."""
    now = timezone.now()
    if not Job.objects.due(now).for_worker(worker).exists():  # so that whoever waits writes nothing
        return None
    with transaction.atomic():
        due = Job.objects.due(now).for_worker(worker)
        job = due.select_for_update(skip_locked=True, of=("self",)).first()
        if job is None:
            return None
        job.state, job.worker, job.claimed_until = _State.RUNNING, worker, now + LEASE
        job.attempts += 1
        job.save(update_fields=["state", "worker", "claimed_until", "attempts"])
    return Claim(job.pk, worker.pk, job.attempts), job


@contextmanager
def hold_job(claim: Claim) -> Iterator[Job]:
    """The job in a transaction, as long as it is still the claimant's. Raises LeaseLost."""
    with transaction.atomic():
        job = Job.objects.select_for_update(of=("self",)).filter(**_as_claimed(claim)).first()
        if job is None:
            raise LeaseLost
        yield job


def note_progress(claim: Claim, progress: AnyProgress) -> None:
    """Say how far it has come, which is a sign of life too. Raises LeaseLost."""
    until = timezone.now() + LEASE
    columns = {"step": progress.step, "done": progress.done, "total": progress.total, "claimed_until": until}
    if not Job.objects.filter(**_as_claimed(claim)).update(**columns):
        raise LeaseLost


def hold_on(claim: Claim) -> None:
    """Say that it goes on, however long a step takes."""
    Job.objects.filter(**_as_claimed(claim)).update(claimed_until=timezone.now() + LEASE)


def finish_job(job: Job, ending: Ending) -> None:
    """End a held job: it is done."""
    job.release = ending.release
    _end_job(job, _State.DONE, ending.sentence)


def fail_job(job: Job, sentence: str, details: Sequence[str] = ()) -> None:
    """End a held job: a person must see to it, and is told how."""
    _end_job(job, _State.FAILED, sentence, details)


def put_off(job: Job, *, why: str, back_off: Sequence[int] = BACK_OFF) -> None:
    """Let a held job be tried again a while later; after so many tries it fails, and `why` is told."""
    if job.attempts > len(back_off):
        fail_job(job, why)
        return
    job.state, job.claimed_until = _State.QUEUED, None
    job.due_at = timezone.now() + datetime.timedelta(seconds=back_off[job.attempts - 1])
    _let_go(job)
    job.save()


def put_back(job: Job) -> None:
    """Let a held job wait for another worker, since this one is told to stop; it was no try."""
    if job.sealed is not None:
        fail_job(job, _said_in_language(KEY_AGAIN, job))
        return
    job.state, job.claimed_until, job.attempts = _State.QUEUED, None, job.attempts - 1
    _let_go(job)
    job.save()


def take_from_the_silent() -> int:
    """Let others do what a worker has left that breathes no more, or say that the key is needed again; how many."""
    now, taken = timezone.now(), 0
    for number in list(Job.objects.abandoned(now).order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            abandoned = Job.objects.abandoned(now).select_for_update(skip_locked=True, of=("self",))
            job = abandoned.filter(pk=number).select_related("worker").first()
            if job is None:  # somebody else has just done so
                continue
            if job.sealed is not None and (job.worker is None or job.worker.breathes_until < now):
                fail_job(job, _said_in_language(KEY_AGAIN, job))
            else:
                put_off(job, why=_said_in_language(OUR_FAULT, job))
            taken += 1
    return taken


def _as_claimed(claim: Claim) -> dict[str, object]:
    return {"pk": claim.job, "worker": claim.worker, "attempts": claim.attempt, "state": _State.RUNNING}


def forget_details(days: int = 1) -> None:
    """Forget what stopped jobs have told of units, once there has been time to read it; why they stopped stays."""
    before = timezone.now() - datetime.timedelta(days)
    Job.objects.filter(state=_State.FAILED, ended_at__lt=before).exclude(details=[]).update(details=[])


def _end_job(job: Job, state: Job.State, sentence: str, details: Sequence[str] = ()) -> None:
    job.state, job.sentence, job.details = state, sentence, list(details)
    job.sealed, job.claimed_until, job.ended_at = None, None, timezone.now()
    _let_go(job)
    job.save()


def _let_go(job: Job) -> None:
    if job.sealed is None:
        job.worker = None


def _said_in_language(sentence: object, job: Job) -> str:
    with override(job.language):
        return str(sentence)

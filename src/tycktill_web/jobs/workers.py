"""Who is at work: workers come, breathe and go, and one of them is chosen for what is sealed."""

import datetime
import logging

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from tycktill_web.jobs.errors import NoWorker
from tycktill_web.jobs.models import Job, Worker
from tycktill_web.jobs.passing import PassingKey, is_ours, tag_key

LEASE = datetime.timedelta(seconds=60)
"""How long a worker is waited for that says nothing."""

BREATH = LEASE / 4
_BURIED = datetime.timedelta(days=1)
_log = logging.getLogger(__name__)


def enrol_worker(key: PassingKey | None) -> Worker:
    """A new worker, and those forgotten that breathe no more; without a key it takes nothing sealed."""
    now = timezone.now()
    Worker.objects.filter(breathes_until__lt=now - _BURIED).delete()
    return Worker.objects.create(breathes_until=now + LEASE, **_shown_key(key))


def breathe_on(worker: Worker) -> bool:
    """Say that the worker lives; False where it is known no more, as in a restored database."""
    return bool(Worker.objects.filter(pk=worker.pk).update(breathes_until=timezone.now() + LEASE))


def leave_work(worker: Worker) -> None:
    """Go: what was sealed for it can be opened by nobody from now on."""
    Worker.objects.filter(pk=worker.pk).delete()


@transaction.atomic
def renew_key(worker: Worker, key: PassingKey) -> PassingKey:
    """Another pair of keys, unless something still waits that is sealed under this one."""
    held = Worker.objects.select_for_update().filter(pk=worker.pk)
    if not held or Job.objects.filter(worker=worker).exclude(sealed=None).exists():
        return key
    fresh = PassingKey()
    held.update(**_shown_key(fresh))
    return fresh


def choose_for_sealing() -> Worker:
    """The worker with least to do, held until the transaction ends so that its key stays. Raises NoWorker.

    Nothing is sealed for one whose key has no tag of ours: somebody else has put it there, which the log tells.
    """
    waiting = Count("jobs", filter=Q(jobs__state__in=Job.UNFINISHED))
    least = (
        living_workers().annotate(waiting=waiting).order_by("waiting", "-breathes_until").values_list("pk", flat=True)
    )
    for number in list(least):
        worker = living_workers().select_for_update().filter(pk=number).first()
        if worker is None or not worker.public_key:
            continue
        if is_ours(bytes(worker.public_key), bytes(worker.tag)):
            return worker
        _log.error("The key of %s is none of ours: somebody has written to the database.", worker)
    raise NoWorker


def living_workers(at: datetime.datetime | None = None) -> "QuerySet[Worker]":
    """Those that breathe."""
    return Worker.objects.filter(breathes_until__gte=at or timezone.now())


def _shown_key(key: PassingKey | None) -> dict[str, bytes]:
    return {"public_key": key.public_key, "tag": tag_key(key.public_key)} if key else {}

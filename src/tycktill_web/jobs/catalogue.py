"""All kinds of jobs that there are: a job of any other kind is not asked for and not done."""

import datetime
from collections.abc import Iterator, Mapping

from tycktill_web.jobs.counting import COUNT
from tycktill_web.jobs.kinds import Due, Kind
from tycktill_web.jobs.models import Job
from tycktill_web.jobs.publishing import PUBLISH

KINDS: Mapping[str, Kind] = {"count": COUNT, "publish": PUBLISH}


def kind_of(job: Job) -> Kind:
    """How the job is done."""
    return KINDS[job.kind]


def fallen_due(at: datetime.datetime) -> Iterator[tuple[str, Due]]:
    """What has fallen due by itself and has not been asked for yet, with the name of its kind."""
    for name, kind in KINDS.items():
        for due in kind.find_due(at):
            if not Job.objects.filter(key=due.key).exists():
                yield name, due


def left_undone(at: datetime.datetime) -> Iterator[tuple[str, datetime.datetime]]:
    """What was due by then and is done by nobody, also where no worker was there to ask for it; each since when."""
    for job in (*Job.objects.due(at), *Job.objects.abandoned(at)):
        yield job.key, job.due_at
    for _, due in fallen_due(at):
        yield due.key, due.at

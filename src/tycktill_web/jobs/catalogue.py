"""All kinds of jobs that there are: a job of any other kind is not asked for and not done."""

import datetime
from collections.abc import Iterator, Mapping

import msgspec
from django.utils.translation import gettext_lazy as _

from tycktill_web.jobs import account_letters, round_letters  # noqa: F401  so that their letters are known
from tycktill_web.jobs.counting import COUNT
from tycktill_web.jobs.errors import NotKnown
from tycktill_web.jobs.kinds import Assignment, Due, Kind, Steps
from tycktill_web.jobs.mailing import MAIL, MONDAY, SEND
from tycktill_web.jobs.models import Job
from tycktill_web.jobs.monday import WRITE_ON_MONDAY
from tycktill_web.jobs.publishing import PUBLISH

KINDS: Mapping[str, Kind] = {"count": COUNT, "publish": PUBLISH, MAIL: SEND, MONDAY: WRITE_ON_MONDAY}


def _refuse_unknown(_task: Assignment) -> Steps:
    yield from ()  # so that it is refused where others take their first step
    raise NotKnown


_UNKNOWN = Kind(name=_("Okänt jobb"), arguments=msgspec.Struct, steps={}, work=_refuse_unknown, refusals=(NotKnown,))


def kind_of(job: Job) -> Kind:
    """How the job is done; one of no kind that this version knows is refused."""
    return KINDS.get(job.kind, _UNKNOWN)


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
    for _name, due in fallen_due(at):
        yield due.key, due.at

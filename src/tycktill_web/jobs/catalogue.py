"""All kinds of jobs that there are: a job of any other kind is not asked for and not done."""

from collections.abc import Mapping

from tycktill_web.jobs.counting import COUNT
from tycktill_web.jobs.kinds import Kind
from tycktill_web.jobs.models import Job
from tycktill_web.jobs.publishing import PUBLISH

KINDS: Mapping[str, Kind] = {"count": COUNT, "publish": PUBLISH}


def kind_of(job: Job) -> Kind:
    """How the job is done."""
    return KINDS[job.kind]

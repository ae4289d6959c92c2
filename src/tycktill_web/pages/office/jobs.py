"""Jobs, as the office follows them: what waits, goes on, has stopped and is done; one that failed is tried again."""

from collections.abc import Sequence
from typing import NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tycktill_web.jobs.asking import try_again
from tycktill_web.jobs.catalogue import kind_of
from tycktill_web.jobs.errors import JobRefused
from tycktill_web.jobs.mailing import MAIL
from tycktill_web.jobs.models import Job
from tycktill_web.jobs.queue import take_from_the_silent
from tycktill_web.jobs.workers import living
from tycktill_web.look.language import in_language
from tycktill_web.participants.access import admit
from tycktill_web.participants.models import Role

LATEST = 50
"""Jobs that are done and still listed."""


class StepLine(NamedTuple):
    """A step of a job: taken, being taken, or still to come."""

    words: Promise
    standing: str


@admit(Role.OFFICE)
def jobs(request: HttpRequest) -> HttpResponse:
    """All that is not done, and the latest that is."""
    take_from_the_silent()
    told = Job.objects.told()
    ended = [*told.filter(state=Job.State.DONE).exclude(kind=MAIL).order_by("-ended_at")[:LATEST]]
    going, failed = [*told.unfinished().order_by("due_at")], [*told.filter(state=Job.State.FAILED)]
    groups = [(_("Väntar och pågår"), going), (_("Stannade"), failed), (_("Klara"), ended)]
    shown = [(heading, [(job, kind_of(job)) for job in found]) for heading, found in groups if found]
    return render(request, "office/jobs.html", {"groups": shown, "is_somebody_there": living().exists()})


@admit(Role.OFFICE)
def job(request: HttpRequest, job_id: int) -> HttpResponse:
    """How far a job has come and what came of it; the page can be left, and tries again what has failed."""
    found = get_object_or_404(Job.objects.told(), pk=job_id)
    if request.method == "POST":
        try:
            try_again(found)
        except JobRefused as error:
            messages.error(request, str(error))
        return to_job(request, found)
    if found.is_unfinished and take_from_the_silent():
        found = Job.objects.told().get(pk=found.pk)
    context = {"job": found, "kind": kind_of(found), "round": found.round, "lines": step_lines(found)}
    return render(request, "office/job.html", context)


def to_job(request: HttpRequest, job: Job) -> HttpResponse:
    """On to the job's own page."""
    return redirect(in_language(reverse("office:job", args=[job.pk]), request))


def step_lines(job: Job) -> Sequence[StepLine]:
    """Each step of the job with how it stands: `done`, `now`, `stopped` or `ahead`."""
    steps = kind_of(job).steps
    reached = [*steps].index(job.step) if job.step in steps else -1
    here = {Job.State.RUNNING: "now", Job.State.FAILED: "stopped", Job.State.DONE: "done"}.get(Job.State(job.state))
    return [
        StepLine(words, "done" if place < reached else (here or "ahead") if place == reached else "ahead")
        for place, words in enumerate(steps.values())
    ]

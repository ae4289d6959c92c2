"""A job, as those follow it whose round it is about: its steps, and what came of it."""

from collections.abc import Sequence
from typing import NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise

from tycktill_web.jobs.asking import try_again
from tycktill_web.jobs.catalogue import kind_of
from tycktill_web.jobs.errors import JobRefused
from tycktill_web.jobs.models import Job
from tycktill_web.jobs.queue import take_from_the_silent
from tycktill_web.pages.rounds.leader import Leader


class StepLine(NamedTuple):
    """A step of a job: taken, being taken, or still to come."""

    words: Promise
    state: str


def job_page(request: HttpRequest, leader: Leader, job_id: int) -> HttpResponse:
    """How far a job has come and what came of it; the page can be left, and tries again what has failed."""
    found = leader.job(request, job_id)
    if request.method == "POST":
        try:
            try_again(found)
        except JobRefused as error:
            messages.error(request, str(error))
        return leader.to_job(request, found)
    if found.is_unfinished and take_from_the_silent():
        found = leader.job(request, job_id)
    context = {"job": found, "kind": kind_of(found), "round": found.round, "lines": step_lines(found)}
    return leader.page(request, "job.html", context)


def step_lines(job: Job) -> Sequence[StepLine]:
    """Each step of the job with its state: `done`, `now`, `stopped` or `ahead`."""
    steps = kind_of(job).steps
    reached = [*steps].index(job.step) if job.step in steps else -1
    here = {Job.State.RUNNING: "now", Job.State.FAILED: "stopped", Job.State.DONE: "done"}.get(Job.State(job.state))
    return [
        StepLine(words, "done" if index < reached else (here or "ahead") if index == reached else "ahead")
        for index, words in enumerate(steps.values())
    ]

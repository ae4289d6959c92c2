"""Jobs, as the office follows them: what waits, goes on, has stopped and is done."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tycktill_web.jobs.catalogue import kind_of
from tycktill_web.jobs.mailing import MAIL
from tycktill_web.jobs.models import Job
from tycktill_web.jobs.queue import take_from_the_silent
from tycktill_web.jobs.workers import living_workers
from tycktill_web.participants.access import admit
from tycktill_web.participants.models import Role

LATEST = 50
"""Jobs that are done and still listed."""


@admit(Role.OFFICE)
def jobs_page(request: HttpRequest) -> HttpResponse:
    """All that is not done, and the latest that is."""
    take_from_the_silent()
    all_jobs = Job.objects.national().with_relations()
    ended = [*all_jobs.filter(state=Job.State.DONE).exclude(kind=MAIL).order_by("-ended_at")[:LATEST]]
    going, failed = [*all_jobs.unfinished().order_by("due_at")], [*all_jobs.filter(state=Job.State.FAILED)]
    groups = [(_("Väntar och pågår"), going), (_("Stannade"), failed), (_("Klara"), ended)]
    shown = [(heading, [(job, kind_of(job)) for job in found]) for heading, found in groups if found]
    return render(request, "office/jobs.html", {"groups": shown, "is_somebody_there": living_workers().exists()})

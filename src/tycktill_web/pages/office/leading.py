"""The office as the leader of national rounds."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from tycktill_web.fieldwork.models import Round
from tycktill_web.jobs.models import Job
from tycktill_web.pages.office.planning_form import national_plan_form
from tycktill_web.pages.rounds.leader import Leader
from tycktill_web.participants.models import Role


def _page_address(page: str, round: Round) -> str:
    return reverse(f"office:{page}", args=[round.family, round.label])


NATIONAL = Leader(
    role=Role.OFFICE,
    rounds=lambda _: Round.objects.national(),
    jobs=lambda _: Job.objects.national(),
    render=render,
    list_name=gettext_lazy("Omgångar"),
    frame="office/frame.html",
    first_step="office/first_step.html",
    follow=lambda round: _page_address("status", round),
    register=lambda round: _page_address("invitations", round),
    invite=lambda _: reverse("office:people"),
    plan_form=national_plan_form,
)

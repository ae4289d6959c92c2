"""Coordinators as the leaders of their municipality's own rounds."""

from django.urls import reverse
from django.utils.translation import gettext_lazy

from tycktill_web.fieldwork.leading import own_rounds_of, owner_of
from tycktill_web.fieldwork.models import Round
from tycktill_web.jobs.models import Job
from tycktill_web.pages.desk.own.plan_form import OwnPlanForm
from tycktill_web.pages.desk.scope import desk_page
from tycktill_web.pages.rounds.leader import Leader
from tycktill_web.participants.models import Role


def _owner_id(round: Round) -> int:
    owner = owner_of(round)
    assert owner is not None
    return owner.pk


OWN = Leader(
    role=Role.COORDINATOR,
    rounds=own_rounds_of,
    jobs=lambda person: Job.objects.filter(round__in=own_rounds_of(person).order_by().values("pk")),
    render=desk_page,
    list_name=gettext_lazy("Omgångar av egna enkäter"),
    frame="desk/own/frame.html",
    first_step="desk/own/first_step.html",
    follow=lambda round: reverse("desk:round", args=[round.family, round.label]),
    register=lambda round: reverse("desk:units", args=[round.family, round.label, _owner_id(round)]),
    invite=lambda round: reverse("desk:invite_person", args=[_owner_id(round)]),
    plan_form=OwnPlanForm,
)

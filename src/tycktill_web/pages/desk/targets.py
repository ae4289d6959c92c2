"""Writes down the levels that figures are to reach."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tycktill_web.improvement.editing import add_target, change_target, remove_target
from tycktill_web.improvement.errors import ChangedMeanwhile, TargetTaken
from tycktill_web.improvement.models import PlannedTarget
from tycktill_web.look.language import in_language
from tycktill_web.pages.desk.actions import CONFLICT
from tycktill_web.pages.desk.improvement import municipalities_of, municipality_of, release_of
from tycktill_web.pages.desk.improvement_forms import GoalForm, goal_fields
from tycktill_web.pages.desk.scope import desk_page
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Organisation, Role
from tycktill_web.releases.models import PublicRelease


@admit(Role.COORDINATOR)
def new_target(request: HttpRequest, municipality: str, family: str, label: str) -> HttpResponse:
    """A target for a figure of a survey, chosen among those of a result."""
    person = person_of(request)
    own = municipality_of(person, municipality, Role.COORDINATOR)
    form = _goal_form(request, own, release_of(municipality, family, label), {})
    if request.method == "POST" and form.is_valid():
        try:
            add_target(own, family=family, person=person, at=timezone.now(), fields=_written_fields(form))
            return _back_to_improvement(request, _("Målet är sparat."))
        except TargetTaken as refused:
            form.add_error("figure", str(refused))
    return desk_page(request, "desk/target_form.html", {"form": form, "organisation": own})


@admit(Role.COORDINATOR)
def target_page(request: HttpRequest, target_id: int) -> HttpResponse:
    """Change or remove a target; who comes second is told."""
    person = person_of(request)
    own = PlannedTarget.objects.filter(organisation__in=municipalities_of(person, Role.COORDINATOR))
    found = own.select_related("organisation").filter(pk=target_id).first()
    if found is None:
        raise Http404
    form, status = _goal_form(request, found.organisation, _newest_release(found), goal_fields(found)), 200
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["version"] or 0
        try:
            if "remove" in request.POST:
                remove_target(found, seen=seen, person=person)
                return _back_to_improvement(request, _("Målet är borttaget."))
            change_target(found, seen=seen, person=person, at=timezone.now(), fields=_written_fields(form))
            return _back_to_improvement(request, _("Målet är sparat."))
        except ChangedMeanwhile as refused:
            form.add_error(None, str(refused))
            status = CONFLICT
        except TargetTaken as refused:
            form.add_error("figure", str(refused))
    return desk_page(
        request,
        "desk/target_form.html",
        {"form": form, "organisation": found.organisation, "planned": found},
        status=status,
    )


def _newest_release(found: PlannedTarget) -> PublicRelease:
    """The newest result of the survey that has the municipality. Http404 where there is none any more."""
    published = PublicRelease.objects.published().filter(round__family=found.family)
    newest = published.filter(places__municipality=found.organisation.municipality).select_related("round").first()
    if newest is None:
        raise Http404
    return newest


def _goal_form(request: HttpRequest, own: Organisation, release: PublicRelease, initial: dict[str, object]) -> GoalForm:
    return GoalForm(
        request.POST or None, initial=initial, release=release, municipality=own.municipality, with_rate=True
    )


def _written_fields(form: GoalForm) -> dict[str, object]:
    return {name: form.cleaned_data[name] for name in ("target", "question", "unit", "level")}


def _back_to_improvement(request: HttpRequest, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(in_language(reverse("desk:improvement"), request))

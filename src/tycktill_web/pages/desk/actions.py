"""Writes actions down, locks what is to be expected without them, and tells what came."""

from collections.abc import Mapping

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tycktill.improvement import Unforeseen
from tycktill_web.improvement.editing import add_action, change_row
from tycktill_web.improvement.errors import ImprovementError, TooMany
from tycktill_web.improvement.histories import expectation_of, followed_actions, published_by_family
from tycktill_web.improvement.locking import lock_expectation, opened_after
from tycktill_web.improvement.models import PlannedAction
from tycktill_web.improvement.wording import checksum_of, expected_without, figure_of_action, what_came
from tycktill_web.look.language import in_language
from tycktill_web.pages.desk.improvement import municipalities_of, municipality_of, release_of
from tycktill_web.pages.desk.improvement_forms import AboutActionForm, ActionForm, action_fields
from tycktill_web.pages.desk.scope import DESK_ROLES, desk_page
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Organisation, Person, Role
from tycktill_web.releases.models import PublicRelease

CONFLICT = 409


@admit(Role.COORDINATOR)
def new_action(request: HttpRequest, municipality: str, family: str, label: str) -> HttpResponse:
    """An action on a figure of a result."""
    person = person_of(request)
    own = municipality_of(person, municipality, Role.COORDINATOR)
    release = release_of(municipality, family, label)
    asked = {"figure": request.GET.get("siffra", ""), "unit": request.GET.get("enhet", "")}
    asked["finding"] = request.GET.get("fynd", "")
    form = _action_form(release, own, request, initial=asked)
    if request.method == "POST" and form.is_valid():
        of = {"family": family, "round": label}
        try:
            made = add_action(own, **of, person=person, at=timezone.now(), fields=_written_fields(form))
            messages.success(request, _("Åtgärden är sparad."))
            return _back_to(request, made)
        except TooMany as refused:
            form.add_error(None, str(refused))
    return desk_page(request, "desk/action_form.html", {"form": form, "release": release, "organisation": own})


@admit(*DESK_ROLES)
def action_page(request: HttpRequest, action_id: int) -> HttpResponse:
    """An action, what is expected without it, and what came; a post locks what is expected."""
    person = person_of(request)
    found = action_of(person, action_id, *DESK_ROLES)
    may_change = municipalities_of(person, Role.COORDINATOR).filter(pk=found.organisation_id).exists()
    if request.method == "POST":
        if not may_change:
            raise PermissionDenied
        return _lock_expected(request, found, person)
    every = PlannedAction.objects.filter(organisation=found.organisation).select_related("organisation")
    others = list(every)
    published = published_by_family({each.family for each in others})
    own, came = published[found.family], followed_actions(others, published).get(found.pk)
    release = own.of_round(found.round)
    context = {
        "action": found,
        "is_foreseen": not isinstance(expectation_of(found, own), Unforeseen),
        "has_nation": release is None or not release.round.is_own,
        "may_change": may_change,
        "figure": figure_of_action(found, own),
        "checksum": checksum_of(found),
        "expected": expected_without(found, own),
        "came": list(what_came(found, came, own)) if came is not None else [],
        "opened": opened_after(found),
        "release": release,
    }
    return desk_page(request, "desk/action.html", context)


@admit(Role.COORDINATOR)
def change_action(request: HttpRequest, action_id: int) -> HttpResponse:
    """Change what may be changed; who comes second is told."""
    person = person_of(request)
    found = action_of(person, action_id, Role.COORDINATOR)
    own, release = found.organisation, release_of(found.organisation.municipality, found.family, found.round)
    form = (
        AboutActionForm(request.POST or None, initial=action_fields(found), starts=found.starts_on)
        if found.is_locked
        else _action_form(release, own, request, initial=action_fields(found))
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["version"] or 0
        try:
            return _back_to(
                request, change_row(found, seen=seen, person=person, at=timezone.now(), fields=_written_fields(form))
            )
        except ImprovementError as refused:
            form.add_error(None, str(refused))
            status = CONFLICT
    context = {"form": form, "release": release, "organisation": own, "action": found}
    return desk_page(request, "desk/action_form.html", context, status=status)


def action_of(person: Person, action_id: int, *roles: Role) -> PlannedAction:
    """An action of a municipality that the person has one of these roles in. Http404 for everybody else's."""
    own = PlannedAction.objects.filter(organisation__in=municipalities_of(person, *roles))
    found = own.select_related("organisation", "locked_by").filter(pk=action_id).first()
    if found is None:
        raise Http404
    return found


def _lock_expected(request: HttpRequest, found: PlannedAction, person: Person) -> HttpResponse:
    try:
        lock_expectation(found, person=person, at=timezone.now())
        messages.success(request, _("Det väntade är låst. Nu går det inte att ändra, bara att jämföra med."))
    except ImprovementError as refused:
        messages.error(request, str(refused))
    return _back_to(request, found)


def _action_form(
    release: PublicRelease, own: Organisation, request: HttpRequest, initial: Mapping[str, object]
) -> ActionForm:
    return ActionForm(
        request.POST or None, initial=dict(initial), release=release, municipality=own.municipality, with_rate=False
    )


def _written_fields(form: AboutActionForm) -> dict[str, object]:
    names = ("target", "question", "unit", "finding", "what", "owner", "starts_on", "ends_on", "was_chosen")
    fields = {name: form.cleaned_data[name] for name in names if name in form.cleaned_data}
    return {**fields, **({"was_chosen": fields["was_chosen"] == "yes"} if "was_chosen" in fields else {})}


def _back_to(request: HttpRequest, found: PlannedAction) -> HttpResponse:
    return redirect(in_language(reverse("desk:action", args=[found.pk]), request))

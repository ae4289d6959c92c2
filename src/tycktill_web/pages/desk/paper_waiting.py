"""Says how many forms of paper lie at one's units and are not typed in yet: for who closes the round to know."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tycktill_web.fieldwork.errors import StepRefused
from tycktill_web.fieldwork.paper_left import report_waiting
from tycktill_web.look.language import in_language
from tycktill_web.pages.desk.forms import WaitingForm
from tycktill_web.pages.desk.paper import rounds_with_paper
from tycktill_web.pages.desk.scope import desk_page
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Role


@admit(Role.STAFF, Role.COORDINATOR)
def waiting_paper(request: HttpRequest, family: str, label: str) -> HttpResponse:
    """A number for each pile, empty where nothing has been said."""
    taken = rounds_with_paper(person_of(request), on=timezone.localdate())
    found = next((each for each in taken if (each.round.family, each.round.label) == (family, label)), None)
    if found is None:
        messages.info(request, _("Omgången tar inte emot papper nu."))
        return redirect(in_language(reverse("desk:paper"), request))
    known = {each.registration.pk: each.waiting.at_least for each in found.piles if each.waiting}
    piles = [(each.registration, f"{each.registration.unit.name}, {each.target_group}") for each in found.piles]
    form = WaitingForm(piles, known, request.POST or None)
    if form.is_valid():
        try:
            report_waiting(found.round, form.changes(), on=timezone.localdate())
            messages.success(request, _("Sparat."))
            return redirect(in_language(reverse("desk:paper"), request))
        except StepRefused as refused:
            form.add_error(None, str(refused))
    context = {"round": found.round, "form": form}
    return desk_page(request, "desk/paper_waiting.html", context, status=400 if form.errors else 200)

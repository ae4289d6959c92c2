"""The ways in which a unit's offered are counted, side by side; which of them counts; and how many slips are left."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tycktill_web.fieldwork.errors import StepRefused
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.outcomes import CountedBy
from tycktill_web.fieldwork.ways import choose_count, offer_count, report_slips_left
from tycktill_web.look.language import in_language
from tycktill_web.pages.desk.forms import WaysForm
from tycktill_web.pages.desk.scope import desk_page, registration_to_count
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Registration, Role


@admit(Role.STAFF, Role.COORDINATOR)
def ways_page(request: HttpRequest, registration_id: int) -> HttpResponse:
    """What each way has come to, and the form that says which counts."""
    registration, round_ = registration_to_count(person_of(request), registration_id)
    count = offer_count(round_, registration)
    batches = round_.batches.filter(registration=registration).select_related("slips_left").order_by("pk")
    form = WaysForm(list(batches), count.by, request.POST or None)
    if form.is_valid():
        try:
            _keep_choice(round_, registration, form)
            messages.success(request, _("Sparat."))
            return redirect(in_language(reverse("desk:ways", args=[registration.pk]), request))
        except StepRefused as refused:
            form.add_error(None, str(refused))
    context = {"round": round_, "registration": registration, "count": count, "form": form}
    return desk_page(request, "desk/ways.html", context, status=400 if form.errors else 200)


@transaction.atomic
def _keep_choice(round: Round, registration: Registration, form: WaysForm) -> None:
    report_slips_left(round, registration, form.slips_left(), on=timezone.localdate())
    choose_count(round, registration, CountedBy(form.cleaned_data["by"]))

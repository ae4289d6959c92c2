"""Voids a batch of codes, once its coordinator has confirmed it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tycktill_web.fieldwork.batches import void_batch
from tycktill_web.fieldwork.errors import StepRefused
from tycktill_web.fieldwork.models import CodeBatch
from tycktill_web.fieldwork.rounds import is_allowed
from tycktill_web.fieldwork.states import RoundAction
from tycktill_web.look.language import in_language
from tycktill_web.pages.desk.scope import desk_page, registration_to_equip
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Role


@admit(Role.COORDINATOR)
def void_codes(request: HttpRequest, registration_id: int, batch_id: int) -> HttpResponse:
    """Say what voiding does, and do it when the coordinator says so."""
    registration, round_ = registration_to_equip(person_of(request), registration_id)
    batch = get_object_or_404(CodeBatch, pk=batch_id, round=round_, registration=registration)
    if request.method == "POST":
        try:
            void_batch(batch, on=timezone.localdate())
            messages.success(request, _("Koderna är makulerade. Svar som redan har kommit in räknas som förut."))
        except StepRefused as refused:
            messages.error(request, str(refused))
        return redirect(in_language(reverse("desk:codes", args=[registration.pk]), request))
    may_void = not batch.voided_on and is_allowed(round_, RoundAction.VOID_CODES)
    context = {"round": round_, "registration": registration, "batch": batch, "may_void": may_void}
    return desk_page(request, "desk/void.html", context)

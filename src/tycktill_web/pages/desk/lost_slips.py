"""Voids the codes of a file of slips that did not arrive whole: which they are, and that new ones are made after."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tycktill_web.fieldwork.batches import void_batches
from tycktill_web.fieldwork.errors import StepRefused
from tycktill_web.fieldwork.rounds import is_allowed
from tycktill_web.fieldwork.states import RoundAction
from tycktill_web.look.language import in_language
from tycktill_web.pages.desk.all_slips import sent_slips
from tycktill_web.pages.desk.scope import desk_page, taking_part
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Role


@admit(Role.COORDINATOR)
def void_slips(request: HttpRequest, family: str, label: str, organisation_id: int) -> HttpResponse:
    """Says which units' codes are voided, and does it when the coordinator says so."""
    round_, own = taking_part(person_of(request), family, label, organisation_id)
    sent = sent_slips(round_, own)
    if sent is None or not is_allowed(round_, RoundAction.VOID_CODES):
        messages.info(request, _("Det finns inga lappar att makulera."))
        return _back_to_slips(request, family, label, organisation_id)
    if request.method == "POST":
        try:
            void_batches(sent.batches, on=timezone.localdate())
            messages.success(request, _("Koderna är makulerade. Här gör du nya lappar."))
        except StepRefused as refused:
            messages.error(request, str(refused))
        return _back_to_slips(request, family, label, organisation_id)
    return desk_page(request, "desk/void_slips.html", {"round": round_, "organisation": own, "sent": sent})


def _back_to_slips(request: HttpRequest, family: str, label: str, organisation_id: int) -> HttpResponse:
    return redirect(in_language(reverse("desk:all_slips", args=[family, label, organisation_id]), request))

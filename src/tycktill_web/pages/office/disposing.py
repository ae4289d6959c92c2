"""Disposes of a round's answers, on a page of its own that asks once more."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tycktill_web.fieldwork.errors import StepRefused
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.rounds import Deed, is_allowed
from tycktill_web.pages.office.forms import DisposeForm
from tycktill_web.pages.office.rounds import to_round
from tycktill_web.participants.access import admit
from tycktill_web.participants.models import Role
from tycktill_web.releases.disposing import dispose
from tycktill_web.releases.errors import ReleaseError
from tycktill_web.results.errors import CountRefused


@admit(Role.OFFICE)
def dispose_answers(request: HttpRequest, family: str, label: str) -> HttpResponse:
    """Tells what goes, what stays and what can never be done again; then does it, once it is confirmed."""
    round_ = get_object_or_404(Round, family=family, label=label)
    form = DisposeForm(request.POST or None)
    if form.is_valid():
        try:
            dispose(round_, on=timezone.localdate())
        except (StepRefused, ReleaseError, CountRefused) as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Svaren är gallrade. Resultatet och svarsfrekvensen står kvar."))
        return to_round(request, round_)
    context = {"round": round_, "form": form, "may_dispose": is_allowed(round_, Deed.DISPOSE)}
    return render(request, "office/dispose.html", context, status=400 if form.errors else 200)

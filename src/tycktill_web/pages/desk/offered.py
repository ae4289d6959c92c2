"""Counts the offered afterwards: all days from a list on paper, and corrections."""

import datetime
from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tycktill_web.fieldwork.errors import StepRefused
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.offered import record_days
from tycktill_web.look.language import in_language
from tycktill_web.pages.desk.forms import DaysForm
from tycktill_web.pages.desk.scope import desk_page, registration_to_count
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Role


def days_of(round: Round, *, until: datetime.date) -> Sequence[datetime.date]:
    """The round's days so far, first to last."""
    last = min(until, round.closes_on)
    return [round.opens_on + datetime.timedelta(days=day) for day in range((last - round.opens_on).days + 1)]


@admit(Role.STAFF, Role.COORDINATOR)
def offered_days(request: HttpRequest, registration_id: int) -> HttpResponse:
    """All days of the round so far, to fill in or to correct."""
    registration, round_ = registration_to_count(person_of(request), registration_id)
    counted = dict(round_.tallies.filter(registration=registration).values_list("counted_on", "offered"))
    form = DaysForm(days_of(round_, until=timezone.localdate()), counted, request.POST or None)
    if form.is_valid():
        try:
            record_days(round=round_, registration=registration, offered=form.changes())
        except StepRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Antalet erbjudna är sparat."))
            return redirect(in_language(reverse("desk:offered", args=[registration.pk]), request))
    context = {"round": round_, "registration": registration, "form": form, "total": sum(counted.values())}
    return desk_page(request, "desk/offered.html", context, status=400 if form.errors else 200)

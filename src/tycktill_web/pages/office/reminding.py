"""The office writes to the contact persons of those that lag behind, once it has chosen whom."""

from collections.abc import Sequence

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tycktill_web.fieldwork.models import Round
from tycktill_web.jobs.errors import JobRefused
from tycktill_web.jobs.mailing import send_letter
from tycktill_web.jobs.round_letters import LaggingReminder
from tycktill_web.journal.round_events import LaggingReminded
from tycktill_web.journal.writing import record_all
from tycktill_web.look.language import in_language
from tycktill_web.pages.office.response import ListChoice, municipal_progress
from tycktill_web.pages.office.response_lines import ResponseLine
from tycktill_web.pages.rounds.letters import say_letters
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Person, Role


@admit(Role.OFFICE)
def reminder_page(request: HttpRequest, family: str, label: str) -> HttpResponse:
    """Those that lag, each with why and whom the letter goes to."""
    round_ = get_object_or_404(Round.objects.national(), family=family, label=label)
    lagging = municipal_progress(round_, ListChoice(lagging=True), on=timezone.localdate()).lines
    if request.method == "POST":
        chosen = set(request.POST.getlist("organisation"))
        lines = [line for line in lagging if str(line.progress.organisation.pk) in chosen and line.contact]
        try:
            write_to(round_, lines, asked_by=person_of(request))
        except JobRefused as error:
            messages.error(request, str(error))
        else:
            say_letters(request, len(lines))
            if not lines:
                messages.warning(request, _("Ingen var vald, så inget brev har skickats."))
        return redirect(in_language(reverse("office:status", args=[family, label]), request))
    return render(request, "office/remind.html", {"round": round_, "lines": lagging})


@transaction.atomic
def write_to(round: Round, lines: Sequence[ResponseLine], *, asked_by: Person) -> None:
    """Let a worker write to the contact persons of these. Raises JobRefused where no mail can be sent."""
    day = timezone.localdate().isoformat()
    events = []
    for line in lines:
        if line.contact is not None:
            own = line.progress.organisation
            send_letter(
                LaggingReminder(round=round.pk, organisation=own.pk, day=day), to=line.contact, asked_by=asked_by
            )
            events.append((LaggingReminded(account=line.contact.email), own))
    record_all(events, round=round.key)

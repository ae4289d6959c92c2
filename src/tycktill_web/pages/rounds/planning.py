"""Plans a round, changes its days, lets it last longer and removes it again."""

import datetime

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tycktill_web.fieldwork.errors import StepRefused
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.planning import change_days, delete_round, extend_round
from tycktill_web.fieldwork.rounds import is_allowed, registrations_of
from tycktill_web.fieldwork.states import RoundAction
from tycktill_web.jobs.errors import JobRefused
from tycktill_web.jobs.mailing import send
from tycktill_web.jobs.round_letters import ExtensionNotice
from tycktill_web.pages.rounds.leader import Leader
from tycktill_web.pages.rounds.overview import overview
from tycktill_web.pages.rounds.planning_forms import ExtendForm, UnlikeForm, days_form
from tycktill_web.participants.access import person_of
from tycktill_web.participants.contacts import contacts_in
from tycktill_web.participants.models import Organisation
from tycktill_web.releases.errors import ReleaseError
from tycktill_web.releases.unlike import declare_unlike, may_declare


def plan(request: HttpRequest, leader: Leader) -> HttpResponse:
    """Plans a round."""
    form = leader.plan_form(request)
    if form.is_valid():
        try:
            planned = form.plan()
        except StepRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Omgången är planerad."))
            return leader.to_round(request, planned)
    return leader.page(request, "plan.html", {"form": form}, status=400 if form.errors else 200)


def days(request: HttpRequest, leader: Leader, family: str, label: str) -> HttpResponse:
    """Changes the days of a round that is planned."""
    round_ = leader.round(request, family, label)
    form = days_form(round_, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_days(round_, form.cleaned_data)
        except StepRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Omgångens dagar är ändrade."))
            return leader.to_round(request, round_)
    context = {"round": round_, "form": form, "may_change": is_allowed(round_, RoundAction.CHANGE_DAYS)}
    return leader.page(request, "days.html", context, status=400 if form.errors else 200)


def extend(request: HttpRequest, leader: Leader, family: str, label: str) -> HttpResponse:
    """Lets an open round last longer."""
    round_ = leader.round(request, family, label)
    form = ExtendForm(request.POST or None, after=max(round_.closes_on, timezone.localdate()))
    if form.is_valid():
        try:
            _extend(request, round_, form.cleaned_data["closes_on"])
        except StepRefused as error:
            form.add_error("closes_on", str(error))
        else:
            return leader.to_round(request, round_)
    context = {"round": round_, "form": form, "may_extend": is_allowed(round_, RoundAction.EXTEND)}
    return leader.page(request, "extend.html", context, status=400 if form.errors else 200)


@transaction.atomic
def _extend(request: HttpRequest, round: Round, closes_on: datetime.date) -> None:
    """Extend it and write of that, both or neither; say how it went. Raises StepRefused."""
    held = extend_round(round, closes_on=closes_on, on=timezone.localdate())
    told = _("Omgången är förlängd. Sista dag är %(day)s.")
    messages.success(request, told % {"day": date_format(held.closes_on, "j F Y")})
    _write_of_longer(request, held)


def _write_of_longer(request: HttpRequest, round: Round) -> None:
    """Write to the contact persons of those who take part, but to whoever extends it."""
    person, day = person_of(request), round.closes_on.isoformat()
    own = Organisation.objects.filter(pk__in=registrations_of(round).order_by().values("unit__organisation"))
    contacts = contacts_in(round.key, own)
    others = {pk: each for pk, each in contacts.items() if each != person}
    _say_unreached(request, len(own) - len(contacts))
    try:
        for organisation, contact in others.items():
            notice = ExtensionNotice(round=round.pk, organisation=organisation, closes_on=day)
            send(notice, to=contact, asked_by=person)
    except JobRefused as error:
        messages.warning(request, _("Inget brev har gått till kontaktpersonerna. %(why)s") % {"why": error})
    else:
        _say_letters(request, len(others))


def _say_letters(request: HttpRequest, number: int) -> None:
    told = ngettext(
        "Ett brev är på väg till kontaktpersonen.", "%(number)s brev är på väg till kontaktpersonerna.", number
    )
    if number:
        messages.success(request, told % {"number": number_format(number)})


def _say_unreached(request: HttpRequest, number: int) -> None:
    """How many take part that have no coordinator, and so are not written to."""
    told = ngettext(
        "%(number)s av dem som deltar har ingen samordnare och får inget brev. Säg den nya dagen där på annat sätt.",
        "%(number)s av dem som deltar har ingen samordnare och får inget brev. Säg den nya dagen där på annat sätt.",
        number,
    )
    if number:
        messages.warning(request, told % {"number": number_format(number)})


def unlike(request: HttpRequest, leader: Leader, family: str, label: str) -> HttpResponse:
    """Says that a round cannot be compared with earlier ones, and why."""
    round_ = leader.round(request, family, label)
    form = UnlikeForm(request.POST if request.method == "POST" else None, initial=round_.unlike_earlier)
    if form.is_valid():
        try:
            declare_unlike(round_, form.texts)
        except (StepRefused, ReleaseError) as error:
            form.add_error(None, str(error))
        else:
            told = _("Omgången jämförs inte med tidigare.") if form.texts else _("Omgången jämförs med tidigare.")
            messages.success(request, told)
            return leader.to_round(request, round_)
    context = {"round": round_, "form": form, "may_change": may_declare(round_)}
    return leader.page(request, "unlike.html", context, status=400 if form.errors else 200)


def delete(request: HttpRequest, leader: Leader, family: str, label: str) -> HttpResponse:
    """Removes a planned round, once it is confirmed."""
    round_ = leader.round(request, family, label)
    if request.method == "POST":
        try:
            delete_round(round_)
        except StepRefused as error:
            messages.error(request, str(error))
            return leader.to_round(request, round_)
        messages.success(request, _("Omgången är borttagen. Enheterna finns kvar."))
        return leader.to(request, "start")
    context = {
        "round": round_,
        "overview": overview(round_),
        "may_delete": is_allowed(round_, RoundAction.DELETE) and not round_.batches.exists(),
    }
    return leader.page(request, "delete.html", context)

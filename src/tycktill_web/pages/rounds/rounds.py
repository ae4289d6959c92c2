"""The rounds that one leads: the list, one round and its next step, and disposing of its answers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from tycktill_web.fieldwork.errors import StepRefused
from tycktill_web.fieldwork.rounds import is_allowed
from tycktill_web.fieldwork.states import RoundAction
from tycktill_web.pages.rounds.forms import DisposeForm
from tycktill_web.pages.rounds.leader import Leader
from tycktill_web.pages.rounds.overview import overviews_of, round_overview
from tycktill_web.releases.disposing import dispose_of_answers
from tycktill_web.releases.errors import ReleaseError
from tycktill_web.results.errors import CountRefused


def start_page(request: HttpRequest, leader: Leader) -> HttpResponse:
    """All of them with their state and next step."""
    return leader.page(request, "start.html", {"rows": overviews_of(list(leader.own_rounds(request)))})


def round_page(request: HttpRequest, leader: Leader, family: str, label: str) -> HttpResponse:
    """One round: where it is, and what to do next."""
    round_ = leader.round(request, family, label)
    return leader.page(request, "round.html", {"round": round_, "overview": round_overview(round_)})


def disposal_page(request: HttpRequest, leader: Leader, family: str, label: str) -> HttpResponse:
    """Tells what goes, what stays and what can never be done again; then does it, once it is confirmed."""
    round_ = leader.round(request, family, label)
    form = DisposeForm(request.POST or None)
    if form.is_valid():
        try:
            dispose_of_answers(round_, on=timezone.localdate())
        except (StepRefused, ReleaseError, CountRefused) as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Svaren är gallrade. Resultatet och svarsfrekvensen står kvar."))
        return leader.to_round(request, round_)
    context = {"round": round_, "form": form, "may_dispose": is_allowed(round_, RoundAction.DISPOSE)}
    return leader.page(request, "dispose.html", context, status=400 if form.errors else 200)

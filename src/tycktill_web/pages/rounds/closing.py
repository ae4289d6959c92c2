"""Closes a round for good, with one confirmation more while answers on paper are still taken."""

from collections.abc import Mapping

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tycktill_web.fieldwork.errors import StepRefused
from tycktill_web.fieldwork.grace import close_for_good
from tycktill_web.fieldwork.paper_left import paper_left
from tycktill_web.fieldwork.unit_counts import before_closing
from tycktill_web.pages.rounds.leader import Leader


class CloseForm(forms.Form):
    """That a round is to be closed; while paper is taken, that it is to be closed all the same."""

    despite_paper = forms.BooleanField(
        label=gettext_lazy("Stäng ändå, fast svar på papper fortfarande får skrivas in"),
        error_messages={
            "required": gettext_lazy("Kryssa i att omgången ska stängas ändå, eller vänta tills tiden är ute.")
        },
    )

    def __init__(self, posted: Mapping[str, str] | None, *, takes_paper: bool) -> None:
        super().__init__(posted)
        self.takes_paper = takes_paper
        if not takes_paper:
            del self.fields["despite_paper"]


def closing_page(request: HttpRequest, leader: Leader, family: str, label: str) -> HttpResponse:
    """Closes a round, once it is confirmed."""
    round_ = leader.round(request, family, label)
    today = timezone.localdate()
    form = CloseForm(request.POST if request.method == "POST" else None, takes_paper=today <= round_.paper_until)
    if form.is_valid():
        try:
            close_for_good(round_, on=today, despite_paper=form.cleaned_data.get("despite_paper", False))
        except StepRefused as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Omgången är stängd. Nu går den att räkna."))
        return leader.to_round(request, round_)
    found = before_closing(round_, on=today)
    context = {"round": round_, "rate": found.rate, "form": form, "missing": found.missing, "paper": paper_left(round_)}
    return leader.page(request, "close.html", context, status=400 if form.errors else 200)

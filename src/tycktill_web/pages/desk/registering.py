"""An invited organisation says whether it takes part, and with about how many for each questionnaire."""

from collections.abc import Mapping

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tycktill_web.fieldwork.errors import StepRefused
from tycktill_web.fieldwork.invitations import MOST_EXPECTED, accept_round, decline_round
from tycktill_web.fieldwork.models import Invitation, Round
from tycktill_web.fieldwork.rounds import is_allowed
from tycktill_web.fieldwork.states import RoundAction
from tycktill_web.fieldwork.unit_lists import questionnaires_in
from tycktill_web.look.language import in_language
from tycktill_web.look.numbers import NumberField
from tycktill_web.pages.desk.scope import desk_page, taking_part
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Organisation, Role
from tycktill_web.releases.words import group_name


class RegistrationForm(forms.Form):
    """About how many will be offered each questionnaire; an empty number is one that is not taken part with."""

    def __init__(self, posted: Mapping[str, str] | None, *, round: Round, expected: Mapping[str, int]) -> None:
        super().__init__(posted, initial=dict(expected))
        for id_ in questionnaires_in(round):
            self.fields[id_] = NumberField(
                label=group_name(id_),
                required=False,
                min_value=0,
                max_value=MOST_EXPECTED,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                error_messages={"invalid": gettext_lazy("Skriv ett heltal, eller låt rutan vara tom.")},
            )

    def expected(self) -> Mapping[str, int]:
        """What was written."""
        return {id_: number for id_, number in self.cleaned_data.items() if number is not None}


@admit(Role.COORDINATOR)
def registration_page(request: HttpRequest, family: str, label: str, organisation_id: int) -> HttpResponse:
    """Says yes, with numbers, or no."""
    round_, own = taking_part(person_of(request), family, label, organisation_id)
    if round_.is_own:
        raise Http404  # nobody has invited them
    invitation = Invitation.objects.filter(round=round_, organisation=own).first()
    form = RegistrationForm(request.POST or None, round=round_, expected=invitation.expected if invitation else {})
    if request.method == "POST" and form.is_valid():
        try:
            return _answer_invitation(request, round_, own, form)
        except StepRefused as error:
            form.add_error(None, str(error))
    context = {
        "round": round_,
        "organisation": own,
        "invitation": invitation,
        "form": form,
        "may_change": is_allowed(round_, RoundAction.REGISTER),
    }
    return desk_page(request, "desk/registration.html", context, status=400 if form.errors else 200)


def _answer_invitation(request: HttpRequest, round: Round, own: Organisation, form: RegistrationForm) -> HttpResponse:
    today, address = timezone.localdate(), [round.family, round.label, own.pk]
    if "decline" in request.POST:
        decline_round(round, own, on=today)
        messages.success(request, _("Ni deltar inte i omgången. Ändrar ni er går det bra så länge anmälan är öppen."))
        return redirect(in_language(reverse("desk:registration", args=address), request))
    accept_round(round, own, expected=form.expected(), on=today)
    messages.success(request, _("Anmälan är sparad. Nu kan ni anmäla era enheter."))
    return redirect(in_language(reverse("desk:units", args=address), request))

"""Whether municipalities may ask questions of their own after a national round, and which do: nothing else of them."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tycktill_web.fieldwork.asking_after import let_ask_after, rounds_asked_after
from tycktill_web.fieldwork.errors import StepRefused
from tycktill_web.fieldwork.leading import owner_of
from tycktill_web.fieldwork.models import Round
from tycktill_web.pages.office.leading import NATIONAL
from tycktill_web.participants.access import admit
from tycktill_web.participants.models import Role
from tycktill_web.releases.alphabet import in_alphabet


class LetForm(forms.Form):
    """Yes or no."""

    let = forms.TypedChoiceField(
        label=gettext_lazy("Får kommunerna ställa egna frågor efter enkäten?"),
        choices=[("yes", gettext_lazy("Ja")), ("no", gettext_lazy("Nej"))],
        coerce=lambda chosen: chosen == "yes",
        widget=forms.RadioSelect(),
    )


@admit(Role.OFFICE)
def own_questions(request: HttpRequest, family: str, label: str) -> HttpResponse:
    """Who asks, and while the round is planned whether anybody may."""
    round_ = get_object_or_404(Round.objects.national(), family=family, label=label)
    form = LetForm(request.POST or None, initial={"let": "yes" if round_.lets_ask_after else "no"})
    if form.is_valid():
        try:
            let_ask_after(round_, let=form.cleaned_data["let"])
        except StepRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Valet är sparat."))
            return NATIONAL.to_round(request, round_)
    names = {owner.name for each in rounds_asked_after(round_) if (owner := owner_of(each))}
    may_choose = round_.state == Round.State.PLANNED
    context = {"round": round_, "form": form, "who": sorted(names, key=in_alphabet), "may_choose": may_choose}
    return render(request, "office/own_questions.html", context, status=400 if form.errors else 200)

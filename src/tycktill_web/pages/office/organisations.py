"""The office adds municipalities and providers by a list, shown first, and changes what one of them is called."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tycktill_web.look.language import in_language
from tycktill_web.participants.access import admit
from tycktill_web.participants.actions import rename_organisation
from tycktill_web.participants.errors import ListUnfit, ParticipantsError
from tycktill_web.participants.models import LONGEST_NAME, Organisation, Role
from tycktill_web.participants.organisation_lists import add_listed, new_among


@admit(Role.OFFICE)
def add_organisations(request: HttpRequest) -> HttpResponse:
    """Reads a list, shows whom it would add, and adds them."""
    text = request.POST.get("text", "")
    page = "office/add_organisations.html"
    if request.method != "POST" or "back" in request.POST:
        return render(request, page, {"text": text})
    try:
        if "confirmed" not in request.POST:
            return render(request, page, {"text": text, "new": new_among(text), "is_read": True})
        number = add_listed(text)
    except ListUnfit as error:
        return render(request, page, {"text": text, "faults": error.faults}, status=400)
    sentence = ngettext(
        "%(number)s är tillagd. Bjud in en samordnare där.",
        "%(number)s är tillagda. Bjud in en samordnare i var och en.",
        number,
    )
    messages.success(request, sentence % {"number": number_format(number)})
    return redirect(in_language(reverse("office:people"), request))


class RenameForm(forms.Form):
    """What an organisation is called from now on."""

    name = forms.CharField(label=gettext_lazy("Namn"), max_length=LONGEST_NAME)


@admit(Role.OFFICE)
def rename_page(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Changes what a municipality, a provider or the office is called."""
    organisation = get_object_or_404(Organisation, pk=organisation_id)
    form = RenameForm(request.POST or None, initial={"name": organisation.name})
    if form.is_valid():
        try:
            renamed = rename_organisation(organisation, name=form.cleaned_data["name"])
        except ParticipantsError as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, _("Organisationen heter nu %(name)s.") % {"name": renamed.name})
            return redirect(in_language(reverse("office:place_people", args=[renamed.pk]), request))
    context = {
        "organisation": organisation,
        "form": form,
        "list_page": "office:people",
        "place_page": "office:place_people",
    }
    return render(request, "office/rename.html", context, status=400 if form.errors else 200)

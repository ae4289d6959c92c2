"""Tells users what they said and what is done: written here, and by a click on the municipality's public page."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tycktill_web.improvement.editing import change
from tycktill_web.improvement.errors import ChangedMeanwhile
from tycktill_web.improvement.models import YouSaid
from tycktill_web.look.language import in_language
from tycktill_web.pages.desk.actions import CONFLICT
from tycktill_web.pages.desk.improvement import found_of, municipality_of
from tycktill_web.pages.desk.improvement_forms import SaidForm, said_fields
from tycktill_web.pages.desk.scope import desk_page
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Organisation, Person, Role

_FIELDS = ("first", "second", "third", "done", "by")


@admit(Role.COORDINATOR)
def you_said(request: HttpRequest, municipality: str, family: str, label: str) -> HttpResponse:
    """Three findings and one action; saved, published or taken down by its own button."""
    person = person_of(request)
    own, release = municipality_of(person, municipality, Role.COORDINATOR), found_of(municipality, family, label)
    found = YouSaid.objects.filter(organisation=own, family=family, round=label).select_related("about").first()
    form, status = SaidForm(request.POST or None, initial=said_fields(found) if found else {}), 200
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in _FIELDS}
        is_public = "publish" in request.POST and not release.is_withdrawn
        fields.update(is_published=is_public, about=release)
        try:
            _save(found, (own, family, label), form.cleaned_data["version"] or 0, person, fields)
            said = (
                _("Texten står nu på kommunens resultatsida.")
                if is_public
                else _("Texten är sparad och inte publicerad.")
            )
            messages.success(request, said)
            return redirect(in_language(reverse("desk:you_said", args=[municipality, family, label]), request))
        except ChangedMeanwhile as refused:
            form.add_error(None, str(refused))
            status = CONFLICT
    context = {"form": form, "found": found, "release": release, "organisation": own}
    return desk_page(request, "desk/you_said.html", context, status=status)


def _save(
    found: YouSaid | None, place: tuple[Organisation, str, str], seen: int, person: Person, fields: dict[str, object]
) -> None:
    """Write it, or change what was written. Raises ChangedMeanwhile where somebody else wrote it first."""
    own, family, label = place
    if found is None:
        try:
            with transaction.atomic():
                now = timezone.now()
                YouSaid.objects.create(
                    organisation=own, family=family, round=label, changed_by=person, changed_at=now, **fields
                )
            return
        except IntegrityError:
            found = YouSaid.objects.get(organisation=own, family=family, round=label)
    change(found, seen=seen, person=person, at=timezone.now(), fields=fields)

"""Tells users what they said and what is done: written here, and by a click on the municipality's public page."""

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tycktill.findings import figure_of, share_text
from tycktill_web.improvement.editing import add_you_said, change_row
from tycktill_web.improvement.errors import ChangedMeanwhile
from tycktill_web.improvement.histories import stands_out
from tycktill_web.improvement.models import YouSaid
from tycktill_web.improvement.wording import finding_sentence
from tycktill_web.look.language import in_language
from tycktill_web.pages.desk.actions import CONFLICT
from tycktill_web.pages.desk.improvement import found_of, municipality_of
from tycktill_web.pages.desk.improvement_forms import SaidForm, figure_choices, figure_in, said_fields
from tycktill_web.pages.desk.scope import desk_page
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Organisation, Person, Role
from tycktill_web.releases.manifests import manifest_of
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.values import released_rows, rows_of
from tycktill_web.releases.words import words_of_page

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
            _save_said(found, (own, family, label), form.cleaned_data["version"] or 0, person, fields)
            done = (
                _("Texten står nu på kommunens resultatsida.")
                if is_public
                else _("Texten är sparad och inte publicerad.")
            )
            messages.success(request, done)
            return redirect(in_language(reverse("desk:you_said", args=[municipality, family, label]), request))
        except ChangedMeanwhile as refused:
            form.add_error(None, str(refused))
            status = CONFLICT
    context = {
        "form": form,
        "found": found,
        "release": release,
        "organisation": own,
        **({} if release.is_withdrawn else _written_beside(release, municipality)),
    }
    return desk_page(request, "desk/you_said.html", context, status=status)


def _written_beside(release: PublicRelease, municipality: str) -> Mapping[str, object]:
    """What a result that stands says there, to write from; of one that is withdrawn nothing is shown."""
    return {
        "stands_out": [finding_sentence(each, release) for each in stands_out(release, municipality).found],
        "figures": _told_figures(release, municipality),
    }


def _told_figures(release: PublicRelease, municipality: str) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
    """What is told of a municipality's figures in a result, by target group."""
    values = released_rows(release.values.filter(municipality=municipality, unit="", gender="T"))
    widest, words = manifest_of(release).policy.widest, words_of_page()
    by_figure = {
        (row.cell.instrument, row.question): share_text(figure.share, words, sign=True)
        for row in rows_of(values, release.round.label)
        if (figure := figure_of(row, widest)).share is not None
    }
    return [
        (group, [(name, by_figure[figure_in(value)]) for value, name in lines])
        for group, lines in figure_choices(release, set(by_figure))
    ]


def _save_said(
    found: YouSaid | None, where: tuple[Organisation, str, str], seen: int, person: Person, fields: dict[str, object]
) -> None:
    """Write it, or change what was written. Raises ChangedMeanwhile where somebody else wrote it first."""
    own, family, label = where
    if found is None:
        add_you_said(own, family=family, round=label, person=person, at=timezone.now(), fields=fields)
    else:
        change_row(found, seen=seen, person=person, at=timezone.now(), fields=fields)

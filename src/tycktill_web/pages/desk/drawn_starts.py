"""Lets a lot decide which units begin first with something, and tells what the next round says of it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tycktill.improvement import draw_sentences, start_sentences
from tycktill_web.improvement.drawing import WantedStart, draw_start
from tycktill_web.improvement.errors import ImprovementError, TooLateToDraw
from tycktill_web.improvement.histories import came_of_start, published_by_family
from tycktill_web.improvement.locking import opened_since
from tycktill_web.improvement.models import LotDrawnStart
from tycktill_web.improvement.wording import sentences_of_page
from tycktill_web.look.language import in_language
from tycktill_web.look.numbers import NumberField
from tycktill_web.pages.desk.improvement import municipalities_of, municipality_of, release_of
from tycktill_web.pages.desk.improvement_forms import LONGEST_TEXT, figure_choices, figure_in
from tycktill_web.pages.desk.scope import DESK_ROLES, desk_page
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Role
from tycktill_web.releases.manifests import manifest_of
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.words import words_of_page

CONFLICT = 409


class StartForm(forms.Form):
    """What is done, on which figure, and the units that the lot is drawn among."""

    what = forms.CharField(
        label=gettext_lazy("Vad ni gör"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 2})
    )
    figure = forms.ChoiceField(label=gettext_lazy("Siffra som ska ändras"))
    units = forms.MultipleChoiceField(
        label=gettext_lazy("Enheter som kan börja när som helst"),
        help_text=gettext_lazy("Lotten dras bland dem du kryssar för. Minst två."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kryssa för minst två enheter.")},
    )
    number = NumberField(
        label=gettext_lazy("Hur många som börjar först"),
        help_text=gettext_lazy("Med hälften syns en skillnad lättast."),
        min_value=1,
        max_value=500,
    )
    is_meant = forms.BooleanField(
        label=gettext_lazy("Vi vet att lotten dras en gång och sedan gäller: den går inte att dra om eller ta bort"),
        error_messages={"required": gettext_lazy("Kryssa i att ni vet det, eller avbryt.")},
    )

    def __init__(self, *args: Any, release: PublicRelease, municipality: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = release.values.filter(municipality=municipality, gender="T", valid__isnull=False).exclude(unit="")
        self._shown = set(rows.values_list("target", "question", "unit"))
        self._set_choices(
            "figure", figure_choices(release, {(target, question) for target, question, _unit in self._shown})
        )
        units = sorted({unit for *_figure, unit in self._shown})
        self._set_choices("units", [(unit, unit) for unit in units])
        self.has_units = len(units) > 1

    def _set_choices(self, name: str, choices: Sequence[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """Each unit must show the figure, and some must begin and some wait."""
        cleaned = super().clean() or {}
        target, question = figure_in(str(cleaned.get("figure", "")))
        units, number = list(cleaned.get("units", ())), cleaned.get("number")
        silent = [unit for unit in units if question and (target, question, unit) not in self._shown]
        if silent:
            fault = _("De här enheterna visar inte siffran: %(units)s. Ta bort dem, eller välj en annan siffra.")
            self.add_error("units", fault % {"units": ", ".join(silent)})
        elif number is not None and units and number >= len(units):
            self.add_error("number", _("Någon måste vänta: välj ett mindre antal, eller kryssa för fler enheter."))
        return {**cleaned, "target": target, "question": question}


@admit(Role.COORDINATOR)
def new_start(request: HttpRequest, municipality: str, family: str, label: str) -> HttpResponse:
    """The form that draws."""
    person = person_of(request)
    own, release = municipality_of(person, municipality, Role.COORDINATOR), release_of(municipality, family, label)
    form, status = StartForm(request.POST or None, release=release, municipality=municipality), 200
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        figure = chosen["target"], chosen["question"]
        wanted = WantedStart(family, label, *figure, chosen["what"], chosen["units"], chosen["number"])
        try:
            made = draw_start(own, wanted, person=person, at=timezone.now())
            messages.success(request, _("Lotten är dragen."))
            return redirect(in_language(reverse("desk:start_drawn", args=[made.pk]), request))
        except ImprovementError as refused:
            form.add_error(None, str(refused))
            status = CONFLICT
    opened = opened_since(family, label)
    too_late = TooLateToDraw(opened.label) if opened else None
    context = {"form": form, "release": release, "organisation": own, "too_late": too_late}
    return desk_page(request, "desk/start_form.html", context, status=status)


@admit(*DESK_ROLES)
def start_drawn(request: HttpRequest, start_id: int) -> HttpResponse:
    """Which units begin and which wait, how anybody can draw again, and what came."""
    own = municipalities_of(person_of(request), *DESK_ROLES)
    found = LotDrawnStart.objects.filter(organisation__in=own).select_related("organisation", "drawn_by")
    start = found.filter(pk=start_id).first()
    if start is None:
        raise Http404
    published, sentences = published_by_family({start.family})[start.family], sentences_of_page()
    release, drawn = published.of_round(start.round), start.drawn
    language = words_of_page().language
    context = {
        "start": start,
        "figure": manifest_of(release).names.question(start.target, start.question, language) if release else "",
        "drawn": drawn,
        "ways": list(draw_sentences(len(drawn.first) + len(drawn.waiting), len(drawn.first), sentences)),
        "came": list(start_sentences(came_of_start(start, published), sentences)) if release else [],
    }
    return desk_page(request, "desk/start_drawn.html", context)

"""What a unit needs on paper, each with a picture: what has codes leads to where they are made, the rest is a PDF."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language, gettext_lazy

from tycktill.instrument import SOURCE_LANGUAGE, Instrument, text_in
from tycktill.terms import LANGUAGES
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.questionnaires import questionnaire_in
from tycktill_web.look.addresses import whole_address
from tycktill_web.pages.desk.coded_paper import LETTERS, SLIPS, coded_paper, form_languages, slip_languages
from tycktill_web.pages.desk.scope import desk_page, registration_to_equip
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Membership, Registration, Role
from tycktill_web.printing.errors import NotPrintable
from tycktill_web.printing.instructions import make_instruction
from tycktill_web.printing.paper_forms import make_paper_form
from tycktill_web.printing.posters import make_poster
from tycktill_web.printing.slips import SPECIMEN
from tycktill_web.printing.typesetting import Printout, as_pdf, as_picture

POSTER, INSTRUCTION, FORM = "affisch", "instruktion", "blankett"


class PosterForm(forms.Form):
    """A poster's languages and size."""

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Språk, utöver svenska"), required=False, widget=forms.CheckboxSelectMultiple
    )
    size = forms.ChoiceField(label=gettext_lazy("Storlek"), choices=[("a4", "A4"), ("a3", "A3")], initial="a4")

    def __init__(self, posted: Mapping[str, str] | None, instrument: Instrument) -> None:
        super().__init__(posted, auto_id="poster_%s")
        others = [each for each in slip_languages(instrument) if each[0] != SOURCE_LANGUAGE]
        field = self.fields["languages"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = others
        if not others:
            del self.fields["languages"]


class BlankForm(forms.Form):
    """A paper form's language, and whether it is in large print."""

    language = forms.ChoiceField(label=gettext_lazy("Språk"))
    large = forms.BooleanField(label=gettext_lazy("Stor stil"), required=False)

    def __init__(self, posted: Mapping[str, str] | None, instrument: Instrument) -> None:
        super().__init__(posted, auto_id="blank_%s")
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, LANGUAGES[code].name) for code in form_languages(instrument)]


@dataclass(frozen=True, slots=True)
class _Desk:
    """What is printed for a unit, as a request asks for it; what it does not choose is as it is from the start."""

    request: HttpRequest
    registration: Registration
    round: Round

    def poster(self) -> Printout:
        """A poster in the languages and the size chosen. Raises Http404 for what nobody can choose."""
        chosen = self._chosen_by(PosterForm, by="size")
        return make_poster(
            questionnaire_in(self.round, self.registration.instrument),
            label=self.round.label,
            days=(self.round.opens_on, self.round.closes_on),
            languages=[SOURCE_LANGUAGE, *chosen.get("languages", ())],
            sender=self.registration.unit.organisation.name,
            size=chosen.get("size", "a4"),
        )

    def form(self) -> Printout:
        """The questionnaire without a code. Raises Http404 for what nobody can choose."""
        chosen = self._chosen_by(BlankForm, by="language")
        return make_paper_form(
            questionnaire_in(self.round, self.registration.instrument),
            label=self.round.label,
            unit=self.registration.unit.name,
            language=chosen.get("language", SOURCE_LANGUAGE),
            large=chosen.get("large", False),
        )

    def instruction(self) -> Printout:
        """What the unit's staff need to know, in the page's language."""
        return make_instruction(
            unit=self.registration.unit.name,
            target_group=text_in(questionnaire_in(self.round, self.registration.instrument).name, str(get_language())),
            label=self.round.label,
            days=(self.round.opens_on, self.round.closes_on),
            counting_address=whole_address(self.request, reverse("desk:today")),
            contacts=self._contact_lines(),
        )

    def specimen(self, kind: str) -> Printout:
        """What has codes, with one that is nobody's."""
        start = whole_address(self.request, reverse("respond:start"))
        chosen = {"paper": kind, "languages": [SOURCE_LANGUAGE], "names_unit": False}
        address = start.partition("://")[2].removesuffix("/")
        paper = coded_paper(
            chosen, self.round, self.registration, address=address, link=lambda code: f"{start}k/{code}/"
        )
        return paper.make([SPECIMEN] * (8 if kind == SLIPS else 1))

    def _chosen_by(self, form: type[PosterForm] | type[BlankForm], *, by: str) -> Mapping[str, Any]:
        """What the address chooses; nothing where it does not have the field that every choice has."""
        if by not in self.request.GET:
            return {}
        posted = form(self.request.GET, questionnaire_in(self.round, self.registration.instrument))
        if not posted.is_valid():
            raise Http404
        return posted.cleaned_data

    def _contact_lines(self) -> Sequence[str]:
        """The unit's coordinators who have come in, by name and e-mail."""
        organisation = self.registration.unit.organisation
        held = Membership.objects.filter(organisation=organisation, role=Role.COORDINATOR)
        there = held.filter(person__is_active=True, person__invited_at=None)
        people = [each.person for each in there.select_related("person").order_by("pk")]
        return [f"{each.first_name}, {each.email}" if each.first_name else each.email for each in people]


_MADE: Mapping[str, Callable[[_Desk], Printout]] = {
    POSTER: _Desk.poster,
    INSTRUCTION: _Desk.instruction,
    FORM: _Desk.form,
}
_SPECIMENS: Mapping[str, Callable[[_Desk], Printout]] = {
    SLIPS: lambda desk: desk.specimen(SLIPS),
    LETTERS: lambda desk: desk.specimen(LETTERS),
}


@admit(Role.COORDINATOR)
def printing_page(request: HttpRequest, registration_id: int) -> HttpResponse:
    """All that a unit can have on paper."""
    registration, round_ = registration_to_equip(person_of(request), registration_id)
    context = {
        "round": round_,
        "registration": registration,
        "poster": PosterForm(None, questionnaire_in(round_, registration.instrument)),
        "blank": BlankForm(None, questionnaire_in(round_, registration.instrument)),
    }
    return desk_page(request, "desk/printing.html", context)


@admit(Role.COORDINATOR)
def printed_sheet(request: HttpRequest, registration_id: int, printout: str) -> HttpResponse:
    """One of it as PDF."""
    desk = _Desk(request, *registration_to_equip(person_of(request), registration_id))
    if printout not in _MADE:
        raise Http404
    try:
        pdf = as_pdf(_MADE[printout](desk))
    except NotPrintable as refused:
        context = {"round": desk.round, "registration": desk.registration, "refused": str(refused)}
        return desk_page(request, "desk/not_printed.html", context, status=422)
    name = f"{printout}-{slugify(desk.registration.unit.name)}.pdf"
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@admit(Role.COORDINATOR)
def printed_picture(request: HttpRequest, registration_id: int, printout: str) -> HttpResponse:
    """What one of it looks like, small."""
    desk = _Desk(request, *registration_to_equip(person_of(request), registration_id))
    make = {**_MADE, **_SPECIMENS}.get(printout)
    if make is None:
        raise Http404
    try:
        return HttpResponse(as_picture(make(desk)), content_type="image/png")
    except NotPrintable:
        raise Http404 from None

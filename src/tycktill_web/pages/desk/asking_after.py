"""Own questions after a national questionnaire: which, after which, and how they look on a phone."""

from collections.abc import Mapping, Sequence

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tycktill_web.fieldwork.after_codes import check_not_begun, questionnaires_before
from tycktill_web.fieldwork.asking_after import (
    MOST_QUESTIONS,
    ask_after,
    questionnaires_to_follow,
    rounds_asked_after,
)
from tycktill_web.fieldwork.errors import StepRefused
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.questionnaires import asked_in, catalogue_of
from tycktill_web.fieldwork.tickets import Ticket
from tycktill_web.instrument.models import Edition
from tycktill_web.look.language import in_language
from tycktill_web.pages.desk.own.plan_form import editions_to_ask, named_editions
from tycktill_web.pages.desk.scope import desk_page, taking_part
from tycktill_web.pages.faces.posted import PostedAnswers
from tycktill_web.pages.faces.questionnaire import unanswered_questions
from tycktill_web.pages.faces.visit import Visit, information_of
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Organisation, Role
from tycktill_web.releases.words import group_name


class AskAfterForm(forms.Form):
    """Which own questionnaire, and after which of the national ones."""

    edition = forms.ChoiceField(label=gettext_lazy("Era frågor"), widget=forms.RadioSelect())
    questionnaires = forms.MultipleChoiceField(
        label=gettext_lazy("Efter vilka enkäter?"),
        help_text=gettext_lazy("Frågorna ställs på alla enheter hos er som är med, också dem som anmäls senare."),
        widget=forms.CheckboxSelectMultiple(),
        error_messages={"required": gettext_lazy("Kryssa i minst en enkät.")},
    )

    def __init__(self, posted: Mapping[str, str] | None, *, editions: Sequence[Edition], after: Sequence[str]) -> None:
        only = editions[0].pk if len(editions) == 1 else None
        super().__init__(posted, initial={"questionnaires": list(after), "edition": only})
        self.editions = {each.pk: each for each in editions}
        for name, choices in (
            ("edition", list(named_editions(editions))),
            ("questionnaires", [(each, group_name(each)) for each in after]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def clean_edition(self) -> Edition:
        return self.editions[self.cleaned_data["edition"]]


def _national_round(request: HttpRequest, family: str, label: str, organisation_id: int) -> tuple[Round, Organisation]:
    """A national round and a municipality that the person coordinates. Http404 for all others."""
    round_, own = taking_part(person_of(request), family, label, organisation_id)
    if round_.is_own or own.kind != Organisation.Kind.MUNICIPALITY:
        raise Http404
    return round_, own


@admit(Role.COORDINATOR)
def own_questions(request: HttpRequest, family: str, label: str, organisation_id: int) -> HttpResponse:
    """Those that are asked after this round's questionnaires, and a form that adds some."""
    round_, own = _national_round(request, family, label, organisation_id)
    asked = rounds_asked_after(round_, of=own)
    taken = {before for each in asked for before in questionnaires_before(each)}
    after = [each for each in questionnaires_to_follow(round_, own) if each not in taken]
    editions = [each for each in editions_to_ask(person_of(request)) if each.survey.organisation == own]
    form = AskAfterForm(request.POST or None, editions=editions, after=after)
    if form.is_valid():
        try:
            made = _ask_after(round_, form)
        except StepRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Frågorna är tillagda. Gör nu nyckeln, annars ställs de inte."))
            return redirect(in_language(reverse("own:round", args=[made.family, made.label]), request))
    context = {
        "round": round_,
        "organisation": own,
        "form": form,
        "most": MOST_QUESTIONS,
        "why_not": _why_not(round_),
        "asked": [(each, [group_name(before) for before in questionnaires_before(each)]) for each in asked],
        "has_editions": bool(editions),
        "may_add": bool(after),
    }
    return desk_page(request, "desk/own_questions.html", context, status=400 if form.errors else 200)


def _ask_after(national: Round, form: AskAfterForm) -> Round:
    """Raises StepRefused."""
    chosen = form.cleaned_data
    return ask_after(
        national,
        chosen["edition"],
        questionnaires=chosen["questionnaires"],
        on=timezone.localdate(),
        preset=national.preset,
    )


def _why_not(national: Round) -> str:
    """Why no more own questions can be added; nothing where they can."""
    try:
        check_not_begun(national, on=timezone.localdate())
    except StepRefused as refused:
        return str(refused)
    return ""


@admit(Role.COORDINATOR)
def own_questions_preview(
    request: HttpRequest, family: str, label: str, organisation_id: int, own_family: str
) -> HttpResponse:
    """What whoever has answered meets, at the size of a phone; nothing can be sent."""
    national, own = _national_round(request, family, label, organisation_id)
    round_ = next((each for each in rounds_asked_after(national, of=own) if each.family == own_family), None)
    if round_ is None:
        raise Http404
    (questionnaire,) = asked_in(round_)
    instrument, language = catalogue_of(round_)[questionnaire], str(get_language())
    ticket = Ticket(round_, questionnaire, own.municipality, _("Enhetens namn"), 0)
    visit = Visit("", ticket, instrument, PostedAnswers({}))
    spoken = visit.spoken_language(language)
    written = unanswered_questions(questionnaire, round_.edition_id, spoken)
    context = {
        "back": reverse("desk:own_questions", args=[family, label, organisation_id]),
        "asked": written,
        "other_language": spoken if spoken != language else "",
        **information_of(visit, spoken),
    }
    return render(request, "desk/own_questions_preview.html", context)

"""Slips for all units of an organisation in one errand: codes are made, set and sent as one file that lies nowhere."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from tycktill.instrument import SOURCE_LANGUAGE
from tycktill_web.fieldwork.batches import codes_at
from tycktill_web.fieldwork.codes import LARGEST_BATCH, make_batches
from tycktill_web.fieldwork.errors import StepRefused
from tycktill_web.fieldwork.models import CodeBatch, Round
from tycktill_web.fieldwork.questionnaires import questionnaire_in
from tycktill_web.fieldwork.rounds import is_allowed, registrations_in
from tycktill_web.fieldwork.states import RoundAction
from tycktill_web.look.numbers import NumberField
from tycktill_web.pages.desk.coded_paper import (
    SLIPS,
    CodedPaper,
    PaperPart,
    answer_at,
    coded_paper,
    codes_sheet,
    link_of,
    paper_parts,
    slip_languages,
    try_paper,
)
from tycktill_web.pages.desk.forms import MOST_CODES
from tycktill_web.pages.desk.scope import desk_page, taking_part
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Organisation, Registration, Role, Turn
from tycktill_web.participants.turns import (
    TurnField,
    TurnTaken,
    follow_pieces,
    is_under_way,
    is_whole,
    last_sent,
    next_turn,
    take_turn,
)
from tycktill_web.printing.bundles import zip_pieces
from tycktill_web.printing.errors import NotPrintable
from tycktill_web.printing.typesetting import as_pdfs
from tycktill_web.releases.words import group_name

CONFLICT = 409

_Made = Sequence[tuple[Registration, Sequence[str]]]
"""New codes, by unit and questionnaire."""


@dataclass(frozen=True, slots=True)
class SentSlips:
    """The last file of an organisation's slips, as far as it was sent, and which of its codes still hold."""

    turn: Turn
    batches: Sequence[CodeBatch]

    @property
    def is_whole(self) -> bool:
        """Whether all of it was sent."""
        return is_whole(self.turn)

    @property
    def is_under_way(self) -> bool:
        """Whether it is being sent now."""
        return is_under_way(self.turn)

    @property
    def codes(self) -> int:
        """How many of its codes hold."""
        return sum(each.size for each in self.batches)


class AllSlipsForm(forms.Form):
    """Which units get slips, how many each, and in which languages."""

    turn = TurnField()
    size = NumberField(
        label=gettext_lazy("Hur många lappar till varje?"),
        help_text=gettext_lazy("En lapp för varje person som ska få frågan. Hellre för många än för få."),
        min_value=1,
        max_value=MOST_CODES,
        initial=30,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Språk utöver svenska"), required=False, widget=forms.CheckboxSelectMultiple
    )
    units = forms.MultipleChoiceField(
        label=gettext_lazy("Vilka ska få lappar?"),
        error_messages={"required": gettext_lazy("Kryssa i minst en enhet.")},
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        posted: Mapping[str, str] | None,
        *,
        units: Mapping[str, str],
        equipped: Mapping[str, int],
        languages: Sequence[tuple[str, str]],
        turn: Callable[[], int],
    ) -> None:
        without = [key for key in units if not equipped[key]]
        super().__init__(posted, initial={"turn": turn, "units": without})
        self._set_choices("units", [(key, _unit_label(name, equipped[key])) for key, name in units.items()])
        self._set_choices("languages", languages)
        if not languages:
            del self.fields["languages"]

    def _set_choices(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, object]:
        """As many as one errand can take."""
        cleaned = super().clean() or {}
        number = cleaned.get("size", 0) * len(cleaned.get("units", ()))
        if number > LARGEST_BATCH:
            sentence = _("Det blir %(number)s lappar, och på en gång går det att göra %(most)s. Ta färre enheter.")
            raise forms.ValidationError(sentence % {"number": number, "most": LARGEST_BATCH})
        return cleaned


def _unit_label(name: str, issued: int) -> str:
    return _("%(unit)s – har redan %(number)s koder") % {"unit": name, "number": issued} if issued else name


@admit(Role.COORDINATOR)
def all_slips(request: HttpRequest, family: str, label: str, organisation_id: int) -> HttpResponseBase:
    """Asks which units and how many, makes their codes, and sends the slips while they are set."""
    round_, own = taking_part(person_of(request), family, label, organisation_id)
    lines = {str(each.pk): each for each in registrations_in([round_], of=[own])[round_.pk]}
    form = _slips_form(request, round_, own, lines)
    status = 200
    if form.is_valid():
        paper = _slips_paper(request, round_, form.cleaned_data.get("languages", ()), next(iter(lines.values())))
        try:
            try_paper(paper)
            turn, made = _make_codes(round_, own, [lines[key] for key in form.cleaned_data["units"]], form.cleaned_data)
            return _send_archive(request, round_, own, paper, turn, made)
        except TurnTaken as taken:
            form.add_error(None, _already_made(taken.made))
            status = CONFLICT
        except (StepRefused, NotPrintable) as refused:
            form.add_error(None, str(refused))
    context = {
        "round": round_,
        "organisation": own,
        "form": form,
        "lines": lines,
        "sent": sent_slips(round_, own),
        "may_make": is_allowed(round_, RoundAction.MAKE_CODES),
    }
    return desk_page(request, "desk/all_slips.html", context, status=400 if form.errors and status == 200 else status)


def _slips_form(
    request: HttpRequest, round: Round, own: Organisation, lines: Mapping[str, Registration]
) -> AllSlipsForm:
    codes = codes_at(round, own)
    asked = {line.instrument for line in lines.values()}
    in_all = [dict(slip_languages(questionnaire_in(round, each))) for each in asked]
    shared = {code: name for each in in_all for code, name in each.items() if all(code in known for known in in_all)}
    return AllSlipsForm(
        request.POST or None,
        units={key: f"{each.unit.name}, {group_name(each.instrument)}" for key, each in lines.items()},
        equipped={key: codes.get(each.pk, 0) for key, each in lines.items()},
        languages=[each for each in shared.items() if each[0] != SOURCE_LANGUAGE],
        turn=partial(next_turn, _turn_errand(round, own)),
    )


def _slips_paper(request: HttpRequest, round: Round, languages: Sequence[str], any_: Registration) -> CodedPaper:
    """Slips that name no unit: those of all units are alike but for their codes."""
    chosen = {"paper": SLIPS, "languages": [SOURCE_LANGUAGE, *languages], "names_unit": False}
    address = answer_at(request).partition("://")[2].removesuffix("/")
    return coded_paper(chosen, round, any_, address=address, link=partial(link_of, request))


@transaction.atomic
def _make_codes(
    round: Round, own: Organisation, units: Sequence[Registration], asked: Mapping[str, int]
) -> tuple[Turn, _Made]:
    """New codes for each, in the turn of the form that asked for them. Raises StepRefused, TurnTaken."""
    turn = take_turn(_turn_errand(round, own), asked["turn"], made=asked["size"] * len(units), pieces=len(units) + 1)
    wishes = [(each, asked["size"]) for each in units]
    return turn, list(zip(units, make_batches(round, wishes, on=timezone.localdate(), turn=turn), strict=True))


def _send_archive(
    request: HttpRequest, round: Round, own: Organisation, paper: CodedPaper, turn: Turn, made: _Made
) -> StreamingHttpResponse:
    """The archive, whose files are set while it is sent. The codes come first, so that none is lost with a sheet."""
    sheet = codes_sheet(made, answer_at=answer_at(request), link=partial(link_of, request))
    parts = [part for registration, codes in made for part in paper_parts(paper, codes, registration)]
    archive = zip_pieces(_archive_files(parts, sheet, str(get_language())), at=timezone.localtime())
    response = StreamingHttpResponse(follow_pieces(archive, turn, of=len(parts) + 1), content_type="application/zip")
    name = f"{slugify(_('lappar'))}-{slugify(own.name)}-{round.key}.zip"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _archive_files(parts: Sequence[PaperPart], sheet: bytes, language: str) -> Iterator[tuple[str, bytes]]:
    """In the language of the page, which is over when they are made."""
    with override(language):
        yield f"{_('koder')}.csv", sheet
        try:
            for part, pdf in zip(parts, as_pdfs([part.make for part in parts]), strict=True):
                yield part.name, pdf
        except NotPrintable as refused:
            sentence = _("Alla lappar kunde inte skrivas ut. Koderna gäller och finns i kalkylbladet.")
            yield f"{_('las-mig')}.txt", f"{refused} {sentence}\n".encode()


def sent_slips(round: Round, own: Organisation) -> SentSlips | None:
    """The last file that was sent, if any of its codes still hold."""
    turn = last_sent(_turn_errand(round, own))
    if turn is None:
        return None
    batches = round.batches.filter(turn=turn, voided_on=None).select_related("registration__unit__organisation")
    found = list(batches.order_by("registration__unit__name", "pk"))
    return SentSlips(turn, found) if found else None


def _already_made(number: int) -> str:
    sentence = _(
        "%(number)s lappar har redan gjorts sedan sidan öppnades. Kom filen inte fram hel: makulera koderna "
        "här på sidan, och gör nya."
    )
    return sentence % {"number": number}


def _turn_errand(round: Round, own: Organisation) -> str:
    return f"codes of organisation {own.pk} in {round.key}"

"""Reads a workbook of answers on paper in: all its rows or none, and nothing of the file is kept."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tycktill.fieldwork import STEP
from tycktill.files import coded_template
from tycktill.instrument import Instrument
from tycktill.terms import Refused
from tycktill_web.fieldwork.errors import CodeRefused
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.questionnaires import catalogue_of
from tycktill_web.intake.importing import RowFault, RowsRefused, TakenRows, take_rows
from tycktill_web.intake.workbook import read_paper
from tycktill_web.journal.paper_events import PaperImported
from tycktill_web.journal.writing import record
from tycktill_web.look.uploads import takes_files_of
from tycktill_web.pages.desk.paper import is_taken
from tycktill_web.pages.desk.scope import desk_page, round_at_desk
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Organisation, Registration, Role
from tycktill_web.participants.scope import units_of

LARGEST_FILE = 800_000
MOST_ROWS = 2_000
"""Forms in one file: what a page can seal while others wait."""

_MOST_NAMED = 20
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

SENTENCES: Mapping[RowFault, Promise] = {
    RowFault.MISSING: _("Koden saknas, fast det finns svar. Skriv koden som står på blanketten."),
    RowFault.MISTYPED: _("Något tecken i koden är fel. Jämför med blanketten."),
    RowFault.UNKNOWN: _("Koden finns inte i omgången. Jämför med blanketten."),
    RowFault.OTHER_PILE: _("Koden hör till en annan enhet eller enkät. Flytta raden till den enkätens arbetsbok."),
    RowFault.VOID: _("Koden är makulerad. Ta bort raden."),
    RowFault.TWICE: _("Samma kod står på en tidigare rad. Behåll en av dem."),
    RowFault.USED: _("Det finns redan ett svar med koden. Ta bort raden, eller kryssa i att sådana rader hoppas över."),
}
UNREADABLE_CELL = _("Något på raden går inte att läsa. Välj svaren i listorna.")
UNREADABLE_FILE = _(
    "Filen går inte att läsa. Använd arbetsboken härifrån, fyll i en rad för varje blankett och ändra inte rubrikerna."
)


TOO_MANY_ROWS = _("Filen har fler än 2 000 blanketter. Dela upp den i flera.")


class _TooManyRows(Exception):
    """More than one transaction should seal."""


class PaperImportForm(forms.Form):
    """A filled-in workbook."""

    file = forms.FileField(
        label=_("Ifylld arbetsbok"),
        help_text=_("Högst 2 000 blanketter i samma fil. Filen sparas inte."),
        max_length=200,
        error_messages={"required": _("Välj filen."), "empty": UNREADABLE_FILE},
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )
    leave_out_used = forms.BooleanField(label=_("Hoppa över rader vars kod redan är använd"), required=False)

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("Filen är för stor. Dela upp den i flera."))
        content: bytes = file.read()
        return content


@dataclass(frozen=True, slots=True)
class WrongRows:
    """Rows of a file with the same thing wrong."""

    sentence: Promise
    rows: Sequence[int]

    @property
    def listed_rows(self) -> str:
        """Their numbers, or the first of them."""
        return ", ".join(map(str, self.rows[:_MOST_NAMED])) + (" …" if len(self.rows) > _MOST_NAMED else "")


@dataclass(frozen=True, slots=True)
class _Scope:
    """What somebody may read in: a questionnaire in a round, of their own units."""

    round: Round
    instrument: Instrument
    registrations: Sequence[Registration]


@admit(Role.STAFF, Role.COORDINATOR)
def read_in(request: HttpRequest, family: str, label: str, target: str) -> HttpResponse:
    """Asks for a workbook; says what was taken of it, or what is wrong with which rows."""
    scope = _import_scope(request, family, label, target)
    form = PaperImportForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"round": scope.round, "instrument": scope.instrument, "form": form}
    context["is_shut"] = not is_taken(scope.round, on=timezone.localdate())
    if form.is_valid() and not context["is_shut"]:
        try:
            context["taken"] = _take_rows(scope, form)
        except (Refused, RowsRefused, CodeRefused, _TooManyRows) as refused:
            context["wrong"] = wrong_rows(refused)
    is_wrong = bool(form.errors or "wrong" in context)
    return desk_page(request, "desk/paper_import.html", context, status=400 if is_wrong else 200)


takes_files_of(read_in, LARGEST_FILE + 1)


@admit(Role.STAFF, Role.COORDINATOR)
def paper_workbook(request: HttpRequest, family: str, label: str, target: str) -> HttpResponse:
    instrument = _import_scope(request, family, label, target).instrument
    response = HttpResponse(coded_template(instrument), content_type=_XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="papper-{instrument.id}-{label}.xlsx"'
    return response


def _import_scope(request: HttpRequest, family: str, label: str, target: str) -> _Scope:
    round_ = round_at_desk(person_of(request), family, label)
    instrument = catalogue_of(round_).get(target)
    own = Registration.objects.filter(unit__in=units_of(person_of(request)), round=label, instrument=target)
    found = list(own.select_related("unit__organisation"))
    if instrument is None or instrument.family != family or not found:
        raise Http404
    return _Scope(round_, instrument, found)


def _take_rows(scope: _Scope, form: PaperImportForm) -> TakenRows:
    rows = read_paper(form.cleaned_data["file"], scope.instrument)
    if len(rows) > MOST_ROWS:
        raise _TooManyRows

    def report(taken: TakenRows) -> None:
        for organisation, number in Counter(each.unit.organisation for each in taken.answers).items():
            _record_sheets(scope, organisation, number // STEP * STEP)

    leave_out = form.cleaned_data["leave_out_used"]
    today = timezone.localdate()
    return take_rows(scope.round, rows, scope.registrations, on=today, leave_out_used=leave_out, report=report)


def _record_sheets(scope: _Scope, organisation: Organisation, sheets: int) -> None:
    """In whole fives, as typing is told."""
    if sheets:
        event = PaperImported(questionnaire=scope.instrument.id, sheets=sheets)
        record(event, of=organisation, round=scope.round.key)


def wrong_rows(refused: Exception) -> Sequence[WrongRows]:
    """What is wrong, by what it is; rows are named by their numbers alone, never by what stands in them."""
    if isinstance(refused, _TooManyRows):
        return [WrongRows(TOO_MANY_ROWS, [])]
    if isinstance(refused, RowsRefused):
        found: defaultdict[RowFault, list[int]] = defaultdict(list)
        for row, fault in sorted(refused.faults.items()):
            found[fault].append(row)
        return [WrongRows(SENTENCES[fault], own) for fault, own in found.items()]
    rows = {row for each in getattr(refused, "faults", ()) for row in (each.rows or [each.row]) if row}
    return [WrongRows(UNREADABLE_CELL, sorted(rows)) if rows else WrongRows(UNREADABLE_FILE, [])]

"""Takes questionnaires in from files and out as files."""

from pathlib import PurePath

from django.contrib import messages
from django.core.files import File
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from tycktill.files import write_xlsform
from tycktill.terms import Fault, Refused
from tycktill_web.instrument.drafts import import_form, import_survey
from tycktill_web.instrument.errors import IdTaken, IdUnfit
from tycktill_web.instrument.fault_words import note_in_words
from tycktill_web.instrument.models import OwnSurvey
from tycktill_web.look.uploads import SMALL, takes_file
from tycktill_web.pages.desk.editor.forms import ImportForm
from tycktill_web.pages.desk.editor.scope import draft_of, owners_of, to_survey
from tycktill_web.pages.desk.scope import desk_page
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Organisation, Role

MOST_NOTES = 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@takes_file
@admit(Role.COORDINATOR)
def import_file(request: HttpRequest) -> HttpResponse:
    """A questionnaire from a file: a new draft, or the next draft of the one that it was taken out of."""
    form = ImportForm(request.POST or None, request.FILES or None, owners=owners_of(request))
    faults: list[str] = []
    if form.is_valid():
        try:
            survey = _import_file(request, form.cleaned_data["organisation"], form.cleaned_data["file"])
        except Refused as refused:
            faults = [str(fault) for fault in refused.faults]
        except (IdTaken, IdUnfit) as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, _("Enkäten är inläst som utkast. Läs igenom den."))
            return to_survey(request, survey)
    status = 400 if faults or form.errors else 200
    return desk_page(request, "desk/editor/import.html", {"form": form, "faults": faults}, status=status)


def _import_file(request: HttpRequest, own: Organisation, file: "File[bytes]") -> OwnSurvey:
    """The draft of a file, by its ending. Raises Refused, IdTaken and IdUnfit."""
    name = PurePath(file.name or "file").name
    if not name.lower().endswith(".xlsx"):
        return import_survey(own, _file_text(file), person=person_of(request), at=timezone.now())
    survey, notes = import_form(own, _file_content(file), file=name, person=person_of(request), at=timezone.now())
    for note in notes[:MOST_NOTES]:
        messages.warning(request, note_in_words(note))
    return survey


def _file_text(file: "File[bytes]") -> str:
    """Raises Refused."""
    try:
        return _file_content(file).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused([Fault("The file is not UTF-8", "Save it as UTF-8", file=file.name)]) from None


def _file_content(file: "File[bytes]") -> bytes:
    """Raises Refused where it is too large to be one questionnaire."""
    if (file.size or 0) > SMALL:
        raise Refused([Fault("The file is larger than 64 kB", "Choose the file of one questionnaire", file=file.name)])
    return bytes(file.read())


@admit(Role.COORDINATOR)
def survey_file(request: HttpRequest, survey_id: int) -> HttpResponse:
    """The draft as the file that the method reads."""
    draft = draft_of(request, survey_id)
    return _file_response(draft.survey.draft, f"{draft.survey.instrument}.toml")


@admit(Role.COORDINATOR)
def survey_form(request: HttpRequest, survey_id: int) -> HttpResponse:
    """The draft as an XLSForm, once nothing is wrong with it."""
    draft = draft_of(request, survey_id)
    if draft.faults:
        messages.error(request, _("Rätta det som är fel först. Sedan går enkäten att ta ut som XLSForm."))
        return to_survey(request, draft.survey)
    return _file_response(write_xlsform(draft.document), f"{draft.survey.instrument}.xlsx", XLSX)


@admit(Role.COORDINATOR)
def edition_file(request: HttpRequest, survey_id: int, number: int) -> HttpResponse:
    """An edition as the file whose checksum stands in releases."""
    draft = draft_of(request, survey_id)
    if number < 1:
        raise Http404
    return _file_response(
        get_object_or_404(draft.survey.editions, number=number).text, f"{draft.survey.instrument}.toml"
    )


def _file_response(content: str | bytes, name: str, kind: str = "application/toml") -> HttpResponse:
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})

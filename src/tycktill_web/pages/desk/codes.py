"""Makes codes for a unit and shows them this once, on paper and as a spreadsheet: they are kept nowhere."""

from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tycktill.fieldwork import group_code
from tycktill_web.fieldwork.batches import batches_of
from tycktill_web.fieldwork.codes import make_codes
from tycktill_web.fieldwork.errors import StepRefused
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.progress import round_progress
from tycktill_web.fieldwork.questionnaires import questionnaire_in
from tycktill_web.fieldwork.rounds import is_allowed
from tycktill_web.fieldwork.states import RoundAction
from tycktill_web.pages.desk.coded_paper import (
    LETTERS,
    SLIPS,
    CodedPaper,
    PaperFile,
    answer_at,
    coded_paper,
    codes_sheet,
    link_of,
    paper_choices,
    paper_files,
    slip_languages,
    try_paper,
)
from tycktill_web.pages.desk.forms import CodesForm
from tycktill_web.pages.desk.scope import desk_page, registration_to_equip
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Registration, Role
from tycktill_web.participants.turns import TurnTaken, next_turn, take_turn
from tycktill_web.printing.errors import NotPrintable

CONFLICT = 409


@dataclass(frozen=True)
class Batch:
    """Codes that were just made; `why_not_printed` is set where there is no paper."""

    number: int
    codes: Sequence[str]
    registration: Registration
    answer_at: str
    link: Callable[[str], str]
    paper: CodedPaper
    files: Sequence[PaperFile] = ()
    why_not_printed: str = ""

    @property
    def grouped_codes(self) -> Sequence[str]:
        """The codes as they are printed."""
        return [group_code(code) for code in self.codes]

    @property
    def file_name(self) -> str:
        """What the spreadsheet is called when it is saved."""
        return f"{_('koder')}-{slugify(self.registration.unit.name)}-{self.registration.instrument}.csv"

    @property
    def csv_address(self) -> str:
        """A spreadsheet of the codes within the link itself: no second page has to know them."""
        sheet = codes_sheet([(self.registration, self.codes)], answer_at=self.answer_at, link=self.link)
        return "data:text/csv;charset=utf-8;base64," + b64encode(sheet).decode()


@admit(Role.COORDINATOR)
def codes_page(request: HttpRequest, registration_id: int) -> HttpResponse:
    """How many codes there are; makes more, and shows the new ones once, however often the form is sent."""
    registration, round_ = registration_to_equip(person_of(request), registration_id)
    instrument = questionnaire_in(round_, registration.instrument)
    form = CodesForm(
        request.POST or None,
        initial={
            "turn": lambda: next_turn(_turn_errand(registration)),
            "paper": LETTERS if request.GET.get("papper") == LETTERS else SLIPS,
        },
        languages=slip_languages(instrument),
        papers=paper_choices(instrument),
    )
    context: dict[str, object] = {"round": round_, "registration": registration, "form": form}
    if form.is_valid():
        paper = _paper_asked(request, round_, registration, form)
        try:
            try_paper(paper)
            number, made = _make_batch(
                round_, registration, size=form.cleaned_data["size"], turn=form.cleaned_data["turn"]
            )
        except TurnTaken as taken:
            return desk_page(request, "desk/codes_made.html", context | {"made": taken.made}, status=CONFLICT)
        except (StepRefused, NotPrintable) as error:
            form.add_error(None, str(error))
        else:
            batch = _print_batch(
                Batch(number, made, registration, answer_at(request), partial(link_of, request), paper)
            )
            return desk_page(request, "desk/new_codes.html", context | {"batch": batch})
    today = timezone.localdate()
    context |= {
        "supply": round_progress(round_, on=today, of=[registration.unit.organisation_id]).of(registration),
        "batches": batches_of(round_, registration, on=today),
        "may_make": is_allowed(round_, RoundAction.MAKE_CODES),
        "may_void": is_allowed(round_, RoundAction.VOID_CODES),
    }
    return desk_page(request, "desk/codes.html", context, status=400 if form.errors else 200)


@transaction.atomic
def _make_batch(round: Round, registration: Registration, *, size: int, turn: int) -> tuple[int, Sequence[str]]:
    """New codes with their batch's number, in the turn of the form that asked. Raises StepRefused, TurnTaken."""
    take_turn(_turn_errand(registration), turn, made=size)
    made = make_codes(round=round, registration=registration, size=size, on=timezone.localdate())
    newest = registration.batches.latest("pk")  # of this transaction: whoever makes codes in the round waits for it
    return newest.pk, made


def _paper_asked(request: HttpRequest, round: Round, registration: Registration, form: CodesForm) -> CodedPaper:
    address = answer_at(request).partition("://")[2].removesuffix("/")
    return coded_paper(form.cleaned_data, round, registration, address=address, link=partial(link_of, request))


def _print_batch(batch: Batch) -> Batch:
    """The codes on paper; where that fails, the codes are there and can be handed out by the spreadsheet."""
    try:
        return replace(batch, files=paper_files(batch.paper, batch.codes, batch.registration))
    except NotPrintable as error:
        return replace(batch, why_not_printed=str(error))


def _turn_errand(registration: Registration) -> str:
    return f"codes of registration {registration.pk}"

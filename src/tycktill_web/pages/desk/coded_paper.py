"""What codes that were just made are printed on, as files within the page that shows them: no other page knows them."""

import csv
import io
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tycktill.fieldwork import group_code
from tycktill.instrument import SOURCE_LANGUAGE, Instrument
from tycktill.terms import LANGUAGES
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.questionnaires import questionnaire_in
from tycktill_web.look.addresses import whole_address
from tycktill_web.participants.models import Registration
from tycktill_web.printing.letters import MOST_LETTERS, make_letters
from tycktill_web.printing.paper_forms import MOST_FORMS, make_paper_form
from tycktill_web.printing.slips import MOST_SLIPS, SPECIMEN, make_slips
from tycktill_web.printing.survey_words import survey_words
from tycktill_web.printing.typesetting import Printout, as_pdf, as_pdfs

SLIPS, LETTERS, FORM, LARGE = "lappar", "brev", "blankett", "stor"
"""What codes may be printed on; a form names its language too, as `blankett-sv` or `blankett-sv-stor`."""

_CALLED: Mapping[str, Promise] = {
    SLIPS: gettext_lazy("lapparna"),
    LETTERS: gettext_lazy("breven"),
    FORM: gettext_lazy("blanketterna"),
}


@dataclass(frozen=True, slots=True)
class CodedPaper:
    """A kind of paper that codes are printed on: which, how it is made of codes, and how many go into one file."""

    kind: str
    make: Callable[[Sequence[str]], Printout]
    most: int

    @property
    def plural_name(self) -> Promise:
        """What several of it are called."""
        return _CALLED[self.kind]


@dataclass(frozen=True, slots=True)
class PaperPart:
    """Some of a batch that goes into one PDF: its first and last code, the file's name, and how it is made."""

    first: int
    last: int
    name: str
    make: Callable[[], Printout]


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A PDF of some of a batch: the first and last of its codes, its name when saved, and itself as an address."""

    first: int
    last: int
    name: str
    address: str


def answer_at(request: HttpRequest) -> str:
    """Where codes are answered, as the world knows it."""
    return whole_address(request, reverse("respond:start"))


def link_of(request: HttpRequest, code: str) -> str:
    """Where a code is answered without typing it."""
    return urljoin(answer_at(request), reverse("respond:link", args=[code]))


def codes_sheet(
    made: Iterable[tuple[Registration, Sequence[str]]], *, answer_at: str, link: Callable[[str], str]
) -> bytes:
    """A spreadsheet of the codes of each unit, as a Swedish Excel expects it."""
    sheet = io.StringIO()
    rows = csv.writer(sheet, delimiter=";")
    rows.writerow([_("kod"), _("adress"), _("direktlänk"), _("enhet")])
    for registration, codes in made:
        rows.writerows([group_code(code), answer_at, link(code), registration.unit.name] for code in codes)
    return sheet.getvalue().encode("utf-8-sig")


def coded_paper(
    chosen: Mapping[str, Any], round: Round, registration: Registration, *, address: str, link: Callable[[str], str]
) -> CodedPaper:
    """The paper that a coordinator asks for; `address` is where codes are typed, `link` where each leads."""
    kind, *rest = chosen["paper"].split("-")
    if kind == FORM:
        instrument = questionnaire_in(round, registration.instrument)
        how = {"label": round.label, "unit": registration.unit.name, "language": rest[0], "large": LARGE in rest}
        return CodedPaper(FORM, partial(make_paper_form, instrument, **how), MOST_FORMS)
    words = survey_words(label=round.label, until=round.closes_on, languages=chosen["languages"])
    unit = registration.unit.name if chosen["names_unit"] else ""
    shared: Mapping[str, Any] = {"words": words, "link": link, "address": address, "unit": unit}
    if kind == LETTERS:
        sender = registration.unit.organisation.name
        return CodedPaper(LETTERS, partial(make_letters, sender=sender, **shared), MOST_LETTERS)
    return CodedPaper(SLIPS, partial(make_slips, **shared), MOST_SLIPS)


def try_paper(paper: CodedPaper) -> None:
    """Raises NotPrintable where this cannot be printed: to be asked before there are codes to lose."""
    as_pdf(paper.make([SPECIMEN]))


def paper_files(paper: CodedPaper, codes: Sequence[str], registration: Registration) -> Sequence[PaperFile]:
    """These codes on paper, in their order, as one PDF or several. Raises NotPrintable."""
    parts = list(paper_parts(paper, codes, registration))
    drawn = as_pdfs([part.make for part in parts])
    return [
        PaperFile(part.first, part.last, part.name, _within_page(pdf)) for part, pdf in zip(parts, drawn, strict=True)
    ]


def paper_parts(paper: CodedPaper, codes: Sequence[str], registration: Registration) -> Iterator[PaperPart]:
    """What goes into one PDF each of these codes, in their order."""
    parts = [codes[start : start + paper.most] for start in range(0, len(codes), paper.most)]
    for number, part in enumerate(parts):
        first = number * paper.most + 1
        name = _file_name(paper, registration, number + 1 if len(parts) > 1 else 0)
        yield PaperPart(first, first + len(part) - 1, name, partial(paper.make, part))


def paper_choices(instrument: Instrument) -> Sequence[tuple[str, str]]:
    """What codes of a questionnaire may be printed on, and its name."""
    forms = [
        (f"{FORM}-{code}{large and f'-{LARGE}'}", words % {"language": LANGUAGES[code].name})
        for code in form_languages(instrument)
        for large, words in (
            ("", _("Pappersenkäter: %(language)s")),
            (LARGE, _("Pappersenkäter, stor stil: %(language)s")),
        )
    ]
    return [(SLIPS, _("Lappar att klippa isär")), (LETTERS, _("Brev utan adressat, ett på varje sida")), *forms]


def form_languages(instrument: Instrument) -> Sequence[str]:
    """The languages that a questionnaire can be printed in: those that all of it is in, Swedish first."""
    whole = [code for code, status in instrument.languages.items() if status.completeness == "complete"]
    return sorted(whole, key=lambda code: code != SOURCE_LANGUAGE)


def slip_languages(instrument: Instrument) -> Sequence[tuple[str, str]]:
    """Codes and own names of the languages that a slip can be in: those that its questions can be read in."""
    whole = form_languages(instrument)
    return [(code, name) for code, name in settings.LANGUAGES if code in whole]


def _file_name(paper: CodedPaper, registration: Registration, number: int) -> str:
    part = f"-{number}" if number else ""
    return f"{slugify(str(paper.plural_name))}-{slugify(registration.unit.name)}-{registration.instrument}{part}.pdf"


def _within_page(pdf: bytes) -> str:
    return "data:application/pdf;base64," + b64encode(pdf).decode()

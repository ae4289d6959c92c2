"""The slips of codes that were just made, as files within the page that shows them: no other page has to know them."""

from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.questionnaires import catalogue
from tycktill_web.participants.models import Registration
from tycktill_web.printing.slips import MOST_SLIPS, SPECIMEN, Slips, make_slips
from tycktill_web.printing.survey_words import SurveyWords, survey_words
from tycktill_web.printing.typesetting import as_pdf, as_pdfs


@dataclass(frozen=True, slots=True)
class SlipKind:
    """What slips look like, whatever their codes: what they say, which unit they name and where they lead."""

    words: Sequence[SurveyWords]
    unit: str
    address: str
    link: Callable[[str], str]

    def sheet(self, codes: Sequence[str]) -> Slips:
        """The slips of these codes."""
        return make_slips(codes, words=self.words, link=self.link, address=self.address, unit=self.unit)


@dataclass(frozen=True, slots=True)
class SlipFile:
    """A PDF of some of a batch's slips: the first and last of them, its name when saved, and itself as an address."""

    first: int
    last: int
    name: str
    address: str


def slip_kind(
    round: Round, *, languages: Sequence[str], unit: str, address: str, link: Callable[[str], str]
) -> SlipKind:
    """The slips of a round, in these languages; `unit` is empty where none is named."""
    told = survey_words(label=round.label, until=round.closes_on, languages=languages)
    return SlipKind(told, unit, address, link)


def try_slips(kind: SlipKind) -> None:
    """Raises NotPrintable where slips of this kind cannot be printed: to be asked before there are codes to lose."""
    as_pdf(kind.sheet([SPECIMEN]))


def slip_files(kind: SlipKind, codes: Sequence[str], registration: Registration) -> Sequence[SlipFile]:
    """The slips of these codes, in their order, as one PDF or several. Raises NotPrintable."""
    starts = range(0, len(codes), MOST_SLIPS)
    parts = [codes[start : start + MOST_SLIPS] for start in starts]
    drawn = as_pdfs([partial(kind.sheet, part) for part in parts])
    return [
        SlipFile(start + 1, start + len(part), _file_name(registration, number if len(parts) > 1 else 0), _within(pdf))
        for number, (start, part, pdf) in enumerate(zip(starts, parts, drawn, strict=True), start=1)
    ]


def slip_languages(questionnaire: str) -> Sequence[tuple[str, str]]:
    """Codes and own names of the languages that a slip can be in: those that its questions can be read in."""
    known = catalogue()[questionnaire].languages
    whole = {code for code, status in known.items() if status.completeness == "complete"}
    return [(code, name) for code, name in settings.LANGUAGES if code in whole]


def _file_name(registration: Registration, number: int) -> str:
    part = f"-{number}" if number else ""
    return f"{_('lappar')}-{slugify(registration.unit.name)}-{registration.instrument}{part}.pdf"


def _within(pdf: bytes) -> str:
    return "data:application/pdf;base64," + b64encode(pdf).decode()

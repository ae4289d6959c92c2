"""Has a sheet set by the press: tagged PDF with our own fonts (PDF/UA-1), or a refusal that says why."""

import logging
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

import msgspec

from tycktill_web.printing.errors import NoLetterFor, NotPrintable, PressFailed
from tycktill_web.printing.press import NOT_PRINTABLE

_logger = logging.getLogger(__name__)
_WITHOUT_LETTER = re.compile(r'the text `"(.+?)"` could not be displayed')
_SECONDS = 120

PER_INCH = 60
"""Dots of a sheet's picture: enough to recognise it by."""


class Printout(msgspec.Struct, frozen=True, kw_only=True):
    """What every sheet tells its template: the document's title and language."""

    template = ""
    title: str
    language: str


def as_pdf(sheet: Printout) -> bytes:
    """The sheet as a PDF. Raises NotPrintable where it would not be one that everybody can read."""
    return _set_sheet(sheet)


def as_picture(sheet: Printout) -> bytes:
    """A small picture (PNG) of the sheet's first page. Raises NotPrintable."""
    return _set_sheet(sheet, "png", str(PER_INCH))


def as_pdfs(makers: Iterable[Callable[[], Printout]], *, presses: int | None = None) -> Iterator[bytes]:
    """What each of these makes, as a PDF, in their order; by as many presses as there are processors, unless told.

    Raises NotPrintable. Whoever wants no more of them stops what is not begun.
    """
    with ThreadPoolExecutor(presses or os.cpu_count()) as house:
        yield from house.map(lambda make: as_pdf(make()), makers)


def _set_sheet(sheet: Printout, *form: str) -> bytes:
    command = [sys.executable, "-I", "-m", "tycktill_web.printing.press", sheet.template, *form]
    try:
        done = subprocess.run(  # noqa: S603  our own program, and a template's name of ours
            command, input=msgspec.json.encode(sheet), capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise PressFailed from None
    if done.returncode:
        raise _why_refused(done.returncode, done.stderr.decode(errors="replace"))
    return done.stdout


def _why_refused(status: int, answer: str) -> NotPrintable:
    """What the press refused, and why; what it quotes of the sheet is in no log, as it may be a code."""
    strange = dict.fromkeys(_WITHOUT_LETTER.findall(answer))
    if status == NOT_PRINTABLE and strange:
        return NoLetterFor(" ".join(strange))
    _logger.error("A sheet could not be set; the press ended with status %s.", status)
    return PressFailed()

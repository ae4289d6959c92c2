"""Slips to cut out and hand out, one for each code, several on a sheet of A4."""

from collections.abc import Callable, Iterable, Sequence

import msgspec
from django.utils.translation import gettext as _

from tycktill.fieldwork import ALPHABET, LENGTH, group_code
from tycktill_web.printing.qr_codes import draw_links
from tycktill_web.printing.survey_words import SurveyWords
from tycktill_web.printing.typesetting import Printout


class Slip(msgspec.Struct, frozen=True):
    """A code as it is printed, and the QR code of its link as the outline of a path."""

    code: str
    qr: str


class Slips(Printout, frozen=True, kw_only=True):
    """What all slips of a batch say, and the code of each; `unit` is empty where none is named."""

    template = "slips.typ"
    words: Sequence[SurveyWords]
    unit: str
    address: str
    qr_alternative: str
    qr_size: int
    slips: Sequence[Slip]


def make_slips(
    codes: Iterable[str],
    *,
    words: Sequence[SurveyWords],
    link: Callable[[str], str],
    address: str,
    unit: str = "",
) -> Slips:
    """The slips of these codes, in their order; `link` is where each leads, `address` where it can be typed."""
    slips, size = draw_slips(codes, link)
    return Slips(
        title=_("Lappar med koder"),
        language=words[0].language,
        words=words,
        unit=unit,
        address=address,
        qr_alternative=_("QR-kod som leder till frågorna"),
        qr_size=size,
        slips=slips,
    )


def draw_slips(codes: Iterable[str], link: Callable[[str], str]) -> tuple[Sequence[Slip], int]:
    """Each code as it is printed, with its QR code; and how many squares wide those are."""
    known = list(codes)
    drawn = list(draw_links(known, link))
    return [Slip(group_code(code), each.path) for code, each in zip(known, drawn, strict=True)], drawn[0].size


MOST_SLIPS = 500
"""Slips of one PDF: set in a second, and in 200 MB of memory."""

SPECIMEN = ALPHABET[0] * LENGTH
"""A code that is nobody's: its check character is wrong. It stands where only the look of a sheet is asked for."""

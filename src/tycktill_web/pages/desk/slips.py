"""Slips to print and hand out: a code, and a QR code that leads straight to its questions."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import segno
from django.utils.safestring import SafeString, mark_safe

from tycktill.fieldwork import group_code


@dataclass(frozen=True, slots=True)
class Slip:
    """A code as it is printed, and the QR code of its link as SVG.

    It says neither unit nor questionnaire: whoever finds a slip at home or in the street must not learn from it which
    support somebody receives.
    """

    code: str
    picture: SafeString


def make_slips(codes: Iterable[str], link: Callable[[str], str]) -> Sequence[Slip]:
    """A slip for each code; `link` gives the address that a code is answered at."""
    links = [(code, link(code)) for code in codes]
    # The best mask takes four fifths of the time to find. Links of one batch differ in ten characters, so that what
    # is best for the first is good for all.
    mask = _qr(links[0][1]).mask if links else None
    return [Slip(group_code(code), _draw(_qr(address, mask))) for code, address in links]


def _qr(address: str, mask: int | None = None) -> segno.QRCode:
    """The QR code of an address; a seventh of it may be smudged or torn and it still leads there."""
    return segno.make_qr(address, error="m", mask=mask)


def _draw(qr: segno.QRCode) -> SafeString:
    """The QR code with the quiet margin that the standard asks for; the sheet decides how large it is."""
    drawn = qr.svg_inline(border=4, omitsize=True, svgclass=None, lineclass=None)
    return mark_safe(drawn)  # noqa: S308  lines alone: nothing of the address stands in the drawing as text

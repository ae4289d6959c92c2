"""Posters of what users said and what is done about it: the words of the public page, and the way to it."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tycktill.instrument import SOURCE_LANGUAGE
from tycktill_web.printing.posters import PosterSize
from tycktill_web.printing.qr_codes import draw_address
from tycktill_web.printing.typesetting import Printout


class SaidWords(NamedTuple):
    """What users said, what is done, and by which day, if one is told."""

    sentences: Sequence[str]
    done: str
    by: datetime.date | None = None


class SaidPoster(Printout, frozen=True, kw_only=True):
    """Up to three things that users said and one that is done, from `sender`."""

    template = "said_poster.typ"
    size: PosterSize
    survey: str
    said_title: str
    sentences: Sequence[str]
    done_title: str
    done: str
    by: str
    sender: str
    read_more: str
    address: str
    qr: str
    qr_size: int
    qr_alternative: str


def make_said_poster(
    words: SaidWords,
    *,
    survey: str,
    sender: str,
    address: str,
    size: PosterSize = "a4",
) -> SaidPoster:
    """A poster that leads to the page with this address. It is in Swedish, like what the municipality has written."""
    drawn = draw_address(address)
    with translation.override(SOURCE_LANGUAGE):
        ready = _("Klart senast %(day)s.") % {"day": date_format(words.by, "DATE_FORMAT")} if words.by else ""
        return SaidPoster(
            title=_("Ni sa, vi gör"),
            language=SOURCE_LANGUAGE,
            size=size,
            survey=survey,
            said_title=_("Ni sa"),
            sentences=words.sentences,
            done_title=_("Vi gör"),
            done=words.done,
            by=ready,
            sender=sender,
            read_more=_("Läs hela resultatet"),
            address=address.partition("//")[2],
            qr=drawn.path,
            qr_size=drawn.size,
            qr_alternative=_("QR-kod till hela resultatet"),
        )

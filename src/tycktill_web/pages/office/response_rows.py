"""A row of the table for each municipality, put together here.

A template worked out three hundred times what is alike in three hundred rows.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.utils.formats import date_format
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tycktill_web.pages.office.response_lines import ResponseLine
from tycktill_web.releases.live_words import DASH, answered_text, rate_bar

_HEAD = '<th role="rowheader" scope="row">{}{}{}</th>'
_CONTACT = '<br><a class="contact small" href="mailto:{}">{}</a>'
_NOBODY = '<br><span class="soft small">{}</span>'
_REASON = '<br><span class="badge warning">{}</span>'
_EXPECTED = '<span>{}<br><span class="soft small">{}</span></span>'
_NUMBER, _WORDS = SafeString(' class="number"'), SafeString("")


@dataclass(frozen=True, slots=True)
class ResponseTable:
    """The table's heads, each with its kind of cell, and its rows."""

    heads: Mapping[str, SafeString]
    rows: Sequence[SafeString]


def table_of(lines: Iterable[ResponseLine]) -> ResponseTable:
    """In the page's language."""
    heads = {
        _("Läge"): _WORDS,
        _("Enheter"): _NUMBER,
        _("Koder"): _NUMBER,
        _("Erbjudna"): _NUMBER,
        _("Har svarat"): _NUMBER,
        _("Svarsfrekvens"): _WORDS,
        _("Förra gången"): _NUMBER,
        _("Senast räknat"): _WORDS,
    }
    cells = (f'<td role="cell"{kind} data-label="{escape(name)}">{{}}</td>' for name, kind in heads.items())
    row = f'<tr role="row">{_HEAD}{"".join(cells)}</tr>'
    day = cache(lambda counted: date_format(counted, "j b"))  # of hundreds of rows there are a few
    return ResponseTable(heads, [format_html(row, *_head_cells(line), *_figure_cells(line, day)) for line in lines])


def _head_cells(line: ResponseLine) -> Sequence[str]:
    who, why = line.contact, [(each,) for each in line.reasons]
    return (
        line.name,
        format_html(_CONTACT, who.email, who.first_name or who.email)
        if who
        else format_html(_NOBODY, _("ingen samordnare")),
        format_html_join("", _REASON, why) if why else "",
    )


def _figure_cells(line: ResponseLine, day: Callable[[datetime.date], str]) -> Sequence[object]:
    own, offered = line.progress, line.rate.offered
    expected = _("av väntade %(number)s") % {"number": own.expected} if own.expected else ""
    return (
        *(line.stage, own.units, own.issued, format_html(_EXPECTED, offered, expected) if expected else offered),
        *((answered_text(own.rate), rate_bar(own.rate)) if own.units else (DASH, DASH)),
        line.before.rate_text if line.before else DASH,
        day(own.last_counted) if own.last_counted else _("aldrig"),
    )

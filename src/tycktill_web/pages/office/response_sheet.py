"""Where each municipality stands, as a table for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator

from django.http import HttpResponse
from django.utils.translation import gettext as _

from tycktill.terms import is_formula
from tycktill_web.pages.office.response_lines import ResponseLine

_MARK = "\ufeff"
"""By which Excel knows UTF-8."""


def sheet_of(round_key: str, lines: Iterable[ResponseLine]) -> HttpResponse:
    """The lines as a file, with semicolons as a Swedish Excel expects; names cannot begin as a formula."""
    table = io.StringIO()
    writer = csv.writer(table, delimiter=";")
    writer.writerow(_column_names())
    writer.writerows(_sheet_row(line) for line in lines)
    response = HttpResponse(_MARK + table.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="lage-{round_key}.csv"'
    return response


def _column_names() -> list[str]:
    return [
        *(_("kommun"), _("kommunkod"), _("läge"), _("enheter"), _("väntat antal"), _("koder")),
        *(_("erbjudna"), _("alla erbjudna är räknade")),
        *(_("har svarat"), _("är exakt"), _("svarsfrekvens"), _("förra gången"), _("senast räknat"), _("ligger efter")),
        *(_("kontaktperson"), _("e-post")),
    ]


def _sheet_row(line: ResponseLine) -> Iterator[object]:
    own, rate = line.progress, line.rate
    yield from (line.name, own.organisation.municipality, line.stage, own.units)
    yield from ("" if own.expected is None else own.expected, own.issued)
    yield from (rate.offered, _("ja") if rate.is_counted else _("nej"))
    yield from ("" if rate.is_few else rate.answered, _("ja") if rate.is_exact else _("nej"))
    yield "" if rate.per_cent is None else rate.per_cent
    yield line.before.rate_text if line.before else ""
    yield own.last_counted.isoformat() if own.last_counted else ""
    yield ", ".join(str(each) for each in line.reasons)
    yield from (line.contact.first_name, _as_text(line.contact.email)) if line.contact else ("", "")


def _as_text(address: str) -> str:
    """An address may begin with what a spreadsheet takes for a formula."""
    return f"'{address}" if is_formula(address) else address

"""The journal as a table to take along: all that a digest covers, so that the chain can be followed without us."""

import csv
import datetime
import io
from collections.abc import Iterator, Mapping, Sequence

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils import translation

from tycktill_web.journal.models import JournalEntry
from tycktill_web.journal.reading import sentence_of

_HEAD = (
    *("number", "at", "kind", "person", "who", "role", "acted_for", "organisation", "organisation_name"),
    *("round", "action", "facts", "digest"),
)
_MARK = "\ufeff"
"""By which Excel knows UTF-8."""


def download_journal(entries: "QuerySet[JournalEntry]", labels: Mapping[str, str]) -> StreamingHttpResponse:
    """The table as a file, in the page's language."""
    lines = csv_lines(entries, labels, language=translation.get_language() or "")
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="journal.csv"'
    return response


def csv_lines(
    entries: "QuerySet[JournalEntry]", labels: Mapping[str, str] | None = None, *, language: str
) -> Iterator[str]:
    """The table line by line, oldest entry first, the sentence of each behind it."""
    yield _MARK + _csv_line([*_HEAD, "sentence"])
    for entry in entries.order_by("number").iterator():
        cells = {name: getattr(entry, name) for name in _HEAD}
        cells["at"] = entry.at.astimezone(datetime.UTC).isoformat(timespec="microseconds")
        with translation.override(language):  # the page's own choice ends before the first line is sent
            sentence = sentence_of(entry.event, labels or {})
        yield _csv_line([*cells.values(), sentence])


def _csv_line(cells: Sequence[object]) -> str:
    line = io.StringIO()
    csv.writer(line, delimiter=";").writerow(_no_formula(cell) for cell in cells)
    return line.getvalue()


def _no_formula(cell: object) -> object:
    """A spreadsheet must not take what somebody is called for something to work out."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@")) else cell

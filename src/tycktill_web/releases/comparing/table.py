"""A comparison as a table: every figure as its release has it, with its source; as CSV, as JSON and as a workbook."""

import json
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.timezone import localdate

from tycktill.disclosure import ProtectedValue
from tycktill.findings import ComparedFindings, PlaceFigure, SimilarFindings, group_name
from tycktill.statistics import file_share
from tycktill.tables import write_csv
from tycktill.terms import RESULT_COLUMNS
from tycktill_web.releases.comparing.result import ComparedResult

Record = Mapping[str, Any]
"""A line of the table: texts, numbers, and None where a column has nothing."""

_OF_CELL = ("round", "instrument", "level", "municipality", "gender")
_OF_FIGURE = ("valid", "positive_min", "positive_max", "share", "share_min", "share_max", "low", "high")
_JUDGED = ("against_nation", "beside_first", "beside_group", "untested", "changed_since", "change", "change_untested")
_ORIGIN = ("sha256", "published", "source", "terms")
COLUMNS = (
    *("role", "name", "statistic", *_OF_CELL, "question", *_OF_FIGURE, "status", "reason", "municipalities"),
    *("group", "group_edition", *_JUDGED, *_ORIGIN),
)
"""Those of results.csv keep their names and mean the same."""

assert set(_OF_CELL) | set(_OF_FIGURE) < set(RESULT_COLUMNS)


def comparison_records(result: ComparedResult) -> list[Record]:
    """Series by series: the chosen municipalities, the nation, those of the group, and the group's means."""
    origins = {
        release.round.label: {
            "sha256": release.manifest_sha256,
            "published": localdate(release.published_at).isoformat() if release.published_at else None,
            "source": source,
            "terms": result.terms,
        }
        for release, source in zip(result.releases, result.sources, strict=True)
    }
    empty: Record = dict.fromkeys(COLUMNS)
    return [
        {**empty, **line, **origins[found.chosen.round]}
        for found in result.found
        for line in _record_lines(found, result)
    ]


def _record_lines(found: ComparedFindings, result: ComparedResult) -> Iterator[Record]:
    for place in found.places:
        beside = {"beside_first": place.beside_first, "untested": place.untested, **_change_fields(place)}
        yield {"role": "chosen", **_place_fields(place, found), **beside}
    yield {
        "role": "nation",
        "statistic": "share",
        **_series_fields(found),
        "level": "nation",
        **_figure_fields(found.nation_row),
    }
    if found.similar:
        group = {
            "group": group_name(found.similar.group, result.words),
            "group_edition": found.similar.group.edition or None,
        }
        for place in found.similar.members:
            # Their own verdicts were not asked for, and an untested one would deny what their release says.
            yield {"role": "similar", **_place_fields(place, found), "against_nation": None, **group}
        for mean in _mean_records(found, found.similar):
            yield {"role": "similar_mean", **_series_fields(found), **mean, **group}


def _series_fields(found: ComparedFindings) -> Record:
    chosen = found.chosen
    return {
        "round": chosen.round,
        "instrument": chosen.target,
        "gender": chosen.gender.value,
        "question": chosen.question,
    }


def _place_fields(place: PlaceFigure, found: ComparedFindings) -> Record:
    own = {"name": place.name, "statistic": "share", "level": "municipality", "municipality": place.municipality}
    figure = _figure_fields(place.row)
    # A share that is told too widely for pages has no verdict there, which its release has: untested would deny it.
    is_wide = place.own.share is None and figure.get("share_min") is not None
    return {**_series_fields(found), **own, **figure, "against_nation": None if is_wide else place.against_nation}


def _change_fields(place: PlaceFigure) -> Record:
    """What the release says of its change, from which round; nothing where it has none before."""
    if not place.changed_since:
        return {}
    return {"changed_since": place.changed_since, "change": place.change, "change_untested": place.change_untested}


def _figure_fields(row: ProtectedValue | None) -> Record:
    """As results.csv has it. What was not asked there has no row, and no figure."""
    if row is None:
        return {"status": "absent"}
    figures = {column: getattr(row, column) for column in _OF_FIGURE}
    return {**figures, "status": row.status.value, "reason": row.reason.value if row.reason else None}


def _mean_records(found: ComparedFindings, similar: SimilarFindings) -> Iterator[Record]:
    """Both means where there are any, of the figures that are shown alone."""
    common = {"municipalities": len(similar.shown), "beside_group": similar.verdict, "untested": similar.untested}
    weighted, unweighted = similar.weighted, similar.unweighted
    if weighted:
        valid = sum(each.own.valid or 0 for each in similar.shown)
        yield {**common, "statistic": "weighted_mean", "valid": valid, **_share_between(weighted.least, weighted.most)}
    if unweighted:
        yield {**common, "statistic": "unweighted_mean", **_share_between(unweighted.least, unweighted.most)}
    if not (weighted or unweighted):
        yield {**common, "statistic": "weighted_mean", "status": "withheld"}


def _share_between(least: float, most: float) -> Record:
    low, high = file_share(least), file_share(most)
    is_one = low == high
    share = low if is_one else None
    return {"share": share, "share_min": low, "share_max": high, "status": "shown" if is_one else "bounded"}


def as_csv(result: ComparedResult) -> bytes:
    """UTF-8, commas; shares with four decimals, as in results.csv."""
    return write_csv(COLUMNS, [[_cell_text(line[column]) for column in COLUMNS] for line in comparison_records(result)])


def _cell_text(value: str | float | None) -> str:
    if value is None:
        return ""
    return f"{value:.4f}" if isinstance(value, float) else str(value)


def as_json(result: ComparedResult, *, address: str, lasting: str) -> bytes:
    """The same lines, with the choice's own address and the one that lasts."""
    content = {
        "address": address,
        "lasting_address": lasting,
        "sources": list(result.sources),
        "terms": result.terms,
        "headline": [sentence for section in result.sections for sentence in section.headline],
        "rows": comparison_records(result),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def as_workbook(result: ComparedResult, *, sheets: tuple[str, str], lasting: str) -> bytes:
    """A sheet with the lines and one that says what they are; every text is written as a text, and nothing reckons."""
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as book:
        _write_lines(book, book.add_worksheet(sheets[0]), comparison_records(result))
        notes = book.add_worksheet(sheets[1])
        notes.set_column(0, 0, 110, book.add_format({"text_wrap": True, "valign": "top"}))
        for row, line in enumerate(_note_lines(result, lasting)):
            notes.write_string(row, 0, line)
    return content.getvalue()


def _write_lines(book: Any, sheet: Any, lines: Sequence[Record]) -> None:
    bold, share = book.add_format({"bold": True}), book.add_format({"num_format": "0.0000"})
    sheet.freeze_panes(1, 2)
    sheet.set_column(0, len(COLUMNS) - 1, 14)
    sheet.autofilter(0, 0, max(len(lines), 1), len(COLUMNS) - 1)
    for column, name in enumerate(COLUMNS):
        sheet.write_string(0, column, name, bold)
    for row, line in enumerate(lines, start=1):
        for column, name in enumerate(COLUMNS):
            value = line[name]
            if isinstance(value, str):
                sheet.write_string(row, column, value)
            elif value is not None:
                sheet.write_number(row, column, value, share if isinstance(value, float) else None)


def _note_lines(result: ComparedResult, lasting: str) -> Iterator[str]:
    for section in result.sections:
        yield from (f"{section.name}:", *section.headline)
        for group in section.groups:
            yield from (group.round, group.why, group.counts, *group.means)
        yield ""
    yield from result.about_sentences
    yield from result.sources
    yield result.terms
    yield lasting

"""Writes an ODS for tests to read: no package that is needed for anything else does."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

_NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}
_KIND = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_KIND}"/></manifest:manifest>'
)


def write_ods(
    path: Path,
    rows: Sequence[Sequence[str]],
    *,
    cells: Mapping[tuple[int, int], str] | None = None,
    attributes: Mapping[int, str] | None = None,
) -> Path:
    """The rows on one sheet; `cells` are written with these attributes and nothing in them, rows with `attributes`."""
    names = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _NAMES.items())
    body = "".join(
        _row(number, row, cells or {}, (attributes or {}).get(number, "")) for number, row in enumerate(rows)
    )
    content = (
        f'<office:document-content {names} office:version="1.3"><office:body><office:spreadsheet>'
        f'<table:table table:name="Svar"><table:table-column table:number-columns-repeated="16384"/>{body}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", _KIND)
        packed.writestr("META-INF/manifest.xml", _MANIFEST)
        packed.writestr("content.xml", content)
    return path


def _row(number: int, row: Sequence[str], cells: Mapping[tuple[int, int], str], attributes: str) -> str:
    written = (
        f"<table:table-cell {cells[number, column]}/>" if (number, column) in cells else _cell(text)
        for column, text in enumerate(row)
    )
    return f"<table:table-row {attributes}>{''.join(written)}</table:table-row>"


def _cell(text: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'

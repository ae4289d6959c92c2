"""The tables of a release as a Swedish spreadsheet program opens them: semicolons, decimal commas, names beside ids."""

from collections.abc import Iterable, Mapping, Sequence

from tycktill.publication.release import Release
from tycktill.tables import MANIFEST, Names, is_share, read_csv, read_manifest, write_csv

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""Without it such a program takes å, ä and ö for others."""

_NAMED = {"municipality": "municipality_name", "instrument": "instrument_name", "question": "question_name"}
_HAS_NAMES = "name"
"""A column of the codebook, which names everything itself."""


def excel_tables(release: Release) -> Mapping[str, bytes]:
    """Every table of the release by its name, for people to open and not to be proved."""
    names = read_manifest(release.files[MANIFEST]).names
    return {
        name: _BYTE_ORDER_MARK + _excel_table(content, name, names)
        for name, content in release.files.items()
        if name.endswith(".csv")
    }


def _excel_table(content: bytes, file: str, names: Names) -> bytes:
    columns = content.decode().partition("\n")[0].split(",")
    beside = [column for column in columns if column in _NAMED and _HAS_NAMES not in columns]
    header = [each for column in columns for each in _and_name(column, beside)]
    rows = read_csv(content, file=file)
    return write_csv(header, (_row_texts(row, beside, names) for row in rows), between=";")


def _and_name(column: str, beside: Sequence[str]) -> Iterable[str]:
    return (column, _NAMED[column]) if column in beside else (column,)


def _row_texts(row: Mapping[str, str], beside: Sequence[str], names: Names) -> list[str]:
    texts = []
    for column, text in row.items():
        texts.append(text.replace(".", ",") if is_share(column) else text)
        if column in beside:
            texts.append(_cell_name(row, column, names))
    return texts


def _cell_name(row: Mapping[str, str], column: str, names: Names) -> str:
    if column == "municipality":
        return names.municipalities.get(row[column], "")
    if column == "instrument":
        return names.target(row[column]) if row[column] in names.targets else ""
    asked = row.get("instrument", ""), row[column]
    return names.question(*asked) if asked[1] in names.questions.get(asked[0], {}) else ""

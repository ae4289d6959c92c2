"""Writes a questionnaire as an XLSForm: the workbook that tools of field surveys read, as ODK, Kobo and Survey123.

What an XLSForm has no place for, as which answers are positive, stands in columns of ours beside its own, which such
tools leave alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

from tycktill.files.catalogue import read_library
from tycktill.instrument import SOURCE_LANGUAGE
from tycktill.terms import LANGUAGES

Document = Mapping[str, Any]
Row = dict[str, str]

NOTES = ("target_group", "description", "purpose", "voluntary", "readers", "contact")
"""Texts that are told, as notes before the questions."""

SHORT, MEANING, AREA = "tycktill_name", "tycktill_meaning", "tycktill_area"
POSITIVE, EXCLUDED = "tycktill_positive", "tycktill_excluded"
FAMILY, FIRST, SPOKEN = "tycktill_family", "tycktill_first_round", "tycktill_languages"
GENDER = "gender"
YES = "yes"


def write_xlsform(document: Document) -> bytes:
    """The workbook of a document that the reader finds sound, the same bytes each time."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        _write_sheet(book, "survey", list(_survey_rows(document)), first=("type", "name"))
        _write_sheet(book, "choices", list(_choice_rows(document)), first=("list_name", "name"))
        _write_sheet(book, "settings", [_settings_row(document)], first=("form_title", "form_id"))
    return content.getvalue()


def language_label(code: str) -> str:
    """A language as its column says it: `Svenska (sv)`."""
    return f"{LANGUAGES[code].name} ({code})"


def _write_sheet(book: Any, name: str, rows: Sequence[Row], first: Sequence[str]) -> None:
    """A sheet with a column for each key that a row has."""
    columns = list(dict.fromkeys((*first, *(key for row in rows for key in row))))
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 2)
    sheet.set_column(0, len(columns), 24)
    for row, line in enumerate([{key: key for key in columns}, *rows]):
        for column, key in enumerate(columns):
            if line.get(key):
                sheet.write_string(row, column, line[key])


def _label_row(words: Mapping[str, str], key: str = "label") -> Row:
    return {f"{key}::{language_label(code)}": text for code, text in words.items()}


def _survey_rows(document: Document) -> Iterator[Row]:
    texts = {**document["information"], **{key: document[key] for key in NOTES[:2] if key in document}}
    for key in NOTES:
        if key in texts:
            yield {"type": "note", "name": key, **_label_row(texts[key])}
    for question in document["questions"]:
        yield _question_row(question)
    gender = document["background"][0]
    yield {"type": f"select_one {GENDER}", "name": GENDER, **_label_row(gender["text"])}


def _question_row(question: Mapping[str, Any]) -> Row:
    several = question.get("kind") == "several"
    row = {
        "type": f"select_multiple {question['id']}" if several else f"select_one {question['scale']}",
        "name": question["id"],
        **_label_row(question["text"]),
        **_label_row(question["name"], SHORT),
        MEANING: str(question["meaning"]),
        AREA: question["area"],
    }
    when = question.get("when")
    if when:
        row["relevant"] = " or ".join(f"${{{when['question']}}} = '{code}'" for code in when["codes"])
    return row


def _choice_rows(document: Document) -> Iterator[Row]:
    own, library = document.get("scales", {}), read_library()
    for name in dict.fromkeys(each["scale"] for each in document["questions"] if "scale" in each):
        scale = own.get(name) or library[name]
        for option in scale["options"]:
            yield {
                "list_name": name,
                "name": str(option["code"]),
                **_label_row({code: text for code, text in option["text"].items() if code in document["languages"]}),
                POSITIVE: YES if option["code"] in scale["positive"] else "",
                EXCLUDED: YES if option["code"] in scale.get("excluded", ()) else "",
            }
    for question in document["questions"]:
        for choice in question.get("choices", ()):
            yield {"list_name": question["id"], "name": choice["id"], **_label_row(choice["text"])}
    for option in document["background"][0]["options"]:
        yield {"list_name": GENDER, "name": option["code"], **_label_row(option["text"])}


def _settings_row(document: Document) -> Row:
    name = document["name"]
    return {
        "form_title": name[SOURCE_LANGUAGE],
        "form_id": document["id"],
        "version": str(document["version"]),
        "default_language": language_label(SOURCE_LANGUAGE),
        FAMILY: document["family"],
        FIRST: str(document["rounds"]["first"]),
        SPOKEN: ", ".join(f"{code} {status['review']}" for code, status in document["languages"].items()),
        **_label_row(name, "tycktill_title"),
    }

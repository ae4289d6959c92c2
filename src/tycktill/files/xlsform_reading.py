"""Reads an XLSForm as the document of a questionnaire, and tells by row what a questionnaire cannot hold."""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from tycktill.files.catalogue import read_library
from tycktill.files.sent_workbook import packed_anew
from tycktill.files.xlsform_writing import (
    AREA,
    EXCLUDED,
    FAMILY,
    FIRST,
    GENDER,
    MEANING,
    NOTES,
    POSITIVE,
    SHORT,
    SPOKEN,
)
from tycktill.instrument import (
    DONT_KNOW,
    NOT_APPLICABLE,
    NOT_FOR_QUESTIONS,
    SOURCE_LANGUAGE,
    plain_id,
    unused_id,
)
from tycktill.terms import LANGUAGES, Fault, Refused

Row = Mapping[str, str]
_UNPACKED = 30_000_000
_SELECT = re.compile(r"(select_one|select_multiple|select one|select multiple|select1|select)\s+(?:from\s+)?(\S+)(.*)")
_TERM = re.compile(
    r"""\s*(?:selected\(\s*\$\{(\w+)\}\s*,\s*["']?(\w+)["']?\s*\)|\$\{(\w+)\}\s*=\s*["']?(\w+)["']?)\s*"""
)
_SILENT = frozenset({"start", "end", "today", "deviceid", "username", "audit", "begin_group", "end_group", ""})
"""Types of rows that ask and tell nothing."""

_LEFT_OUT = re.compile(r"vet (inte|ej)|don.?t know|ingen åsikt|no opinion", re.IGNORECASE)


@dataclass
class _Form:
    """What a workbook holds, and what of it has no place."""

    file: str
    survey: list[tuple[int, Row]]
    choices: list[tuple[int, Row]]
    settings: Row
    notes: list[Fault] = field(default_factory=list)

    def note(self, row: int, problem: str, remedy: str) -> None:
        self.notes.append(Fault(problem, remedy, file=self.file, row=row))

    def options(self, list_name: str) -> list[Row]:
        return [row for _, row in self.choices if row.get("list_name", row.get("list name")) == list_name]


@dataclass(frozen=True, slots=True)
class ReadForm:
    """A document, which may have faults, and what of the form has no place in it, by row of its sheet `survey`."""

    document: Mapping[str, Any]
    notes: Sequence[Fault]


def read_xlsform(content: bytes, *, file: str, first: Mapping[str, Any]) -> ReadForm:
    """The document in a workbook; `first` is one to begin from, for what the form does not say. Raises Refused where
    it is no XLSForm, or asks nothing that a questionnaire can."""
    form = _open_form(content, file)
    document = {**first, **_form_settings(form, first)}
    document["information"] = {**first["information"], **_note_texts(form, NOTES[2:])}
    document |= _note_texts(form, NOTES[:2])
    document["questions"], scales = _read_questions(form)
    document |= {"scales": scales} if scales else {}
    document["background"] = [_gender_question(form, first["background"][0])]
    document["languages"] = {
        code: {"completeness": "complete" if code == SOURCE_LANGUAGE else "partial", "review": review}
        for code, review in _form_languages(form).items()
    }
    if not document["questions"]:
        raise Refused([Fault("The form asks no question of choice", "Add a select_one", file=file), *form.notes])
    return ReadForm(document, form.notes)


def _open_form(content: bytes, file: str) -> _Form:
    """Raises Refused."""
    try:
        with CalamineWorkbook.from_filelike(packed_anew(content, unpacked=_UNPACKED)) as book:
            sheets = {name: list(_sheet_rows(book, name)) for name in ("survey", "choices", "settings")}
    except (CalamineError, zipfile.BadZipFile, OSError):
        raise Refused([Fault("This is no workbook", "Save the form as XLSX", file=file)]) from None
    if not sheets["survey"]:
        raise Refused([Fault("There is no sheet `survey` with rows", "Choose an XLSForm", file=file)])
    settings = sheets["settings"][0][1] if sheets["settings"] else {}
    return _Form(file, sheets["survey"], sheets["choices"], settings)


def _sheet_rows(book: CalamineWorkbook, name: str) -> Iterator[tuple[int, Row]]:
    """The rows below the header, by their number, with what stands in them as text."""
    if name not in book.sheet_names:
        return
    lines = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    header = [_cell_text(cell).replace(" ::", "::").replace(":: ", "::") for cell in lines[0]] if lines else []
    for number, line in enumerate(lines[1:], start=2):
        row = {key: _cell_text(cell) for key, cell in zip(header, line, strict=False) if key and _cell_text(cell)}
        if row:
            yield number, row


def _cell_text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


def _language_of(header: str) -> str:
    """The code of the language that a column's head names: `Svenska (sv)`, `English`, `sv`; empty when none."""
    named = re.search(r"\((\w+)\)\s*$", header)
    wanted = (named[1] if named else header).strip().casefold()
    known = {each.code: each.code for each in LANGUAGES.values()} | {
        each.name.casefold(): each.code for each in LANGUAGES.values()
    }
    return known.get(wanted, {"swedish": "sv", "english": "en"}.get(wanted, ""))


def _texts_of(row: Row, key: str = "label") -> dict[str, str]:
    """A text by language; one of no language is Swedish."""
    found = {
        _language_of(head.removeprefix(f"{key}::")): text for head, text in row.items() if head.startswith(f"{key}::")
    }
    bare = {SOURCE_LANGUAGE: row[key]} if key in row and SOURCE_LANGUAGE not in found else {}
    return {**bare, **{code: text for code, text in found.items() if code}}


def _form_languages(form: _Form) -> Mapping[str, str]:
    """The languages, and whether somebody who speaks each has read the texts: as the settings say, or those used."""
    said = [each.split() for each in form.settings.get(SPOKEN, "").split(",")]
    known = {each[0]: each[1] for each in said if len(each) == 2 and each[0] in LANGUAGES}
    used = dict.fromkeys(code for _, row in (*form.survey, *form.choices) for code in _texts_of(row))
    return known or {**dict.fromkeys(used, "unreviewed"), SOURCE_LANGUAGE: "reviewed"}


def _form_settings(form: _Form, first: Mapping[str, Any]) -> dict[str, Any]:
    """Id, family, version and title as far as the settings say them."""
    said = form.settings
    title = _texts_of(said, "tycktill_title") or ({SOURCE_LANGUAGE: said["form_title"]} if "form_title" in said else {})
    found: dict[str, Any] = {"name": title} if title else {}
    if FAMILY in said and "form_id" in said:
        found |= {"id": said["form_id"], "family": said[FAMILY]}
    for key, column in (("version", "version"), ("first", FIRST)):
        number = said.get(column, "")
        if FAMILY in said and number.isascii() and number.isdigit():
            found[key] = int(number)
    return found | ({"rounds": {"first": found.pop("first")}} if "first" in found else {}) if first else found


def _note_texts(form: _Form, keys: Sequence[str]) -> dict[str, Any]:
    notes = {row.get("name"): _texts_of(row) for _, row in form.survey if row.get("type") == "note"}
    return {key: notes[key] for key in keys if key in notes}


def _read_questions(form: _Form) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    questions: list[dict[str, Any]] = []
    scales: dict[str, Any] = {}
    codes: dict[str, Mapping[str, int]] = {}
    for number, row in form.survey:
        kind = row.get("type", "").strip()
        select = _SELECT.fullmatch(kind)
        if row.get("name") == GENDER and select:
            continue
        if select is None:
            _note_other(form, number, kind, row)
            continue
        question = _read_question(row, [each["id"] for each in questions])
        if select[3].strip():
            form.note(number, f"`{select[3].strip()}` has no place", "The rest of the question is read")
        if "multiple" in select[1] or select[1] == "select":
            question |= {"kind": "several", "choices": _choices_of(form, select[2])}
        else:
            scale, codes[question["id"]] = _scale_of(form, select[2])
            name = _scale_name(select[2], scale, scales)
            if name not in read_library():
                scales[name] = scale
            question["scale"] = name
        if "relevant" in row:
            _add_condition(form, number, question, row["relevant"], codes)
        questions.append(question)
    return questions, scales


def _note_other(form: _Form, number: int, kind: str, row: Row) -> None:
    """Tell of a row that asks or tells what a questionnaire cannot."""
    plain = kind.replace(" ", "_")
    if plain in ("begin_repeat", "end_repeat"):
        form.note(number, "A repeat has no place: its questions are asked once", "Look them through")
    elif plain not in _SILENT and not (kind == "note" and row.get("name") in NOTES):
        form.note(
            number, f"A row of the type `{kind}` has no place and is not read", "Ask by select_one, or leave it out"
        )


def _read_question(row: Row, used: Sequence[str]) -> dict[str, Any]:
    words = _texts_of(row)
    id_ = unused_id(plain_id(row.get("name", "") or words.get(SOURCE_LANGUAGE, ""), "_"), (*used, *NOT_FOR_QUESTIONS))
    short = {code: text.rstrip("?. ")[:60].strip() for code, text in words.items()}
    meaning = row.get(MEANING, "1")
    return {
        "id": id_,
        "meaning": int(meaning) if meaning.isascii() and meaning.isdigit() else 1,
        "area": row.get(AREA, "alla"),
        "name": _texts_of(row, SHORT) or short,
        "text": words,
    }


def _choices_of(form: _Form, list_name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for row in form.options(list_name):
        id_ = unused_id(plain_id(row.get("name", ""), "_") or "val", [each["id"] for each in found])
        found.append({"id": id_, "text": _texts_of(row)})
    return found


def _scale_of(form: _Form, list_name: str) -> tuple[dict[str, Any], Mapping[str, int]]:
    """The scale of a list, and the code of each of its names: its own numbers where they are codes, else by place."""
    rows = form.options(list_name)
    left_out = [_is_left_out(row) for row in rows]
    steps = [row for row, out in zip(rows, left_out, strict=True) if not out]
    first = 0 if steps and steps[0].get("name") == "0" else 1
    codes = {row.get("name", ""): first + index for index, row in enumerate(steps)}
    pair = 0 if first + len(steps) <= NOT_APPLICABLE[0] else 1
    last = [row for row, out in zip(rows, left_out, strict=True) if out][-2:]
    for row in last:
        is_other = row.get("name", "") in {str(code) for code in NOT_APPLICABLE} or (len(last) > 1 and row is last[0])
        codes[row.get("name", "")] = (NOT_APPLICABLE if is_other else DONT_KNOW)[pair]
    options = [{"code": codes[row.get("name", "")], "text": _texts_of(row)} for row in (*steps, *last)]
    positive = [codes[row.get("name", "")] for row in steps if POSITIVE in row]
    excluded = [codes[row.get("name", "")] for row in last]
    return {"positive": positive, "excluded": excluded, "options": options}, codes


def _is_left_out(row: Row) -> bool:
    return EXCLUDED in row or (POSITIVE not in row and any(_LEFT_OUT.search(text) for text in _texts_of(row).values()))


def _scale_name(list_name: str, scale: Mapping[str, Any], scales: Mapping[str, Any]) -> str:
    """The library's name where its scale says the same in these languages; else the list's, or one that is free."""
    library = read_library()
    if list_name in library and _says_the_same(library[list_name], scale):
        return list_name
    wanted = plain_id(list_name, "_") or "skala"
    if scales.get(wanted) == scale:
        return wanted
    return unused_id(wanted, (*library, *scales))


def _says_the_same(known: Mapping[str, Any], scale: Mapping[str, Any]) -> bool:
    languages = {code for option in scale["options"] for code in option["text"]}
    options = [
        {"code": each["code"], "text": {code: text for code, text in each["text"].items() if code in languages}}
        for each in known["options"]
    ]
    same = (list(known["positive"]), list(known.get("excluded", [])), options)
    return same == (scale["positive"], scale["excluded"], scale["options"])


def _add_condition(
    form: _Form, number: int, question: dict[str, Any], relevant: str, codes: Mapping[str, Mapping[str, int]]
) -> None:
    """The condition, where it is one of some answers to one earlier question of one choice."""
    found = [_TERM.fullmatch(term) for term in re.split(r"\s+or\s+", relevant)]
    pairs = [(match[1] or match[3], match[2] or match[4]) for match in found if match]
    asked = {name for name, _ in pairs}
    known = codes.get(next(iter(asked), ""), {})
    if len(pairs) < len(found) or len(asked) != 1 or not all(name in known for _, name in pairs):
        problem = f"The condition `{relevant}` has no place: the question is asked of everybody"
        form.note(number, problem, "A condition names answers to one earlier select_one")
        return
    question["when"] = {"question": pairs[0][0], "codes": [known[name] for _, name in pairs]}


def _gender_question(form: _Form, first: Mapping[str, Any]) -> Mapping[str, Any]:
    """The question on gender as the form asks it, where it has the codes; else the one to begin from."""
    asked = next((row for _, row in form.survey if row.get("name") == GENDER), None)
    options = form.options(GENDER)
    if asked is None or sorted(row.get("name", "") for row in options) != ["A", "K", "M"]:
        return first
    return {
        **first,
        "text": _texts_of(asked),
        "options": [{"code": row["name"], "text": _texts_of(row)} for row in options],
    }

"""codebook.csv: every option of every question that has results, as the questionnaires put it in Swedish."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, fields

from tycktill.instrument import (
    SOURCE_LANGUAGE,
    Catalogue,
    Families,
    Family,
    Instrument,
    Option,
    Question,
    Scale,
    Texts,
    text_in,
)
from tycktill.tables.csv_text import CsvRow, read_written, write_csv
from tycktill.tables.manifest import Manifest
from tycktill.terms import RESPONSE_RATE, Fault

CODEBOOK = "codebook.csv"

_COUNT = "answered"
"""What stands for a question beside the Kolada ids of the number of answers; no question can be called so."""

_AGAIN = "Take the release from where it was published again"


@dataclass(frozen=True, slots=True)
class CodebookRow:
    """An option, with the question and the questionnaire that it belongs to.

    `positive` and `counted` say whether the option is in the numerator and in the denominator of a share. Without an
    option, the row gives the Kolada ids of the response rate (`svarsfrekvens`) and the number of answers (`answered`).
    """

    instrument: str
    instrument_name: str
    instrument_description: str
    family: str
    family_name: str
    question: str
    name: str
    text: str
    meaning: str
    area: str
    area_name: str
    kolada: str
    kolada_family: str
    option: str
    label: str
    positive: str
    counted: str


COLUMNS = tuple(field.name for field in fields(CodebookRow))


def codebook_rows(instruments: Iterable[str], catalogue: Catalogue, families: Families) -> tuple[CodebookRow, ...]:
    """The rows of these questionnaires by their ids, their questions in printed order; of a family that is not known
    the ids stand for the names.
    """
    found = [catalogue[id_] for id_ in sorted(instruments)]
    return tuple(row for each in found for row in _instrument_rows(each, families.get(each.family)))


def _instrument_rows(instrument: Instrument, family: Family | None) -> Iterator[CodebookRow]:
    described = _swedish_texts(instrument.description or instrument.target_group)
    asked_by = (instrument.id, _swedish_texts(instrument.name), described, instrument.family)
    family_name = _swedish_texts(family.name) if family else instrument.family
    for question in instrument.asked_of_all:
        scale = instrument.scale_of(question)
        asked = (*asked_by, family_name, *_question_texts(question, family))
        yield from (CodebookRow(*asked, *_option_texts(option, scale)) for option in scale.options)
    above = (family.kolada.rate, family.kolada.count) if family else (None, None)
    totals = zip((RESPONSE_RATE, _COUNT), (instrument.kolada.rate, instrument.kolada.count), above, strict=True)
    for question_id, own, together in totals:
        if own or together:
            ids = (own or "", together or "")
            yield CodebookRow(*asked_by, family_name, question_id, *("",) * 5, *ids, *("",) * 4)


def _question_texts(question: Question, family: Family | None) -> tuple[str, ...]:
    area = family.areas[question.area] if family and question.area in family.areas else None
    return (
        question.id,
        _swedish_texts(question.name),
        _swedish_texts(question.text),
        str(question.meaning),
        question.area,
        _swedish_texts(area) if area else question.area,
        question.kolada or "",
        (family.kolada.questions.get(question.id) if family else None) or "",
    )


def _option_texts(option: Option, scale: Scale) -> tuple[str, ...]:
    counts = (option.code in codes for codes in (scale.positive, scale.valid))
    return str(option.code), _swedish_texts(option.text), *(str(int(each)) for each in counts)


def _swedish_texts(several: Texts) -> str:
    return _one_line(text_in(several, SOURCE_LANGUAGE))


def _one_line(text: str) -> str:
    """As a table has it, and without characters that nobody sees and XML has no place for."""
    return " ".join("".join(letter for letter in text if letter.isprintable() or letter.isspace()).split())


def write_codebook(rows: Iterable[CodebookRow]) -> bytes:
    """codebook.csv of these rows."""
    return write_csv(COLUMNS, map(astuple, rows))


def parse_codebook(content: bytes) -> tuple[CodebookRow, ...]:
    """The rows of codebook.csv. Raises Refused where there are none that can be read."""
    rows = read_written(content, _is_written, file=CODEBOOK, what="row of a codebook")
    return tuple(CodebookRow(**row) for row in rows)


_TRUTH = re.compile(r"[01]").fullmatch
_FORMS: Mapping[str, Callable[[str], object]] = {
    "meaning": re.compile(r"[1-9][0-9]*").fullmatch,
    "option": re.compile(r"[0-9]{1,2}").fullmatch,
    "positive": _TRUTH,
    "counted": _TRUTH,
}


def _is_written(row: CsvRow) -> bool:
    if tuple(row) != COLUMNS:
        return False
    is_total = row["question"] in (RESPONSE_RATE, _COUNT) and not row["option"]
    return is_total or all(is_formed(row[column]) for column, is_formed in _FORMS.items())


def codebook_faults(rows: Iterable[CodebookRow], manifest: Manifest) -> Iterator[Fault]:
    """Where a codebook tells of other questionnaires and questions than the manifest, or calls them otherwise."""
    found: dict[str, set[tuple[str, ...]]] = {id_: set() for id_ in manifest.families}
    for row in rows:
        if row.option:
            found.setdefault(row.instrument, set()).add((row.family, row.question, row.name, row.meaning))
    for id_, asked in found.items():
        if asked != set(_asked_in_manifest(manifest, id_)):
            yield Fault(f"The codebook does not go with the manifest about `{id_}`", _AGAIN, file=CODEBOOK)


def _asked_in_manifest(manifest: Manifest, id_: str) -> Iterator[tuple[str, ...]]:
    """What the manifest says of each question of a questionnaire, as the codebook does."""
    for question, meaning in manifest.meanings.get(id_, {}).items():
        yield manifest.families.get(id_, ""), question, _one_line(manifest.names.question(id_, question)), str(meaning)

"""Reads a workbook of answers on paper: a form a row, by its code. It lies in memory, and nothing of it is kept."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import BadZipFile

from msgspec import structs

from tycktill.files import (
    AS_IT_STANDS,
    CODE_COLUMN,
    Meaning,
    Meanings,
    Reading,
    coded_heads,
    packed_anew,
    read_municipalities,
    read_rows,
)
from tycktill.instrument import Instrument
from tycktill.terms import Fault, Gender, Refused

UNPACKED_BYTES = 30_000_000
"""More than a workbook of 2,000 forms has, many times over."""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """What stands in a row: the code as it was written, and the answers, option codes by question id."""

    row: int
    code: str
    gender: Gender
    answers: Mapping[str, int]

    @property
    def is_blank(self) -> bool:
        """Whether nothing was answered: a code that somebody wrote beforehand, and no form."""
        return not self.answers and self.gender is Gender.UNKNOWN


def read_paper(content: bytes, instrument: Instrument) -> Sequence[PaperRow]:
    """The rows of a workbook as `coded_template` makes it, in its order.

    Raises Refused with every fault, each with its row and column where it has one.
    """
    checked = _check_workbook(content)
    columns = (CODE_COLUMN, "gender", *(question.id for question in instrument.questions))
    meanings = _PaperMeanings(instrument)
    with _in_memory(checked) as path:
        _, rows = read_rows(path, columns, required=[CODE_COLUMN], meanings=meanings, reading=_by_heads(instrument))
    return [_paper_row(number, row, instrument) for number, row in rows.items()]


def _by_heads(instrument: Instrument) -> Reading:
    """Columns are known by what stands over them in our own workbook, and by their ids."""
    known = AS_IT_STANDS.aliases
    heads = {column: (*known.columns.get(column, ()), head) for column, head in coded_heads(instrument).items()}
    return replace(AS_IT_STANDS, aliases=structs.replace(known, columns={**known.columns, **heads}))


class _PaperMeanings(Meanings):
    """What the cells mean: as in tables of answers to this questionnaire, and a code whatever it is."""

    def __init__(self, instrument: Instrument) -> None:
        super().__init__({instrument.id: instrument}, read_municipalities(), AS_IT_STANDS)
        self._id = instrument.id

    def meaning_of(self, column: str, instrument: str, text: str) -> Meaning:
        return text.strip() if column == CODE_COLUMN else super().meaning_of(column, self._id, text)


def _paper_row(number: int, row: Mapping[str, str | int | None], instrument: Instrument) -> PaperRow:
    answers = {question.id: row[question.id] for question in instrument.questions}
    given = {id_: code for id_, code in answers.items() if isinstance(code, int)}
    return PaperRow(number, str(row[CODE_COLUMN] or ""), Gender(str(row["gender"] or "")), given)


def _check_workbook(content: bytes) -> bytes:
    """A small file can unpack to one that fills the memory, or be a table that does. Raises Refused."""
    try:
        return packed_anew(content, unpacked=UNPACKED_BYTES).getvalue()
    except BadZipFile:
        fault = Fault("It is no workbook, or far too large", "Use the workbook that is handed out")
        raise Refused([fault]) from None


@contextmanager
def _in_memory(content: bytes) -> Iterator[Path]:
    """A path that leads to these bytes, which lie on no disk: a link to what this process alone holds."""
    held = os.memfd_create("tycktill-paper", os.MFD_CLOEXEC)
    try:
        with open(held, "wb", closefd=False) as file:
            file.write(content)
        with TemporaryDirectory(prefix="tycktill-paper-") as folder:
            path = Path(folder) / "paper.xlsx"
            path.symlink_to(f"/proc/self/fd/{held}")
            yield path
    finally:
        os.close(held)

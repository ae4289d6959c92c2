"""Reads answers with the questionnaires that they are answers to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

from tycktill import files
from tycktill.files import (
    Blank,
    Hidden,
    Questionnaires,
    Reading,
    read_aliases,
    read_municipalities,
    read_questionnaires,
)
from tycktill.notebook.given import GivenPath, GivenPaths, kind_of, path_of, paths_of


@dataclass(frozen=True, slots=True)
class Answers:
    """Answer sheets, a row each, as they were read: option codes under the ids of questions.

    `notes` is what a person should know of how they were read, `reading` how the files beside them are read too.
    """

    sheets: pl.LazyFrame
    questionnaires: Questionnaires
    notes: tuple[str, ...]
    reading: Reading


def read_answers(  # noqa: PLR0913  the options of the command, by name
    file: GivenPath,
    *,
    instruments: GivenPaths = (),
    round: str | None = None,
    instrument: str | None = None,
    municipality: str | None = None,
    sheet: str | Sequence[str] = (),
    hidden: Literal["refuse", "skip", "count"] = "refuse",
    blank: Literal["count", "drop"] = "count",
) -> Answers:
    """The answers in a file of any kind that `tycktill tabulate` reads, and as it reads them.

    They are answers to the questionnaires of the package and to those of one's own, which `instruments` gives as a file
    or folder, or several. Each of the others is the command's option of that name. Raises Refused with every fault,
    each with its place and what to do.
    """
    path, own = path_of(file, "file"), paths_of(instruments, "instruments")
    questionnaires = read_questionnaires(own)
    said = {"round": round, "instrument": instrument, "municipality": municipality}
    given = {column: str(text) for column, text in said.items() if text is not None}
    sheets = (sheet,) if isinstance(sheet, str) else tuple(sheet)
    reading = Reading(
        sheets, kind_of(Hidden, hidden, "hidden"), kind_of(Blank, blank, "blank"), given, read_aliases(*own)
    )
    notes: list[str] = []
    frame = files.read_answers(
        path,
        catalogue=questionnaires.catalogue,
        municipalities=read_municipalities(),
        reading=reading,
        note=notes.append,
    )
    return Answers(frame, questionnaires, tuple(notes), reading)

"""Reads answers with the questionnaires that they are answers to."""

from collections.abc import Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

import polars as pl

from tycktill import files
from tycktill.files import Questionnaires, read_municipalities, read_questionnaires

Place = str | PathLike[str]
"""A file or a folder."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Answer sheets, a row each, as they were read: option codes under the ids of questions.

    `notes` is what a person should know of how they were read.
    """

    sheets: pl.LazyFrame
    questionnaires: Questionnaires
    notes: tuple[str, ...]


def read_answers(file: Place, *, instruments: Sequence[Place] = ()) -> Answers:
    """The answers in a CSV, XLSX or Parquet file, to the questionnaires of the package and to those of one's own, which
    `instruments` gives as files and folders. Raises Refused with every fault, each with its place and what to do.
    """
    questionnaires = read_questionnaires([Path(place) for place in instruments])
    notes: list[str] = []
    sheets = files.read_answers(
        Path(file), catalogue=questionnaires.catalogue, municipalities=read_municipalities(), note=notes.append
    )
    return Answers(sheets, questionnaires, tuple(notes))

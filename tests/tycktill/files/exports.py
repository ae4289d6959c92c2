"""A survey as municipalities export it: the rows of one unit, in words, and what is read of a file of them."""

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl
import pytest

from tycktill.files import AS_IT_STANDS, Reading, read_answers, read_catalogue, read_municipalities
from tycktill.terms import Refused

CATALOGUE = read_catalogue()[0]
MUNICIPALITIES = read_municipalities()
INSTRUMENT = CATALOGUE["ifo-missbruk"]
QUESTIONS = [question.id for question in INSTRUMENT.questions]
PLACES = ["round", "instrument", "municipality", "unit", "gender"]
COLUMNS = [*PLACES, *QUESTIONS]
LABELS = {each.id: [option.text["sv"] for option in INSTRUMENT.scale_of(each).options] for each in INSTRUMENT.questions}


def answers(number: int = 40, seed: int = 1, **places: str) -> list[list[str]]:
    """So many sheets of different people, in the order of `COLUMNS`; `places` says what is another in all of them."""
    chance = random.Random(seed)
    where = {"round": "2024", "instrument": INSTRUMENT.id, "municipality": "Luleå", "unit": "Vuxenenheten"} | places
    return [
        [*(where[name] for name in PLACES[:4]), where.get("gender", chance.choice(["Kvinna", "Man"]))]
        + [where.get(question, chance.choice(LABELS[question])) for question in QUESTIONS]
        for _ in range(number)
    ]


def without(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Header and rows without some columns."""
    kept = [place for place, name in enumerate(COLUMNS) if name not in columns]
    return [[row[place] for place in kept] for row in [COLUMNS, *rows]]


def read(path: Path, reading: Reading = AS_IT_STANDS) -> tuple[pl.DataFrame, str]:
    """The sheets, and everything that was told, line by line."""
    notes: list[str] = []
    sheets = read_answers(path, catalogue=CATALOGUE, municipalities=MUNICIPALITIES, reading=reading, note=notes.append)
    return sheets.collect(), "\n".join(note.removeprefix(f"{path}: ") for note in notes)


def refusal(path: Path, reading: Reading = AS_IT_STANDS) -> str:
    """What is said of a file that is refused, without its path."""
    with pytest.raises(Refused) as refused:
        read(path, reading)
    return str(refused.value).replace(str(path), "")


def given(**texts: str) -> Reading:
    """What a person says of columns that a file lacks."""
    said: Mapping[str, str] = texts
    return Reading(given=said)

"""Tiny instruments and made-up counts for tests of the rooms from counting to publication."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from tycktill.counting import BaseCell, BaseCount, Counts
from tycktill.instrument import Catalogue, Instrument
from tycktill.terms import Gender, Grouping

ROUND = "2024"
_WORDS = {"sv": "–", "en": "–"}
_STATUS = {"completeness": "complete", "review": "unreviewed"}

Answers = tuple[int, int]
"""(valid, positive) answers to a question."""


def option(code: int) -> dict[str, Any]:
    """An option without words of its own."""
    return {"code": code, "text": _WORDS}


SCALES = {
    "two_of_four": {"options": [option(code) for code in (1, 2, 3, 4, 9)], "positive": [1, 2], "excluded": [9]},
    "top": {"options": [option(code) for code in (1, 2, 3, 8, 9)], "positive": [1], "excluded": [8, 9]},
}


def question(id_: str, *, scale: str = "two_of_four", meaning: int = 1) -> dict[str, Any]:
    """A question, as an instrument's file writes it."""
    return {"id": id_, "meaning": meaning, "area": "bemotande", "scale": scale, "name": _WORDS, "text": _WORDS}


def instrument(id_: str, *questions: dict[str, Any], family: str = "liten") -> Instrument:
    """An instrument with these questions."""
    document = {
        "id": id_,
        "family": family,
        "version": 1,
        "name": {"sv": id_, "en": id_},
        "target_group": _WORDS,
        "rounds": {"first": 2015},
        "languages": {"sv": _STATUS, "en": _STATUS},
        "information": {"purpose": _WORDS, "voluntary": _WORDS, "readers": _WORDS, "contact": _WORDS},
        "background": [{"id": "gender", "text": _WORDS, "options": [{"code": code, "text": _WORDS} for code in "KMA"]}],
        "scales": SCALES,
        "questions": list(questions),
    }
    return msgspec.convert(document, Instrument)


def catalogue(*instruments: Instrument) -> Catalogue:
    """A catalogue of these."""
    return {each.id: each for each in instruments}


ONE_QUESTION = catalogue(
    instrument("liten-a", question("helhet")),
    instrument("liten-b", question("helhet")),
    instrument("liten-c", question("helhet")),
    instrument("ensam", question("helhet"), family="annan"),
)
"""Three instruments of a family with one question alike, and one that stands alone."""

COMBINED = {"liten-ab": ("liten-a", "liten-b")}
"""The first two of the family are combined."""

GROUPING = Grouping({id_: each.family for id_, each in ONE_QUESTION.items()}, COMBINED)


def base(
    place: tuple[str, str, str], gender: Gender, answers: Mapping[str, Answers], *, sheets: int | None = None
) -> BaseCount:
    """Counts of one (instrument, municipality, unit) and gender: code 1 for positive answers, 3 for the others."""
    options = {id_: {1: positive, 3: valid - positive} for id_, (valid, positive) in answers.items()}
    most = max((valid for valid, _ in answers.values()), default=0)
    return BaseCount(BaseCell(ROUND, *place, gender), most if sheets is None else sheets, options)


def counts(bases: Sequence[BaseCount]) -> Counts:
    """Counts of these, sorted as the query gives them."""
    return Counts(tuple(sorted(bases, key=lambda each: each.cell)))

"""The kinds of questions, one entry each: as which questions of one choice a question of the kind is counted."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from tycktill.instrument.document import Choice, Texts, Value

_Question = Mapping[str, Any]
"""A question as its table in the document."""

CHOSEN = "vald"
"""The scale of the library on which each choice of several is answered: 1 chosen, 0 not."""


class _Several(Value, frozen=True):
    id: str
    name: Texts
    text: Texts
    choices: tuple[Choice, ...]


def _one_question(question: _Question) -> list[_Question]:
    return [question]


def _several_questions(question: _Question) -> list[_Question]:
    """A question for each choice, which is its short name; what has not the shape is left to be told as a fault."""
    known = {key: question[key] for key in ("id", "name", "text", "choices") if key in question}
    try:
        asked = msgspec.convert(known, _Several)
    except msgspec.ValidationError:
        return [question]
    if not asked.choices:
        return [question]
    shared = {key: value for key, value in question.items() if key not in {*known, "kind"}}
    return [
        {
            **shared,
            "id": f"{asked.id}_{choice.id}",
            "name": dict(choice.text),
            "text": {code: f"{asked.text[code]} {text}" for code, text in choice.text.items() if code in asked.text},
            "scale": CHOSEN,
            "part_of": asked.id,
        }
        for choice in asked.choices
    ]


KINDS: Mapping[str, Callable[[_Question], list[_Question]]] = {"one": _one_question, "several": _several_questions}


def by_kind(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document with each question as what its kind makes of it; one of no known kind is left to be told."""
    questions = document.get("questions")
    if not isinstance(questions, list):
        return dict(document)
    return {**document, "questions": [each for question in questions for each in _of_kind(question)]}


def _of_kind(question: Any) -> list[Any]:
    kind = question.get("kind", "one") if isinstance(question, dict) else None
    return KINDS[kind](question) if isinstance(kind, str) and kind in KINDS else [question]

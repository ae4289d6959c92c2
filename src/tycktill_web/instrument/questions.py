"""What the form of a question changes in a document: its words, its answers, whom it is asked of, and its place.

Every function gives a new document and keeps what it does not know of.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tycktill.files import read_library
from tycktill.instrument import (
    DONT_KNOW,
    NOT_APPLICABLE,
    NOT_FOR_QUESTIONS,
    SOURCE_LANGUAGE,
    plain_id,
    unused_id,
)
from tycktill_web.instrument.words import Document, Words, written_texts

OWN = "egna"
"""In place of a scale's name: the answers are written with the question. No scale of the library is called so."""

SEVERAL = "flera"
"""In place of a scale's name: several of what is written may be chosen."""

AREA = "alla"


@dataclass(frozen=True, slots=True)
class OwnOption:
    """An answer that is written with its question."""

    text: Words
    is_positive: bool = False


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as its form has it. `scale` is the name of one, OWN or SEVERAL; the words of an answer that leaves
    the denominator are empty where there is none."""

    text: Words
    name: Words
    scale: str
    options: Sequence[OwnOption] = ()
    not_applicable: Words | None = None
    dont_know: Words | None = None
    asked_after: tuple[str, tuple[int, ...]] | None = None


_Table = dict[str, Any]


def questions_of(document: Document) -> list[dict[str, Any]]:
    """Its questions, in order."""
    found = document.get("questions", [])
    return list(found) if isinstance(found, list) else []


def question_in(document: Document, id_: str) -> dict[str, Any] | None:
    return next((each for each in questions_of(document) if each["id"] == id_), None)


def scale_in(document: Document, name: str) -> Mapping[str, Any] | None:
    """The scale of this name, of the document or the library."""
    found: Mapping[str, Any] | None = document.get("scales", {}).get(name) or read_library().get(name)
    return found


def with_question(document: Document, id_: str | None, asked: AskedQuestion) -> tuple[dict[str, Any], str]:
    """The document with the question in place of the one of this id, or last; and its id, which stays for good."""
    before = question_in(document, id_) if id_ else None
    kept = before or {"id": _new_id(document, asked), "meaning": 1, "area": AREA}
    question, scales = _question_tables(document, kept, asked)
    questions = questions_of(document)
    if before is None:
        questions.append(question)
    else:
        questions[questions.index(before)] = question
    return _without_unused_scales({**document, "scales": scales, "questions": questions}), str(kept["id"])


def without_question(document: Document, id_: str) -> dict[str, Any]:
    """The document without the question, its own scale, and the account of the whole that it was for."""
    kept = [each for each in questions_of(document) if each["id"] != id_]
    is_overall = document.get("overall", {}).get("question") == id_
    whole = {key: value for key, value in document.items() if not (is_overall and key == "overall")}
    return _without_unused_scales({**whole, "questions": kept})


def move_question(document: Document, id_: str, step: int) -> dict[str, Any]:
    """The document with the question so many places further down, or up; first and last are the ends."""
    questions = questions_of(document)
    index = next((index for index, each in enumerate(questions) if each["id"] == id_), None)
    if index is None:
        return dict(document)
    questions.insert(min(max(0, index + step), len(questions) - 1), questions.pop(index))
    return {**document, "questions": questions}


def _new_id(document: Document, asked: AskedQuestion) -> str:
    """Of its short name or its words: a question that was there once, under an id of these, must not come back as
    another, so ids that any question or choice has are taken."""
    words = asked.name.get(SOURCE_LANGUAGE) or asked.text.get(SOURCE_LANGUAGE) or "fraga"
    used = {each["id"] for each in questions_of(document)}
    return unused_id(plain_id(words, "_"), (*used, *NOT_FOR_QUESTIONS))


def _question_tables(document: Document, kept: Mapping[str, Any], asked: AskedQuestion) -> tuple[_Table, _Table]:
    """The question as its table, and the scales with its own among them."""
    scales = dict(document.get("scales", {}))
    question = {key: kept[key] for key in ("id", "meaning", "area", "kolada", "wording") if key in kept}
    if asked.scale == SEVERAL:
        question |= {"kind": "several", "choices": _choice_tables(kept, asked)}
    elif asked.scale == OWN:
        own = own_scale(asked)
        name = _own_name(document, kept, own)
        scales[name] = own
        question["scale"] = name
    else:
        question["scale"] = asked.scale
    question |= {"name": _short_names(asked), "text": written_texts(asked.text)}
    if asked.asked_after:
        question["when"] = {"question": asked.asked_after[0], "codes": list(asked.asked_after[1])}
    return question, scales


def _short_names(asked: AskedQuestion) -> dict[str, str]:
    """The short names; where Swedish has none the question's own words, shortened."""
    given = written_texts(asked.name)
    short = {code: text.rstrip("?. ")[:60].strip() for code, text in written_texts(asked.text).items()}
    return {**short, **given}


def _choice_tables(kept: Mapping[str, Any], asked: AskedQuestion) -> list[dict[str, Any]]:
    """The choices, each under the id that it had: the one of the same Swedish words, else of the same place."""
    before = kept.get("choices", [])
    by_words = {each["text"].get(SOURCE_LANGUAGE): each["id"] for each in before}
    wanted = [written_texts(each.text) for each in asked.options]
    same = {words.get(SOURCE_LANGUAGE) for words in wanted}
    found: list[dict[str, Any]] = []
    for index, words in enumerate(wanted):
        swedish = words.get(SOURCE_LANGUAGE, "")
        used = [each["id"] for each in found]
        renamed = index < len(before) and before[index]["text"].get(SOURCE_LANGUAGE) not in same
        id_ = by_words.get(swedish) or (before[index]["id"] if renamed else None)
        if id_ is None or id_ in used:
            id_ = unused_id(plain_id(swedish, "_") or "val", (*used, *by_words.values()))
        found.append({"id": id_, "text": words})
    return found


def own_scale(asked: AskedQuestion) -> dict[str, Any]:
    """The scale that is written with the question: from 1, or from 0 where the first answer is called so."""
    first = 0 if asked.options and asked.options[0].text.get(SOURCE_LANGUAGE, "").strip().startswith("0") else 1
    steps = [(first + index, option) for index, option in enumerate(asked.options)]
    pair = 0 if not steps or steps[-1][0] < NOT_APPLICABLE[0] else 1
    left_out = [(NOT_APPLICABLE[pair], asked.not_applicable), (DONT_KNOW[pair], asked.dont_know)]
    last = [(code, words) for code, words in left_out if words]
    return {
        "positive": [code for code, option in steps if option.is_positive],
        "excluded": [code for code, _ in last],
        "options": [
            *({"code": code, "text": written_texts(option.text)} for code, option in steps),
            *({"code": code, "text": written_texts(words)} for code, words in last),
        ],
    }


def _own_name(document: Document, kept: Mapping[str, Any], own: Mapping[str, Any]) -> str:
    """The name of the question's own scale: the one it has where no other question has it too, or where it is the
    same; else a new one."""
    now = kept.get("scale")
    scales = document.get("scales", {})
    others = [each for each in questions_of(document) if each["id"] != kept["id"] and each.get("scale") == now]
    if now in scales and (not others or scales[now] == own):
        return str(now)
    return unused_id(str(kept["id"]), (*scales, *read_library(), OWN, SEVERAL))


def _without_unused_scales(document: dict[str, Any]) -> dict[str, Any]:
    """The document without scales that no question is answered on."""
    used = {each.get("scale") for each in questions_of(document)}
    kept = {name: scale for name, scale in document.get("scales", {}).items() if name in used}
    whole = {key: value for key, value in document.items() if key not in ("scales", "questions")}
    return {**whole, **({"scales": kept} if kept else {}), "questions": questions_of(document)}


def earlier_answers(document: Document, id_: str | None) -> Iterator[tuple[str, str, int, str]]:
    """What a question may hang on: (id, question, code, answer) of each answer to a question of one choice before."""
    for question in questions_of(document):
        if question["id"] == id_:
            return
        scale = scale_in(document, str(question.get("scale", "")))
        for option in scale["options"] if scale and question.get("kind") != "several" else ():
            words = question["text"].get(SOURCE_LANGUAGE, ""), option["text"].get(SOURCE_LANGUAGE, "")
            yield question["id"], words[0], option["code"], words[1]

"""Checks what questions are called and which scales they are answered on."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tycktill.instrument.document import Overall, Question
from tycktill.terms import Fault

_ID = re.compile(r"[a-z][a-z0-9_]*")
_COLUMNS = ("round", "instrument", "municipality", "unit", "gender", "offered", "answered", "row")
"""What the other columns of tables of answers, offers and rows are called; a question cannot be."""

_SHARE = "{share}"


def question_faults(
    asked: Sequence[tuple[str, Question]], ids: Sequence[str], scales: Sequence[str]
) -> Iterator[Fault]:
    """What is wrong with the well-shaped questions `asked`.

    `ids` are the ids of all questions in order, `scales` the names of all scales, well-shaped or not.
    """
    if not ids:
        yield Fault("There are no questions", "Add at least one", place="questions")
    yield from _id_faults(ids)
    for place, question in asked:
        if question.kind == "several":
            yield Fault("There is nothing to choose", "Name the choices", place=f"{place}.choices")
        elif question.choices:
            yield Fault("A question of one choice has a scale", 'Write kind = "several"', place=f"{place}.choices")
        if question.scale not in scales:
            remedy = f"Write one of {', '.join(scales) or 'the scales, when there are any'}"
            yield Fault(f"There is no scale `{question.scale}`", remedy, place=f"{place}.scale")


def overall_faults(overall: Overall, ids: Sequence[str], asked: Sequence[tuple[str, Question]]) -> Iterator[Fault]:
    """What is wrong with the question that sums up, and with the words that its share is told in."""
    conditions = {question.id: question.when for _, question in asked}
    if overall.question not in ids:
        remedy = f"Name one of {', '.join(ids) or 'the questions, when there are any'}"
        yield Fault(f"There is no question `{overall.question}`", remedy, place="overall.question")
    elif conditions.get(overall.question) is not None:
        problem = f"`{overall.question}` is not asked of everybody, and has no result"
        yield Fault(problem, "Name a question without `when`", place="overall.question")
    for language, words in overall.words.items():
        without = words.replace(_SHARE, "", 1)
        if words == without or set(without) & set("{}") or not words.isprintable():
            remedy = 'Write one line as "{share} are satisfied overall", with {share} once and no other brackets'
            yield Fault("The share has no place of its own", remedy, place=f"overall.words.{language}")


def _id_faults(ids: Sequence[str]) -> Iterator[Fault]:
    for name, times in Counter(ids).items():
        place = f"questions[{name}].id"
        if times > 1:
            yield Fault(f"{times} questions are called `{name}`", "Give each its own id", place=place)
        if not _ID.fullmatch(name):
            yield Fault(f"`{name}` is no id", "Write small letters a-z, digits and underscores", place=place)
        if name in _COLUMNS:
            yield Fault(f"`{name}` is another column in tables of answers", "Give it another id", place=place)

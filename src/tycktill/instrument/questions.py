"""Checks questions: what they are called, on which scales and when they are asked; and those about the respondent."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tycktill.instrument.document import Background, Condition, Overall, Question, Scale
from tycktill.instrument.ids import NOT_FOR_QUESTIONS
from tycktill.instrument.scales import label_faults
from tycktill.terms import Fault, Gender

_ID = re.compile(r"[a-z][a-z0-9_]*")
_SHARE = "{share}"

_GENDER_CODES = (Gender.WOMAN, Gender.MAN, Gender.OTHER)


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
        if name in NOT_FOR_QUESTIONS:
            yield Fault(f"`{name}` is another column in tables of answers", "Give it another id", place=place)


def condition_faults(
    asked: Sequence[tuple[str, Question]], ids: Sequence[str], scales: Mapping[str, Scale]
) -> Iterator[Fault]:
    """What is wrong with the conditions of the well-shaped questions `asked`.

    `ids` are the ids of all questions in order, well-shaped or not; `scales` are the well-shaped scales by name.
    """
    scale_of = {question.id: scales.get(question.scale) for _, question in asked}
    for place, question in asked:
        if question.when is not None:
            known = scale_of.get(question.when.question)
            yield from _one_condition(f"{place}.when", question, question.when, ids, known)


def _one_condition(
    place: str, question: Question, when: Condition, ids: Sequence[str], scale: Scale | None
) -> Iterator[Fault]:
    if when.question == question.id:
        yield Fault("The question depends on its own answer", "Name an earlier question", place=place)
    elif when.question not in ids:
        yield Fault(f"There is no question `{when.question}`", "Name an earlier question", place=place)
    elif ids.index(when.question) > ids.index(question.id):
        yield Fault(f"The question `{when.question}` comes later", "Move it up, or name an earlier one", place=place)
    if not when.codes:
        yield Fault("The condition names no code", "Name the codes that lead to this question", place=f"{place}.codes")
    unknown = [] if scale is None else [code for code in when.codes if code not in scale.codes]
    if unknown:
        listed = ", ".join(str(code) for code in unknown)
        remedy = f"Name codes of the scale that `{when.question}` is answered on"
        yield Fault(f"The question `{when.question}` has no code {listed}", remedy, place=f"{place}.codes")


def background_faults(asked: Sequence[tuple[str, Background]], ids: Sequence[str]) -> Iterator[Fault]:
    """What is wrong with the well-shaped background questions `asked`; `ids` are those of all, well-shaped or not."""
    if "gender" not in ids:
        yield Fault("The question on gender is missing", "Add one with the codes K, M and A", place="background")
    for name, times in Counter(ids).items():
        if times > 1:
            yield Fault(f"`{name}` is asked {times} times", "Keep one", place=f"background[{name}]")
    for place, question in asked:
        codes = [option.code for option in question.options]
        if sorted(codes) != sorted(_GENDER_CODES):
            remedy = "Offer K (woman), M (man) and A (other, or prefers not to say), each once"
            yield Fault(f"The codes are {', '.join(codes) or 'none'}", remedy, place=f"{place}.options")
        yield from label_faults(place, [option.text for option in question.options])

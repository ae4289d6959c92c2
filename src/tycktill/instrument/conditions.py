"""Checks that a question is asked only on the ground of what was asked before it."""

from collections.abc import Iterator, Mapping, Sequence

from tycktill.instrument.document import Condition, Question, Scale
from tycktill.terms import Fault


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
            yield from _of_one(f"{place}.when", question, question.when, ids, known)


def _of_one(
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

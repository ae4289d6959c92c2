"""What families, target groups and questions are called, in the language of the page, and how several are named."""

from collections.abc import Iterable, Sequence
from functools import cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tycktill.files import read_families
from tycktill.instrument import Families, Overall, Question, texts
from tycktill.tables import overall_of
from tycktill_web.fieldwork.questionnaires import catalogue, questionnaires_of


@cache
def families() -> Families:
    """The families by id, read from disk once a process."""
    return read_families()


def family_name(family: str) -> str:
    """`ifo` in words; an id that no questionnaire has is shown as it is."""
    known = families().get(family)
    return texts(known.name, _language()) if known else family


def group_name(target: str) -> str:
    """A target group in words; a family's id stands for all of them together."""
    instrument = catalogue().get(target)
    if instrument:
        return texts(instrument.name, _language())
    return _("Alla målgrupper") if target in families() else target


def question_name(target: str, question: str) -> str:
    """The short plain name of a question asked in this target group or family."""
    found = _question(target, question)
    return texts(found.name, _language()) if found else question


def question_text(target: str, question: str) -> str:
    """The question as it is asked; empty in a family, where the words differ between the target groups."""
    if target not in catalogue():
        return ""
    found = _question(target, question)
    return texts(found.text, _language()) if found else ""


def overall_question(target: str) -> Overall | None:
    """The question that sums a target group or family up, where its questionnaires say so."""
    return overall_of([catalogue()[id_] for id_ in _questionnaires(target)])


def overall_words(overall: Overall, share: str) -> str:
    """Its share in words."""
    return texts(overall.words, _language()).format(share=share)


def in_printed_order(target: str, questions: Iterable[str]) -> Sequence[str]:
    """Question ids in the order of the questionnaire; those it does not know come last."""
    order = [question.id for question in _questions(target)]
    return sorted(questions, key=lambda id_: (order.index(id_) if id_ in order else len(order), id_))


def joined(names: Sequence[str]) -> str:
    """`A`, `A och B`, `A, B och C`."""
    *first, last = names
    return _("%(first)s och %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def _question(target: str, question: str) -> Question | None:
    return next((each for each in _questions(target) if each.id == question), None)


def _questions(target: str) -> Iterable[Question]:
    return (question for id_ in _questionnaires(target) for question in catalogue()[id_].questions)


def _questionnaires(target: str) -> Sequence[str]:
    return (target,) if target in catalogue() else questionnaires_of(target)


def _language() -> str:
    return str(get_language())

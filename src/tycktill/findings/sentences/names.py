"""What questions are called in the language that is told in."""

from collections.abc import Iterable

from tycktill.findings.facts import QuestionFinding
from tycktill.findings.wording import name_in_quotes
from tycktill.findings.words.catalogue import Words


def question_name(question: QuestionFinding, words: Words) -> str:
    """The quoted name of a question."""
    return name_in_quotes(words.text(question.name), words)


def question_names(questions: Iterable[QuestionFinding], words: Words) -> list[str]:
    """The quoted names of questions."""
    return [question_name(each, words) for each in questions]

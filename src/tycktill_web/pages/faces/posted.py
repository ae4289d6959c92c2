"""Reads the code and the answers out of a posted form, once, at the door."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from tycktill.terms import Fault, Gender, Refused

CODE = "kod"
GENDER = "kon"
ANSWER = "fraga-"
"""What a question's field is named by, before its id."""


@dataclass(frozen=True, slots=True)
class PostedAnswers:
    """What somebody has chosen so far: option codes by question id, and the gender; skipped questions are absent."""

    answers: Mapping[str, int]
    gender: Gender = Gender.UNKNOWN

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all has been chosen."""
        return not self.answers and self.gender is Gender.UNKNOWN

    def fields(self) -> tuple[tuple[str, str], ...]:
        """Names and values of the hidden fields that carry this to the next page."""
        answers = tuple((ANSWER + question, str(code)) for question, code in self.answers.items())
        return (*answers, (GENDER, self.gender.value)) if self.gender else answers


def read_answers(post: QueryDict) -> PostedAnswers:
    """What a form says has been chosen. Raises Refused for a gender or a code that no page of ours sends.

    Whether the questions and codes are this questionnaire's is for `tycktill.answers` to say.
    """
    chosen = {name.removeprefix(ANSWER): text for name, text in post.items() if name.startswith(ANSWER) and text}
    return PostedAnswers(
        {question: _answer_code(question, str(text)) for question, text in chosen.items()}, _posted_gender(post)
    )


def _answer_code(question: str, text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= 3:
        return int(text)
    raise Refused([Fault(f"{text[:20]!r} is not an answer code", "Choose one of the answers", column=question[:60])])


def _posted_gender(post: QueryDict) -> Gender:
    text = post.get(GENDER, "")
    if text in set(Gender):
        return Gender(text)
    raise Refused([Fault(f"{text[:20]!r} is not a gender code", "Choose one of the answers", column=GENDER)])

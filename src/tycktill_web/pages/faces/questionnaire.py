"""The questions as they stand on the page: words in one language, what has been chosen, what a question hangs on.

What is the same for everybody in a language is written once a process, since most of what an answer costs is templates.
Nothing that anybody chose is kept, nor any code: only what somebody sees who has answered nothing yet.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from tycktill.instrument import Instrument, Question, text_in
from tycktill.terms import Gender
from tycktill_web.fieldwork.questionnaires import catalogue
from tycktill_web.instrument.editions import instrument_of
from tycktill_web.pages.faces.posted import ANSWER, GENDER, PostedAnswers

KEPT = 200
"""Questionnaires in a language that a process remembers as they are written."""


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """An answer to choose: the value sent, its words, whether it is the one chosen, and the key that chooses it."""

    value: str
    text: str
    chosen: bool
    digit: str


@dataclass(frozen=True, slots=True)
class ConditionText:
    """What a question hangs on, in words for those without script and in field and values for the script."""

    sentence: str
    field: str
    values: str
    met: bool


@dataclass(frozen=True, slots=True)
class QuestionField:
    """One question with its choices. The question on gender is the last item."""

    number: int
    field: str
    text: str
    choices: tuple[ChoiceField, ...]
    condition: ConditionText | None = None

    @property
    def chosen(self) -> str | None:
        """The words of the answer chosen, or None when the question was skipped."""
        return next((choice.text for choice in self.choices if choice.chosen), None)

    @property
    def is_asked(self) -> bool:
        """Whether the question is to be answered, after what was answered before it."""
        return self.condition is None or self.condition.met


def question_fields(instrument: Instrument, answered: PostedAnswers, language: str) -> tuple[QuestionField, ...]:
    """All questions in the instrument's order and last, because it is the least interesting, the one on gender."""
    return (*_quality_fields(instrument, answered, language), _gender_field(instrument, answered.gender, language))


def minutes_to_answer(instrument: Instrument) -> int:
    """About how long it takes, by twenty seconds a question."""
    return max(1, round((len(instrument.questions) + 1) / 3))


def _quality_fields(instrument: Instrument, answered: PostedAnswers, language: str) -> Iterator[QuestionField]:
    for number, question in enumerate(instrument.questions, start=1):
        options = instrument.scale_of(question).options
        chosen = answered.answers.get(question.id)
        choices = tuple(
            ChoiceField(
                str(option.code), text_in(option.text, language), option.code == chosen, _key_digit(option.code)
            )
            for option in options
        )
        condition = _condition_text(instrument, question, answered, language)
        yield QuestionField(number, ANSWER + question.id, text_in(question.text, language), choices, condition)


def _condition_text(
    instrument: Instrument, question: Question, answered: PostedAnswers, language: str
) -> ConditionText | None:
    if question.when is None:
        return None
    earlier, codes = instrument.question(question.when.question), question.when.codes
    number = instrument.questions.index(earlier) + 1
    options = instrument.scale_of(earlier).options
    words = [gettext("”%(answer)s”") % {"answer": text_in(o.text, language)} for o in options if o.code in codes]
    sentence = gettext("Om du svarade %(answers)s på fråga %(number)d:") % {
        "answers": gettext(" eller ").join(words),
        "number": number,
    }
    met = answered.answers.get(earlier.id) in codes
    return ConditionText(sentence, ANSWER + earlier.id, " ".join(map(str, codes)), met)


def _gender_field(instrument: Instrument, gender: Gender, language: str) -> QuestionField:
    choices = tuple(
        ChoiceField(option.code, text_in(option.text, language), option.code == gender, _key_digit(number))
        for number, option in enumerate(instrument.gender.options, start=1)
    )
    return QuestionField(len(instrument.questions) + 1, GENDER, text_in(instrument.gender.text, language), choices)


def _key_digit(number: int) -> str:
    return str(number) if number < 10 else ""


def shared_page(template: str, language: str) -> HttpResponse:
    """A page that knows of nobody."""
    return HttpResponse(_render_once(template, language))


@lru_cache(KEPT)
def unanswered_questions(questionnaire: str, edition: str | None, language: str) -> SafeString:
    """The questions of a questionnaire, of this edition where it is an organisation's own, nothing chosen."""
    instrument = catalogue()[questionnaire] if edition is None else instrument_of(edition)
    with translation.override(language):
        return written_questions(question_fields(instrument, PostedAnswers({}), language))


def written_questions(asked: tuple[QuestionField, ...]) -> SafeString:
    """The questions as they stand in the form."""
    return render_to_string("faces/items.html", {"items": asked})


@cache
def _render_once(template: str, language: str) -> bytes:
    with translation.override(language):
        return render_to_string(template).encode()

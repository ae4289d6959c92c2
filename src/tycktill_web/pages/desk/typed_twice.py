"""What was posted of a form of paper, and whether it is to be typed once more before it is taken.

One form in ten is drawn, by the fingerprint of its code: the same one each time, so that nobody gets round it by going
back. A colleague types it again at once, and what the first one chose comes along in the page: until the answer is
sealed it is kept nowhere, neither as it is nor as anything that it could be found by.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from tycktill.fieldwork import parse_code
from tycktill.instrument import Instrument
from tycktill_web.fieldwork.code_tags import code_fingerprint
from tycktill_web.fieldwork.tickets import Ticket
from tycktill_web.pages.faces.posted import CODE, PostedAnswers, read_answers
from tycktill_web.pages.faces.questionnaire import QuestionField, question_fields
from tycktill_web.pages.faces.visit import as_sealed

FIRST, SECOND = "forsta", "andra"
EMPTY, ALONE = "tom", "ensam"
"""Fields of the form: what was typed before, that it is to be empty, and that no colleague is there."""

ONE_IN = 10


class TypingStep(Enum):
    """What comes of a form that was posted."""

    TAKE = auto()
    ASK_WHETHER_EMPTY = auto()
    TYPE_AGAIN = auto()
    SETTLE = auto()


@dataclass(frozen=True, slots=True)
class TypedSheet:
    """A form as far as it has been typed: its code, what stands on the page, and what was typed before."""

    code: str = ""
    answered: PostedAnswers = field(default_factory=lambda: PostedAnswers({}))
    first: PostedAnswers | None = None
    second: PostedAnswers | None = None
    is_meant_empty: bool = False
    is_alone: bool = False

    @classmethod
    def read(cls, request: HttpRequest) -> "TypedSheet":
        """What a request has posted. Raises Refused for what no page of ours sends."""
        post = request.POST
        first, second = (read_answers(QueryDict(post[name])) if name in post else None for name in (FIRST, SECOND))
        return cls(post.get(CODE, "").strip(), read_answers(post), first, second, EMPTY in post, ALONE in post)

    def as_sealed(self, ticket: Ticket, instrument: Instrument) -> "TypedSheet":
        """The same with just the answers that would be sealed. Raises Refused for those the questionnaire lacks."""
        kept = [None if each is None else as_sealed(each, ticket, instrument) for each in (self.first, self.second)]
        answered = as_sealed(self.answered, ticket, instrument)
        return TypedSheet(self.code, answered, kept[0], kept[1], self.is_meant_empty, self.is_alone)

    def next_step(self) -> TypingStep:
        """What to do with it now that it has been posted."""
        if self.first is None:
            if self.answered.is_empty and not self.is_meant_empty:
                return TypingStep.ASK_WHETHER_EMPTY
            return TypingStep.TYPE_AGAIN if is_drawn(self.code) else TypingStep.TAKE
        if self.is_alone or self.second is not None or self.first == self.answered:
            return TypingStep.TAKE
        return TypingStep.SETTLE

    @property
    def carried_fields(self) -> Sequence[tuple[str, str]]:
        """Names and values of the hidden fields that carry on what was typed before."""
        before = ((FIRST, self.first), (SECOND, self.second))
        return [(name, urlencode(each.fields())) for name, each in before if each is not None]

    def final_answers(self) -> PostedAnswers:
        """What is to be sealed: with nobody to type it again, what the first one typed."""
        return self.first if self.is_alone and self.first is not None else self.answered


@dataclass(frozen=True, slots=True)
class TypedQuestion:
    """A question of the form, and where two typed it differently what each of them did."""

    item: QuestionField
    differs: bool = False
    first: str | None = None
    second: str | None = None


def typed_questions(sheet: TypedSheet, instrument: Instrument, language: str) -> Sequence[TypedQuestion]:
    """The questions as they stand on the page; with those that differ marked, where two have typed them."""
    asked = question_fields(instrument, sheet.answered, language)
    if sheet.first is None or sheet.second is None:
        return [TypedQuestion(each) for each in asked]
    before = (question_fields(instrument, each, language) for each in (sheet.first, sheet.second))
    return [
        TypedQuestion(now, one.chosen != other.chosen, one.chosen, other.chosen)
        for now, one, other in zip(asked, *before, strict=True)
    ]


def count_differing(sheet: TypedSheet, instrument: Instrument) -> int:
    """How many questions the second one typed differently from the first."""
    return sum(_differs_by_question(sheet, instrument))


def _differs_by_question(sheet: TypedSheet, instrument: Instrument) -> Iterator[bool]:
    one, other = sheet.first or sheet.answered, sheet.second or sheet.answered
    for question in instrument.questions:
        yield one.answers.get(question.id) != other.answers.get(question.id)
    yield one.gender != other.gender


def is_drawn(code: str) -> bool:
    """Whether a form is to be typed twice. The code is one that was issued."""
    return code_fingerprint(parse_code(code))[0] * ONE_IN < 256

"""The shape of an instrument: frozen values, read from TOML by `reading` and made nowhere else."""

from collections.abc import Mapping
from typing import Literal, NewType

import msgspec

Texts = Mapping[str, str]
"""A text in several languages, by language code: `{"sv": "Ja", "en": "Yes"}`."""

Wording = Literal["official", "unofficial"]
"""Whether the Swedish words are known to be the official form's, or ours until somebody has confirmed them."""

KoladaId = NewType("KoladaId", str)
"""The id of an indicator in Kolada, such as `U31500`."""

NOT_APPLICABLE = (8, 98)
"""The codes of "does not apply to me", such as "jag har inte fått någon hjälp"; the second where 8 is a step."""

DONT_KNOW = (9, 99)
"""The codes of "vet inte/ingen åsikt", in the same way."""


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What every part of a document shares: frozen, and no key that the format does not know."""


def work_out(kind: type[Value]) -> None:
    """Have msgspec work out this type, and all that it is made of, while its module is imported.

    It would do so at the first use, and crash the process when several threads come to that at once; an import is
    one thread's at a time.
    """
    msgspec.json.Decoder(kind)


class LanguageStatus(Value, frozen=True):
    """How far a language has come: are all texts there, and has somebody who speaks it read them?"""

    completeness: Literal["complete", "partial"]
    review: Literal["official", "reviewed", "unreviewed"]


class Option(Value, frozen=True):
    """An answer option. `code` counts from 1, or 0, in printed order; `NOT_APPLICABLE` and `DONT_KNOW` stand last."""

    code: int
    text: Texts
    wording: Wording = "official"


class Scale(Value, frozen=True):
    """The options of a question, which of them count as positive and which leave the denominator."""

    options: tuple[Option, ...]
    positive: tuple[int, ...]
    excluded: tuple[int, ...] = ()

    @property
    def codes(self) -> tuple[int, ...]:
        """All option codes in printed order."""
        return tuple(option.code for option in self.options)

    @property
    def valid(self) -> tuple[int, ...]:
        """Codes that count in the denominator."""
        return tuple(code for code in self.codes if code not in self.excluded)

    def option(self, code: int) -> Option:
        """The option with this code; KeyError when the scale has none."""
        for option in self.options:
            if option.code == code:
                return option
        raise KeyError(code)


class Condition(Value, frozen=True):
    """Ask only when an earlier question was answered with one of these codes."""

    question: str
    codes: tuple[int, ...]


class Choice(Value, frozen=True):
    """One of several that may be chosen; its id ends that of the question that it is counted by."""

    id: str
    text: Texts


class Question(Value, frozen=True):
    """A quality question.

    `meaning` distinguishes questions that share an id but do not measure the same thing: it rises when a question
    changes so much that its series is broken, and differs within a family where only the id is shared. One of several
    choices has become a question for each choice, all `part_of` the same.
    """

    id: str
    meaning: int
    area: str
    scale: str
    name: Texts
    text: Texts
    wording: Wording = "official"
    when: Condition | None = None
    kolada: KoladaId | None = None
    kind: Literal["one", "several"] = "one"
    choices: tuple[Choice, ...] = ()
    part_of: str | None = None


class BackgroundOption(Value, frozen=True):
    """An option of a background question; for gender its code is K, M or A."""

    code: str
    text: Texts


class Background(Value, frozen=True):
    """A question about the respondent: gender, which every instrument asks."""

    id: Literal["gender"]
    text: Texts
    options: tuple[BackgroundOption, ...]
    wording: Wording = "official"


class Information(Value, frozen=True):
    """What a respondent is told before answering."""

    purpose: Texts
    voluntary: Texts
    readers: Texts
    contact: Texts
    wording: Wording = "official"


class Overall(Value, frozen=True):
    """The question that sums the others up, and the words its share is told in: `{share} are satisfied overall`."""

    question: str
    words: Texts


class Rounds(Value, frozen=True):
    """The years an instrument has been in use; `last` is None while it still is."""

    first: int
    last: int | None = None


class Kolada(Value, frozen=True):
    """Kolada's ids for the instrument as a whole: number of answers and response rate."""

    count: KoladaId | None = None
    rate: KoladaId | None = None


class Instrument(Value, frozen=True, kw_only=True):
    """A questionnaire for one target group, in one version.

    `target_group` speaks to who is asked ("For you who …"), `description` of them to who reads the result.
    """

    id: str
    family: str
    version: int
    name: Texts
    target_group: Texts
    description: Texts | None = None
    rounds: Rounds
    pilot: bool = False
    overall: Overall | None = None
    wording_source: str = ""
    kolada: Kolada = Kolada()
    languages: Mapping[str, LanguageStatus]
    information: Information
    background: tuple[Background, ...]
    scales: Mapping[str, Scale] = {}
    questions: tuple[Question, ...]

    def scale_of(self, question: Question) -> Scale:
        return self.scales[question.scale]

    def question(self, question_id: str) -> Question:
        """The question with this id; KeyError when the instrument has none."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)

    @property
    def asked_of_all(self) -> tuple[Question, ...]:
        """The questions without a condition, in printed order: only these have results.

        How many were asked another says how many gave the answer that leads to it (decision 18).
        """
        return tuple(question for question in self.questions if question.when is None)

    @property
    def gender(self) -> Background:
        """The background question on gender, which every instrument asks."""
        return self.background[0]


work_out(Instrument)

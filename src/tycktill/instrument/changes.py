"""What a new edition of a questionnaire changes in questions that keep their id and their meaning.

Does each still measure the same thing? Words alone may change and the series go on; other answers cannot be added to
the old ones.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tycktill.instrument.document import Instrument, Question, Texts
from tycktill.instrument.texts import SOURCE_LANGUAGE, text_in


class Changed(StrEnum):
    """What is otherwise than before."""

    TEXT = "text"
    OPTIONS = "options"
    COUNTING = "counting"
    CONDITION = "condition"


BREAKS = frozenset({Changed.COUNTING})
"""What breaks the series whatever anybody says: the same id and meaning count alike (`catalogue_faults`)."""


@dataclass(frozen=True, slots=True)
class ChangedQuestion:
    """A question that is not as it was last. `meaning` was its number then."""

    id: str
    meaning: int
    before: str
    after: str
    changed: frozenset[Changed]

    @property
    def must_break(self) -> bool:
        """Whether it cannot go on as the same series."""
        return bool(self.changed & BREAKS)


def changed_questions(before: Sequence[Instrument], after: Instrument) -> tuple[ChangedQuestion, ...]:
    """The questions whose Swedish words, options, counting or condition are others than when they were last asked,
    under the same meaning. `before` are the earlier editions, first to last; choices of one question stand as one."""
    last = _last_asked(before)
    now = _asked_parts(after)
    return tuple(
        _compare_question(id_, last[id_], asked) for id_, asked in now.items() if _is_changed(last.get(id_), asked)
    )


def last_meanings(before: Sequence[Instrument]) -> Mapping[str, int]:
    """The meaning that each question had when it was last asked."""
    return {id_: asked.meaning for id_, asked in _last_asked(before).items()}


@dataclass
class _Asked:
    """A question as it stands in a document: one of one choice, or all choices of one of several."""

    instrument: Instrument
    parts: list[Question] = field(default_factory=list)

    @property
    def meaning(self) -> int:
        return self.parts[0].meaning

    @property
    def words(self) -> str:
        """What is asked: of several choices without the first of them, which its part has after it."""
        first = self.parts[0]
        text = _swedish_text(first.text)
        return text.removesuffix(_swedish_text(first.name)).strip() if first.part_of else text

    def options(self) -> Iterator[object]:
        for part in self.parts:
            yield part.id, [(each.code, _swedish_text(each.text)) for each in self.instrument.scale_of(part).options]
            if part.part_of:
                yield _swedish_text(part.name)

    def counting(self) -> object:
        scales = [self.instrument.scale_of(part) for part in self.parts]
        return [(sorted(each.valid), sorted(each.positive)) for each in scales]

    def condition(self) -> object:
        when = self.parts[0].when
        return when and (when.question, sorted(when.codes))


def _last_asked(before: Sequence[Instrument]) -> Mapping[str, _Asked]:
    """Each question as it was asked last, also one that was left out meanwhile."""
    return {id_: asked for instrument in before for id_, asked in _asked_parts(instrument).items()}


def _asked_parts(instrument: Instrument) -> Mapping[str, _Asked]:
    found: dict[str, _Asked] = {}
    for question in instrument.questions:
        found.setdefault(question.part_of or question.id, _Asked(instrument)).parts.append(question)
    return found


def _swedish_text(words: Texts) -> str:
    return " ".join(text_in(words, SOURCE_LANGUAGE).split())


def _changes_between(before: _Asked, after: _Asked) -> frozenset[Changed]:
    pairs = {
        Changed.TEXT: (before.words, after.words),
        Changed.OPTIONS: (list(before.options()), list(after.options())),
        Changed.COUNTING: (before.counting(), after.counting()),
        Changed.CONDITION: (before.condition(), after.condition()),
    }
    return frozenset(kind for kind, (then, now) in pairs.items() if then != now)


def _is_changed(before: _Asked | None, after: _Asked) -> bool:
    return before is not None and after.meaning <= before.meaning and bool(_changes_between(before, after))


def _compare_question(id_: str, before: _Asked, after: _Asked) -> ChangedQuestion:
    return ChangedQuestion(id_, before.meaning, before.words, after.words, _changes_between(before, after))

"""The questions of a questionnaire as they stand on paper, where nothing but words leads past a question."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec
from django.utils.translation import gettext as _

from tycktill.instrument import Instrument, Question, text_in


class FormOption(msgspec.Struct, frozen=True):
    """A box: its words, the digit that whoever types it in presses, and where it leads if not to the next question."""

    text: str
    digit: str
    leads_to: str = ""


class FormQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """A question: its number, whom it is for, its words, a hint where several boxes may be crossed, and its boxes."""

    number: str
    text: str
    options: Sequence[FormOption]
    only_if: str = ""
    hint: str = ""


def form_questions(instrument: Instrument, language: str) -> Sequence[FormQuestion]:
    """All questions in their order, numbered as on the pages, and last the one on gender."""
    blocks = [list(block) for _key, block in groupby(instrument.questions, key=lambda each: each.part_of or each.id)]
    asked = [
        _several_choices(instrument, block, language)
        if block[0].part_of
        else _single_choice(instrument, block[0], language)
        for block in blocks
    ]
    return [*asked, _gender_question(instrument, language)]


def _single_choice(instrument: Instrument, question: Question, language: str) -> FormQuestion:
    here = instrument.questions.index(question)
    options = [
        FormOption(text_in(option.text, language), str(option.code), _leads_to(instrument, here, option.code))
        for option in instrument.scale_of(question).options
    ]
    only_if = _only_if(instrument, question, language)
    return FormQuestion(number=f"{here + 1}", text=text_in(question.text, language), options=options, only_if=only_if)


def _several_choices(instrument: Instrument, parts: Sequence[Question], language: str) -> FormQuestion:
    """One question of which several choices may be crossed; each choice is counted as a question of its own."""
    first = instrument.questions.index(parts[0]) + 1
    names = [text_in(part.name, language) for part in parts]
    return FormQuestion(
        number=f"{first}–{first + len(parts) - 1}" if len(parts) > 1 else f"{first}",
        text=text_in(parts[0].text, language).removesuffix(names[0]).rstrip(),
        options=[FormOption(name, "1") for name in names],
        only_if=_only_if(instrument, parts[0], language),
        hint=_("Kryssa i allt som stämmer."),
    )


def _gender_question(instrument: Instrument, language: str) -> FormQuestion:
    options = [
        FormOption(text_in(option.text, language), str(digit))
        for digit, option in enumerate(instrument.gender.options, start=1)
    ]
    text = text_in(instrument.gender.text, language)
    return FormQuestion(number=f"{len(instrument.questions) + 1}", text=text, options=options)


def _only_if(instrument: Instrument, question: Question, language: str) -> str:
    if question.when is None:
        return ""
    earlier = instrument.question(question.when.question)
    words = [
        text_in(option.text, language)
        for option in instrument.scale_of(earlier).options
        if option.code in question.when.codes
    ]
    answers = _(" eller ").join(_("”%(answer)s”") % {"answer": each} for each in words)
    number = instrument.questions.index(earlier) + 1
    return _("Om du svarade %(answers)s på fråga %(number)d:") % {"answers": answers, "number": number}


def _leads_to(instrument: Instrument, here: int, code: int) -> str:
    """Where an answer leads that leads past the next question."""
    following = _next_asked(instrument, here, code)
    if following == here + 1:
        return ""
    return _("Gå till fråga %(number)d") % {"number": following + 1}


def _next_asked(instrument: Instrument, here: int, code: int) -> int:
    """The next question that is not left out for this answer; the one on gender, after all others, never is."""
    left_out: set[str] = set()
    for index, question in _questions_after(instrument, here):
        when = question.when
        own = when is not None and when.question == instrument.questions[here].id and code not in when.codes
        if own or (when is not None and when.question in left_out):
            left_out.add(question.id)
        else:
            return index
    return len(instrument.questions)


def _questions_after(instrument: Instrument, here: int) -> Iterator[tuple[int, Question]]:
    return ((index, each) for index, each in enumerate(instrument.questions) if index > here)

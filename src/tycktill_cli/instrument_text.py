"""A questionnaire written out as plain text, with what each answer counts as."""

import textwrap
from collections.abc import Iterator

from tycktill.instrument import SOURCE_LANGUAGE, Background, Family, Instrument, Option, Question, Scale, text_in

_WIDTH = 100
_LEGEND = "+ counts as positive   - leaves the denominator   * wording to be confirmed"


def in_use(instrument: Instrument) -> str:
    """The years of use: `2015-2019`, or `2015-` where it is used still."""
    return f"{instrument.rounds.first}-{instrument.rounds.last or ''}"


def without_results(instrument: Instrument) -> Iterator[str]:
    """A sentence that names the questions asked only of some, which have no results (decision 18), if there are any."""
    some = [question.id for question in instrument.questions if question.when]
    if some:
        asked = f"{', '.join(some)} {'is' if len(some) == 1 else 'are'} asked only of some"
        yield f"{asked}: answers are kept and counted, but no results are shown"


def written_out(instrument: Instrument, *, family: Family, language: str) -> str:
    """The whole questionnaire in `language`, ended by a line feed."""
    sections = (
        _head_lines(instrument, family, language),
        _information_lines(instrument, language),
        _question_lines(instrument, family, language),
    )
    return "\n".join(line for section in sections for line in section) + "\n"


def scale_written_out(name: str, scale: Scale) -> str:
    """A scale of the library with what each option counts as."""
    return "\n".join([name, *_option_lines(scale, SOURCE_LANGUAGE)])


def _head_lines(instrument: Instrument, family: Family, language: str) -> Iterator[str]:
    yield f"{text_in(instrument.name, language)} ({instrument.id}, version {instrument.version})"
    yield f"Family: {text_in(family.name, language)} ({instrument.family})"
    yield f"Target group: {text_in(instrument.target_group, language)}"
    if instrument.description:
        yield f"Asks: {text_in(instrument.description, language)}"
    if instrument.overall:
        yield f"Summed up by {instrument.overall.question}: {text_in(instrument.overall.words, language)}"
    yield f"In use: {in_use(instrument)}{', pilot' if instrument.pilot else ''}"
    status = [f"{code} {each.completeness}, {each.review}" for code, each in instrument.languages.items()]
    yield f"Languages: {'; '.join(status)}"
    if instrument.kolada.count or instrument.kolada.rate:
        yield f"Kolada: {instrument.kolada.count or '-'} answers, {instrument.kolada.rate or '-'} response rate"
    if instrument.wording_source:
        yield from _wrap_text(instrument.wording_source, "Wording: ")


def _information_lines(instrument: Instrument, language: str) -> Iterator[str]:
    information = instrument.information
    yield ""
    yield f"Before answering{_unofficial_mark(information.wording)}"
    for paragraph in (information.purpose, information.voluntary, information.readers, information.contact):
        yield from _wrap_text(text_in(paragraph, language), "  ")
    for question in instrument.background:
        yield ""
        yield from _background_lines(question, language)


def _background_lines(question: Background, language: str) -> Iterator[str]:
    yield f"{question.id}{_unofficial_mark(question.wording)}"
    yield from _wrap_text(text_in(question.text, language), "  ")
    yield from (f"      {option.code}  {text_in(option.text, language)}" for option in question.options)


def _question_lines(instrument: Instrument, family: Family, language: str) -> Iterator[str]:
    for number, question in enumerate(instrument.questions, start=1):
        yield ""
        yield f"{number}. {question.id}: {text_in(question.name, language)}{_unofficial_mark(question.wording)}"
        yield from _wrap_text(text_in(question.text, language), "  ")
        if question.when:
            codes = " or ".join(str(code) for code in question.when.codes)
            yield f"  asked only when {question.when.question} is {codes}, and so without results"
        yield from _option_lines(instrument.scale_of(question), language)
        yield f"  {_question_facts(question, family, language)}"
    yield ""
    yield _LEGEND


def _option_lines(scale: Scale, language: str) -> Iterator[str]:
    for option in scale.options:
        sign = "+" if option.code in scale.positive else "-" if option.code in scale.excluded else " "
        yield f"    {sign} {option.code}  {_option_text(option, language)}"


def _option_text(option: Option, language: str) -> str:
    return f"{text_in(option.text, language)}{_unofficial_mark(option.wording)}"


def _question_facts(question: Question, family: Family, language: str) -> str:
    facts = [f"area: {text_in(family.areas[question.area], language)}", f"meaning {question.meaning}"]
    return ", ".join([*facts, f"Kolada {question.kolada}"] if question.kolada else facts)


def _unofficial_mark(wording: str) -> str:
    return " *" if wording == "unofficial" else ""


def _wrap_text(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent="  ", break_long_words=False)

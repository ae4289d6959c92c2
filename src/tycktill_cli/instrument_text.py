"""A questionnaire written out as plain text, with what each answer counts as."""

import textwrap
from collections.abc import Iterator

from tycktill.instrument import SOURCE_LANGUAGE, Background, Family, Instrument, Option, Question, Scale, texts

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
        _head(instrument, family, language),
        _information(instrument, language),
        _questions(instrument, family, language),
    )
    return "\n".join(line for section in sections for line in section) + "\n"


def scale_written_out(name: str, scale: Scale) -> str:
    """A scale of the library with what each option counts as."""
    return "\n".join([name, *_options(scale, SOURCE_LANGUAGE)])


def _head(instrument: Instrument, family: Family, language: str) -> Iterator[str]:
    yield f"{texts(instrument.name, language)} ({instrument.id}, version {instrument.version})"
    yield f"Family: {texts(family.name, language)} ({instrument.family})"
    yield f"Target group: {texts(instrument.target_group, language)}"
    if instrument.description:
        yield f"Asks: {texts(instrument.description, language)}"
    if instrument.overall:
        yield f"Summed up by {instrument.overall.question}: {texts(instrument.overall.words, language)}"
    yield f"In use: {in_use(instrument)}{', pilot' if instrument.pilot else ''}"
    status = [f"{code} {each.completeness}, {each.review}" for code, each in instrument.languages.items()]
    yield f"Languages: {'; '.join(status)}"
    if instrument.kolada.count or instrument.kolada.rate:
        yield f"Kolada: {instrument.kolada.count or '-'} answers, {instrument.kolada.rate or '-'} response rate"
    if instrument.wording_source:
        yield from _wrapped(instrument.wording_source, "Wording: ")


def _information(instrument: Instrument, language: str) -> Iterator[str]:
    information = instrument.information
    yield ""
    yield f"Before answering{_mark(information.wording)}"
    for paragraph in (information.purpose, information.voluntary, information.readers, information.contact):
        yield from _wrapped(texts(paragraph, language), "  ")
    for question in instrument.background:
        yield ""
        yield from _background(question, language)


def _background(question: Background, language: str) -> Iterator[str]:
    yield f"{question.id}{_mark(question.wording)}"
    yield from _wrapped(texts(question.text, language), "  ")
    yield from (f"      {option.code}  {texts(option.text, language)}" for option in question.options)


def _questions(instrument: Instrument, family: Family, language: str) -> Iterator[str]:
    for number, question in enumerate(instrument.questions, start=1):
        yield ""
        yield f"{number}. {question.id}: {texts(question.name, language)}{_mark(question.wording)}"
        yield from _wrapped(texts(question.text, language), "  ")
        if question.when:
            codes = " or ".join(str(code) for code in question.when.codes)
            yield f"  asked only when {question.when.question} is {codes}, and so without results"
        yield from _options(instrument.scale_of(question), language)
        yield f"  {_facts(question, family, language)}"
    yield ""
    yield _LEGEND


def _options(scale: Scale, language: str) -> Iterator[str]:
    for option in scale.options:
        sign = "+" if option.code in scale.positive else "-" if option.code in scale.excluded else " "
        yield f"    {sign} {option.code}  {_option(option, language)}"


def _option(option: Option, language: str) -> str:
    return f"{texts(option.text, language)}{_mark(option.wording)}"


def _facts(question: Question, family: Family, language: str) -> str:
    facts = [f"area: {texts(family.areas[question.area], language)}", f"meaning {question.meaning}"]
    return ", ".join([*facts, f"Kolada {question.kolada}"] if question.kolada else facts)


def _mark(wording: str) -> str:
    return " *" if wording == "unofficial" else ""


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent="  ", break_long_words=False)

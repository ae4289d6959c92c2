"""What somebody must still confirm before an instrument is used in earnest."""

from dataclasses import dataclass

from tycktill.instrument.document import Instrument
from tycktill.instrument.texts import SOURCE_LANGUAGE, text_in


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """A wording that is ours, or a language that nobody who speaks it has read: its place and what stands there."""

    place: str
    text: str


def unconfirmed_wordings(instrument: Instrument) -> tuple[Unconfirmed, ...]:
    """Languages that are unreviewed or partial and items whose wording is unofficial, in the document's order."""
    languages = [
        Unconfirmed(f"languages.{code}", f"{status.completeness}, {status.review}")
        for code, status in instrument.languages.items()
        if status.review == "unreviewed" or status.completeness == "partial"
    ]
    return (
        *languages,
        *_about_the_respondent(instrument),
        *_unofficial_options(instrument),
        *_unofficial_questions(instrument),
    )


def _about_the_respondent(instrument: Instrument) -> tuple[Unconfirmed, ...]:
    information = [Unconfirmed("information", text_in(instrument.information.purpose, SOURCE_LANGUAGE))]
    background = [
        Unconfirmed(f"background[{question.id}]", text_in(question.text, SOURCE_LANGUAGE))
        for question in instrument.background
        if question.wording == "unofficial"
    ]
    return (*(information if instrument.information.wording == "unofficial" else ()), *background)


def _unofficial_options(instrument: Instrument) -> tuple[Unconfirmed, ...]:
    return tuple(
        Unconfirmed(f"scales.{name}.options[{option.code}]", text_in(option.text, SOURCE_LANGUAGE))
        for name, scale in instrument.scales.items()
        for option in scale.options
        if option.wording == "unofficial"
    )


def _unofficial_questions(instrument: Instrument) -> tuple[Unconfirmed, ...]:
    return tuple(
        Unconfirmed(f"questions[{question.id}]", text_in(question.text, SOURCE_LANGUAGE))
        for question in instrument.questions
        if question.wording == "unofficial"
    )

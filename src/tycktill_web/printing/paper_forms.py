"""A questionnaire on paper, made of the same file as its pages: blank, or with a code of its own for each form.

Whoever answers puts a cross; whoever types the form in presses the digit that stands in small beside it. The marks in
the corners are for a scanner to find the page by.
"""

from collections.abc import Iterable, Sequence

import msgspec
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from tycktill.fieldwork import LENGTH, group_code
from tycktill.instrument import SOURCE_LANGUAGE, Information, Instrument, text_in
from tycktill.terms import LANGUAGES
from tycktill_web.printing.form_questions import FormQuestion, form_questions
from tycktill_web.printing.typesetting import Printout

MOST_FORMS = 50
"""Forms of one PDF."""


class FormWords(msgspec.Struct, frozen=True, kw_only=True):
    """What a form says of itself: in the language of its questions where our pages have it, else in Swedish."""

    language: str
    right_to_left: bool
    survey: str
    code: str
    code_hint: str
    how: str
    information: Sequence[str]
    thanks: str
    page: str


class PaperForm(Printout, frozen=True, kw_only=True):
    """A form for each code; one that leaves room for a code where there is none."""

    template = "paper_form.typ"
    right_to_left: bool
    large: bool
    unit: str
    whom: str
    words: FormWords
    questions: Sequence[FormQuestion]
    codes: Sequence[str]
    boxes: int


def make_paper_form(
    instrument: Instrument,
    codes: Iterable[str] = (),
    *,
    label: str,
    unit: str,
    language: str,
    large: bool = False,
) -> PaperForm:
    """The questionnaire in a language of its own, in large print where that is asked for; one form without a code
    where there are no codes."""
    known = [group_code(code) for code in codes]
    with translation.override(language):
        title = f"{_('Brukarundersökning %(round)s') % {'round': label}}: {text_in(instrument.name, language)}"
        return PaperForm(
            title=title,
            language=language,
            right_to_left=LANGUAGES[language].right_to_left,
            large=large,
            unit=unit,
            whom=text_in(instrument.target_group, language),
            words=_form_words(instrument.information, title, language),
            questions=form_questions(instrument, language),
            codes=known or [""],
            boxes=LENGTH,
        )


def _form_words(information: Information, survey: str, language: str) -> FormWords:
    paragraphs = (information.purpose, information.voluntary, information.readers, information.contact)
    own = language if language in dict(settings.LANGUAGES) else SOURCE_LANGUAGE
    return FormWords(
        language=own,
        right_to_left=LANGUAGES[own].right_to_left,
        survey=survey,
        code=_("Kod"),
        code_hint=_("Skriv av koden på lappen."),
        how=_(
            "Sätt ett kryss i en ruta för varje fråga, om inget annat står. "
            "Blev det fel: fyll hela rutan och kryssa i en ny."
        ),
        information=[text_in(each, language) for each in paragraphs],
        thanks=_(
            "Tack! Lägg blanketten i kuvertet eller lådan som du har fått visad, så att ingen ser vad du har svarat."
        ),
        page=_("Sida"),
    )

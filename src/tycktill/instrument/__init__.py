"""Questionnaires as data: reads and checks them; knows nothing of who answers."""

from tycktill.instrument.catalogue import Catalogue, catalogue_faults
from tycktill.instrument.changes import Changed, ChangedQuestion, changed_questions, last_meanings
from tycktill.instrument.confirming import Unconfirmed, unconfirmed
from tycktill.instrument.document import (
    DONT_KNOW,
    NOT_APPLICABLE,
    Background,
    BackgroundOption,
    Choice,
    Condition,
    Information,
    Instrument,
    LanguageStatus,
    Option,
    Overall,
    Question,
    Rounds,
    Scale,
    Texts,
)
from tycktill.instrument.families import (
    Families,
    Family,
    FamilyKolada,
    Group,
    headlines,
    local_families,
    parse_families,
    told_together,
    undescribed,
)
from tycktill.instrument.fingerprint import fingerprint
from tycktill.instrument.ids import NOT_FOR_QUESTIONS, plain_id, unused_id
from tycktill.instrument.lacking import lacking
from tycktill.instrument.library import Library, described
from tycktill.instrument.reading import parse, read
from tycktill.instrument.round_facts import Counted, Day, Facts, Mode, RoundFacts, check_told_of, parse_facts, together
from tycktill.instrument.texts import SOURCE_LANGUAGE, same_words, texts
from tycktill.instrument.writing import write

__all__ = [
    "DONT_KNOW",
    "NOT_APPLICABLE",
    "NOT_FOR_QUESTIONS",
    "SOURCE_LANGUAGE",
    "Background",
    "BackgroundOption",
    "Catalogue",
    "Changed",
    "ChangedQuestion",
    "Choice",
    "Condition",
    "Counted",
    "Day",
    "Facts",
    "Families",
    "Family",
    "FamilyKolada",
    "Group",
    "Information",
    "Instrument",
    "LanguageStatus",
    "Library",
    "Mode",
    "Option",
    "Overall",
    "Question",
    "RoundFacts",
    "Rounds",
    "Scale",
    "Texts",
    "Unconfirmed",
    "catalogue_faults",
    "changed_questions",
    "check_told_of",
    "described",
    "fingerprint",
    "headlines",
    "lacking",
    "last_meanings",
    "local_families",
    "parse",
    "parse_facts",
    "parse_families",
    "plain_id",
    "read",
    "same_words",
    "texts",
    "together",
    "told_together",
    "unconfirmed",
    "undescribed",
    "unused_id",
    "write",
]

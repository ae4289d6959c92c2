"""Questionnaires as data: reads and checks them; knows nothing of who answers."""

from tycktill.instrument.catalogue import Catalogue, catalogue_faults
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
)
from tycktill.instrument.fingerprint import fingerprint
from tycktill.instrument.library import Library, described
from tycktill.instrument.reading import parse, read
from tycktill.instrument.round_facts import Counted, Day, Facts, Mode, RoundFacts, check_told_of, parse_facts, together
from tycktill.instrument.texts import SOURCE_LANGUAGE, same_words, texts

__all__ = [
    "DONT_KNOW",
    "NOT_APPLICABLE",
    "SOURCE_LANGUAGE",
    "Background",
    "BackgroundOption",
    "Catalogue",
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
    "check_told_of",
    "described",
    "fingerprint",
    "headlines",
    "local_families",
    "parse",
    "parse_facts",
    "parse_families",
    "read",
    "same_words",
    "texts",
    "together",
    "told_together",
    "unconfirmed",
]

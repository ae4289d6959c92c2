"""What families and target groups are called in the language of the page, and the language itself."""

from functools import cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tycktill.files import read_families
from tycktill.findings import LANGUAGES, Words
from tycktill.instrument import SOURCE_LANGUAGE, Families, texts
from tycktill_web.fieldwork.questionnaires import catalogue


@cache
def families() -> Families:
    """The families by id, read from disk once a process."""
    return read_families()


def family_name(family: str) -> str:
    """`ifo` in words; an id that no questionnaire has is shown as it is."""
    known = families().get(family)
    return texts(known.name, _language()) if known else family


def group_name(target: str) -> str:
    """A target group in words; a family's id stands for all of them together."""
    instrument = catalogue().get(target)
    if instrument:
        return texts(instrument.name, _language())
    return _("Alla målgrupper") if target in families() else target


def words_of_page() -> Words:
    """The sentences that findings are told in, in the language of the page; in Swedish where it has none."""
    return LANGUAGES.get(_language(), LANGUAGES[SOURCE_LANGUAGE])


def _language() -> str:
    return str(get_language())

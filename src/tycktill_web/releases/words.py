"""What families and target groups are called in the language of the page, and the language itself."""

from collections.abc import Mapping
from functools import cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tycktill.files import read_families
from tycktill.findings import LANGUAGES, Words
from tycktill.instrument import SOURCE_LANGUAGE, Families, text_in
from tycktill.instrument.families import Group
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.questionnaires import catalogue, own_named
from tycktill_web.instrument.editions import instrument_of
from tycktill_web.instrument.models import OwnSurvey
from tycktill_web.participants.models import Role


@cache
def known_families() -> Families:
    """The families by id, read from disk once a process."""
    return read_families()


def family_name(family: str) -> str:
    """`ifo` in words; an id that no questionnaire has is shown as it is."""
    known = known_families().get(family) or own_named(family)
    return text_in(known.name, _page_language()) if known else family


def name_of_round(round: Round) -> str:
    """A round in words: its survey and its year. An own one is called as those who answered it met it."""
    return f"{name_of_edition(round.edition_id) if round.edition_id else family_name(round.family)} {round.label}"


def name_of_edition(edition: str) -> str:
    """An edition of a questionnaire of an organisation's own, in words."""
    return text_in(instrument_of(edition).name, _page_language())


def group_name(target: str) -> str:
    """A target group, or those that are combined, in words; a family's id stands for all of them together."""
    named = catalogue().get(target) or _combined_groups().get(target)
    if named:
        return text_in(named.name, _page_language())
    if target in known_families():
        return _("Alla målgrupper")
    own = own_named(target)
    return text_in(own.name, _page_language()) if own else target


@cache
def _combined_groups() -> Mapping[str, Group]:
    return {id_: group for family in known_families().values() for id_, group in family.together.items()}


def words_of_page() -> Words:
    """The sentences that findings are told in, in the language of the page; in Swedish where it has none."""
    return LANGUAGES.get(_page_language(), LANGUAGES[SOURCE_LANGUAGE])


def words_of_journal() -> Mapping[str, str]:
    """What the journal's ids are called on the page: roles, rules of protection, questionnaires and rounds. Two
    statements."""
    own = {each.family: each for each in OwnSurvey.objects.only("family", "instrument", "title") if each.title}
    questionnaires = {id_: text_in(each.name, _page_language()) for id_, each in catalogue().items()}
    questionnaires |= {each.instrument: each.title for each in own.values()}
    called = {family: text_in(each.name, _page_language()) for family, each in known_families().items()}
    called |= {family: each.title for family, each in own.items()}
    every = Round.objects.order_by().values_list("family", "label")
    rounds = {f"{family}-{label}": f"{called[family]} {label}" for family, label in every if family in called}
    fixed = {str(id_): str(name) for id_, name in (*Role.choices, *Round.Preset.choices)}
    return {**questionnaires, **rounds, **fixed}


def _page_language() -> str:
    return str(get_language())

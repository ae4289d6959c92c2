"""What a release calls its municipalities, target groups and questions and how it asked, kept in the manifest."""

from collections.abc import Collection, Iterable, Mapping

import msgspec

from tycktill.disclosure import ProtectedValue
from tycktill.instrument import (
    SOURCE_LANGUAGE,
    Catalogue,
    Families,
    Instrument,
    Overall,
    Question,
    Texts,
    same_words,
    text_in,
)
from tycktill.terms import Grouping, Municipalities


class Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Names of municipalities by code, and by language those of target groups and families by id and of questions by
    target and id.

    `descriptions` say whom a target group or family asks, `wordings` how a question is asked: of a family only what all
    its questionnaires ask in the same words.
    """

    municipalities: Mapping[str, str] = {}
    targets: Mapping[str, Texts] = {}
    questions: Mapping[str, Mapping[str, Texts]] = {}
    descriptions: Mapping[str, Texts] = {}
    wordings: Mapping[str, Mapping[str, Texts]] = {}

    def target(self, target: str, language: str = SOURCE_LANGUAGE) -> str:
        """What a target group or family is called; its id where it has no name."""
        return _text_or(self.targets.get(target), target, language)

    def question(self, target: str, question: str, language: str = SOURCE_LANGUAGE) -> str:
        """The short plain name of a question; its id where it has none."""
        return _text_or(self.questions.get(target, {}).get(question), question, language)

    def description(self, target: str, language: str = SOURCE_LANGUAGE) -> str:
        """Whom a target group or family asks; empty where the release does not say."""
        return _text_or(self.descriptions.get(target), "", language)

    def wording(self, target: str, question: str, language: str = SOURCE_LANGUAGE) -> str:
        """The question as it was asked; empty where the release does not say, or it was asked in several ways."""
        return _text_or(self.wordings.get(target, {}).get(question), "", language)


def _text_or(found: Texts | None, otherwise: str, language: str) -> str:
    return text_in(found, language) if found else otherwise


def names_of(
    rows: Iterable[ProtectedValue],
    grouping: Grouping,
    catalogue: Catalogue,
    families: Families,
    municipalities: Municipalities,
) -> Names:
    """Names of everything that occurs in these rows and is known; a question of several has its first instrument's."""
    asked: dict[str, set[str]] = {}
    codes: set[str] = set()
    for row in rows:
        asked.setdefault(row.cell.instrument, set()).add(row.question)
        codes.add(row.cell.municipality)
    known = {id_: (each.name, each.description) for own in families.values() for id_, each in own.together.items()}
    known |= {id_: (family.name, family.description) for id_, family in families.items()}
    known |= {id_: (each.name, each.description or each.target_group) for id_, each in catalogue.items()}
    called = {id_: known[id_] for id_ in sorted(asked.keys() & known.keys())}
    found = {
        target: _questions_asked(instruments_of(target, grouping, catalogue), asked[target]) for target in sorted(asked)
    }
    return Names(
        municipalities={code: municipalities[code].name for code in sorted(codes & municipalities.keys())},
        targets={id_: name for id_, (name, _) in called.items()},
        descriptions={id_: description for id_, (_, description) in called.items()},
        questions={target: {id_: each[0].name for id_, each in own.items()} for target, own in found.items()},
        wordings={target: _wordings_of(own) for target, own in found.items()},
    )


def instruments_of(target: str, grouping: Grouping, catalogue: Catalogue) -> Collection[Instrument]:
    """The instruments that answer for a target: itself, those of a group, or all of its family, by id."""
    return [catalogue[id_] for id_ in sorted(grouping.instruments(target))]


def overall_of(instruments: Collection[Instrument]) -> Overall | None:
    """The question that sums up all of these, where each of them says the same in the same words."""
    found = [each.overall for each in instruments if each.overall]
    asked = {(each.question, own.question(each.question).meaning) for own in instruments if (each := own.overall)}
    words = same_words(each.words for each in found)
    if len(found) < len(instruments) or len(asked) != 1 or not words:
        return None
    return Overall(found[0].question, words)


def _questions_asked(instruments: Iterable[Instrument], asked: Collection[str]) -> Mapping[str, list[Question]]:
    """The questions of these ids, each as every instrument asks it."""
    found: dict[str, list[Question]] = {}
    for instrument in instruments:
        for question in instrument.asked_of_all:
            if question.id in asked:
                found.setdefault(question.id, []).append(question)
    return found


def _wordings_of(asked: Mapping[str, list[Question]]) -> Mapping[str, Texts]:
    same = {id_: same_words(question.text for question in each) for id_, each in asked.items()}
    return {id_: words for id_, words in same.items() if words}

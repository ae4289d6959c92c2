"""What a release's text calls its municipalities, target groups and questions, kept in the manifest."""

from collections.abc import Collection, Iterable, Mapping

import msgspec

from tycktill.instrument import SOURCE_LANGUAGE, Catalogue, Families, Instrument, texts
from tycktill.tables.results import ResultRow
from tycktill.terms import Municipalities


class Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Swedish names: of municipalities by code, of target groups and families by id, of questions by target and id."""

    municipalities: Mapping[str, str] = {}
    targets: Mapping[str, str] = {}
    questions: Mapping[str, Mapping[str, str]] = {}


def names(rows: Iterable[ResultRow], catalogue: Catalogue, families: Families, municipalities: Municipalities) -> Names:
    """Names of everything that occurs in these rows and is known; a question of a family has its first instrument's."""
    asked: dict[str, set[str]] = {}
    codes: set[str] = set()
    for row in rows:
        asked.setdefault(row.cell.instrument, set()).add(row.question)
        codes.add(row.cell.municipality)
    known = {id_: family.name for id_, family in families.items()}
    known |= {id_: instrument.name for id_, instrument in catalogue.items()}
    return Names(
        municipalities={code: municipalities[code].name for code in sorted(codes & municipalities.keys())},
        targets={id_: texts(known[id_], SOURCE_LANGUAGE) for id_ in sorted(asked.keys() & known.keys())},
        questions={target: _questions(members(target, catalogue), asked[target]) for target in sorted(asked)},
    )


def members(target: str, catalogue: Catalogue) -> Collection[Instrument]:
    """The instruments that answer for a target: itself, or all of its family, by id."""
    return [instrument for id_, instrument in sorted(catalogue.items()) if target in (id_, instrument.family)]


def _questions(instruments: Iterable[Instrument], asked: Collection[str]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for instrument in instruments:
        for question in instrument.asked_of_all:
            if question.id in asked:
                found.setdefault(question.id, texts(question.name, SOURCE_LANGUAGE))
    return found

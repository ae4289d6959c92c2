"""Families: instruments for several target groups of one survey, whose results are shown together too."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from tycktill.instrument.document import Instrument, KoladaId, Texts, Value, work_out
from tycktill.instrument.languages import text_faults
from tycktill.instrument.names import kolada_faults
from tycktill.instrument.parts import Part, document_parts, well_shaped
from tycktill.instrument.reading import accepted_document, parse_toml
from tycktill.instrument.round_facts import RoundFacts, days_as_text, fact_faults
from tycktill.instrument.shape import shape_faults
from tycktill.instrument.texts import SOURCE_LANGUAGE
from tycktill.terms import LANGUAGES, Fault


class FamilyKolada(Value, frozen=True):
    """Kolada's ids for all target groups together: number of answers, response rate, and shares by question id."""

    count: KoladaId | None = None
    rate: KoladaId | None = None
    questions: Mapping[str, KoladaId] = {}


class Group(Value, frozen=True):
    """Some of a family's instruments that are combined too: what they are called together, and which they are."""

    name: Texts
    description: Texts
    instruments: tuple[str, ...]


class Family(Value, frozen=True):
    """A family of instruments: what it is called, the quality areas its questions belong to, its ids in Kolada.

    `headline` says whether a municipality's first figure is of all target groups together or of each: that one is told
    as exactly as can be, in all years.
    `national` says whether the country takes part in it: in a survey of somebody's own there is no nation. `facts`
    are what holds in every round. `together` are groups of its instruments by id, as children and young people are
    guardians and youth.
    """

    name: Texts
    description: Texts
    areas: Mapping[str, Texts]
    headline: Literal["family", "target_group"] = "target_group"
    national: bool = False
    kolada: FamilyKolada = FamilyKolada()
    facts: RoundFacts = RoundFacts()
    together: Mapping[str, Group] = {}


Families = Mapping[str, Family]
"""Families by id."""


def headline_families(families: Families) -> frozenset[str]:
    """Those whose headline is one figure for all target groups together."""
    return frozenset(id_ for id_, family in families.items() if family.headline == "family")


def local_families(families: Families) -> frozenset[str]:
    """Those that the country does not take part in: they have no nation."""
    return frozenset(id_ for id_, family in families.items() if not family.national)


def combined_groups(families: Families) -> Mapping[str, tuple[str, ...]]:
    """The instruments of each group that a family combines."""
    return {id_: group.instruments for family in families.values() for id_, group in family.together.items()}


def undescribed_families(instruments: Sequence[Instrument]) -> Families:
    """Families of these instruments, which nobody has described: called as their only instrument or by their id."""
    found = {}
    for id_ in dict.fromkeys(each.family for each in instruments):
        members = [each for each in instruments if each.family == id_]
        areas = sorted({question.area for each in members for question in each.questions})
        name = members[0].name if len(members) == 1 else {SOURCE_LANGUAGE: id_}
        found[id_] = Family(name=name, description=name, areas={area: {SOURCE_LANGUAGE: area} for area in areas})
    return found


class _Document(Value, frozen=True):
    languages: tuple[str, ...]
    families: Families


work_out(_Document)


def parse_families(text: str, *, file: str) -> Families:
    """The families written in `text`, a TOML document with `languages`, all complete, and a table per family.

    Raises Refused listing every fault with its place, as `parse_instrument` does.
    """
    found = tuple(document_parts(days_as_text(parse_toml(text, file=file)), _Document))
    return accepted_document(found, _family_faults(found), kind=_Document, file=file).families


def _family_faults(found: Sequence[Part]) -> Iterator[Fault]:
    for part in found:
        yield from shape_faults(part)
    yield from kolada_faults(found)
    for place, facts in well_shaped(found, RoundFacts):
        yield from fact_faults(place, facts)
    declared = [str(part.value) for part in found if part.place.startswith("languages[")]
    for code in declared:
        if code not in LANGUAGES:
            remedy = f"Write some of {', '.join(LANGUAGES)}"
            yield Fault(f"The language code `{code}` is not known", remedy, place="languages")
    if SOURCE_LANGUAGE not in declared:
        yield Fault("Swedish is missing", "Add `sv`: other languages fall back to it", place="languages")
    yield from text_faults(found, declared=declared, complete=declared)

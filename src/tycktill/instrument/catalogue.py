"""Several instruments together, by id, and whether they agree with each other and with their families."""

from collections.abc import Iterator, Mapping

from tycktill.instrument.document import Instrument, Question
from tycktill.instrument.families import Families, Family
from tycktill.terms import Fault

Catalogue = Mapping[str, Instrument]
"""Instruments by id."""


def catalogue_faults(catalogue: Catalogue, families: Families) -> tuple[Fault, ...]:
    """Where instruments, each sound in itself, do not go together; `file` is `<id>.toml`."""
    return tuple(_faults(catalogue, families))


def _faults(catalogue: Catalogue, families: Families) -> Iterator[Fault]:
    for instrument in catalogue.values():
        file = f"{instrument.id}.toml"
        if instrument.id in families:
            yield Fault(f"`{instrument.id}` is a family", "Give the instrument another id", file=file, place="id")
        family = families.get(instrument.family)
        if family is None:
            remedy = f"Write one of {', '.join(families)}, or describe the family in families.toml"
            yield Fault(f"There is no family `{instrument.family}`", remedy, file=file, place="family")
        else:
            yield from _area_faults(instrument, family, file)
    for name, family in families.items():
        members = [instrument for instrument in catalogue.values() if instrument.family == name]
        yield from _kolada_question_faults(name, family, members)
        yield from _meaning_faults(members)


def _area_faults(instrument: Instrument, family: Family, file: str) -> Iterator[Fault]:
    for question in instrument.questions:
        if question.area not in family.areas:
            remedy = f"Write one of {', '.join(family.areas)}, or name the area in families.toml"
            place = f"questions[{question.id}].area"
            yield Fault(f"The family has no area `{question.area}`", remedy, file=file, place=place)


def _kolada_question_faults(name: str, family: Family, members: list[Instrument]) -> Iterator[Fault]:
    asked = {question.id for instrument in members for question in instrument.questions}
    for question_id in family.kolada.questions:
        if question_id not in asked:
            place = f"families.{name}.kolada.questions.{question_id}"
            remedy = "Name a question of the family's instruments"
            yield Fault(f"No instrument asks `{question_id}`", remedy, file="families.toml", place=place)


def _meaning_faults(members: list[Instrument]) -> Iterator[Fault]:
    """Answers to questions with one id and meaning are added up over the family, so their codes must count alike."""
    first: dict[tuple[str, int], tuple[str, object]] = {}
    for instrument in members:
        for question in instrument.questions:
            counted = _counted(instrument, question)
            owner, agreed = first.setdefault((question.id, question.meaning), (instrument.id, counted))
            if counted != agreed:
                place = f"questions[{question.id}].scale"
                problem = f"Other codes count here than in `{owner}`, under the same id and meaning"
                remedy = "Give the question another meaning number, or mend its scale"
                yield Fault(problem, remedy, file=f"{instrument.id}.toml", place=place)


def _counted(instrument: Instrument, question: Question) -> object:
    scale = instrument.scale_of(question)
    return frozenset(scale.valid), frozenset(scale.positive)

"""Several instruments together, by id, and whether they agree with each other and with their families."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from itertools import combinations

from tycktill.instrument.document import Instrument, Question
from tycktill.instrument.families import Families, Family, Group
from tycktill.instrument.names import INSTRUMENT_ID
from tycktill.terms import Fault

Catalogue = Mapping[str, Instrument]
"""Instruments by id."""


def catalogue_faults(catalogue: Catalogue, families: Families, elsewhere: Collection[str] = ()) -> tuple[Fault, ...]:
    """Where instruments, each sound in itself, do not go together; `file` is `<id>.toml`.

    `elsewhere` are instruments that there are and that are not looked at here: a family may name them.
    """
    return (*_catalogue_faults(catalogue, families), *_group_faults(catalogue, families, elsewhere))


def _catalogue_faults(catalogue: Catalogue, families: Families) -> Iterator[Fault]:
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
            counted = _counted_as(instrument, question)
            owner, agreed = first.setdefault((question.id, question.meaning), (instrument.id, counted))
            if counted != agreed:
                place = f"questions[{question.id}].scale"
                problem = f"Other codes count here than in `{owner}`, under the same id and meaning"
                remedy = "Give the question another meaning number, or mend its scale"
                yield Fault(problem, remedy, file=f"{instrument.id}.toml", place=place)


def _group_faults(catalogue: Catalogue, families: Families, elsewhere: Collection[str]) -> Iterator[Fault]:
    """Groups that are called as something else, or that are not some of their family's instruments."""
    used = Counter(id_ for family in families.values() for id_ in family.together)
    for name, family in families.items():
        members = {id_ for id_, instrument in catalogue.items() if instrument.family == name}
        for id_, group in family.together.items():
            place = f"families.{name}.together.{id_}"
            problems = [*_name_problems(id_, used[id_], catalogue, families), *_member_problems(name, group, catalogue)]
            unknown = [each for each in group.instruments if each not in catalogue and each not in elsewhere]
            problems += [(f"There is no instrument `{each}`", f"Name instruments of `{name}`") for each in unknown]
            if not elsewhere and members and members <= set(group.instruments):
                problems.append(("The group is all of its family", "Take it away: the family tells the same"))
            yield from (Fault(problem, remedy, file=_FAMILIES, place=place) for problem, remedy in problems)
        yield from _overlapping_groups(name, family.together)


_FAMILIES = "families.toml"


def _name_problems(id_: str, times: int, catalogue: Catalogue, families: Families) -> Iterator[tuple[str, str]]:
    """What is wrong with a group's id, which stands among those of instruments and families in tables."""
    if not INSTRUMENT_ID.fullmatch(id_):
        yield f"`{id_}` is no id", "Write small letters a-z, digits and hyphens"
    if id_ in catalogue or id_ in families:
        yield f"`{id_}` is {'an instrument' if id_ in catalogue else 'a family'}", "Give the group another id"
    if times > 1:
        yield f"`{id_}` is a group of {times} families", "Give each group an id of its own"


def _member_problems(name: str, group: Group, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """What is wrong with the instruments that a group names."""
    for each, times in Counter(group.instruments).items():
        if times > 1:
            yield f"`{each}` stands {times} times", "Name it once"
        if each in catalogue and catalogue[each].family != name:
            yield f"`{each}` is of the family `{catalogue[each].family}`", f"Name instruments of `{name}`"
    if len(set(group.instruments)) < 2:
        yield "The group has fewer than two instruments", "Name two or more, or take the group away"


def _overlapping_groups(name: str, groups: Mapping[str, Group]) -> Iterator[Fault]:
    """Groups that are neither apart nor one within the other: an instrument's answers count in one line of targets."""
    for (first, one), (second, other) in combinations(groups.items(), 2):
        own, others = set(one.instruments), set(other.instruments)
        if own & others and not (own < others or others < own):
            problem = f"`{first}` and `{second}` have instruments in common: {', '.join(sorted(own & others))}"
            remedy = "Let them have none in common, or let one have all of the other's and more"
            yield Fault(problem, remedy, file=_FAMILIES, place=f"families.{name}.together.{second}")


def _counted_as(instrument: Instrument, question: Question) -> object:
    scale = instrument.scale_of(question)
    return frozenset(scale.valid), frozenset(scale.positive)

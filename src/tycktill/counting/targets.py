"""Under which names an instrument's answers are shown: its own, and of what they ask alike its groups' and family's."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass

from tycktill.counting.counts import Counts
from tycktill.instrument import SOURCE_LANGUAGE, Catalogue, Instrument, Question
from tycktill.terms import Grouping

Codes = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """An instrument, or several of a family combined, or the family.

    `questions` are those shown for it, which are asked of everybody, each with the valid option codes that its
    instruments share, in printed order: none where they ask it on different scales.
    """

    id: str
    questions: Mapping[str, Codes]


def grouping_of(
    instruments: Iterable[str],
    catalogue: Catalogue,
    combined: Mapping[str, Collection[str]],
    local: Collection[str] = (),
) -> Grouping:
    """What these instruments are told in: their families, and the groups that two of them or more are in.

    A group of one would tell of that one again, under a name that says more than there is.
    """
    present = sorted(set(instruments))
    held = {id_: tuple(each for each in present if each in members) for id_, members in sorted(combined.items())}
    families = {id_: catalogue[id_].family for id_ in present}
    several = {id_: members for id_, members in held.items() if len(members) > 1}
    return Grouping(families, several, frozenset(families.values()).intersection(local))


def rounds_of(counts: Counts, catalogue: Catalogue) -> frozenset[tuple[str, str]]:
    """The rounds that sheets were counted of, each by its family and its name."""
    return frozenset((catalogue[base.cell.instrument].family, base.cell.round) for base in counts.base)


def targets_by_instrument(grouping: Grouping, catalogue: Catalogue) -> Mapping[str, tuple[Target, ...]]:
    """For each instrument the targets that its answers count towards: itself, its groups and its family.

    A question belongs to a group or family when all of its instruments that ask it of everybody give it the same
    meaning number; one that only some have counts by those that have it.
    """
    lines = grouping.targets()
    every = {target for line in lines.values() for target in line}
    alike = {target: _alike_questions(catalogue[id_] for id_ in grouping.instruments(target)) for target in every}
    return {id_: tuple(_target_of(catalogue[id_], each, alike[each]) for each in line) for id_, line in lines.items()}


def _target_of(instrument: Instrument, target: str, alike: Mapping[str, Codes]) -> Target:
    """What an instrument's answers add to a target."""
    asked = {question.id: alike[question.id] for question in instrument.asked_of_all if question.id in alike}
    return Target(target, asked)


def _alike_questions(instruments: Iterable[Instrument]) -> Mapping[str, Codes]:
    """The questions that mean the same wherever they are asked, with the option codes they share."""
    asked: defaultdict[str, list[tuple[Instrument, Question]]] = defaultdict(list)
    for instrument in instruments:
        for question in instrument.asked_of_all:
            asked[question.id].append((instrument, question))
    return {id_: _shared_codes(askings) for id_, askings in asked.items() if _is_one_meaning(askings)}


def _is_one_meaning(askings: Iterable[tuple[Instrument, Question]]) -> bool:
    return len({question.meaning for _, question in askings}) == 1


def _shared_codes(askings: Iterable[tuple[Instrument, Question]]) -> Codes:
    scales = {_scale_key(instrument, question) for instrument, question in askings}
    instrument, question = next(iter(askings))
    return instrument.scale_of(question).valid if len(scales) == 1 else ()


def _scale_key(instrument: Instrument, question: Question) -> Hashable:
    """What makes two scales one: options may be added up when they say the same and count the same."""
    scale = instrument.scale_of(question)
    options = tuple((option.code, option.text[SOURCE_LANGUAGE]) for option in scale.options)
    return options, frozenset(scale.positive), frozenset(scale.excluded)

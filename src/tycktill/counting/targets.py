"""Under which names an instrument's answers are shown: its own, and its family's for what the family asks alike."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from tycktill.counting.counts import Counts
from tycktill.instrument import SOURCE_LANGUAGE, Catalogue, Instrument, Question

Codes = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """An instrument, or a family of them, called a target group in words.

    `questions` are those shown for it, which are asked of everybody, each with the valid option codes that its
    instruments share, in printed order: none where they ask it on different scales.
    """

    id: str
    questions: Mapping[str, Codes]


def targets(instruments: Iterable[str], catalogue: Catalogue) -> Mapping[str, tuple[Target, ...]]:
    """For each of these instruments the targets that its answers count towards: itself and its family.

    A question belongs to the family when all of these instruments that ask it of everybody give it the same meaning
    number; one that only some have counts for the family by those that have it.
    """
    present = [catalogue[id_] for id_ in sorted(set(instruments))]
    alike = _alike(present)
    return {each.id: (_own(each), _family(each, alike[each.family])) for each in present}


def rounds_of(counts: Counts, catalogue: Catalogue) -> frozenset[tuple[str, str]]:
    """The rounds that sheets were counted of, each by its family and its name."""
    return frozenset((catalogue[base.cell.instrument].family, base.cell.round) for base in counts.base)


def _own(instrument: Instrument) -> Target:
    asked = {question.id: instrument.scale_of(question).valid for question in instrument.asked_of_all}
    return Target(instrument.id, asked)


def _family(instrument: Instrument, alike: Mapping[str, Codes]) -> Target:
    asked = {question.id: alike[question.id] for question in instrument.asked_of_all if question.id in alike}
    return Target(instrument.family, asked)


def _alike(instruments: Iterable[Instrument]) -> Mapping[str, Mapping[str, Codes]]:
    """Per family the questions that mean the same wherever they are asked, with the option codes they share."""
    asked: defaultdict[str, defaultdict[str, list[tuple[Instrument, Question]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for instrument in instruments:
        for question in instrument.asked_of_all:
            asked[instrument.family][question.id].append((instrument, question))
    return {
        family: {id_: _shared(places) for id_, places in questions.items() if _is_one_meaning(places)}
        for family, questions in asked.items()
    }


def _is_one_meaning(places: Iterable[tuple[Instrument, Question]]) -> bool:
    return len({question.meaning for _, question in places}) == 1


def _shared(places: Iterable[tuple[Instrument, Question]]) -> Codes:
    scales = {_scale(instrument, question) for instrument, question in places}
    instrument, question = next(iter(places))
    return instrument.scale_of(question).valid if len(scales) == 1 else ()


def _scale(instrument: Instrument, question: Question) -> Hashable:
    """What makes two scales one: options may be added up when they say the same and count the same."""
    scale = instrument.scale_of(question)
    options = tuple((option.code, option.text[SOURCE_LANGUAGE]) for option in scale.options)
    return options, frozenset(scale.positive), frozenset(scale.excluded)

"""Under which names an instrument's answers are shown: its own, and its family's for what the family asks alike."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tycktill.instrument import Catalogue


@dataclass(frozen=True, slots=True)
class Target:
    """An instrument, or a family of them, with the questions shown for it. Called a target group in words."""

    id: str
    questions: frozenset[str]


def targets(instruments: Iterable[str], catalogue: Catalogue) -> Mapping[str, tuple[Target, ...]]:
    """For each of these instruments the targets that its answers count towards: itself and its family.

    A question belongs to the family when all of these instruments that have it give it the same meaning number;
    one that only some have counts for the family by those that have it.
    """
    present = sorted(set(instruments))
    asked = {id_: frozenset(question.id for question in catalogue[id_].questions) for id_ in present}
    alike = _alike(present, catalogue)
    return {
        id_: (Target(id_, asked[id_]), Target(catalogue[id_].family, asked[id_] & alike[catalogue[id_].family]))
        for id_ in present
    }


def _alike(instruments: Iterable[str], catalogue: Catalogue) -> Mapping[str, frozenset[str]]:
    """Per family the questions that mean the same wherever they are asked."""
    meanings: defaultdict[str, defaultdict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for id_ in instruments:
        for question in catalogue[id_].questions:
            meanings[catalogue[id_].family][question.id].add(question.meaning)
    return {
        family: frozenset(question for question, numbers in questions.items() if len(numbers) == 1)
        for family, questions in meanings.items()
    }

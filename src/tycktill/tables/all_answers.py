"""Answers to every question of a target together, also to those that its instruments mean different things by."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tycktill.disclosure import ProtectedValue
from tycktill.statistics import ShareClass, share_of_all
from tycktill.tables.known import known_class
from tycktill.tables.manifest import Manifest


@dataclass(frozen=True, slots=True)
class AllAnswers:
    """Of all answers at a place, how many are positive, as far as rows tell.

    `questions` are those that some of it are answers to, in printed order. `left_out` says of which of these, and of
    others, answers are not told, and of what targets: where there are any it is not all answers that `known` is of.
    """

    known: ShareClass
    questions: tuple[str, ...]
    left_out: Mapping[str, tuple[str, ...]]


def meanings_apart(manifest: Manifest, target: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Questions that a target has no row of, since its instruments mean different things by them: in printed order,
    with the instruments that mean the same.
    """
    found: dict[str, defaultdict[int, list[str]]] = {}
    alike = manifest.questions.get(target, ())
    for instrument in sorted(manifest.grouping.instruments(target)):
        for question in manifest.questions.get(instrument, ()):
            if question not in alike:
                by_meaning = found.setdefault(question, defaultdict(list))
                by_meaning[manifest.meanings[instrument][question]].append(instrument)
    return {id_: tuple(tuple(each[meaning]) for meaning in sorted(each)) for id_, each in found.items()}


def all_answers(rows: Iterable[ProtectedValue], manifest: Manifest, target: str) -> AllAnswers | None:
    """All answers of a target in these rows, which are of one round, place and gender; None where none are told.

    A question's answers are told by the target's own row, or, where its instruments mean different things by it, by
    the rows of the largest groups of them that mean the same, each answer once.
    """
    own = {(row.cell.instrument, row.question): row for row in rows}
    if len({(row.cell.round, *_cell_key(row)) for row in own.values()}) > 1:
        raise ValueError("rows of several rounds, places or genders")
    classes: dict[tuple[str, str], ShareClass] = {}
    left_out: defaultdict[str, list[str]] = defaultdict(list)
    for question, source in _questions_asked(manifest, target):
        row = own.get((source, question))
        known = known_class(row) if row else None
        if known:
            classes[question, source] = known
        elif row and row.answered != 0:
            left_out[question].append(source)
    if not classes:
        return None
    questions = tuple(dict.fromkeys(question for question, _ in classes))
    lacking = {question: tuple(sources) for question, sources in left_out.items()}
    return AllAnswers(share_of_all([*classes.values()]), questions, lacking)


def _cell_key(row: ProtectedValue) -> tuple[object, ...]:
    return row.cell.level, row.cell.municipality, row.cell.unit, row.cell.gender


def _questions_asked(manifest: Manifest, target: str) -> Iterable[tuple[str, str]]:
    """Each question of a target's instruments, with those whose rows tell of all its answers and of each once."""
    lines = manifest.grouping.targets()
    instruments = sorted(manifest.grouping.instruments(target))
    asked = [(id_, question) for id_ in instruments for question in manifest.questions.get(id_, ())]
    sources: dict[str, dict[str, None]] = {}
    for id_, question in asked:
        line = lines[id_][: lines[id_].index(target) + 1]
        largest = next(each for each in reversed(line) if question in manifest.questions.get(each, ()))
        sources.setdefault(question, {})[largest] = None
    return [(question, each) for question, found in sources.items() for each in found]

"""A place among all others, and what has changed since earlier rounds."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tycktill.findings.facts import PlaceFindings, QuestionFinding, TargetFindings
from tycktill.findings.telling.names import question_names
from tycktill.findings.telling.questions import Verdicts, proven
from tycktill.findings.wording import count, listed, of_questions
from tycktill.findings.words.catalogue import Words
from tycktill.tables import Standing

MOST_PLACES = 0.9
"""A municipality that can have more of all places than this has none that is worth telling."""


def standing(place: PlaceFindings, words: Words) -> Iterator[str]:
    """Where the figure is the highest of all, surely or not, and the places that it can have on the whole."""
    standings = {each: each.standing for each in place.whole.questions if each.standing is not None}
    yield from _highest(place, standings, words)
    first = place.whole.overall[0] if place.whole.overall else None
    own = standings.get(first) if first else None
    if first is not None and own is not None and own.rank.worst - own.rank.best + 1 <= MOST_PLACES * own.of:
        best, worst = (words.figures.place.format(rank=count(rank, words)) for rank in (own.rank.best, own.rank.worst))
        told = {"question": question_names([first], words)[0], "place": place.name, "of": count(own.of, words)}
        sentence = words.only_place if best == worst else words.possible_places
        yield sentence.format(**told, best=best, worst=worst)


def _highest(place: PlaceFindings, standings: Mapping[QuestionFinding, Standing], words: Words) -> Iterator[str]:
    """In one sentence for all questions where that is so, the sure ones first."""
    highest = {each: own for each, own in standings.items() if own.has_highest_figure}
    for is_sure in (True, False):
        found = [each for each, own in highest.items() if (own.rank.worst == 1) is is_sure]
        if found:
            most = max(standings[each].of for each in found)
            where = _where(found, len(standings), words)
            yield words.highest_alone[is_sure].format(where=where, place=place.name, of=count(most, words))


def _where(questions: Sequence[QuestionFinding], asked: int, words: Words) -> str:
    if len(questions) == asked > 1:
        return of_questions(asked, asked, words)
    return listed(question_names(questions, words), words)


def changes(target: TargetFindings, words: Words) -> Iterator[str]:
    """What is proven to be better or worse than in an earlier round of an unbroken series."""
    rounds: defaultdict[str, list[QuestionFinding]] = defaultdict(list)
    for each in target.questions:
        if each.change is not None:
            rounds[each.change.round].append(each)
    for before, questions in sorted(rounds.items()):
        yield from _since(before, questions, words)
    yield from _broken(target, words)


def _since(before: str, questions: Sequence[QuestionFinding], words: Words) -> Iterator[str]:
    verdicts = {each: each.change.verdict if each.change else None for each in questions}
    sentences = Verdicts(words.changed, words.changed_named, words.unchanged, words.rest_unchanged)
    yield from proven(verdicts, sentences, words, round=before)


def _broken(target: TargetFindings, words: Words) -> Iterator[str]:
    broken: defaultdict[str, list[QuestionFinding]] = defaultdict(list)
    for each in target.questions:
        if each.broken is not None:
            broken[each.broken].append(each)
    for before, questions in sorted(broken.items()):
        yield words.broken.format(questions=listed(question_names(questions, words), words), round=before)

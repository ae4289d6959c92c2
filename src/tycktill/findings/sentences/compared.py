"""Writes of chosen municipalities beside each other: what a test says first, then the group, who is in it and why."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tycktill.findings.compared import ComparedFindings, PlaceFigure, SimilarFindings
from tycktill.findings.figures import Order, Unstated
from tycktill.findings.sentences.tables import mean_text
from tycktill.findings.wording import day_text, join_names, number_text
from tycktill.findings.words.catalogue import Words
from tycktill.findings.words.compared import COMPARED, ComparedWords
from tycktill.statistics import MeanRange
from tycktill.tables import Judgement, Untested
from tycktill.terms import Likeness, SimilarGroup

_VERDICTS = (Judgement.BETTER, Judgement.WORSE, Judgement.NOT_SIGNIFICANT, Judgement.UNTESTED)
_FLIPPED = {Judgement.BETTER: Judgement.WORSE, Judgement.WORSE: Judgement.BETTER}


def compared_words(words: Words) -> ComparedWords:
    """The sentences on comparing in the language of `words`."""
    return COMPARED[words.language]


def compared_headline(series: Sequence[ComparedFindings], words: Words) -> Iterator[str]:
    """What tests say of the first municipality in each of these rounds, the newest last: beside the others, and beside
    its group; and in which rounds a municipality has no figure. What is said of several rounds is said once."""
    rounds: defaultdict[_Statement, list[str]] = defaultdict(list)
    for found in reversed(series):
        for statement in _round_statements(found, words):
            rounds[statement].insert(0, found.chosen.round)
    for (sentence, filled), own in rounds.items():
        yield sentence.format(rounds=join_names(own, words), **dict(filled))
    if len(series[-1].places) == 1:
        yield from _change_sentences(series, words)


_Statement = tuple[str, tuple[tuple[str, str], ...]]
"""A sentence and what it is filled in with, but for the rounds that it is said of."""


def _fill_statement(sentence: str, **filled: str) -> _Statement:
    return sentence, tuple(filled.items())


def _round_statements(found: ComparedFindings, words: Words) -> Iterator[_Statement]:
    own, (first, *others) = compared_words(words), found.places
    shown = [each for each in others if each.own.share is not None]
    if first.own.share is not None:
        yield from _beside_places(first, shown, words)
        if not others:
            yield _fill_statement(own.only_nation[first.against_nation], place=first.name)
        yield from _beside_group(first, found.similar, words)
    for place in found.places:
        if place.own.share is None:
            why = words.reasons[place.own.unstated or Unstated.NOT_ASKED] if place.took_part else own.absent
            yield _fill_statement(own.hidden, place=place.name, why=why)


def _beside_group(first: PlaceFigure, similar: SimilarFindings | None, words: Words) -> Iterator[_Statement]:
    own = compared_words(words)
    if similar is not None and similar.is_compared:
        why = _why_untested(similar.untested, words)
        yield _fill_statement(own.beside_group[similar.verdict], place=first.name, why=why)
    elif similar is not None:
        yield _fill_statement(own.too_few)


def _change_sentences(series: Sequence[ComparedFindings], words: Words) -> Iterator[str]:
    """What the release's test of the newest round says of a round that is among these, or why it says nothing."""
    newest, sentences = series[-1], compared_words(words).only_change
    (place,) = newest.places
    if place.changed_since not in {each.chosen.round for each in series}:
        return
    if place.change_untested is not None:
        yield words.not_tested_change.format(where="", why=words.untested[place.change_untested])
    if place.change in sentences:
        filled = {"place": place.name, "rounds": newest.chosen.round, "since": place.changed_since}
        yield sentences[place.change].format(**filled)


def why_unstated(place: PlaceFigure, words: Words) -> str:
    """Why a municipality's figure is not told, where many stand side by side; empty where it is."""
    if not place.took_part:
        return compared_words(words).absent_brief
    return words.reason_brief[place.own.unstated] if place.own.unstated else ""


def _beside_places(first: PlaceFigure, others: Sequence[PlaceFigure], words: Words) -> Iterator[_Statement]:
    """One for each verdict, seen from the first municipality, and for each reason of none."""
    by_verdict: defaultdict[tuple[int, Judgement, Untested | None], list[str]] = defaultdict(list)
    for other in others:
        beside = other.beside_first or Judgement.UNTESTED
        verdict = _FLIPPED.get(beside, beside)
        by_verdict[_VERDICTS.index(verdict), verdict, other.untested].append(other.name)
    for (_, verdict, untested), names in sorted(by_verdict.items(), key=lambda each: (each[0][0], each[0][2] or "")):
        sentence = compared_words(words).beside_places[verdict]
        why = _why_untested(untested, words)
        yield _fill_statement(sentence, place=first.name, others=join_names(names, words), why=why)


def _why_untested(untested: Untested | None, words: Words) -> str:
    return words.untested[untested or Untested.HIDDEN]


def group_why(group: SimilarGroup, place: str, words: Words) -> str:
    """Why these municipalities are in the group of `place`."""
    return (
        compared_words(words)
        .why[group.likeness]
        .format(edition=group.edition, name=group_name(group, words), place=place)
    )


def group_name(group: SimilarGroup, words: Words) -> str:
    """What the group is called; what its members have in common where it has no name."""
    own = compared_words(words)
    return own.group_names.get(group.name, group.name) or own.likeness[group.likeness]


def group_counts(similar: SimilarFindings, words: Words) -> str:
    """How many are in the group, took part, are shown and are not."""
    return compared_words(words).took_part.format(
        members=number_text(len(similar.group.members), words),
        present=number_text(len(similar.members), words),
        shown=number_text(len(similar.shown), words),
        withheld=number_text(len(similar.withheld), words),
    )


def group_means(found: ComparedFindings, words: Words) -> Iterator[str]:
    """Both means by their names, what they are made of, and how the others' figures lie beside the first one's."""
    similar, first, own = found.similar, found.places[0], compared_words(words)
    if similar is None or not similar.is_compared:
        return
    if similar.weighted is None or similar.unweighted is None:
        yield own.means_rough
    else:
        weighted = MeanRange(similar.weighted.least, similar.weighted.most, len(similar.shown))
        both = {"weighted": mean_text(weighted, words), "unweighted": mean_text(similar.unweighted, words)}
        yield own.means.format(**both)
        yield own.means_from
    if first.own.share is not None:
        yield _order_sentence(similar, first, own)


def _order_sentence(similar: SimilarFindings, first: PlaceFigure, own: ComparedWords) -> str:
    orders = similar.ordered(first.own)
    sentence = own.unordered if orders[Order.OPEN] else own.ordered
    return sentence.format(place=first.name, **{order.value: number for order, number in orders.items()})


def likeness_name(likeness: Likeness, words: Words) -> str:
    """What the municipalities of such a group have in common."""
    return compared_words(words).likeness[likeness]


def about_tests(found: Sequence[ComparedFindings], words: Words) -> Iterator[str]:
    """How many tests the whole comparison has, how they are made, and that nothing is ranked."""
    own = compared_words(words)
    tests = sum(_count_tests(each) for each in found)
    if tests > 1:
        yield own.tested_together.format(number=number_text(tests, words))
    if tests:
        yield own.same_mix
    yield own.no_ranking


def _count_tests(found: ComparedFindings) -> int:
    made = [each.beside_first for each in found.places if each.beside_first]
    of_group = [found.similar.verdict] if found.similar else []
    return sum(verdict is not Judgement.UNTESTED for verdict in (*made, *of_group))


@dataclass(frozen=True, slots=True)
class Source:
    """A release that figures are of: who publishes its survey, which number and checksum it has, and since when."""

    publisher: str
    survey: str
    round: str
    number: int
    sha256: str
    day: str


def source_text(source: Source, words: Words) -> str:
    """Where the figures come from, in a line."""
    own = compared_words(words)
    day = day_text(source.day, words) if source.day else words.nothing
    edition = own.edition.format(number=source.number, hash=source.sha256[:12], day=day)
    publisher = f"{source.publisher}, " if source.publisher else ""
    return own.source.format(publisher=publisher, survey=source.survey, round=source.round, edition=edition)

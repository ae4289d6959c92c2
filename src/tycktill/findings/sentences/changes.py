"""A place among all others, and what has changed since earlier rounds."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tycktill.findings.facts import Change, PlaceFindings, QuestionFinding, TargetFindings
from tycktill.findings.sentences.names import question_names
from tycktill.findings.sentences.questions import compared_groups
from tycktill.findings.sentences.verdicts import FEW_FOUND, Verdicts, proven_questions, untested_questions
from tycktill.findings.wording import join_names, number_text, of_questions
from tycktill.findings.words.catalogue import Words
from tycktill.findings.words.overview import OVERVIEWS
from tycktill.tables import AtEnd, Judgement, Standing, Untested

MOST_RANKS = 0.9
"""A municipality that can have more of all places than this has none that is worth telling."""


def standing_sentences(place: PlaceFindings, target: TargetFindings, words: Words) -> Iterator[str]:
    """Where the figure is the highest of all, surely or not, and the places that it can have on the whole; of several
    target groups as if others had the same."""
    standings = {each: each.standing for each in target.questions if each.standing is not None}
    is_mixed = bool(place.members_of(target))
    asked = len(target.questions)
    yield from _highest_sentences(place, standings, asked, OVERVIEWS[words.language].highest_figure[is_mixed], words)
    first = target.overall[0] if target.overall else None
    own = standings.get(first) if first else None
    if first is not None and own is not None and own.rank.worst - own.rank.best + 1 <= MOST_RANKS * own.of:
        best, worst = (
            words.figures.rank.format(rank=number_text(rank, words)) for rank in (own.rank.best, own.rank.worst)
        )
        filled = {"question": question_names([first], words)[0], "place": place.name, "of": number_text(own.of, words)}
        filled |= {"chance": words.chance_included[is_mixed]}
        sentence = words.only_rank if best == worst else words.possible_ranks
        yield sentence.format(**filled, best=best, worst=worst)


def _highest_sentences(
    place: PlaceFindings, standings: Mapping[QuestionFinding, Standing], asked: int, figure: str, words: Words
) -> Iterator[str]:
    """In one sentence for all questions where that is so, the sure ones first, and those that others share last."""
    alone = {each: own for each, own in standings.items() if own.highest is AtEnd.ALONE}
    found = {
        words.highest_alone[True]: [each for each, own in alone.items() if own.rank.worst == 1],
        words.highest_alone[False]: [each for each, own in alone.items() if own.rank.worst > 1],
        words.highest_shared: [each for each, own in standings.items() if own.highest is AtEnd.SHARED],
    }
    for sentence, questions in found.items():
        if questions:
            of = number_text(max(standings[each].of for each in questions), words)
            where = _on_which_questions(questions, asked, words)
            yield sentence.format(where=where, place=place.name, figure=figure.format(of=of))


def _on_which_questions(questions: Sequence[QuestionFinding], asked: int, words: Words) -> str:
    if len(questions) == asked > 1:
        return of_questions(asked, asked, words)
    return join_names(question_names(questions, words), words)


def since_earlier(place: PlaceFindings, target: TargetFindings, words: Words) -> Iterator[str]:
    """What is proven to be better or worse than in an earlier round of an unbroken series, and that the rest is not."""
    is_whole, changes = target is place.whole and bool(place.groups), compared_changes(target)
    unchanged = words.unchanged[place.is_of_all(target, changes.values())]
    if any(change.part and not change.is_of_both for change in changes.values()):
        unchanged = OVERVIEWS[words.language].unchanged_in_part
    yield from _groups_since(target, changes, words)
    sentences = Verdicts(words.changed, words.changed_named, unchanged, words.rest_unchanged)
    yield from _changes_since(target, sentences, words)
    yield from _trend_sentences(target, words.no_trend[is_whole], words)
    yield from held_otherwise(place, target, words)
    yield from broken_series(target, words)


def compared_changes(target: TargetFindings) -> Mapping[QuestionFinding, Change]:
    """By question, the earlier round that it is compared with."""
    return {each: each.change for each in target.questions if each.change is not None}


def _groups_since(target: TargetFindings, changes: Mapping[QuestionFinding, Change], words: Words) -> Iterator[str]:
    """Which target groups are compared with an earlier round, where the question that sums up has not said so."""
    first = target.overall[0].change if target.overall else None
    told = first.part.groups if first and first.part else None
    if all(change.part is None or change.part.groups == told for change in changes.values()):
        return
    if not any(change.is_of_both for change in changes.values()):
        yield from compared_groups(changes, len(target.questions), words)


def found_changes(target: TargetFindings, words: Words) -> Iterator[str]:
    """What is proven to be better or worse than in an earlier round, and nothing on the rest."""
    yield from _changes_since(target, Verdicts(words.changed, words.changed_named, "", ""), words)
    yield from _trend_sentences(target, "", words)


def unchanged_in_groups(groups: Sequence[TargetFindings], words: Words) -> Iterator[str]:
    """Once for all target groups, after what is proven of each, that the other changes are not."""
    verdicts: defaultdict[str, set[Judgement]] = defaultdict(set)
    for change in (each.change for group in groups for each in group.questions):
        if change is not None:
            verdicts[change.round].add(change.verdict)
    for before, found in sorted(verdicts.items()):
        if Judgement.NOT_SIGNIFICANT in found:
            is_all = found <= {Judgement.NOT_SIGNIFICANT, Judgement.UNTESTED}
            yield (words.none_changed_in_groups if is_all else words.rest_unchanged_in_groups).format(round=before)


def change_untested(target: TargetFindings, before: str, words: Words) -> Iterator[str]:
    """On which questions no test was made against the earlier round, and why."""
    reasons = {each: each.change.untested for each in target.questions if each.change and each.change.round == before}
    hidden = {Untested.HIDDEN: OVERVIEWS[words.language].groups_hidden_then.format(round=before)}
    yield from untested_questions(reasons, words.not_tested_change, words, hidden)


def _changes_since(target: TargetFindings, sentences: Verdicts, words: Words) -> Iterator[str]:
    rounds: defaultdict[str, dict[QuestionFinding, Change]] = defaultdict(dict)
    for each in target.questions:
        if each.change is not None:
            rounds[each.change.round][each] = each.change
    for before, found in sorted(rounds.items()):
        verdicts = {
            each: found[each].verdict if each in found else Judgement.UNTESTED
            for each in target.questions
            if each in found or each.broken == before
        }
        yield from proven_questions(verdicts, sentences, words, round=before)
        if any(change.is_of_both for change in found.values()):
            yield OVERVIEWS[words.language].of_both_rounds.format(round=before)
        yield from change_untested(target, before, words)


def _trend_sentences(target: TargetFindings, none: str, words: Words) -> Iterator[str]:
    """What rises or falls steadily since the series began, by the round it began in."""
    trends = {each: each.trend for each in target.questions if each.trend is not None}
    for first in sorted({trend.first for trend in trends.values()}):
        since = {each: trend for each, trend in trends.items() if trend.first == first}
        for verdict, sentence in words.trend.items():
            found = [each for each, trend in since.items() if trend.verdict is verdict]
            if found:
                is_many = len(found) == len(since) > FEW_FOUND
                asked = len(target.questions)
                where = of_questions(len(found), asked, words) if is_many else _on_which_questions(found, asked, words)
                yield sentence.format(round=first, questions=where)
        if none and {trend.verdict for trend in since.values()} == {Judgement.NOT_SIGNIFICANT}:
            yield none.format(round=first)


def held_otherwise(place: PlaceFindings, target: TargetFindings, words: Words) -> Iterator[str]:
    """Since which round the survey is held in another way, and so cannot be compared with those before, and why."""
    for start in sorted({each.unlike for each in target.questions} - {""}):
        sentence = OVERVIEWS[words.language].held_otherwise.format(start=start)
        yield " ".join(filter(None, (sentence, words.text(place.why_unlike(start)))))


def broken_series(target: TargetFindings, words: Words) -> Iterator[str]:
    broken: defaultdict[str, list[QuestionFinding]] = defaultdict(list)
    for each in target.questions:
        if each.broken and not each.unlike:
            broken[each.broken].append(each)
    for before, questions in sorted(broken.items()):
        yield words.broken.format(questions=join_names(question_names(questions, words), words), round=before)

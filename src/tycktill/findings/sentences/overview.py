"""What an overview tells first: what is proven, in a sentence or two that a board can read aloud."""

from collections.abc import Iterator, Mapping, Sequence

from tycktill.findings.facts import Contrast, PlaceFindings, QuestionFinding, TargetFindings
from tycktill.findings.figures import ShareRange
from tycktill.findings.sentences.changes import change_untested
from tycktill.findings.sentences.names import question_name, question_names
from tycktill.findings.sentences.opening import FEW, all_of_it, hint_of_few, overall_words
from tycktill.findings.sentences.questions import has_proven, outcome_untested
from tycktill.findings.sentences.verdicts import MOST_NAMED, Verdicts, proven_questions
from tycktill.findings.wording import join_names, share_text, small_number, with_capital
from tycktill.findings.words.catalogue import Words
from tycktill.findings.words.overview import OVERVIEWS
from tycktill.tables import Direction, Judgement, Untested


def overview_headline(place: PlaceFindings, target: TargetFindings, words: Words) -> Iterator[str]:
    """The whole, what differs from the nation, and what has changed since last time; of few answers, that first."""
    if not target.shown:
        yield f"{with_capital(words.nothing_shown)}."
        return
    yield from hint_of_few(target, words)
    yield f"{with_capital(overall_words(target, words) or all_of_it(target, words))}."
    yield from proven_beside_nation(place, target, words)
    yield from proven_in_groups(place, target, words)
    yield from proven_since(target, words)


def proven_first(place: PlaceFindings, target: TargetFindings, words: Words) -> Iterator[str]:
    """The proven alone, as it stands under a name in a list: beside the nation, and since last time where anything has
    changed for certain; that nothing is shown, or that few answered, before it."""
    if not target.shown:
        yield f"{with_capital(words.nothing_shown)}."
        return
    yield from hint_of_few(target, words)
    yield from proven_beside_nation(place, target, words)
    yield from proven_in_groups(place, target, words)
    if any(each.change and each.change.verdict in _PROVEN for each in target.questions):
        yield from proven_since(target, words)


_PROVEN = (Judgement.BETTER, Judgement.WORSE)


def proven_in_groups(place: PlaceFindings, target: TargetFindings, words: Words) -> Iterator[str]:
    """Which of its target groups differ significantly from the nation's, where the whole does not."""
    apart = [] if has_proven(target) else [each for each in place.members_of(target) if has_proven(each)]
    if apart:
        groups = join_names([words.text(each.name) for each in apart], words)
        yield OVERVIEWS[words.language].in_groups.format(groups=groups)


def proven_beside_nation(place: PlaceFindings, target: TargetFindings, words: Words) -> Iterator[str]:
    """On which questions the figure is better or worse, or that on none it is; or why none was tested."""
    own = OVERVIEWS[words.language]
    contrasts = {each: each.against_nation for each in target.questions}
    sentences = Verdicts(own.nation, own.nation_named, own.no_difference, "")
    text = " ".join(with_untested(target, verdicts_of(contrasts), sentences, words))
    yield from filter(None, [text] if text else outcome_untested(place, target, words))


def proven_beside_similar(target: TargetFindings, verdicts: Mapping[str, Judgement], words: Words) -> Iterator[str]:
    """On which questions the figure is better or worse than that of similar municipalities; nothing where on none."""
    own = OVERVIEWS[words.language]
    judged = {each: verdicts.get(each.id, Judgement.UNTESTED) for each in target.questions}
    yield from proven_questions(judged, Verdicts(own.similar, own.similar_named, "", ""), words)


def proven_since(target: TargetFindings, words: Words) -> Iterator[str]:
    """The same of the change since an earlier round."""
    own = OVERVIEWS[words.language]
    for before in sorted({each.change.round for each in target.questions if each.change}):
        changes = {
            each: each.change if each.change and each.change.round == before else None for each in target.questions
        }
        sentences = Verdicts(own.since, own.since_named, own.no_change, "")
        text = " ".join(with_untested(target, verdicts_of(changes), sentences, words, round=before))
        yield from filter(None, [text] if text else change_untested(target, before, words))


def verdicts_of(contrasts: Mapping[QuestionFinding, Contrast | None]) -> Mapping[QuestionFinding, Judgement]:
    """What a test says of each question; of one that has nothing beside it, that none was made."""
    return {each: contrast.verdict if contrast else Judgement.UNTESTED for each, contrast in contrasts.items()}


def with_untested(
    target: TargetFindings,
    verdicts: Mapping[QuestionFinding, Judgement],
    sentences: Verdicts,
    words: Words,
    **filled: str,
) -> Iterator[str]:
    """What is proven or not, and how many questions could not be tested; nothing where none could."""
    untested = [each for each, verdict in verdicts.items() if verdict is Judgement.UNTESTED]
    if len(untested) == len(verdicts):
        return
    yield from proven_questions(verdicts, sentences, words, **filled)
    if untested:
        yield _untested_sentence(target, untested, words)


def _untested_sentence(target: TargetFindings, untested: Sequence[QuestionFinding], words: Words) -> str:
    """By name where they are few; the one that sums the others up always."""
    own, number = OVERVIEWS[words.language], with_capital(small_number(len(untested), words))
    if len(untested) <= MOST_NAMED:
        return own.rest_untested_named.format(
            number=number, questions=join_names(question_names(untested, words), words)
        )
    if target.overall and target.overall[0] in untested:
        return own.rest_untested_among.format(number=number, question=question_name(target.overall[0], words))
    return own.rest_untested.format(number=number)


def rough_text(share: ShareRange, valid: int | None, words: Words) -> str:
    """A share in one number: itself, or about the middle of what it lies between: `84 %`, `ca 95 %`.

    Where few answered the middle is often a share that cannot be, and at an end there is a shorter truth: then as in
    text, `minst 80 %`, `40–60 %`.
    """
    first, last = share.whole
    if first == last or valid is None or valid < FEW or share.least == 0 or share.most == 1:
        return share_text(share, words, sign=True)
    middle = share.rough / 100
    return OVERVIEWS[words.language].roughly.format(share=share_text(ShareRange(middle, middle), words, sign=True))


def trend_sentence(trend: Direction, words: Words) -> str:
    """What is proven of a figure over the rounds since its series was broken last."""
    own = OVERVIEWS[words.language]
    if trend.verdict in own.trend:
        return own.trend[trend.verdict].format(round=trend.first)
    # rounds that follow each other since a break are too few: releases of method 4 and before give the break
    why = Untested.FEW_ROUNDS if trend.rounds > 1 and trend.untested in _BREAKS else trend.untested
    return own.untested_trend.format(why=words.untested[why]) if why else ""


_BREAKS = (Untested.SERIES_BROKEN, Untested.ROUND_UNLIKE)

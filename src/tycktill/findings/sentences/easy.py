"""The result in easy Swedish: who answered and what, what tests say of it, and why something is not said."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from tycktill.findings.facts import Change, Contrast, PlaceFindings, QuestionFinding, TargetFindings
from tycktill.findings.figures import Order, ShareRange, Unstated
from tycktill.findings.sentences.beside import beside_earlier, beside_nation
from tycktill.findings.sentences.changes import broken_series, change_untested, held_otherwise
from tycktill.findings.sentences.names import question_names
from tycktill.findings.sentences.opening import all_of_it, summed_up
from tycktill.findings.sentences.questions import outcome_untested
from tycktill.findings.sentences.rates import response_sentence
from tycktill.findings.sentences.reading import reasons_unstated, why_nothing_compared
from tycktill.findings.sentences.verdicts import Verdicts, proven_questions, some_of
from tycktill.findings.wording import has_intervals, join_names, small_number, with_capital
from tycktill.findings.words.easy_swedish import EASY_SENTENCES as EASY
from tycktill.findings.words.easy_swedish import EASY_SWEDISH as WORDS
from tycktill.tables import Judgement, Untested

NEAR = 2
"""A share that is told within so many percentage points of a tenth, or of half, is about that."""


def easy_summary(place: PlaceFindings, target: TargetFindings) -> Iterator[str]:
    """A paragraph each: who answered and what they say on the whole, how that is beside the nation and before, what is
    not shown and why, and that nobody is exposed."""
    paragraphs = (
        [*response_sentence(target.response, WORDS), *_on_the_whole(target)],
        _beside_nation(place, target),
        _since_earlier(place, target),
        _not_shown(target),
    )
    written = [*filter(None, map(" ".join, paragraphs))]
    yield from written
    promise = WORDS.promise.format(threshold=small_number(place.manifest.policy.threshold, WORDS))
    yield f"{WORDS.intervals} {promise}" if has_intervals(" ".join(written), WORDS) else promise


def easy_withdrawal(*, has_new_result: bool) -> str:
    """That a result is taken back, and where to go."""
    return EASY.withdrawn[has_new_result]


def _on_the_whole(target: TargetFindings) -> Iterator[str]:
    """What the question that sums up says, or all answers together; or why nothing does."""
    summary, share = [*summed_up(target, WORDS)], target.overall and target.overall[0].own.share
    yield from summary[:1] or [f"{with_capital(all_of_it(target, WORDS))}."]
    yield from [*_rough_share(share), *summary[1:]] if summary and share else ()
    if not summary and target.all_answers is None and target.questions:
        hidden = [each.own for each in target.questions]
        why = [WORDS.reasons[Unstated.WIDE]] if target.shown else reasons_unstated(hidden, WORDS)
        yield EASY.because.format(why=why[0])
        yield from (EASY.because_too.format(why=each) for each in why[1:])


def _rough_share(share: ShareRange) -> Iterator[str]:
    """About half, or so many of ten, where that is true."""
    first, last = share.whole
    tenths = round(first / 10)
    if first == last and abs(first - 10 * tenths) <= NEAR and 0 < tenths < 10:
        yield EASY.half if tenths == 5 else EASY.tenths.format(tenths=tenths)


def _beside_nation(place: PlaceFindings, target: TargetFindings) -> Iterator[str]:
    contrasts = {each: each.against_nation for each in target.questions if each.against_nation is not None}
    if target.shown and not contrasts:
        yield why_nothing_compared(place, [target], WORDS)
    first = target.overall[0] if target.overall else None
    yield from beside_nation(first, WORDS) if first else ()
    none_found = WORDS.none_found[place.is_of_all(target, contrasts.values())]
    sentences = Verdicts(WORDS.found, WORDS.found_named, none_found, WORDS.rest_undecided)
    yield from _verdict_sentences(contrasts, sentences, EASY.alike_to_nation, first)
    yield from outcome_untested(place, target, WORDS)


def _since_earlier(place: PlaceFindings, target: TargetFindings) -> Iterator[str]:
    first = target.overall[0] if target.overall else None
    yield from beside_earlier(first, WORDS) if first else ()
    rounds: defaultdict[str, dict[QuestionFinding, Change]] = defaultdict(dict)
    for each in target.questions:
        if each.change is not None:
            rounds[each.change.round][each] = each.change
    for before, found in sorted(rounds.items()):
        unchanged = WORDS.unchanged[place.is_of_all(target, found.values())]
        sentences = Verdicts(WORDS.changed, WORDS.changed_named, unchanged, WORDS.rest_unchanged)
        series = {each: found.get(each) for each in target.questions if each in found or each.broken == before}
        yield from _verdict_sentences(series, sentences, EASY.alike_to_earlier, first, round=before)
        yield from change_untested(target, before, WORDS)
    yield from held_otherwise(place, target, WORDS)
    yield from broken_series(target, WORDS)
    if target.shown and not rounds and not any(each.broken for each in target.shown):
        yield EASY.no_earlier.format(why=_why_no_earlier(target))


def _why_no_earlier(target: TargetFindings) -> str:
    """Nothing is known of an earlier round, or what is known is not shown."""
    hidden = max((round_ for each in target.shown for round_ in each.before), default="")
    return EASY.earlier_hidden.format(round=hidden) if hidden else WORDS.untested[Untested.FIRST_ROUND]


def _is_alike(contrast: Contrast | None) -> bool:
    """Whether the figures that are compared look the same, and no test finds a difference."""
    if contrast is None or contrast.verdict is not Judgement.NOT_SIGNIFICANT:
        return False
    part, other = contrast.part and contrast.part.share, contrast.expected or contrast.share
    return contrast.order is Order.EQUAL or bool(part and other and part.order(other) is Order.EQUAL)


def _verdict_sentences(
    contrasts: Mapping[QuestionFinding, Contrast | None],
    sentences: Verdicts,
    alike: str,
    first: QuestionFinding | None,
    **filled: str,
) -> Iterator[str]:
    """Which figures are the same, what is better or worse, and that the other differences may be chance; of `first`,
    whose figures have been told just before, in fewer words."""
    verdicts = {each: contrast.verdict if contrast else Judgement.UNTESTED for each, contrast in contrasts.items()}
    undecided = [each for each, verdict in verdicts.items() if verdict is Judgement.NOT_SIGNIFICANT]
    same = [each for each in undecided if _is_alike(contrasts[each])]
    if same:
        where = some_of(same, [*contrasts], WORDS)
        yield EASY.alike if same == [first] else alike.format(where=where, **filled)
    if [*contrasts] != [first]:
        yield from proven_questions(verdicts, sentences.only_found, WORDS, **filled)
    others = [each for each in undecided if each not in same]
    is_tested = Judgement.UNTESTED not in verdicts.values()
    if others and len(others) == len(verdicts) - [*verdicts.values()].count(Judgement.UNTESTED):
        yield sentences.none_found.format(**filled)
    elif others:
        where = EASY.the_others if is_tested and len(others) > 1 else some_of(others, [*contrasts], WORDS)
        yield sentences.rest_undecided.format(where=where, **filled)


def _not_shown(target: TargetFindings) -> Iterator[str]:
    """Which questions are not shown and why, where others are; and what groups mean different things by."""
    for why in (Unstated.FEW, Unstated.PROTECTS, Unstated.WIDE):
        questions = [each for each in target.questions if each.own.unstated is why]
        if questions and target.shown:
            named = some_of(questions, target.questions, WORDS)
            yield EASY.not_shown.format(questions=named, why=WORDS.reasons[why])
    apart = [own for each in target.apart for _, own in each.groups]
    if apart:
        yield EASY.apart.format(questions=join_names([*dict.fromkeys(question_names(apart, WORDS))], WORDS))

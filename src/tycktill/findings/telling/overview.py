"""What an overview tells first: what is proven, in a sentence or two that a board can read aloud."""

from collections.abc import Iterator, Mapping

from tycktill.findings.facts import PlaceFindings, QuestionFinding, TargetFindings
from tycktill.findings.figures import ShareRange
from tycktill.findings.telling.opening import FEW, all_of_it, answers_behind, overall
from tycktill.findings.telling.questions import Verdicts, outcome_untested, proven
from tycktill.findings.wording import capital, count, share_text
from tycktill.findings.words.catalogue import Words
from tycktill.findings.words.overview import OVERVIEWS
from tycktill.tables import Direction, Judgement


def headline(place: PlaceFindings, target: TargetFindings, words: Words) -> Iterator[str]:
    """The whole, what a test tells from the nation, and what it tells from last time; of few answers, that first."""
    if not target.shown:
        yield f"{capital(words.nothing_shown)}."
        return
    few = answers_behind(target)
    if few < FEW:
        yield OVERVIEWS[words.language].hint.format(answered=count(few, words))
    yield f"{capital(overall(target, words) or all_of_it(target, words))}."
    yield from proven_beside_nation(place, target, words)
    yield from proven_since(target, words)


def proven_beside_nation(place: PlaceFindings, target: TargetFindings, words: Words) -> Iterator[str]:
    """On which questions the figure is better or worse, or that on none it is; or why none was tested."""
    own = OVERVIEWS[words.language]
    verdicts = {each: each.against_nation.verdict for each in target.questions if each.against_nation}
    yield from proven(verdicts, Verdicts(own.nation, own.nation_named, own.no_difference, ""), words)
    if verdicts and set(verdicts.values()) == {Judgement.UNTESTED}:
        yield from outcome_untested(place, target, words)


def proven_since(target: TargetFindings, words: Words) -> Iterator[str]:
    """The same of the change since an earlier round."""
    own = OVERVIEWS[words.language]
    for before in sorted({each.change.round for each in target.questions if each.change}):
        verdicts: Mapping[QuestionFinding, Judgement] = {
            each: each.change.verdict for each in target.questions if each.change and each.change.round == before
        }
        yield from proven(verdicts, Verdicts(own.since, own.since_named, own.no_change, ""), words, round=before)
        if set(verdicts.values()) == {Judgement.UNTESTED}:
            yield own.change_untested.format(round=before)


def rough_text(share: ShareRange, words: Words) -> str:
    """A share in one number: itself, or about the middle of what it lies between: `84 %`, `ca 95 %`."""
    first, last = share.whole
    if first == last:
        return share_text(share, words, sign=True)
    middle = share.rough / 100
    return OVERVIEWS[words.language].roughly.format(share=share_text(ShareRange(middle, middle), words, sign=True))


def trend_text(trend: Direction, words: Words) -> str:
    """What is proven of a figure over the rounds since its series was broken last."""
    proven_ = OVERVIEWS[words.language].trend
    if trend.verdict in proven_:
        return proven_[trend.verdict].format(round=trend.first)
    return words.not_tested_change.format(where="", why=words.untested[trend.untested]) if trend.untested else ""

"""What a page tells of one target group: what is proven on top, and the rest beside its tables."""

from collections.abc import Iterator

from tycktill.findings.facts import PlaceFindings, TargetFindings
from tycktill.findings.telling.changes import changes, standing
from tycktill.findings.telling.groups import counted_together, extremes_of_groups, patterns, women_and_men
from tycktill.findings.telling.opening import all_of_it, beside_earlier, beside_nation, overall, since_last, summed_up
from tycktill.findings.telling.questions import (
    all_answers,
    apart,
    detectable_change,
    detectable_difference,
    highest_and_lowest,
    nearly_all_positive,
    orders_beside_nation,
    outcome,
)
from tycktill.findings.wording import capital
from tycktill.findings.words.catalogue import Words


def headline(place: PlaceFindings, target: TargetFindings, words: Words) -> Iterator[str]:
    """What is proven first, for the top of a page: the whole, and the questions that a test tells from the nation."""
    if not target.shown:
        yield f"{capital(words.nothing_shown)}."
        return
    if target.overall and overall(target, words):
        yield from summed_up(target, words)
        yield from beside_nation(target.overall[0], words)
    else:
        yield f"{capital(all_of_it(target, words))}."
    yield from outcome(place, target, words)
    yield from changes(place, target, words)


def details(place: PlaceFindings, target: TargetFindings, words: Words) -> Iterator[str]:
    """What else the release tells, a paragraph each: who answered, questions, groups, the place among others."""
    is_whole = target is place.whole
    summed_up = [target.overall[0]] if target.overall else []
    paragraphs = (
        [*counted_together(place, target, words), *since_last(place, target, words)],
        [
            *(sentence for question in summed_up for sentence in beside_earlier(question, words)),
            *detectable_change(target, words),
        ],
        [*highest_and_lowest(target, words), *all_answers(target, words), *nearly_all_positive(target, words)],
        apart(target, words),
        [*orders_beside_nation(target, words), *detectable_difference(target, words)],
        women_and_men(target, words),
        [*extremes_of_groups(place, words), *patterns(place, words)] if is_whole else [],
        standing(place, target, words),
    )
    yield from filter(None, map(" ".join, paragraphs))

"""What a page tells of one target group beside its tables."""

from collections.abc import Iterator

from tycktill.findings.facts import PlaceFindings, TargetFindings
from tycktill.findings.sentences.beside import beside_earlier, beside_nation
from tycktill.findings.sentences.changes import since_earlier, standing_sentences
from tycktill.findings.sentences.groups import (
    changes_in_groups,
    combined_sentences,
    extremes_of_groups,
    group_patterns,
    women_and_men,
)
from tycktill.findings.sentences.opening import since_last, summed_up
from tycktill.findings.sentences.questions import (
    all_answers,
    detectable_change,
    detectable_difference,
    groups_apart,
    highest_and_lowest,
    nation_outcome,
    nearly_all_positive,
    orders_beside_nation,
)
from tycktill.findings.words.catalogue import Words


def page_details(place: PlaceFindings, target: TargetFindings, words: Words) -> Iterator[str]:
    """What else the release tells, a paragraph each: who answered, questions, groups, the place among others."""
    is_whole = target is place.whole
    on_the_whole = [target.overall[0]] if target.overall else []
    paragraphs = (
        [*combined_sentences(place, target, words), *since_last(place, target, words)],
        [
            *summed_up(target, words),
            *(sentence for question in on_the_whole for sentence in beside_nation(question, words)),
            *nation_outcome(place, target, words),
        ],
        [
            *(sentence for question in on_the_whole for sentence in beside_earlier(question, words)),
            *since_earlier(place, target, words),
            *detectable_change(target, words),
        ],
        changes_in_groups(place, words) if is_whole else [],
        [*highest_and_lowest(target, words), *all_answers(target, words), *nearly_all_positive(target, words)],
        groups_apart(target, words),
        [*orders_beside_nation(target, words), *detectable_difference(target, words)],
        women_and_men(place, target, words),
        [*extremes_of_groups(place, words), *group_patterns(place, words)] if is_whole else [],
        standing_sentences(place, target, words),
    )
    yield from filter(None, map(" ".join, paragraphs))

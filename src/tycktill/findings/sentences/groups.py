"""Target groups, units, women and men."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType

from tycktill.findings.ends import (
    MOST_TO_NAME,
    Extremes,
    are_all_stated,
    find_extremes,
    groups_in_units,
    groups_of,
    groups_on_one_side,
    lowest_everywhere,
    units_of,
    widest_gap,
)
from tycktill.findings.facts import PlaceFindings, QuestionFinding, TargetFindings
from tycktill.findings.figures import Figure, ShareRange
from tycktill.findings.genders import GenderContrast, gender_contrast
from tycktill.findings.sentences.beside import beside_nation as overall_beside_nation
from tycktill.findings.sentences.changes import found_changes, unchanged_in_groups
from tycktill.findings.sentences.names import question_name, question_names
from tycktill.findings.sentences.opening import overall_words, response_sentences, summed_up
from tycktill.findings.sentences.questions import beside_nation, has_proven, lowest_questions
from tycktill.findings.wording import escaped_name, join_names, share_text
from tycktill.findings.words.catalogue import Words
from tycktill.findings.words.genders import GENDER_WORDS
from tycktill.findings.words.overview import OVERVIEWS
from tycktill.tables import Judgement


def extremes_of_groups(place: PlaceFindings, words: Words) -> Iterator[str]:
    """The target groups, and the units, furthest apart on the whole and on the question where they are furthest."""
    yield from _extreme_sentences(place, words.target_groups, groups_of(place, words.text), words)
    apart, made_of = _furthest_questions(place, groups_of(place, words.text)), groups_in_units(place)
    yield from _extreme_sentences(place, words.units, units_of(place), words, apart, made_of)


Furthest = Mapping[QuestionFinding, Extremes]
"""By question, where groups are far enough apart to be told."""

MadeOf = Mapping[str, Collection[str]]
"""By group, the target groups that it is of."""


def _furthest_questions(
    place: PlaceFindings, figures: Mapping[str, Mapping[str, Figure]], made_of: MadeOf = MappingProxyType({})
) -> Furthest:
    apart: dict[QuestionFinding, Extremes] = {}
    for question in place.whole.questions:
        found = find_extremes(_figures_on(figures, question), made_of)
        if found is not None and found.is_news:
            apart[question] = found
    return apart


def _extreme_sentences(
    place: PlaceFindings,
    groups: str,
    figures: Mapping[str, Mapping[str, Figure]],
    words: Words,
    said: Furthest = MappingProxyType({}),
    made_of: MadeOf = MappingProxyType({}),
) -> Iterator[str]:
    """What was `said` of others with the very same figures is not said again: they are the same by two names."""
    apart = {
        each: own
        for each, own in _furthest_questions(place, figures, made_of).items()
        if not _is_same(own, said.get(each))
    }
    first, own = place.whole.overall[0] if place.whole.overall else None, OVERVIEWS[words.language]
    if first in apart:
        among = groups if apart[first].are_all else own.groups_shown.format(groups=groups)
        yield _apart_sentence(words.group_extremes[_lone_ends(apart[first])], among, [first], apart[first], words)
    asked = {each: _figures_on(figures, each) for each in place.whole.questions}
    widest = _widest_questions(apart, {each: widest_gap(own) for each, own in asked.items()})
    if widest and (first not in apart or apart[widest[0]].gap > apart[first].gap):
        sentence = words.widest_apart if all(map(are_all_stated, asked.values())) else own.widest_shown
        yield _apart_sentence(sentence, groups, widest, apart[widest[0]], words)


def _figures_on(figures: Mapping[str, Mapping[str, Figure]], question: QuestionFinding) -> Mapping[str, Figure]:
    return {name: own[question.id] for name, own in figures.items() if question.id in own}


def _widest_questions(apart: Furthest, possible: Mapping[QuestionFinding, int]) -> Sequence[QuestionFinding]:
    """Where groups lie furthest apart: nowhere if too many questions share that, or share it by other figures, or
    intervals hide that they may lie further apart on another."""
    most = max(((each.gap, each.fine_gap) for each in apart.values()), default=(0, 0.0))
    found = [question for question, each in apart.items() if (each.gap, each.fine_gap) == most]
    if any(gap > most[0] for question, gap in possible.items() if question not in found):
        return ()
    return found if len(found) <= MOST_TO_NAME and len({apart[each] for each in found}) == 1 else ()


def _is_same(found: Extremes, before: Extremes | None) -> bool:
    return before is not None and (found.highest[1], found.lowest[1]) == (before.highest[1], before.lowest[1])


def _lone_ends(found: Extremes) -> tuple[bool, bool]:
    return found.highest_is_alone, found.lowest_is_alone


def _apart_sentence(
    sentence: str, groups: str, questions: Sequence[QuestionFinding], found: Extremes, words: Words
) -> str:
    highest, lowest_ = (
        _name_with_share(escaped_name(name), share, words) for name, share in (found.highest, found.lowest)
    )
    named = join_names(question_names(questions, words), words)
    first = sentence.format(groups=groups, question=named, highest=highest, lowest=lowest_)
    others = [
        form.format(groups=join_names(list(map(escaped_name, names)), words))
        for form, names in ((words.as_high, found.as_high), (words.as_low, found.as_low))
        if names
    ]
    return " ".join([first, *others, _verdict_sentence(found, words)])


def _verdict_sentence(found: Extremes, words: Words) -> str:
    if found.is_significant is None:
        return words.untested_units
    return words.significant if found.is_significant else words.not_significant


def _name_with_share(name: str, share: ShareRange, words: Words) -> str:
    return f"{name} ({share_text(share, words)})"


def each_group(place: PlaceFindings, words: Words) -> Iterator[Sequence[str]]:
    """For each target group that is shown, where there are several, and for those that are combined, its sentences."""
    for group in (*place.combined, *place.groups):
        if group.shown:
            yield [f"**{words.text(group.name)}:**", *_group_sentences(place, group, words)]


def combined_sentences(place: PlaceFindings, target: TargetFindings, words: Words) -> Iterator[str]:
    """Which target groups are combined here, where they are some of all."""
    names = [words.text(group.name) for group in place.members_of(target)]
    if names and target is not place.whole:
        yield words.combined_here.format(groups="; ".join(names))


def _group_sentences(place: PlaceFindings, group: TargetFindings, words: Words) -> Iterator[str]:
    yield from combined_sentences(place, group, words)
    yield from response_sentences(group, words)
    if overall_words(group, words) is not None and group.overall is not None:
        yield from summed_up(group, words)
        yield from overall_beside_nation(group.overall[0], words)
    yield from lowest_questions(group, words)
    yield from beside_nation(place, group, words, only_found=True)
    yield from found_changes(group, words)


def changes_in_groups(place: PlaceFindings, words: Words) -> Iterator[str]:
    """What has changed in each target group that is told, by its name, and once that the other changes are not proven:
    as the text has it of each group."""
    groups = (*place.combined, *place.groups)
    for group in groups:
        found = " ".join(found_changes(group, words))
        if found:
            yield f"{words.text(group.name)}: {found}"
    yield from unchanged_in_groups(groups, words)


def undecided_in_groups(place: PlaceFindings, words: Words) -> Iterator[str]:
    """Once for all target groups, after what each has, that the rest is undecided, beside the nation and before."""
    groups = (*place.combined, *place.groups)
    verdicts = {each.against_nation.verdict for group in groups for each in group.compared if each.against_nation}
    if Judgement.NOT_SIGNIFICANT in verdicts:
        is_all = verdicts <= {Judgement.NOT_SIGNIFICANT, Judgement.UNTESTED}
        yield words.none_found_in_groups if is_all else words.rest_undecided_in_groups
    yield from unchanged_in_groups(groups, words)


def group_patterns(place: PlaceFindings, words: Words) -> Iterator[str]:
    """The target groups that lie above, or below, the nation on every question, those of which no difference is proven
    by themselves; and the question that is lowest in all of them, and in all units."""
    found = [(order, has_proven(group), words.text(group.name)) for order, group in groups_on_one_side(place)]
    for order, sentence in words.throughout.items():
        for is_proven, unproven in ((True, ""), (False, words.unproven)):
            names = [name for *own, name in found if own == [order, is_proven]]
            if names:
                yield sentence.format(unproven=unproven, groups="; ".join(names))
    groups = [group.figures for group in place.groups]
    yield from _lowest_everywhere(place, words.all_target_groups, groups, words)
    yield from _lowest_everywhere(place, words.all_units, [*units_of(place).values()], words)


def _lowest_everywhere(
    place: PlaceFindings, every: str, groups: Sequence[Mapping[str, Figure]], words: Words
) -> Iterator[str]:
    found = lowest_everywhere(groups)
    question = next((each for each in place.whole.questions if found and each.id == found[0]), None)
    if found and question:
        filled = {"groups": every.lower(), "question": question_name(question, words)}
        yield words.lowest_everywhere[found[1]].format(**filled)


def women_and_men(place: PlaceFindings, target: TargetFindings, words: Words) -> Iterator[str]:
    """On the whole, where both are shown; tested like with like where they are of several target groups."""
    if target.overall is None:
        return
    question, own = target.overall[0], GENDER_WORDS[words.language]
    women, men = question.women.share, question.men.share
    if women is None or men is None:
        return
    shares = {"women": share_text(women, words), "men": share_text(men, words)}
    are_alike = shares["women"] == shares["men"]
    yield (own.alike if are_alike else own.beside).format(question=question_name(question, words), **shares)
    members = place.members_of(target)
    contrast, compared = gender_contrast(question, members or (target,))
    if are_alike and contrast not in own.contrast_of_alike:
        return
    if compared and contrast in own.in_part:
        yield own.in_part[contrast].format(groups=join_names([words.text(each.name) for each in compared], words))
    elif members:
        higher, lower = (own.higher[each] for each in (women.middle < men.middle, women.middle >= men.middle))
        yield own.contrast[contrast].format(higher=higher, lower=lower)
    elif not are_alike:
        yield words.not_significant if contrast is GenderContrast.UNPROVEN else words.significant

"""What is shown, what is not and why, and what the figures can bear."""

from collections.abc import Iterable, Iterator, Sequence

from tycktill.findings.facts import PlaceFindings, TargetFindings
from tycktill.findings.figures import Figure, Unstated
from tycktill.findings.wording import escaped_name, has_intervals, points_text, small_number
from tycktill.findings.words.catalogue import Words
from tycktill.findings.words.offered import OFFERED_WORDS
from tycktill.findings.words.overview import OVERVIEWS
from tycktill.tables import Judgement


def what_is_shown(place: PlaceFindings, words: Words) -> Iterator[str]:
    """Target groups and units: those with results, those with some, those without; and the promise behind it."""
    by_target = [(words.text(each.name), _own_figures(each)) for each in place.groups or (place.whole,)]
    by_unit = [(escaped_name(unit.name), list(unit.figures.values())) for unit in place.whole.units]
    yield from _shown_and_not(words.all_target_groups, by_target, words)
    yield from _shown_and_not(words.all_units, by_unit if len(by_unit) > 1 else [], words)
    if any(figure.share is None for _, figures in (*by_target, *by_unit) for figure in figures):
        yield words.promise.format(threshold=small_number(place.manifest.policy.threshold, words))


def _own_figures(target: TargetFindings) -> Sequence[Figure]:
    return [each.own for each in target.questions]


def _shown_and_not(groups: str, figures: Iterable[tuple[str, Sequence[Figure]]], words: Words) -> Iterator[str]:
    shown, hidden = [], []
    for name, own in figures:
        known = sum(figure.share is not None for figure in own)
        if known:
            shown.append(
                name if known == len(own) else words.shown_partly.format(name=name, some=known, asked=len(own))
            )
        elif own:
            hidden.append(f"{name} ({why_nothing_shown(own, words)})")
    if shown:
        yield words.shown.format(groups=groups, names="; ".join(shown))
    if hidden:
        yield words.not_shown.format(groups=groups, names="; ".join(hidden))


def why_nothing_shown(figures: Iterable[Figure], words: Words) -> str:
    """Why nothing of these is shown, each reason once."""
    reasons = reasons_unstated(figures, words)
    return words.or_.format(first=", ".join(reasons[:-1]), last=reasons[-1]) if len(reasons) > 1 else reasons[0]


def reasons_unstated(figures: Iterable[Figure], words: Words) -> Sequence[str]:
    """The reasons for which these are not stated, each once."""
    found = {figure.unstated for figure in figures}
    return [words.reasons[each] for each in Unstated if each in found]


def how_to_read(place: PlaceFindings, text: str, words: Words) -> Iterator[str]:
    """Whence the nation's figures, how to read an interval where `text` has one, and what a visit survey is."""
    yield from _what_nation_is(place, words)
    if any(each.mean and each.against_nation for each in place.whole.questions):
        yield words.means
    if has_intervals(text, words):
        yield words.intervals
    if words.reason_in_cell[Unstated.WIDE] in text:
        yield words.too_wide.format(points=points_text(place.manifest.policy.widest, words))
    if place.facts.at_visits and place.facts.modes != ("post",):
        yield OFFERED_WORDS[words.language].visit_survey
    elif not place.is_local:
        yield OFFERED_WORDS[words.language].no_sample
    yield from how_counted(place, words)


def how_counted(place: PlaceFindings, words: Words) -> Iterator[str]:
    """What the response rate rests on, where there is one: staff's own count unless something else is known."""
    if place.whole.response.rate is not None:
        yield OFFERED_WORDS[words.language].how_counted[place.facts.counted or "by_hand"]


def _what_nation_is(place: PlaceFindings, words: Words) -> Iterator[str]:
    """Where the nation's figures come from, or why nothing is compared with it."""
    contrasts = [each.against_nation for target in place.targets for each in target.questions if each.against_nation]
    if not contrasts:
        yield why_nothing_compared(place, place.targets, words)
    elif place.has_reference:
        is_tested = any(each.verdict is not Judgement.UNTESTED for each in contrasts)
        yield words.by_reference[is_tested]
        if place.is_alone:
            yield words.no_mean


def why_nothing_compared(place: PlaceFindings, targets: Iterable[TargetFindings], words: Words) -> str:
    """Why nothing of these targets is set beside the nation."""
    if place.is_local:
        return words.not_national
    if not any(target.shown for target in place.targets):
        return words.nothing_to_compare
    if place.is_alone:
        return words.nothing_compared
    beside = {each.nation.unstated for target in targets for each in target.shown}
    return OVERVIEWS[words.language].only_here if beside == {Unstated.NOT_ASKED} else words.nation_hidden

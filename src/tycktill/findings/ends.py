"""Which questions stand highest and lowest, and which groups lie furthest apart, as far as what is shown can say."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from tycktill.findings.facts import PlaceFindings, QuestionFinding, TargetFindings, UnitFinding
from tycktill.findings.figures import Figure, Order, ShareRange, Unstated, differ_significantly

FEWEST_TO_RANK = 3
"""Questions that must be shown before the highest and the lowest are pointed out."""

MOST_TO_NAME = 3
"""Questions that may share a place: when more do, none of them stands out."""

FEWEST_POINTS = 5
"""Groups that are less apart, and do not differ significantly, are no news."""


@dataclass(frozen=True, slots=True)
class End:
    """The questions at one end; none where more than `MOST_TO_NAME` may stand there. `is_sure`: whatever the intervals
    hide, these stand there. `shared` is the one figure of too many to name, and how many they are."""

    questions: tuple[QuestionFinding, ...]
    is_sure: bool
    shared: tuple[int, ShareRange] | None = None


@dataclass(frozen=True, slots=True)
class Ends:
    """`is_all`: no question's share is hidden, that could be higher or lower yet."""

    highest: End
    lowest: End
    is_all: bool


def find_ends(target: TargetFindings) -> Ends | None:
    """The highest and the lowest questions; None where too few are shown, or all say the same."""
    shown = {each: each.own.share for each in target.shown if each.own.share is not None}
    if len(shown) < FEWEST_TO_RANK:
        return None
    most, least = max(share.whole[0] for share in shown.values()), min(share.whole[1] for share in shown.values())
    if most <= least:
        return None
    highest = [each for each, share in shown.items() if share.whole[1] >= most]
    lowest = [each for each, share in shown.items() if share.whole[0] <= least]
    return Ends(_end_of(highest), _end_of(lowest), len(shown) == len(target.questions))


def _end_of(questions: Sequence[QuestionFinding]) -> End:
    shares = {share.whole for each in questions if (share := each.own.share) is not None}
    is_sure = len(questions) == 1 or (len(shares) == 1 and len(set(*shares)) == 1)
    if len(questions) <= MOST_TO_NAME:
        return End(tuple(questions), is_sure)
    share = questions[0].own.share
    return End((), is_sure, (len(questions), share) if is_sure and share else None)


def rounds_lowest(target: TargetFindings) -> Sequence[str]:
    """The rounds without a break, this one last, in which the question that is surely lowest now was so, of the same
    questions; none where there is no such question."""
    now = lowest_of(target.figures)
    found = [target.round] if now else []
    for round_ in sorted({each for question in target.questions for each in question.before}, reverse=True):
        figures = {each.id: each.before[round_] for each in target.questions if round_ in each.before}
        if not now or len(figures) < len(target.questions) or lowest_of(figures) != now:
            break
        found.insert(0, round_)
    return found


def lowest_in_nation(target: TargetFindings) -> str | None:
    """The nation's lowest question; None unless all that are told here are told there and one is surely lowest."""
    return lowest_of({each.id: each.nation for each in target.shown})


@dataclass(frozen=True, slots=True)
class Extremes:
    """The groups at both ends of a question, by name; each may be alone there whatever the intervals hide. `as_high`
    and `as_low` are others that share its figure. `is_significant` is None where they are not of the same people;
    `are_all`: no group's share is hidden, that could be beyond."""

    highest: tuple[str, ShareRange]
    lowest: tuple[str, ShareRange]
    highest_is_alone: bool
    lowest_is_alone: bool
    is_significant: bool | None
    are_all: bool
    as_high: tuple[str, ...] = ()
    as_low: tuple[str, ...] = ()

    @property
    def fine_gap(self) -> float:
        """The least that lies between the two as files write them, to part what is as far apart in whole per cent."""
        return self.highest[1].least - self.lowest[1].most

    @property
    def gap(self) -> int:
        """The least that lies between the two in whole per cent, as they are written."""
        return self.highest[1].whole[0] - self.lowest[1].whole[1]

    @property
    def is_news(self) -> bool:
        """Whether the two are far enough apart to be told."""
        return self.gap >= FEWEST_POINTS or (self.gap > 0 and bool(self.is_significant))


def find_extremes(
    figures: Mapping[str, Figure], made_of: Mapping[str, Collection[str]] | None = None
) -> Extremes | None:
    """The ends of the groups whose share is told; None for fewer than two. Of equals the first.

    `made_of` gives the target groups that each is of: only two of the same one are tested.
    """
    shares = {name: each.share for name, each in figures.items() if each.share is not None}
    if len(shares) < 2:
        return None
    highest = max(shares, key=lambda name: shares[name].middle)
    lowest = min(reversed(shares), key=lambda name: shares[name].middle)
    pairs = len(shares) * (len(shares) - 1) // 2
    inside = {group for name in (highest, lowest) for group in (made_of or {}).get(name, ())}
    return Extremes(
        (highest, shares[highest]),
        (lowest, shares[lowest]),
        all(shares[highest].least > share.most for name, share in shares.items() if name != highest),
        all(shares[lowest].most < share.least for name, share in shares.items() if name != lowest),
        differ_significantly(figures[highest], figures[lowest], pairs=pairs) if len(inside) < 2 else None,
        are_all_stated(figures),
        as_high=tuple(_names_sharing(shares, highest)),
        as_low=tuple(_names_sharing(shares, lowest)),
    )


def are_all_stated(figures: Mapping[str, Figure]) -> bool:
    """Whether no group's share is hidden, that could be beyond those shown."""
    return all(each.share is not None or each.unstated is Unstated.NOT_ASKED for each in figures.values())


def widest_gap(figures: Mapping[str, Figure]) -> int:
    """The most that may lie between two groups whose share is told, whatever the intervals hide, in whole per cent."""
    shares = [each.share.whole for each in figures.values() if each.share is not None]
    pairs = permutations(shares, 2)
    return max((most - least for (_, most), (least, _) in pairs), default=0)


def _names_sharing(shares: Mapping[str, ShareRange], name: str) -> Iterator[str]:
    """Others that are told the same figure, as readers see it."""
    own = shares[name].whole
    yield from (other for other, share in shares.items() if other != name and share.whole == own == (own[0], own[0]))


def groups_of(place: PlaceFindings, language: Callable[[Mapping[str, str]], str]) -> Mapping[str, Mapping[str, Figure]]:
    """The figures of each target group by its name and the question: of the groups that stand in the table, so that
    what is told to be highest is so there."""
    return {language(each.name): each.figures for each in place.groups}


def units_of(place: PlaceFindings) -> Mapping[str, Mapping[str, Figure]]:
    """The figures of each unit, by its name and the question; none where units and target groups are the same groups
    by two names."""

    def shown_figures(group: TargetFindings | UnitFinding) -> object:
        return group.response, [group.figures.get(each.id) for each in place.whole.questions]

    groups = [shown_figures(each) for each in place.groups]
    are_the_same = all(shown_figures(each) in groups for each in place.whole.units)
    return {} if are_the_same else {each.name: each.figures for each in place.whole.units}


def groups_in_units(place: PlaceFindings) -> Mapping[str, Collection[str]]:
    """The target groups that each unit is of, by its name; none where there is one alone here."""
    return {
        unit.name: {group.id for group in place.groups for each in group.units if each.name == unit.name}
        for unit in place.whole.units
    }


def lowest_everywhere(groups: Sequence[Mapping[str, Figure]]) -> tuple[str, bool] | None:
    """The question that is surely the lowest in each of several groups by their figures, and whether these are all
    groups: those that hide a question are left out. None where there is none.
    """
    stated = [figures for figures in groups if all(each.share is not None for each in figures.values())]
    lowest = {lowest_of(figures) for figures in stated}
    question = next(iter(lowest)) if len(stated) > 1 and len(lowest) == 1 else None
    return (question, len(stated) == len(groups)) if question else None


def lowest_of(figures: Mapping[str, Figure]) -> str | None:
    """The question surely alone at the lower end, as readers see it; None where one is hidden, or they are few."""
    known = {question: each.share.whole for question, each in figures.items() if each.share is not None}
    if len(known) < max(FEWEST_TO_RANK, len(figures)):
        return None
    least = min(known, key=lambda question: known[question][1])
    others = (share[0] for question, share in known.items() if question != least)
    return least if known[least][1] < min(others) else None


def groups_on_one_side(place: PlaceFindings) -> Iterator[tuple[Order, TargetFindings]]:
    """Target groups whose figures lie on one side of the nation's on every question."""
    for group in place.groups:
        orders = {each.against_nation.order for each in group.compared if each.against_nation}
        if len(group.compared) == len(group.questions) >= FEWEST_TO_RANK and len(orders) == 1:
            order = next(iter(orders))
            if order in (Order.HIGHER, Order.LOWER):
                yield order, group

"""A share set against another, like with like, and whether the two may be called different."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tycktill.statistics import Span, discoveries


class Against(StrEnum):
    """What a share is set against: the rest of the nation, a reference, or an earlier round of its series."""

    REST = "rest"
    REFERENCE = "reference"
    EARLIER = "earlier"


class Judgement(StrEnum):
    """What may be said of a difference. `NOT_SIGNIFICANT`: chance can make it; `UNTESTED`: no test was made."""

    BETTER = "better"
    WORSE = "worse"
    NOT_SIGNIFICANT = "cannot_tell"
    UNTESTED = "untested"


class Untested(StrEnum):
    """Why no test was made."""

    NO_NATION = "no_nation"
    """Nothing is known of a nation: somebody's own survey, or a question that the nation's rows lack."""
    ALONE = "alone"
    """The nation of the release would be the municipality itself, and there is no reference."""
    HIDDEN = "hidden"
    """What it would be set against is not told."""
    MIX_UNKNOWN = "mix_unknown"
    """How many of each target group the two sides are made of is not known, so that like cannot be set beside like."""
    GROUPS_DIFFER = "groups_differ"
    """Fewer than half of the answers are of target groups that both sides have."""
    PLACES_DIFFER = "places_differ"
    """Fewer than half of the answers are of municipalities that tell of both rounds."""
    FIRST_ROUND = "first_round"
    """No earlier round is known."""
    SERIES_BROKEN = "series_broken"
    """Earlier rounds asked something else."""
    ROUND_UNLIKE = "round_unlike"
    """Earlier rounds asked the same, and were held in another way: in another mode, or by somebody else."""
    FEW_ROUNDS = "few_rounds"
    """There are fewer than three rounds since the series began or was broken."""
    IMPOSSIBLE = "impossible"
    """The figures can be no part of one another."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Another share beside one's own, and what the two say together.

    `round`, `valid`, `share_min` and `share_max` are the other's own figure as files give it, with its own mix of
    target groups, between none and all where not known; `offered` and `answered` those of an earlier round. `groups`
    are the target groups that were compared, `compared` one's own share among these, and `expected` what it would be
    if each answered as the other's do. The p-value is the largest that the intervals allow, so it tells no more than
    they do.
    `untested` says why there is none. `smallest` is the difference that would have been seen four times of five, and
    `factor` how much larger than by chance alone the variance was taken to be. `is_of_both` says that only the
    municipalities which tell of both rounds were compared.
    """

    verdict: Judgement = Judgement.UNTESTED
    untested: Untested | None = None
    against: Against | None = None
    round: str = ""
    valid: int | None = None
    is_known: bool = False
    share_min: float = 0.0
    share_max: float = 1.0
    offered: int | None = None
    answered: int | None = None
    groups: tuple[str, ...] = ()
    compared: Span | None = None
    expected: Span | None = None
    p_value: float | None = None
    is_higher: bool = False
    smallest: float | None = None
    factor: float | None = None
    is_of_both: bool = False


@dataclass(frozen=True, slots=True)
class Direction:
    """Whether a share rises or falls steadily over so many `rounds` since `first`; judged as a difference is."""

    verdict: Judgement = Judgement.UNTESTED
    untested: Untested | None = None
    rounds: int = 0
    first: str = ""
    p_value: float | None = None
    is_higher: bool = False
    factor: float | None = None


def judge_differences(keys: Sequence[Hashable], found: Sequence[Difference]) -> tuple[Difference, ...]:
    """The differences in the order given, each that was tested with its verdict.

    A discovery among those with the same key (`discoveries`), whose difference points one way by all numerators.
    """
    claimed = _discovered_in_family(keys, [each.p_value for each in found])
    return tuple(
        each
        if each.p_value is None
        else replace(each, verdict=_verdict_of(each, is_claimed=is_claimed and _points_one_way(each)))
        for each, is_claimed in zip(found, claimed, strict=True)
    )


def judge_trends(keys: Sequence[Hashable], found: Sequence[Direction]) -> tuple[Direction, ...]:
    """The same of trends."""
    claimed = _discovered_in_family(keys, [each.p_value for each in found])
    return tuple(
        each if each.p_value is None else replace(each, verdict=_verdict_of(each, is_claimed=is_claimed))
        for each, is_claimed in zip(found, claimed, strict=True)
    )


def _discovered_in_family(keys: Sequence[Hashable], p_values: Sequence[float | None]) -> Sequence[bool]:
    """Which of these p-values are discoveries among those with the same key."""
    together: defaultdict[Hashable, list[tuple[int, float]]] = defaultdict(list)
    for index, (key, p_value) in enumerate(zip(keys, p_values, strict=True)):
        if p_value is not None:
            together[key].append((index, p_value))
    claimed = [False] * len(keys)
    for tested in together.values():
        for (index, _), is_claimed in zip(tested, discoveries([each for _, each in tested]), strict=True):
            claimed[index] = is_claimed
    return claimed


def _verdict_of(each: Difference | Direction, *, is_claimed: bool) -> Judgement:
    if not is_claimed:
        return Judgement.NOT_SIGNIFICANT
    return Judgement.BETTER if each.is_higher else Judgement.WORSE


def _points_one_way(each: Difference) -> bool:
    """Whether the standardised difference lies on the side of the test, whatever the numerators."""
    own, expected = each.compared, each.expected
    if own is None or expected is None:
        return False
    return own.share_min > expected.share_max if each.is_higher else own.share_max < expected.share_min

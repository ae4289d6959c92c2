"""What came, beside what was to be expected without the action: more, as expected, or less; and no word of why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import sqrt
from typing import NamedTuple

from tycktill.improvement.expectation import Expectation
from tycktill.improvement.history import History, OwnFigure, is_unbroken, is_unlike
from tycktill.statistics import (
    Elsewhere,
    Forecast,
    PlaceShare,
    RoundShare,
    ShareClass,
    change_factor,
    discoveries,
    estimate_spread,
    estimate_wobble,
)
from tycktill.statistics.intervals import Z

NEAR = 0.05
"""Others whose figures lay so near are those that one would have been compared with."""


class Surprise(StrEnum):
    """What may be said of an action."""

    MORE = "more"
    AS_EXPECTED = "as_expected"
    LESS = "less"


class Unfollowed(StrEnum):
    """Why nothing can be said yet, or at all."""

    NOT_YET = "not_yet"
    """No later round has been released."""
    WITHHELD = "withheld"
    """The later figure is not told, or its target groups are not."""
    UNLIKE = "unlike"
    BROKEN = "broken"
    """The question has been changed since, and measures something else."""
    FEW_PLACES = "few_places"
    """Too few others tell the same figure of the later round."""


class Peers(NamedTuple):
    """Others that lay within `NEAR`: how many, how many of these surely rose or fell, and by how much they changed on
    average; None where there are none."""

    number: int
    rose: int
    fell: int
    mean: float | None


class BesideOthers(NamedTuple):
    """By how much more the figure rose than everybody else's, and the interval for it: difference in differences."""

    least: float
    most: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Followed:
    """What came of an action in the first round after it.

    `smallest` is how large an effect would have shown four times of five, None where none can. `beside_others` is told
    only where the action was not chosen for the figure.
    """

    expectation: Expectation
    round: str
    known: ShareClass
    forecast: Forecast
    p_value: float
    surprise: Surprise
    smallest: float | None
    peers: Peers
    beside_others: BesideOthers | None


def follow(history: History, expectation: Expectation) -> Followed | Unfollowed:
    """What came in the first round after, judged by itself."""
    indicator, before = expectation.indicator, history.get(expectation.round)
    later = history.after(expectation.round, indicator.target)
    if later is None or before is None:
        return Unfollowed.NOT_YET
    if is_unlike(before, later, indicator.target):
        return Unfollowed.UNLIKE
    if not is_unbroken(before, later, indicator.target, indicator.question):
        return Unfollowed.BROKEN
    own, others = later.own_figure(indicator), later.figures_of_others(indicator)
    if own is None:
        return Unfollowed.WITHHELD
    lie = estimate_spread([*others.values()])
    if lie is None:
        return Unfollowed.FEW_PLACES
    forecast = expectation.forecast(Elsewhere(own.expected, lie.offset), own.known.valid)
    earlier = before.figures_of_others(indicator)
    pairs = {place: (earlier[place], others[place]) for place in sorted(earlier.keys() & others.keys())}
    found = Followed(
        expectation=expectation,
        round=later.round,
        known=own.known,
        forecast=forecast,
        p_value=forecast.p_value(own.known),
        surprise=Surprise.AS_EXPECTED,
        smallest=forecast.smallest_effect(),
        peers=_near_peers(expectation.known, pairs),
        beside_others=None if expectation.was_chosen else _beside_others(expectation, own, pairs),
    )
    return judged_together([found])[0]


def judged_together(outcomes: Sequence[Followed]) -> tuple[Followed, ...]:
    """The outcomes in the order given, as they may be read together: of what is called more or less than expected, one
    in twenty is expected to be neither (Benjamini & Hochberg 1995)."""
    claimed = discoveries([each.p_value for each in outcomes])
    return tuple(
        replace(each, surprise=_surprise_of(each, is_claimed=is_claimed))
        for each, is_claimed in zip(outcomes, claimed, strict=True)
    )


def _surprise_of(found: Followed, *, is_claimed: bool) -> Surprise:
    if not is_claimed:
        return Surprise.AS_EXPECTED
    return Surprise.MORE if found.forecast.is_more(found.known) else Surprise.LESS


_Pairs = Mapping[str, tuple[PlaceShare, PlaceShare]]


def _near_peers(own: ShareClass, pairs: _Pairs) -> Peers:
    """Of the others, those whose share before lay surely within `NEAR` of one's own."""
    near = [
        (before.known, now.known)
        for before, now in pairs.values()
        if own.share_max - NEAR <= before.known.share_min and before.known.share_max <= own.share_min + NEAR
    ]
    changes = [_middle_share(now) - _middle_share(before) for before, now in near]
    return Peers(
        number=len(near),
        rose=sum(now.share_min > before.share_max for before, now in near),
        fell=sum(now.share_max < before.share_min for before, now in near),
        mean=sum(changes) / len(changes) if changes else None,
    )


def _beside_others(expectation: Expectation, own: OwnFigure, pairs: _Pairs) -> BesideOthers:
    """One's own change less that of all others, unmatched: matching on the level before makes the very bias that it is
    to take away (Daw & Hatfield 2018). The interval has the rounds' wobble in it."""
    before, elsewhere = expectation.known, expectation.nation
    least = own.known.share_min - before.share_max - (own.expected.share_max - elsewhere.share_min)
    most = own.known.share_max - before.share_min - (own.expected.share_min - elsewhere.share_max)
    rho = (
        estimate_wobble([RoundShare(0, each.known), RoundShare(1, other.known)] for each, other in pairs.values())
        or 0.0
    )
    variance = _largest_variance(before) + _largest_variance(own.known)
    moved = Z * sqrt(variance * change_factor(rho, before.valid, own.known.valid))
    return BesideOthers(least, most, least - moved, most + moved)


def _largest_variance(known: ShareClass) -> float:
    """Of a share by chance: the largest that the interval allows."""
    nearest = min(max(known.share_min, 1 / 2), known.share_max)
    return nearest * (1 - nearest) / known.valid


def _middle_share(known: ShareClass) -> float:
    return (known.share_min + known.share_max) / 2

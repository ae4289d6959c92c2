"""A share set against another, and whether the two may be called different."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tycktill.statistics import against_reference, against_rest, change, discoveries
from tycktill.tables.known import known_class
from tycktill.tables.results import ResultRow
from tycktill.terms import Reference


class Against(StrEnum):
    """What a share is set against: the rest of the nation, a reference, or an earlier round of its series."""

    REST = "rest"
    REFERENCE = "reference"
    EARLIER = "earlier"


class Judgement(StrEnum):
    """What may be said of a difference. `CANNOT_TELL` where chance can make it."""

    BETTER = "better"
    WORSE = "worse"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Difference:
    """Another share beside one's own, as files give it, and what the two say together.

    `round` and `valid` are the other's; `valid` is None where unknown. The p-value is the largest over the classes
    of both, so it tells no more of them than they do; it and the verdict are None where no test can be made.
    """

    against: Against
    round: str
    valid: int | None
    share_min: float
    share_max: float
    p_value: float | None
    verdict: Judgement | None = None


def from_nation(own: ResultRow, nation: ResultRow) -> Difference | None:
    """From the nation's share, tested against the rest of the nation; None where either is withheld."""
    known, whole = known_class(own), known_class(nation)
    if known is None or whole is None:
        return None
    p_value: float | None = None
    if known.valid < whole.valid:
        try:
            p_value = against_rest(known, whole)
        except ValueError:  # No part of this nation: the audit says so of a release, here nothing can be tested.
            p_value = None
    return _beside(nation, Against.REST, p_value)


def from_reference(own: ResultRow, reference: Reference) -> Difference | None:
    """From a reference, taken as free of chance; None where one's own share is withheld."""
    known = known_class(own)
    if known is None:
        return None
    p_value = against_reference(known, reference.share)
    share = reference.share
    return Difference(Against.REFERENCE, reference.round, reference.valid, share, share, p_value)


def from_earlier(own: ResultRow, earlier: ResultRow) -> Difference | None:
    """From an earlier round; None where either is withheld. The caller knows that the series is unbroken."""
    known, before = known_class(own), known_class(earlier)
    if known is None or before is None:
        return None
    return _beside(earlier, Against.EARLIER, change(before, known))


def judged(found: Sequence[tuple[Hashable, ResultRow, Difference]]) -> tuple[Difference, ...]:
    """The differences in the order given, each with its verdict.

    Those with the same key are looked at together: of what is called better or worse among them, one in twenty at
    most is expected to be chance (method 2.6).
    """
    together: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, (key, _, difference) in enumerate(found):
        if difference.p_value is not None:
            together[key].append(place)
    verdicts: dict[int, Judgement] = {}
    for places in together.values():
        p_values = [found[place][2].p_value or 0.0 for place in places]
        for place, is_discovery in zip(places, discoveries(p_values), strict=True):
            _, own, difference = found[place]
            verdicts[place] = _direction(own, difference) if is_discovery else Judgement.CANNOT_TELL
    return tuple(replace(found[place][2], verdict=verdicts.get(place)) for place in range(len(found)))


def _beside(other: ResultRow, against: Against, p_value: float | None) -> Difference:
    low, high = other.share_min or 0.0, 1.0 if other.share_max is None else other.share_max
    return Difference(against, other.cell.round, other.valid, low, high, p_value)


def _direction(own: ResultRow, other: Difference) -> Judgement:
    """Whether one's own is the higher: a discovery holds over both classes, so their middles tell it."""
    middle = (own.share_min or 0.0) + (own.share_max or 0.0)
    return Judgement.BETTER if middle > other.share_min + other.share_max else Judgement.WORSE

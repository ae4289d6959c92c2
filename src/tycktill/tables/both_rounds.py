"""The nation's change where not the same municipalities take part: that of those which tell of both rounds."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple
from typing import NamedTuple

from tycktill.disclosure import ProtectedValue
from tycktill.statistics import ShareClass, Span, Stratum, round_after, standardised_share
from tycktill.tables.beside import MOST_OF_ALL, since_then
from tycktill.tables.difference import Difference, Untested
from tycktill.tables.known import known_class


class Pooled(NamedTuple):
    """What municipalities have together of a target group's question: how many they are, their valid answers, and
    between what limits the positive ones lie."""

    places: int = 0
    valid: int = 0
    least: int = 0
    most: int = 0


class Parts(NamedTuple):
    """A round's municipalities in two parts: those that tell of the other round too, and those that do not."""

    both: Pooled
    others: Pooled = Pooled()


BothRounds = Mapping[tuple[str, str], tuple[Parts, Parts]]
"""By target group and question what an earlier round's municipalities tell, and what this round's do."""


def change_in_both(
    row: ProtectedValue, nations: Mapping[str, tuple[ShareClass, ShareClass]], municipal: BothRounds, rho: float
) -> Difference:
    """The difference of a nation's row from an earlier round among the municipalities that tell of both.

    `nations` has what the nation tells then and now of each of the row's target groups. Each group is a stratum of its
    own; what is known of its municipalities' positive answers is what they tell, and what is left of the nation's when
    all others are taken away, whichever is nearer. Untested where fewer than half of the row's answers are theirs.
    """
    found = {group: municipal[group, row.question] for group in nations if (group, row.question) in municipal}
    pairs = {group: pair for group, pair in found.items() if all(parts.both.valid for parts in pair)}
    try:
        strata = [_stratum_of(nations[group], pair) for group, pair in pairs.items()]
    except ValueError:  # no part of this nation: the audit says so of a release
        return Difference(untested=Untested.IMPOSSIBLE)
    own = known_class(row)
    if own is None or sum(each.own.valid for each in strata) < max(MOST_OF_ALL * own.valid, 1):
        return Difference(untested=Untested.PLACES_DIFFER)
    return _tested_difference(strata, tuple(sorted(pairs)), rho)


def _stratum_of(nation: tuple[ShareClass, ShareClass], parts: tuple[Parts, Parts]) -> Stratum:
    before, now = (_known_of_both(whole, each) for whole, each in zip(nation, parts, strict=True))
    return round_after(now, before)


def _known_of_both(nation: ShareClass, parts: Parts) -> ShareClass:
    """Of the municipalities of both rounds. Raises ValueError where they can be no part of the nation."""
    both, others = parts
    left = nation.valid - both.valid - others.valid
    least = max(both.least, nation.least - others.most - left)
    return ShareClass(both.valid if left >= 0 else 0, least, min(both.most, nation.most - others.least))


def _tested_difference(strata: Sequence[Stratum], groups: tuple[str, ...], rho: float) -> Difference:
    valid, least, most = (sum(ends) for ends in zip(*map(astuple, (each.own for each in strata)), strict=True))
    expected = standardised_share(
        [(own.valid, Span(other.valid, other.share_min, other.share_max)) for own, other, *_ in strata]
    )
    found = since_then(strata, least, most, (expected.share_min + expected.share_max) / 2, rho)
    compared = Span(valid, least / valid, most / valid)
    return Difference(groups=groups, compared=compared, expected=expected, is_of_both=True, **found._asdict())

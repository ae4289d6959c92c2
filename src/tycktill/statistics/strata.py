"""Whether two shares of several target groups differ significantly, like set beside like.

A share of several groups moves with how many of each are in it, though no group has changed. So each group of one's
own is set beside the same group of the others, and the differences are added up: direct standardisation to one's own
mix of groups, and the exact form of Mantel and Haenszel's test (1959; Cochran 1954), of each group's positive answers
given all of its positive answers, one's own and the others'.
"""

from collections.abc import Sequence
from math import fsum
from typing import NamedTuple

from tycktill.statistics.classes import ShareClass, Span
from tycktill.statistics.differences import least_significant, own_and_rest
from tycktill.statistics.tails import DrawnAnswers, Tails, binomial, total_drawn, total_masses


class Stratum(NamedTuple):
    """What is known of one group: one's own answers, the others', and between what limits their positive ones lie
    together."""

    own: ShareClass
    other: ShareClass
    least: int
    most: int


class StratifiedTest(NamedTuple):
    """A p-value, and whether one's own positive answers are more than expected of the others' shares."""

    p_value: float
    is_higher: bool


def part_of_nation(own: ShareClass, nation: ShareClass) -> Stratum | None:
    """A group beside the same group elsewhere; None where nobody else is in it.

    Raises ValueError where one's own answers can be no part of the nation's.
    """
    part, rest = own_and_rest(own, nation)
    return Stratum(part, rest, max(nation.least, part.least), nation.most) if rest else None


def round_after(own: ShareClass, before: ShareClass) -> Stratum:
    """A group beside the same group in an earlier round."""
    return Stratum(own, before, own.least + before.least, own.most + before.most)


def stratified_test(strata: Sequence[Stratum], least: int, most: int) -> StratifiedTest:
    """The test over groups, where one's own positive answers lie between `least` and `most` in all.

    Given each group's positive answers K of N + n, those of one's own n are Hypergeometric(N + n, K, n) if the group
    answers alike in both; their sum over groups is a convolution, and p its two-sided mid-p. Of intervals it is at
    least the largest that they allow: the tail of the sum rises with one's own numerators and falls with the others',
    and for the same sum falls with K. So it is at most that of all of one's own at their most beside the others at
    their least, and at most that of the largest sum with every K at its least; the smaller of the two is taken.
    """
    low, high = (sum(ends) for ends in zip(*((each.own.least, each.own.most) for each in strata), strict=True))
    at_most = {
        (tuple(each.own.most + each.other.least for each in strata), high),
        (tuple(each.least for each in strata), min(most, high)),
    }
    highest = min(_stratified_tails(strata, *corner) for corner in at_most)
    if highest.lower < 1 / 2:  # surely fewer than expected: the fewest are further out still
        return StratifiedTest(highest.two_sided, is_higher=False)
    at_least = {
        (tuple(each.own.least + each.other.most for each in strata), low),
        (tuple(each.most for each in strata), max(least, low)),
    }
    if at_least == at_most:  # of known numerators all are the same
        return _clearest_test(highest, highest)
    return _clearest_test(highest, max(_stratified_tails(strata, *corner) for corner in at_least))


def against_references(groups: Sequence[tuple[int, float]], least: int, most: int) -> StratifiedTest:
    """The test of groups of so many answers, each against a share from elsewhere that is taken as free of chance.

    The sum over groups of Binomial(n, P), two-sided mid-p, the least significant over the interval.
    """
    expected = total_masses([binomial(valid, share) for valid, share in groups])
    return _clearest_test(expected.tails_of(most), expected.tails_of(least))


def standardised_share(groups: Sequence[tuple[int, Span]]) -> Span:
    """The share of groups that each answer as another's do, weighted by so many of one's own in each: sum n P / sum n.

    Direct standardisation (Cochran 1977; Rothman, Greenland & Lash 2008, chapter 3).
    """
    valid = sum(number for number, _ in groups)
    ends = ([number * end for number, other in groups for end in (other[index],)] for index in (1, 2))
    return Span(valid, *(fsum(each) / valid for each in ends))


def _stratified_tails(strata: Sequence[Stratum], positives: Sequence[int], positive: int) -> Tails:
    groups = (
        DrawnAnswers(each.own.valid, together, each.own.valid + each.other.valid)
        for each, together in zip(strata, positives, strict=True)
    )
    return total_drawn(*groups).tails_of(positive)


def _clearest_test(highest: Tails, lowest: Tails) -> StratifiedTest:
    return StratifiedTest(least_significant(highest, lowest), is_higher=lowest.upper <= 1 / 2)

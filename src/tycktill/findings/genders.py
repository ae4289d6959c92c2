"""Whether women and men answer differently, each target group set beside itself.

A share of several target groups moves with how many of each are in it (statistics 5): where women come for one thing
and men for another, they may differ in all while no target group does.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from tycktill.findings.facts import QuestionFinding, TargetFindings
from tycktill.findings.figures import Order
from tycktill.statistics import DISCOVERY_RATE, Stratum, round_after, stratified_test
from tycktill.tables import MOST_OF_ALL


class GenderContrast(StrEnum):
    """What a test says of women and men. `REVERSED`: within target groups the one lies proven higher that is lower in
    all. `WOMEN` and `MEN` lie proven higher there, where the figures of all do not tell which does, or are of more than
    is compared. `UNTESTED`: too few are in target groups that tell of both."""

    PROVEN = "proven"
    UNPROVEN = "unproven"
    REVERSED = "reversed"
    WOMEN = "women"
    MEN = "men"
    UNTESTED = "untested"


def gender_contrast(
    question: QuestionFinding, members: Sequence[TargetFindings]
) -> tuple[GenderContrast, Sequence[TargetFindings]]:
    """Of a question whose answers are of these target groups; and those that are compared, where they are not all of
    them but have half of women's answers at the least, and of men's."""
    women, men, found = question.women.known, question.men.known, [*_gender_strata(question.id, members)]
    strata = [stratum for _, stratum in found]
    if women is None or men is None or not strata:
        return GenderContrast.UNTESTED, ()
    pairs = (
        (sum(each.own.valid for each in strata), women.valid),
        (sum(each.other.valid for each in strata), men.valid),
    )
    if not all(MOST_OF_ALL * every <= some <= every for some, every in pairs):
        return GenderContrast.UNTESTED, ()
    left_out = sum(every - some for some, every in pairs)
    least = women.least - women.valid + pairs[0][0]  # whatever the women of the other groups have answered
    test = stratified_test(strata, least, women.most)
    if test.p_value > DISCOVERY_RATE:
        verdict = GenderContrast.UNPROVEN
    else:
        verdict = _proven_contrast(Order.OPEN if left_out else _gender_order(question), is_higher=test.is_higher)
    return verdict, [member for member, _ in found] if left_out else ()


def _proven_contrast(order: Order, *, is_higher: bool) -> GenderContrast:
    if order not in (Order.HIGHER, Order.LOWER):
        return GenderContrast.WOMEN if is_higher else GenderContrast.MEN
    return GenderContrast.PROVEN if (order is Order.HIGHER) is is_higher else GenderContrast.REVERSED


def _gender_order(question: QuestionFinding) -> Order:
    women, men = question.women.share, question.men.share
    return women.order(men) if women and men else Order.OPEN


def _gender_strata(question: str, members: Sequence[TargetFindings]) -> Iterator[tuple[TargetFindings, Stratum]]:
    for member in members:
        for each in member.questions:
            if each.id == question and each.women.known and each.men.known:
                yield member, round_after(each.women.known, each.men.known)

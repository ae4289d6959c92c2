"""Whether women and men answer differently, each target group set beside itself.

A share of several target groups moves with how many of each are in it (statistics 5): where women come for one thing
and men for another, they may differ in all while no target group does.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from tycktill.findings.facts import QuestionFinding, TargetFindings
from tycktill.findings.figures import Order, differ_significantly
from tycktill.statistics import DISCOVERY_RATE, Stratum, round_after, stratified


class GenderContrast(StrEnum):
    """What a test says of women and men. `REVERSED`: within target groups the one lies proven higher that is lower in
    all. `WOMEN` and `MEN` lie proven higher there, where the figures of all do not tell which does. `UNTESTED`: not all
    are in target groups that tell of both."""

    PROVEN = "proven"
    UNPROVEN = "unproven"
    REVERSED = "reversed"
    WOMEN = "women"
    MEN = "men"
    UNTESTED = "untested"


def gender_contrast(question: QuestionFinding, members: Sequence[TargetFindings]) -> GenderContrast:
    """Of a question whose answers are of these target groups; of none: of one alone."""
    if not members:
        is_proven = differ_significantly(question.women, question.men)
        return GenderContrast.PROVEN if is_proven else GenderContrast.UNPROVEN
    women, men = question.women.known, question.men.known
    strata = list(_strata(question.id, members))
    among = [sum(each.own.valid for each in strata), sum(each.other.valid for each in strata)]
    if women is None or men is None or among != [women.valid, men.valid]:
        return GenderContrast.UNTESTED
    found = stratified(strata, women.least, women.most)
    if found.p_value > DISCOVERY_RATE:
        return GenderContrast.UNPROVEN
    order = _order(question)
    if order not in (Order.HIGHER, Order.LOWER):
        return GenderContrast.WOMEN if found.is_higher else GenderContrast.MEN
    return GenderContrast.PROVEN if (order is Order.HIGHER) is found.is_higher else GenderContrast.REVERSED


def _order(question: QuestionFinding) -> Order:
    women, men = question.women.share, question.men.share
    return women.order(men) if women and men else Order.OPEN


def _strata(question: str, members: Sequence[TargetFindings]) -> Iterator[Stratum]:
    for member in members:
        for each in member.questions:
            if each.id == question and each.women.known and each.men.known:
                yield round_after(each.women.known, each.men.known)

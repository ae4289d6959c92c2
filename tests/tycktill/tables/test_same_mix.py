"""Families are compared like with like: each target group with the same group, whatever the mix."""

from collections.abc import Mapping, Sequence

import pytest
from tests.tycktill.publication.surveys import IFO, Group, compared, nation, rows_of, widened

from tycktill.disclosure import ProtectedValue
from tycktill.tables import AtEnd, Comparison, Judgement, Untested
from tycktill.terms import GenderGroup, Level, Reference

EKONOMI, MISSBRUK, UNGA = "ifo-ekonomiskt-bistand", "ifo-missbruk", "ifo-unga"
OURS = "2580"
Answers = Mapping[str, tuple[int, int]]
"""By target group (valid, positive), of every question."""


def country(**municipalities: Answers) -> list[ProtectedValue]:
    """Municipalities, by their code after a letter."""
    return country_in("2023", municipalities)


def country_in(round: str, municipalities: Mapping[str, Answers]) -> list[ProtectedValue]:
    """The same of another round."""
    groups = [
        Group(target, code[1:], "Enheten", valid, dict.fromkeys(IFO, (valid, positive)), 2 * valid)
        for code, answers in municipalities.items()
        for target, (valid, positive) in answers.items()
    ]
    return list(rows_of(groups, round=round))


def family(comparisons: Sequence[Comparison], code: str = OURS, target: str = "ifo") -> Comparison:
    """A municipality's comparison of the whole, of all genders."""
    (found,) = [
        each
        for each in comparisons
        if (each.row.cell.municipality, each.row.cell.instrument, each.row.question) == (code, target, "helhet")
        and each.row.cell.gender is GenderGroup.ALL
    ]
    return found


BOTH: Answers = {EKONOMI: (150, 105), MISSBRUK: (50, 46)}
ELSEWHERE: Mapping[str, Answers] = {"k1080": BOTH, "k1081": BOTH, "k1083": BOTH}


def test_a_municipality_of_one_content_group_that_is_as_content_elsewhere_is_no_better() -> None:
    """92 % beside the nation's 77.9."""
    own = family(compared(country(k2580={MISSBRUK: (100, 92)}, **ELSEWHERE)))
    assert (own.nation.verdict, own.nation.groups) == (Judgement.NOT_SIGNIFICANT, (MISSBRUK,))
    assert own.nation.compared == own.nation.expected._replace(valid=100) if own.nation.expected else False
    assert own.standing is not None
    assert (own.standing.rank, own.standing.highest) == ((1, 4), None)
    assert [round(end, 4) for end in own.standing.share[1:]] == [0.7786, 0.7786]


def test_a_group_that_joins_is_no_change() -> None:
    """70 % of 300, then 81 % of 600, of whom the 300 are 70 % again."""
    before = country_in("2022", {"k2580": {EKONOMI: (300, 210)}})
    own = family(compared(country(k2580={EKONOMI: (300, 210), MISSBRUK: (300, 276)}), previous=before)).earlier
    assert (own.verdict, own.groups, own.p_value) == (Judgement.NOT_SIGNIFICANT, (EKONOMI,), 1.0)
    assert (own.offered, own.answered, own.share_min) == (600, 300, 0.7)


def test_where_most_answers_are_of_groups_that_the_other_side_lacks_nothing_is_tested() -> None:
    before = country_in("2022", {"k2580": {EKONOMI: (100, 70)}})
    own = family(compared(country(k2580={EKONOMI: (100, 70), MISSBRUK: (300, 276)}), previous=before)).earlier
    assert (own.verdict, own.untested) == (Judgement.UNTESTED, Untested.GROUPS_DIFFER)


def test_groups_that_the_other_side_hides_are_told_from_those_that_it_lacks() -> None:
    before = country_in("2022", {"k2580": {EKONOMI: (100, 70), MISSBRUK: (4, 2)}})
    own = family(compared(country(k2580={EKONOMI: (100, 70), MISSBRUK: (300, 276)}), previous=before)).earlier
    assert (own.verdict, own.untested) == (Judgement.UNTESTED, Untested.HIDDEN)


def test_a_group_that_is_nowhere_else_is_compared_with_nothing() -> None:
    own = family(compared(country(k2580={UNGA: (100, 92)}, **ELSEWHERE))).nation
    assert own.untested is Untested.GROUPS_DIFFER


def test_a_difference_in_every_group_is_told_whatever_the_mix() -> None:
    own = family(compared(country(k2580={EKONOMI: (30, 10), MISSBRUK: (170, 130)}, **ELSEWHERE))).nation
    assert own.verdict is Judgement.WORSE
    assert own.expected is not None
    assert own.expected.share_min > 0.7786


def test_the_mean_of_municipalities_that_differ_by_mix_alone_is_the_nations_share() -> None:
    only = {
        f"k{1060 + place}": {(EKONOMI, MISSBRUK)[place % 2]: ((100, 70), (100, 92))[place % 2]} for place in range(6)
    }
    standing = family(compared(country(**only)), "1060").standing
    assert standing is not None
    assert standing.mean is not None
    assert [round(end, 4) for end in standing.mean[:2]] == [0.81, 0.81]


def reference(**shares: float) -> list[Reference]:
    """References of target groups, and of the family."""
    targets = {"ekonomi": EKONOMI, "missbruk": MISSBRUK, "ifo": "ifo"}
    return [each for name, share in shares.items() for each in nation("2023", targets[name], {"helhet": share})]


MIXED = {EKONOMI: (30, 21), MISSBRUK: (90, 83)}


def test_a_familys_reference_alone_tells_nothing_of_its_mix() -> None:
    """77 % in Kolada, of nobody knows how many of each group."""
    own = family(compared(country(k2580=MIXED), reference(ifo=0.77))).nation
    assert (own.verdict, own.untested, own.share_min) == (Judgement.UNTESTED, Untested.MIX_UNKNOWN, 0.77)


def test_references_of_the_groups_make_the_comparison() -> None:
    own = family(compared(country(k2580=MIXED), reference(ifo=0.77, ekonomi=0.7, missbruk=0.92))).nation
    assert (own.verdict, own.share_min, own.groups) == (Judgement.NOT_SIGNIFICANT, 0.77, (EKONOMI, MISSBRUK))
    assert own.expected is not None
    assert own.expected.share_min == pytest.approx((30 * 0.7 + 90 * 0.92) / 120)
    lower = family(compared(country(k2580=MIXED), reference(ekonomi=0.9, missbruk=0.99))).nation
    assert (lower.verdict, lower.is_known) == (Judgement.WORSE, False)


def test_one_target_group_with_a_reference_is_the_whole_and_judged_alike() -> None:
    comparisons = compared(country(k2580={EKONOMI: (200, 120)}), reference(ekonomi=0.72))
    both = [family(comparisons, target=target).nation for target in ("ifo", EKONOMI)]
    assert [each.verdict for each in both] == [Judgement.WORSE] * 2
    assert both[0].p_value == both[1].p_value


def test_a_few_answers_of_a_group_that_is_not_told_leave_open_what_they_were() -> None:
    """Three of the answers are of one group that is hidden: how many is known by subtraction, of which kind is not."""
    own = family(compared(country(k2580={EKONOMI: (60, 40), MISSBRUK: (3, 3)}, **ELSEWHERE)))
    assert own.groups == (EKONOMI, MISSBRUK)
    assert own.nation.expected is not None
    assert own.nation.expected.share_min == pytest.approx((60 * own_share(EKONOMI) + 3 * own_share(MISSBRUK)) / 63)


def own_share(target: str) -> float:
    """The nation's, of the groups in the country above."""
    return {EKONOMI: (40 + 3 * 105) / 510, MISSBRUK: (3 + 3 * 46) / 153}[target]


def test_several_groups_that_are_not_told_are_taken_as_they_tell_least() -> None:
    hidden = country(
        k2580={EKONOMI: (60, 40), MISSBRUK: (3, 3), UNGA: (2, 1)}, k1080=BOTH, k1081={**BOTH, UNGA: (40, 20)}
    )
    own = family(compared(hidden)).nation
    assert own.expected is not None
    assert own.expected.share_min < own.expected.share_max
    assert own.verdict is Judgement.NOT_SIGNIFICANT


def test_wider_intervals_never_make_a_family_clearer() -> None:
    rows = country(k2580={EKONOMI: (30, 10), MISSBRUK: (170, 130)}, **ELSEWHERE)
    exactly = family(compared(rows)).nation
    rough = [
        widened(row, max((row.positive_min or 0) - 3, 0), min((row.positive_max or 0) + 3, row.valid or 0))
        if row.cell.level is Level.MUNICIPALITY and row.cell.municipality == OURS
        else row
        for row in rows
    ]
    roughly = family(compared(rough)).nation
    assert (roughly.p_value or 0) > (exactly.p_value or 0)


def test_the_headline_is_judged_by_itself() -> None:
    """One question 13 points lower, of 200: found among seven rows, though groups and genders make it one of many."""
    answers = dict.fromkeys(IFO, (100, 80))
    groups = [Group(target, OURS, "Enheten", 100, answers | {"paverka": (100, 70)}) for target in (EKONOMI, MISSBRUK)]
    known = [each for target in (EKONOMI, MISSBRUK) for each in nation("2023", target, dict.fromkeys(IFO, 0.8))]
    found = {
        (each.row.cell.instrument, each.row.question): each.nation.verdict for each in compared(rows_of(groups), known)
    }
    assert found["ifo", "paverka"] is Judgement.WORSE
    assert found[EKONOMI, "paverka"] is Judgement.NOT_SIGNIFICANT


def test_municipalities_with_the_same_figure_share_their_end() -> None:
    answers = {"k1060": 75, "k1080": 95, "k1081": 80, "k1082": 70, "k1083": 95}
    comparisons = compared(country(**{code: {EKONOMI: (100, positive)} for code, positive in answers.items()}))
    stood = {code[1:]: family(comparisons, code[1:]).standing for code in answers}
    ends = {code: (each.highest, each.lowest, each.tied) for code, each in stood.items() if each}
    assert ends["1080"] == (AtEnd.SHARED, None, ("1083",))
    assert ends["1083"] == (AtEnd.SHARED, None, ("1080",))
    assert ends["1082"] == (None, AtEnd.ALONE, ())
    assert ends["1060"] == (None, None, ())

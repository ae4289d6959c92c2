"""Several target groups set beside the same groups, against enumeration of every way in which they can fall out."""

from itertools import product
from math import comb, fsum, isclose

from bench.calibration import against_rest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tycktill.statistics.shares import exact, share_classes

from tycktill.statistics import (
    ShareClass,
    Span,
    Stratum,
    change_p_value,
    part_of_nation,
    round_after,
    standardised_share,
    stratified_test,
)

GROUPS = st.lists(st.tuples(share_classes(4), share_classes(4)), min_size=1, max_size=3)


def p_of(strata: list[Stratum], least: int | None = None, most: int | None = None) -> float:
    """The p-value, of all that the groups' intervals allow unless the sum is known more closely."""
    low, high = (sum(getattr(each.own, end) for each in strata) for end in ("least", "most"))
    return stratified_test(strata, low if least is None else least, high if most is None else most).p_value


def lower_tail(pairs: list[tuple[ShareClass, ShareClass]]) -> float:
    """Of the sum over groups whose numerators are known: every way to deal each group's positive answers."""
    dealt = [{0: 1.0}]
    for own, other in pairs:
        together, everybody = own.least + other.least, own.valid + other.valid
        ways = {
            x: comb(own.valid, x) * comb(other.valid, together - x) / comb(everybody, together)
            for x in range(min(own.valid, together) + 1)
            if together - x <= other.valid
        }
        dealt.append({})
        for (before, chance), (x, more) in product(dealt[-2].items(), ways.items()):
            dealt[-1][before + x] = dealt[-1].get(before + x, 0.0) + chance * more
    seen = sum(own.least for own, _ in pairs)
    return fsum(chance * (1 if total < seen else 1 / 2) for total, chance in dealt[-1].items() if total <= seen)


@given(GROUPS)
def test_of_known_numerators_it_is_the_sum_over_all_ways_to_deal_them(
    pairs: list[tuple[ShareClass, ShareClass]],
) -> None:
    known = [(exact(own.least, own.valid), exact(other.least, other.valid)) for own, other in pairs]
    lower = lower_tail(known)
    p_value = p_of([round_after(own, other) for own, other in known])
    assert isclose(p_value, min(1.0, 2 * min(lower, 1 - lower)), abs_tol=1e-9)


@settings(deadline=None)
@given(GROUPS, st.data())
def test_of_intervals_it_is_never_clearer_than_any_numerators_in_them(
    pairs: list[tuple[ShareClass, ShareClass]], data: st.DataObject
) -> None:
    """Also where the sum is known more closely than each group's."""
    strata = [round_after(own, other) for own, other in pairs]
    low, high = (sum(getattr(own, end) for own, _ in pairs) for end in ("least", "most"))
    least = data.draw(st.integers(low, high))
    most = data.draw(st.integers(least, high))
    tails = [
        lower_tail(
            [(exact(x, own.valid), exact(y, other.valid)) for (x, y), (own, other) in zip(each, pairs, strict=True)]
        )
        for each in product(*(product(own.numerators, other.numerators) for own, other in pairs))
        if least <= sum(x for x, _ in each) <= most
    ]
    p_value = p_of(strata, least, most)
    assert p_value >= max(2 * min(tail, 1 - tail) for tail in tails) - 1e-9
    if min(tails) < 1 / 2 < max(tails):
        assert p_value == 1


@given(share_classes(9), share_classes(9))
def test_of_one_group_it_is_the_test_of_two_rounds(now: ShareClass, before: ShareClass) -> None:
    assert isclose(p_of([round_after(now, before)]), change_p_value(before, now), abs_tol=1e-9)


@given(share_classes(8))
def test_whoever_is_all_of_a_nation_has_nobody_to_be_set_beside(own: ShareClass) -> None:
    assert part_of_nation(own, own) is None


def test_another_mix_of_groups_that_answer_alike_is_no_difference() -> None:
    """92 % here and 77.9 % in the nation, of whom each group answers as here."""
    alone = [(exact(92, 100), exact(230, 250))]
    nations = [part_of_nation(own, nation) for own, nation in alone]
    strata = [each for each in nations if each is not None]
    assert p_of(strata) > 0.95
    assert against_rest(exact(92, 100), exact(545, 700)) < 0.001


def test_the_same_difference_in_every_group_is_found_and_has_a_direction() -> None:
    strata = [round_after(exact(85, 100), exact(70, 100)), round_after(exact(45, 50), exact(80, 100))]
    found = stratified_test(strata, 130, 130)
    assert found.p_value < 0.01
    assert found.is_higher
    assert not stratified_test([round_after(own=each.other, before=each.own) for each in strata], 150, 150).is_higher


def test_a_standardised_share_weights_the_others_shares_by_ones_own_groups() -> None:
    span = standardised_share([(30, Span(500, 0.7, 0.7)), (10, Span(90, 0.8, 0.9))])
    assert span.valid == 40
    assert isclose(span.share_min, 0.725)
    assert isclose(span.share_max, 0.75)


def test_tens_of_thousands_of_answers_cost_no_more_than_hundreds_and_lose_nothing() -> None:
    strata = [round_after(exact(31_000, 40_000), exact(30_600, 40_000)) for _ in range(3)]
    found = stratified_test(strata, 93_000, 93_000)
    z = 3 * 200 / (3 * 20_000 * 0.77 * 0.23) ** 0.5
    assert found.is_higher
    assert abs(found.p_value - 2 * (1 - _normal(z))) < 1e-4


def _normal(z: float) -> float:
    from statistics import NormalDist

    return NormalDist().cdf(z)

"""The nation's change is that of the municipalities which tell of both rounds, whoever comes or goes beside them."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.publication.surveys import Group, manifest_of, rows_of

from tycktill.disclosure import ProtectedValue
from tycktill.tables import BothRounds, Difference, Parts, Pooled, nation_changes
from tycktill.tables.difference import Judgement, Untested
from tycktill.terms import Level

CODES = ("0114", "0115", "0117", "0120", "0123")
Answers = dict[str, tuple[int, int]]
ASKED = "ifo-missbruk", "helhet"


def country(answers: Answers, *, round: str, end_width: int = 0) -> list[ProtectedValue]:
    """Municipalities with so many (valid, positive) answers to one question."""
    groups = [Group(ASKED[0], code, "Enheten", each[0], {ASKED[1]: each}) for code, each in answers.items()]
    return list(rows_of(groups, round=round, end_width=end_width))


def in_both(before: Sequence[ProtectedValue], now: Sequence[ProtectedValue]) -> BothRounds:
    """What a service adds up of these rows."""
    told = [{each.cell.municipality: each for each in rows if _is_told(each)} for rows in (before, now)]
    both = told[0].keys() & told[1].keys()
    then, here = (
        Parts(*(_sums([row for code, row in own.items() if (code in both) is is_in]) for is_in in (True, False)))
        for own in told
    )
    return {(target, ASKED[1]): (then, here) for target in ("ifo", ASKED[0])}


def _is_told(row: ProtectedValue) -> bool:
    return row.cell.level is Level.MUNICIPALITY and row.cell.instrument == ASKED[0] and bool(row.valid)


def _sums(rows: Sequence[ProtectedValue]) -> Pooled:
    ends = [(row.valid or 0, row.positive_min or 0, row.positive_max or 0) for row in rows]
    return Pooled(len(rows), *(sum(each) for each in zip(*ends, strict=True))) if ends else Pooled()


def changed(before: Answers, now: Answers, *, end_width: int = 0) -> Difference:
    """The nation's change, of the family: its own rows of then and what municipalities of both rounds tell."""
    old, new = (country(each, round=year, end_width=end_width) for each, year in ((before, "2022"), (now, "2023")))
    nation = [row for row in old if row.cell.level is Level.NATION]
    found = nation_changes(new, nation, manifest_of(new).grouping, {}, {"2022": in_both(old, new)})
    return next(each.earlier for each in found if each.row.cell.instrument == "ifo")


STAYING = {CODES[0]: (100, 90), CODES[1]: (100, 88)}


@pytest.mark.parametrize("positive", [0, 40, 120])
def test_whoever_joins_moves_the_nation_and_no_verdict(positive: int) -> None:
    found = changed(STAYING, STAYING | {CODES[2]: (120, positive)})
    assert (found.verdict, found.is_of_both) == (Judgement.NOT_SIGNIFICANT, True)
    assert found.compared is not None
    assert found.expected is not None
    assert found.compared.share_min == found.expected.share_max == 178 / 200


def test_a_fall_of_those_who_stay_is_not_hidden_by_one_that_joins() -> None:
    found = changed(STAYING, {CODES[0]: (100, 60), CODES[1]: (100, 60), CODES[2]: (190, 190)})
    assert found.verdict is Judgement.WORSE
    assert (found.round, found.share_min) == ("2022", 0.89)


def test_one_that_left_is_no_change_either() -> None:
    assert changed(STAYING | {CODES[2]: (100, 10)}, STAYING).verdict is Judgement.NOT_SIGNIFICANT


@pytest.mark.parametrize("now", [{CODES[2]: (300, 200), CODES[3]: (100, 90)}, STAYING | {CODES[2]: (300, 200)}])
def test_where_fewer_than_half_of_the_answers_are_of_both_nothing_is_tested(now: Answers) -> None:
    found = changed(STAYING, now)
    assert (found.untested, found.p_value, found.share_min) == (Untested.PLACES_DIFFER, None, 0.89)


@given(
    st.lists(st.integers(5, 40).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))), min_size=10, max_size=10),
    st.sampled_from([2, 3]),
)
def test_intervals_hold_what_is_true_and_claim_no_more_than_it(answers: list[tuple[int, int]], common: int) -> None:
    before = dict(zip(CODES, answers[:5], strict=True))
    now = dict(zip(CODES[:common], answers[5 : 5 + common], strict=True)) | {"0125": answers[9]}
    exact, wide = (changed(before, now, end_width=width) for width in (0, 3))
    if exact.compared is None or wide.compared is None:
        assert {exact.untested, wide.untested} == {Untested.PLACES_DIFFER}
        return
    assert exact.compared.valid == wide.compared.valid
    assert wide.compared.share_min <= exact.compared.share_min <= wide.compared.share_max
    assert (wide.p_value or 0) >= (exact.p_value or 0) - 1e-9

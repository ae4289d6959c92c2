"""What a reader learns is told in a sentence."""

from collections.abc import Mapping

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.attacks.made_up import EXACT, PAIR, QUESTIONS, WITHHELD, grouping_of, known_of, table_of
from tests.tycktill.audit.tables import M, W, one_unit, problems, shown, shown_beside
from tests.tycktill.builders import ROUND, Answers
from tests.tycktill.nations import Spot, answers

from tycktill.audit import Reader, Requirements, audit
from tycktill.terms import Cell, GenderGroup, Level

OFFICIAL = Requirements("official", end_width=0, nation_threshold=5, may_withhold=True)


def test_the_third_gender_follows_by_subtraction() -> None:
    told = shown_beside(one_unit(rest=2, positive=5), "T", "K", "M")
    assert "A reader learns that 0 of 2 are positive: 9001, norr, ensam, third or unknown gender" in told
    assert shown_beside(one_unit(rest=2), "T", "K") == ""
    assert shown_beside(one_unit(rest=2), "K", "M") == ""


def test_few_men_and_the_rest_that_are_few_together_follow() -> None:
    told = shown_beside(one_unit(men=3, rest=1), "T", "K")
    assert "A reader learns that 1 of 4 are positive: 9001, norr, ensam, men; " in told


def test_an_end_that_follows_from_others_is_told() -> None:
    """Women's answers are told as an end; men and all together tell which number of it."""
    answered = {("ensam", "9001", "norr", W): (6, 0), ("ensam", "9001", "norr", M): (7, 2)}
    told = shown_beside(answered, "T", "K", "M")
    assert "A reader learns that 0 of 6 are positive: 9001, norr, ensam, women" in told


def test_a_withheld_unit_that_is_all_that_is_left_is_found() -> None:
    answered = {("ensam", "9001", unit, M): (n, x) for unit, n, x in (("norr", 7, 3), ("syd", 8, 4), ("vast", 3, 1))}
    rows = shown(answered, lambda row: row.cell.gender == "T")
    assert any("A reader learns that 1 of 3 are positive: 9001, vast, ensam, " in each for each in problems(rows))


def test_where_all_are_positive_all_parts_are() -> None:
    """Without end classes 100 % of many tells of every few among them, without any subtraction."""
    answered = {
        ("ensam", "9001", unit, gender): numbers
        for unit, gender, numbers in (("norr", W, (2, 2)), ("norr", M, (6, 3)), ("syd", W, (5, 5)), ("syd", M, (5, 3)))
    }
    told = {("municipality", "", "K"), ("municipality", "", "T"), ("unit", "syd", "T")}
    rows = table_of(
        answered,
        lambda _, row: EXACT if (row.cell.level, row.cell.unit, row.cell.gender) in told else WITHHELD,
        OFFICIAL,
    )
    verdict = audit(rows, grouping_of(rows), QUESTIONS, OFFICIAL, reader=Reader(known_of(answered)))
    assert "A reader learns that 2 of 2 are positive: 9001, norr, ensam, women" in str(verdict.faults[0])


def test_what_others_told_of_a_nation_that_is_not_told_is_counted_in() -> None:
    """Ten of thirteen in both municipalities, and eight of ten in the one that is told."""
    answered = {("ensam", "9001", "norr", W): (3, 2), ("ensam", "9002", "norr", W): (10, 8)}
    requirements = Requirements()
    rows = [row | {"reason": row["reason"] and "few"} for row in table_of(answered, lambda *_: EXACT, requirements)]
    nation = Cell(ROUND, "ensam", Level.NATION, "", "", GenderGroup.ALL), "helhet"
    for told, learned in (((13, 10, 10), True), ((13, 8, 11), False), ((14, 10, 10), False)):
        faults = audit(
            rows, grouping_of(rows), QUESTIONS, requirements, reader=Reader(known_of(answered), {nation: told})
        ).faults
        assert ["learns that 2 of 3 are positive: 9001, norr" in str(fault) for fault in faults] == [True] * learned


@given(answers(most=24), st.data())
def test_few_that_are_shown_are_found(answered: Mapping[Spot, Answers], data: st.DataObject) -> None:
    rows = shown(answered)
    few = [number for number, row in enumerate(rows) if row["reason"] == "few" and row["gender"] == "T"]
    few = [number for number in few if rows[number]["answered"] != "0"]
    assume(few)
    row = rows[data.draw(st.sampled_from(few))]
    row.update(dict.fromkeys(("share", "share_min", "share_max", "low", "high"), "1.0000"))
    row.update(
        status="shown", reason="", valid=row["answered"], positive_max=row["answered"], positive_min=row["answered"]
    )
    assert "a reader learns what fewer than 5 answered" in "".join(problems(rows))


@given(answers(most=24))
def test_nothing_withheld_beside_nothing_told_is_no_leak(answered: Mapping[Spot, Answers]) -> None:
    assert problems(shown(answered, lambda _: False)) == []


@pytest.mark.parametrize("preset", ["standard", "strict"])
def test_counts_of_few_that_follow_are_told_where_that_is_promised(preset: str) -> None:
    answered = {("ensam", "9001", unit, W): (n, 2 * n // 3) for unit, n in (("norr", 3), ("syd", 9), ("vast", 9))}
    rows = table_of(answered, lambda _, row: PAIR if row.cell.gender == "T" else WITHHELD)
    verdict = audit(
        rows,
        grouping_of(rows),
        QUESTIONS,
        Requirements(preset, nation_threshold=5, may_withhold=True),
        reader=Reader(known_of(answered)),
    )
    told = "".join(map(str, verdict.faults))
    assert ("A reader learns that 3 answered: 9001, norr, ensam, women" in told) is (preset == "strict")

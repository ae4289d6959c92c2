"""Missing rows and sums that do not add up are found."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.attacks.released import Row
from tests.tycktill.audit.tables import W, one_unit, problems, shown
from tests.tycktill.builders import Answers
from tests.tycktill.nations import Spot, answers

NATIONS = answers(most=24)


@given(NATIONS, st.data())
def test_a_row_that_is_missing_is_found(answered: Mapping[Spot, Answers], data: st.DataObject) -> None:
    rows = shown(answered)
    gone = rows.pop(data.draw(st.integers(0, len(rows) - 1)))
    assert any(f"{gone['gender']}, helhet is missing" in problem for problem in problems(rows))


def row_of(rows: list[Row], **place: str) -> Row:
    """The row in this place."""
    (row,) = [row for row in rows if place.items() <= row.items()]
    return row


def test_one_positive_answer_more_in_the_whole_is_found() -> None:
    rows = shown(one_unit())
    share = f"{9 / 17:.4f}"
    row_of(rows, level="nation", gender="T", instrument="ensam").update(
        share=share, share_min=share, share_max=share, positive_min="9", positive_max="9"
    )
    assert "The parts shown do not add up to the whole" in "".join(problems(rows))


def test_a_whole_that_has_lost_all_its_parts_is_found() -> None:
    rows = [row for row in shown(one_unit()) if row["level"] != "unit"]
    assert any("are made up of no unit" in problem for problem in problems(rows))
    nation = [row for row in rows if row["level"] == "nation"]
    assert any("are made up of no municipality" in problem for problem in problems(nation))


def test_offered_and_answered_must_add_up() -> None:
    place = {"level": "municipality", "gender": "T", "instrument": "ensam"}
    for column, text, problem in (
        ("offered", "", "Offered is not told though that of all parts is"),
        ("offered", "99", "99 offered in all, but the parts do not add up to that"),
        ("answered", "18", "18 answered in all, but the parts do not add up to that"),
    ):
        rows = shown(one_unit())
        row_of(rows, **place)[column] = text
        assert problem in "".join(problems(rows))


@pytest.mark.parametrize(("least", "is_found"), [("", True), ("26", True), ("27", False)])
def test_the_least_that_were_offered_is_that_of_the_parts(least: str, is_found: bool) -> None:
    """One unit counted 19 offered, and of the other no more is known than that 8 answered."""
    rows = shown({**one_unit(women=9, men=0), ("ensam", "9001", "syd", W): (8, 4)})
    for row in rows:
        if row["gender"] == "T":
            row["offered"] = "19" if row["unit"] == "norr" else ""
            row["offered_min"] = "" if row["unit"] else least if row["level"] == "municipality" else "27"
    found = [each for each in problems(rows) if "column offered_min" in each]
    assert bool(found) == is_found, problems(rows)

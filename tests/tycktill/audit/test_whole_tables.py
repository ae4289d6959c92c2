"""Missing rows and sums that do not add up are found."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st
from tests.attacks.released import Row
from tests.tycktill.audit.tables import one_unit, problems, shown
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

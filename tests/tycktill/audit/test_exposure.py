"""Of a release without faults it is said what is known of the group of which most is, or that none is hidden."""

from collections.abc import Mapping

from tests.attacks.made_up import (
    EXACT,
    PAIR,
    QUESTIONS,
    SMALL,
    WITHHELD,
    Choice,
    grouping_of,
    known_of,
    table_of,
)
from tests.tycktill.audit.tables import M, W, one_unit
from tests.tycktill.builders import Answers
from tests.tycktill.nations import Spot

from tycktill.audit import Reader, audit


def _most_exposed(answered: Mapping[Spot, Answers], choose: Choice, *, knows: bool = False) -> str:
    known = known_of(answered) if knows else None
    rows = table_of(answered, choose)
    verdict = audit(rows, grouping_of(rows), QUESTIONS, SMALL, reader=Reader(known))
    assert verdict.faults == ()
    return str(verdict.most_exposed)


def test_the_group_with_the_least_room_is_named() -> None:
    """What the north has is what all have without the south, each told as a pair."""
    answered = {("ensam", "9001", unit, W): (n, x) for unit, n, x in (("norr", 8, 4), ("syd", 9, 5))}
    exposed = _most_exposed(
        answered, lambda _, row: PAIR if row.cell.gender == "T" and row.cell.unit != "norr" else WITHHELD, knows=True
    )
    assert exposed == "9001, norr, annan, all, helhet: whoever knows who answered can say that 3 to 5 of 8 are positive"


def test_nothing_is_named_where_every_group_is_shown() -> None:
    assert _most_exposed(one_unit(), lambda _, __: EXACT) == "None"
    assert _most_exposed(one_unit(men=0), lambda _, __: EXACT) == "None"


def test_nothing_is_named_where_no_hidden_number_is_known() -> None:
    """Four women and four men: how many there are is for the office to know."""
    answered = {("ensam", "9001", "norr", gender): (4, 4) for gender in (W, M)}
    assert _most_exposed(answered, lambda _, __: EXACT) == "None"
    told = "9001, annan, women, helhet: whoever knows who answered can say that 3 to 4 of 4 are positive"
    assert _most_exposed(answered, lambda _, __: EXACT, knows=True) == told


def test_a_group_beside_nothing_told_may_have_said_anything() -> None:
    told = "9001, annan, all, helhet: whoever knows who answered can say that 0 to 3 of 3 are positive"
    assert _most_exposed({("ensam", "9001", "norr", W): (3, 2)}, lambda _, __: EXACT, knows=True) == told

"""Of a release without faults it is said what is known of the group of which most is, or that none is hidden."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st
from tests.attacks.made_up import (
    EXACT,
    FAMILIES,
    PAIR,
    QUESTIONS,
    SMALL,
    WITHHELD,
    Choice,
    bases_of,
    known_of,
    table_of,
)
from tests.tycktill.audit.tables import M, W, one_unit
from tests.tycktill.builders import Answers
from tests.tycktill.nations import Spot, answers

from tycktill.audit import audit
from tycktill.audit.rows import TableRow, read_row
from tycktill.audit.supposing import range_if
from tycktill.audit.table import Table


def _most_exposed(answered: Mapping[Spot, Answers], choose: Choice, *, knows: bool = False) -> str:
    known = known_of(answered) if knows else None
    verdict = audit(table_of(answered, choose), FAMILIES, QUESTIONS, SMALL, known=known)
    assert verdict.faults == ()
    return str(verdict.most_exposed)


def _of_one_instrument(answered: Mapping[Spot, Answers], choose: Choice) -> tuple[dict[str, str], list[TableRow]]:
    rows = table_of(answered, choose)
    families = {"liten-a": "liten", "liten-b": "liten"}
    read = [read_row(row, number, SMALL) for number, row in enumerate(rows, start=2)]
    return families, [row for row in read if row.spot.place.target in {*families, "liten"}]


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


def test_a_group_of_which_the_release_tells_no_number_is_named_as_if_all_who_can_have_had_answered() -> None:
    """Four women and four men, all but one of whom at least are positive."""
    answered = {("ensam", "9001", "norr", gender): (4, 4) for gender in (W, M)}
    told = "9001, annan, women, helhet: whoever knows that 4 answered can say that 3 to 4 of 4 are positive"
    assert _most_exposed(answered, lambda _, __: EXACT) == told


def test_a_group_beside_nothing_shown_may_have_said_anything() -> None:
    told = "9001, annan, all, helhet: whoever knows that 3 answered can say that 0 to 3 of 3 are positive"
    assert _most_exposed({("ensam", "9001", "norr", W): (3, 2)}, lambda _, __: EXACT) == told


@given(answers(most=12), st.lists(st.sampled_from([EXACT, PAIR, WITHHELD]), min_size=7, max_size=7))
def test_what_was_answered_is_among_what_is_said(answered: Mapping[Spot, Answers], forms: list[str]) -> None:
    families, rows = _of_one_instrument(answered, lambda place, _: forms[place % len(forms)])
    if not rows:
        return
    table, bases = Table(rows, families, SMALL, None), {base.key: base for base in bases_of(answered)}
    for spot in range(len(table.lattice)):
        held = [key for key, of in zip(table.lattice.base, table.lattice.spots_of, strict=True) if spot in of]
        there = [bases[key] for key in held if key in bases]
        valid, positive = sum(base.valid for base in there), sum(base.positive for base in there)
        least, most = range_if(table, spot, valid)
        assert least <= positive <= most

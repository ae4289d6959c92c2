"""A fault is a sentence that says where, what and what to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tycktill.terms import Fault, Refused, listed_rows

WORDS = st.text(min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Fault("It is empty", "Fill it"), "It is empty. Fill it."),
        (Fault("It is empty", "Fill it", file="a.csv"), "a.csv: It is empty. Fill it."),
        (Fault("It is empty", "Fill it", file="a.csv", row=3, column="unit"), "a.csv, row 3, column unit: It is"),
        (Fault("It is empty", "Fill it", file="a.toml", place="line 3"), "a.toml, line 3: It is empty. Fill it."),
        (Fault("It is empty", "Fill it", row=1), "row 1: It is empty. Fill it."),
    ],
)
def test_a_fault_says_where_it_stands(fault: Fault, said: str) -> None:
    assert str(fault).startswith(said)


@given(st.lists(st.builds(Fault, problem=WORDS, remedy=WORDS), min_size=1, unique=True))
def test_a_refusal_tells_every_fault_once(faults: list[Fault]) -> None:
    refused = Refused([*faults, *faults])
    assert refused.faults == tuple(faults)
    assert str(refused) == "\n".join(str(fault) for fault in faults)


@given(rows=st.sets(st.integers(2, 400), min_size=2))
def test_the_same_fault_in_many_rows_is_one_line_that_keeps_every_row(rows: set[int]) -> None:
    refused = Refused([Fault("It is empty", "Fill it", "a.csv", row, "unit") for row in rows])
    (fault,) = refused.faults
    assert list(fault.all_rows) == sorted(rows)
    assert str(refused).startswith(f"a.csv, {len(rows)} rows ({min(rows)}")
    assert str(refused).count("\n") == 0


def test_rows_are_listed_by_their_spans() -> None:
    assert listed_rows([7]) == "row 7"
    assert listed_rows([2, 3, 4, 9]) == "4 rows (2-4, 9)"
    assert listed_rows([1, 3, 5, 7, 9, 11, 12]) == "7 rows (1, 3, 5, 7, 9, …)"

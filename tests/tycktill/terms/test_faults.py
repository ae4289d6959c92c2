"""A fault is a sentence that says where, what and what to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tycktill.terms import Fault, Refused

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


@given(st.lists(st.builds(Fault, problem=WORDS, remedy=WORDS), min_size=1))
def test_a_refusal_tells_every_fault(faults: list[Fault]) -> None:
    refused = Refused(faults)
    assert refused.faults == tuple(faults)
    assert str(refused) == "\n".join(str(fault) for fault in faults)

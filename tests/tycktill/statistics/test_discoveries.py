"""Many differences together."""

from hypothesis import given
from hypothesis import strategies as st

from tycktill.statistics import discoveries, q_values

P_VALUES = st.lists(st.floats(0, 1), max_size=30)

# Benjamini & Hochberg 1995, section 3.2: fifteen comparisons of two treatments, of which the first four are found.
PUBLISHED = [
    *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
    *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000),
]


def test_as_published() -> None:
    assert discoveries(PUBLISHED) == (True,) * 4 + (False,) * 11
    assert discoveries(PUBLISHED[::-1]) == (False,) * 11 + (True,) * 4


@given(P_VALUES, st.floats(0.001, 0.5))
def test_discoveries_are_those_of_the_step_up_rule(p_values: list[float], rate: float) -> None:
    ordered, number = sorted(p_values), len(p_values)
    passed = [p for i, p in enumerate(ordered, start=1) if p * (number / i) <= rate]
    assert discoveries(p_values, rate) == tuple(bool(passed) and p <= max(passed) for p in p_values)


@given(P_VALUES)
def test_looking_at_many_never_makes_one_clearer(p_values: list[float]) -> None:
    values = q_values(p_values)
    assert all(p <= q <= 1 for p, q in zip(p_values, values, strict=True))
    in_order = [q for _, q in sorted(zip(p_values, values, strict=True))]
    assert in_order == sorted(in_order)


@given(st.floats(0, 1))
def test_one_alone_is_as_it_is(p: float) -> None:
    assert q_values([p]) == (p,)

"""An attacker knows what follows from what is shown, in any order, and no more."""

from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.disclosure.rowspace import Span

from tycktill.disclosure.attackers import Attacker
from tycktill.disclosure.tables import Relation, Table

CELLS = 9
PARTS = st.lists(st.integers(0, 4), min_size=1, max_size=4, unique=True).map(tuple)
WHOLES = st.lists(PARTS, min_size=CELLS - 5, max_size=CELLS - 5)
"""Of nine cells five are base cells; each of the others is the sum of some of them."""


def table_of(wholes: list[tuple[int, ...]]) -> Table:
    """The table in which these sums stand."""
    relations = tuple(Relation(whole, parts) for whole, parts in enumerate(wholes, start=5))
    return Table((1,) * CELLS, relations, frozenset())


def vectors_of(wholes: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Each cell over the five base cells."""
    return [tuple(int(place in parts) for place in range(5)) for parts in [*((cell,) for cell in range(5)), *wholes]]


@given(WHOLES, st.permutations(range(CELLS)), st.integers(0, CELLS))
def test_what_is_known_is_what_follows(wholes: list[tuple[int, ...]], order: list[int], number: int) -> None:
    attacker, vectors = Attacker(table_of(wholes)), vectors_of(wholes)
    for cell in order[:number]:
        attacker.learn(cell)
    span = Span(vectors[cell] for cell in order[:number])
    assert attacker.known == {cell for cell in range(CELLS) if vectors[cell] in span}


@given(WHOLES, st.permutations(range(CELLS)))
def test_what_would_be_learnt_is_learnt(wholes: list[tuple[int, ...]], order: list[int]) -> None:
    attacker = Attacker(table_of(wholes))
    for cell in order:
        known, expected = set(attacker.known), attacker.would_learn(cell)
        attacker.learn(cell)
        assert attacker.known == known | expected


def test_arithmetic_stays_exact_where_ones_do_not_do() -> None:
    """a+b, b+c and a+c give 2a only together; halves appear on the way."""
    attacker = Attacker(table_of([(0, 1), (1, 2), (0, 2), (3, 4)]))
    for cell in (5, 6):
        attacker.learn(cell)
    assert attacker.would_learn(7) == {0, 1, 2, 7}

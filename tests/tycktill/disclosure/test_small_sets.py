"""Every set of fewer than five people that stays the same is found, and no other."""

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tycktill.disclosure.policies import FEWEST_ANSWERS
from tycktill.disclosure.small_sets import constant_sets

ATOMS = st.lists(st.tuples(st.integers(1, 6), st.integers(-3, 3)), min_size=1, max_size=9)


def least_sets(valid: list[int], lots: list[int], modulus: int = 0) -> set[tuple[int, ...]]:
    """The plain way: every set, leaving out those that have one that stays the same alone."""
    loose = [atom for atom in range(len(valid)) if lots[atom] != 0]
    found: set[tuple[int, ...]] = {
        (atom,) for atom in range(len(valid)) if lots[atom] == 0 and valid[atom] < FEWEST_ANSWERS
    }
    for size in range(2, FEWEST_ANSWERS):
        for atoms in combinations(loose, size):
            total = sum(lots[atom] for atom in atoms)
            if sum(valid[atom] for atom in atoms) < FEWEST_ANSWERS and (total % modulus if modulus else total) == 0:
                found.add(atoms)
    return found


@given(ATOMS)
def test_all_small_sets_that_cancel_are_found(atoms: list[tuple[int, int]]) -> None:
    valid, lots = [n for n, _ in atoms], [lot for _, lot in atoms]
    found = set(constant_sets(np.array(lots, dtype=np.int64), np.array(valid, dtype=np.int64)))
    assert found == least_sets(valid, lots)


@given(ATOMS)
def test_they_are_found_modulo_a_prime_too(atoms: list[tuple[int, int]]) -> None:
    valid, lots = [n for n, _ in atoms], [lot % 7 for _, lot in atoms]
    found = set(constant_sets(np.array(lots, dtype=np.int64), np.array(valid, dtype=np.int64), modulus=7))
    assert found == least_sets(valid, lots, 7)

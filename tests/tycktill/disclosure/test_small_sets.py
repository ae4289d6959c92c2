"""Every set of fewer than five people that stays the same is found, and no other."""

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tycktill.disclosure.policies import FEWEST_ANSWERS
from tycktill.disclosure.small_sets import constant_sets

MODULUS = 7
BASES = st.lists(st.tuples(st.integers(1, 6), st.integers(0, MODULUS - 1)), min_size=1, max_size=9)


def least_sets(valid: list[int], sums: list[int]) -> set[tuple[int, ...]]:
    """The plain way: every set, leaving out those that have one that stays the same alone."""
    loose = [base for base in range(len(valid)) if sums[base] != 0]
    found: set[tuple[int, ...]] = {
        (base,) for base in range(len(valid)) if sums[base] == 0 and valid[base] < FEWEST_ANSWERS
    }
    for size in range(2, FEWEST_ANSWERS):
        for bases in combinations(loose, size):
            is_few = sum(valid[base] for base in bases) < FEWEST_ANSWERS
            if is_few and sum(sums[base] for base in bases) % MODULUS == 0:
                found.add(bases)
    return found


@given(BASES)
def test_all_small_sets_that_cancel_are_found(bases: list[tuple[int, int]]) -> None:
    valid, sums = [n for n, _ in bases], [own for _, own in bases]
    found = set(constant_sets(np.array(sums, np.int64), np.array(valid, np.int64), modulus=MODULUS))
    assert found == least_sets(valid, sums)

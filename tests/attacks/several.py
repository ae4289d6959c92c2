"""Attacks on several releases of one round together, also by somebody who knows who had answered when each was made."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from tests.attacks.differencing import by_differencing
from tests.attacks.released import Files, Held, Learned, Row, numerators, read

from tycktill.terms import BaseKey

FEW = 5
_HAIR = 1e-6

Numbers = NDArray[np.float64]


class Crowd(NamedTuple):
    """Valid answers to a question of one base cell, all in the same releases, which are known by their numbers."""

    key: BaseKey
    releases: frozenset[int]
    valid: int


def by_all_pairs(releases: Sequence[Files]) -> Learned:
    """What any two of several releases tell side by side, also such as others lie between."""
    return [learned for before, after in combinations(releases, 2) for learned in by_differencing(before, after)]


def by_everything_ever(releases: Sequence[Files], crowds: Sequence[Crowd], question: str, round_: str) -> Learned:
    """What fewer than five of a crowd or of several answered, and what nearly all or nearly none of one did.

    All releases are solved together; the crowds are who answered the question of the round, and when.
    """
    conditions = [
        each for number, files in enumerate(releases) for each in _told(files, number, crowds, question, round_)
    ]
    width = read(releases[0]).policy["end_width"]
    learned = []
    for group in _groups(crowds, width):
        inside = np.array([place in group for place in range(len(crowds))], float)
        least, most = (sign * _smallest(sign * inside, conditions, crowds) for sign in (1, -1))
        valid = sum(crowds[place].valid for place in group)
        is_end = width > 0 and min(least, valid - least) <= width + _HAIR
        if most - least < _HAIR and (valid < FEW or is_end):
            who = [f"{'-'.join(crowds[place].key)} in {sorted(crowds[place].releases)}" for place in group]
            learned.append(f"{round_}, {question}: {round(least)} of {valid} are positive: {who}")
    return learned


_Condition = tuple[Numbers, int, int]


def _told(files: Files, number: int, crowds: Sequence[Crowd], question: str, round_: str) -> Iterator[_Condition]:
    """What each row of a release says: a sum over crowds lies between two numbers."""
    released = read(files)
    for row in released.rows:
        if (row["round"], row["question"]) == (round_, question) and row["share_min"]:
            found = numerators(row)
            inside = [number in crowd.releases and _holds(row, crowd.key, released.held) for crowd in crowds]
            yield np.array(inside, float), found[0], found[-1]


def _groups(crowds: Sequence[Crowd], width: int) -> Iterator[tuple[int, ...]]:
    """Crowds by themselves, and those of few together."""
    yield from ((place,) for place, crowd in enumerate(crowds) if crowd.valid < FEW or width)
    small = [place for place, crowd in enumerate(crowds) if crowd.valid < FEW]
    for some in range(2, FEW):
        for group in combinations(small, some):
            if sum(crowds[place].valid for place in group) < FEW:
                yield group


def _smallest(wish: Numbers, conditions: Sequence[_Condition], crowds: Sequence[Crowd]) -> float:
    sums = np.array([each for each, _, _ in conditions]).reshape(-1, len(crowds))
    least, most = (np.array([each[end] for each in conditions], float) for end in (1, 2))
    bounds = [(0, crowd.valid) for crowd in crowds]
    found = linprog(wish, np.concatenate([sums, -sums]), np.concatenate([most, -least]), bounds=bounds)
    assert found.x is not None, "the releases contradict each other"
    return float(wish @ found.x)


def _holds(row: Row, key: BaseKey, held: Held) -> bool:
    return (
        row["instrument"] in held[key.instrument]
        and row["municipality"] in {"", key.municipality}
        and row["unit"] in {"", key.unit}
        and row["gender"] in {"T", key.gender}
    )

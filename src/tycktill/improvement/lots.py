"""Who starts first, drawn by lot: then, and only then, those that wait show what would have come anyway."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from itertools import combinations
from math import comb
from typing import NamedTuple

MOST_DRAWS = 20_000
"""Where units can be drawn in more ways than this, so many are tried."""


class Draw(NamedTuple):
    """The units that start first and those that wait, each in the order that the lot gave."""

    first: tuple[str, ...]
    waiting: tuple[str, ...]


class Effect(NamedTuple):
    """By how much more those that started changed than those that waited, and how seldom lots alone give so much."""

    difference: float
    p_value: float


def draw_units(units: Sequence[str], number: int, seed: str) -> Draw:
    """So many units drawn to start first. Anybody who has the seed can draw again.

    The order is that of SHA-256 of the seed and the unit's name. Raises ValueError where some would not be in one part.
    """
    if not 0 < number < len(set(units)) or not seed:
        raise ValueError(f"{number} of {len(set(units))} units, by the seed {seed!r}")
    order = sorted(set(units), key=lambda unit: _lot_of(seed, unit))
    return Draw(tuple(order[:number]), tuple(order[number:]))


def effect_of_draw(drawn: Draw, changes: Mapping[str, float], seed: str) -> Effect | None:
    """What starting did to the mean change, by Fisher's test of all draws that there could have been (1935, 21).

    One-sided, for a rise. Units of which no change is known are left out of both parts; None where one is then empty.
    """
    first, waiting = ([unit for unit in part if unit in changes] for part in drawn)
    if not first or not waiting:
        return None
    units = [*first, *waiting]
    values = [changes[unit] for unit in units]
    own = _mean_difference(values, range(len(first)))
    others = [_mean_difference(values, chosen) for chosen in _possible_draws(units, len(first), seed)]
    return Effect(own, sum(each >= own - 1e-12 for each in others) / len(others))


def _possible_draws(units: Sequence[str], number: int, seed: str) -> Sequence[Sequence[int]]:
    """Every draw, or many and the one that was made."""
    if comb(len(units), number) <= MOST_DRAWS:
        return list(combinations(range(len(units)), number))
    drawn: list[Sequence[int]] = [range(number)]
    for turn in range(MOST_DRAWS - 1):
        order = sorted(range(len(units)), key=lambda index: _lot_of(f"{seed} {turn}", units[index]))
        drawn.append(order[:number])
    return drawn


def _mean_difference(values: Sequence[float], chosen: Sequence[int]) -> float:
    inside = set(chosen)
    first = [value for index, value in enumerate(values) if index in inside]
    waiting = [value for index, value in enumerate(values) if index not in inside]
    return sum(first) / len(first) - sum(waiting) / len(waiting)


def _lot_of(seed: str, unit: str) -> bytes:
    return sha256(f"{seed}\n{unit}".encode()).digest()

"""Releases after each other, each with more units: all of them together tell nothing by their choices, and are safe."""

from collections.abc import Iterator

import numpy as np
import pytest
from tests.tycktill.disclosure.every_world.engine import Engine, Figure
from tests.tycktill.disclosure.every_world.flatness import Release, release_of
from tests.tycktill.disclosure.every_world.shapes import GROUPING, POLICY, SHAPES, Shape
from tests.tycktill.disclosure.every_world.tables import Numbers, Told, Whole, rows_of, table_of
from tests.tycktill.disclosure.every_world.worlds import Worlds

ENGINE = Engine(GROUPING, POLICY)

SERIES = [shape for shape in SHAPES if len({base.unit for base in shape.valid}) > 1]
"""Nations of several units, which come to the release one after the other."""


def steps_of(valid: Numbers) -> list[Numbers]:
    """The answers that each release is of: one unit more every time, three releases at most."""
    units = sorted({base[:2] for base in valid})
    ends = sorted({1, 2, len(units)})
    return [{base: number for base, number in valid.items() if base[:2] in units[:end]} for end in ends]


def figures_of(valid: Numbers, told: Told) -> Iterator[Figure]:
    """What a release has told of whom."""
    for row, interval in told.items():
        yield frozenset(base for base in valid if row in set(rows_of(base, GROUPING))), interval


def series(shape: Shape, positive: Numbers) -> tuple[Release, ...]:
    """All releases of a world, each beside those before it."""
    earlier: list[Figure] = []
    releases = []
    for valid in steps_of(shape.valid):
        told = ENGINE.after(valid, positive, earlier)
        assert told is not None, "units are only added, which leaves what was safe safe"
        earlier += figures_of(valid, told)
        releases.append(release_of(told))
    return tuple(releases)


def fitting(shape: Shape, worlds: Worlds, releases: tuple[Release, ...]) -> Whole:
    """Worlds that fit all releases."""
    fits = np.ones(len(worlds.all), bool)
    for valid, release in zip(steps_of(shape.valid), releases, strict=True):
        table = table_of(valid, GROUPING, POLICY)
        here = np.array([base in valid for base in worlds.table.bases])
        sums = worlds.all[:, here] @ table.members.astype(np.int64).T
        least, most = table.limits(dict(release))
        fits &= ((sums >= least) & (sums <= most)).all(axis=1)
    return np.flatnonzero(fits)


@pytest.mark.parametrize("shape", SERIES, ids=lambda shape: shape.name)
def test_a_series_of_releases_is_flat_and_safe(shape: Shape) -> None:
    worlds, random = shape.worlds(), np.random.default_rng(1)
    for truth in random.integers(len(worlds.all), size=6).tolist():
        releases = series(shape, worlds.positive(truth))
        fits = fitting(shape, worlds, releases)
        assert truth in fits
        assert not list(worlds.broken(fits))
        for other in random.choice(fits, 4).tolist():
            assert series(shape, worlds.positive(other)) == releases

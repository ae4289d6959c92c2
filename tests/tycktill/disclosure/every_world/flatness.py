"""Whether a method's choices tell nothing: each world that fits a release must, as the truth, give it too."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from tests.tycktill.disclosure.every_world.tables import Method, Row, Told, Whole
from tests.tycktill.disclosure.every_world.worlds import Worlds

Release = tuple[tuple[Row, tuple[int, int]], ...]
"""What is told, as something that can be compared."""


@dataclass(frozen=True)
class Findings:
    """What was tried of one table, and what of it is wrong; nothing is where `faults` is empty."""

    runs: int = 0
    releases: int = 0
    faults: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: "Findings") -> "Findings":
        return Findings(self.runs + other.runs, self.releases + other.releases, self.faults + other.faults)


def examine(method: Method, worlds: Worlds, *, most: int, seed: int = 1) -> Findings:
    """Run a method on every world as the truth, or on about `most` of them where there are more.

    Of a release of which only some worlds are run these are drawn from those that fit it, so that a choice that
    depends on the truth shows as two releases of worlds that fit the same.
    """
    run = _runner(method, worlds)
    return _every(run, worlds) if len(worlds.all) <= most else _some(run, worlds, most, np.random.default_rng(seed))


def release_of(told: Told) -> Release:
    """Sorted, and of plain numbers."""
    return tuple(sorted((row, (int(least), int(most))) for row, (least, most) in told.items()))


_Run = Callable[[int], Release]


def _runner(method: Method, worlds: Worlds) -> _Run:
    valid = dict(zip(worlds.table.bases, worlds.table.valid.tolist(), strict=True))
    return lambda world: release_of(method(valid, worlds.positive(world)))


def _every(run: _Run, worlds: Worlds) -> Findings:
    giving: defaultdict[Release, list[int]] = defaultdict(list)
    for world in range(len(worlds.all)):
        giving[run(world)].append(world)
    faults: Counter[str] = Counter()
    for release, given_by in giving.items():
        fitting = worlds.fitting(dict(release))
        faults["untrue"] += len(set(given_by) - set(fitting.tolist()))
        faults["not flat"] += set(given_by) != set(fitting.tolist())
        faults.update(worlds.broken(fitting))
    return Findings(len(worlds.all), len(giving), +faults)


def _some(run: _Run, worlds: Worlds, most: int, random: np.random.Generator) -> Findings:
    found = Findings()
    while found.runs < most:
        truth = int(random.integers(len(worlds.all)))
        found += _one(run, worlds, truth, random)
    return found


def _one(run: _Run, worlds: Worlds, truth: int, random: np.random.Generator) -> Findings:
    release, faults = run(truth), Counter[str]()
    fitting = worlds.fitting(dict(release))
    faults["untrue"] += truth not in fitting
    others = _far_apart(worlds.all, fitting, random)
    faults["not flat"] += any(run(other) != release for other in others)
    faults.update(worlds.broken(fitting))
    return Findings(1 + len(others), 1, +faults)


def _far_apart(all_: Whole, fitting: Whole, random: np.random.Generator, number: int = 5) -> list[int]:
    """Some of the worlds, the outermost in random directions."""
    directions = random.standard_normal((number, all_.shape[1]))
    return sorted({int(fitting[np.argmax(all_[fitting] @ direction)]) for direction in directions})

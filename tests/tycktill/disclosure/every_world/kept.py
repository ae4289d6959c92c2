"""How much of a small nation a method tells, in expectation over its worlds by the public prior."""

from typing import NamedTuple

import numpy as np
from tests.tycktill.disclosure.every_world.shapes import Shape
from tests.tycktill.disclosure.every_world.tables import Method, Table, Told
from tests.tycktill.disclosure.every_world.worlds import prior


class Kept(NamedTuple):
    """Of all rows with answers enough: the part told exactly or as an end, and how wide shares are on average."""

    fine: float
    width: float


def kept(method: Method, shape: Shape, *, worlds: int, seed: int = 1) -> Kept:
    """Over all worlds, or over so many drawn from the prior where there are more."""
    own = shape.worlds()
    chances, numbers = prior(own.all, own.table.valid), np.arange(len(own.all))
    if len(numbers) > worlds:
        numbers = np.random.default_rng(seed).choice(numbers, worlds, p=chances)
        chances = np.ones(len(chances))
    found = [_kept(own.table, method(shape.valid, own.positive(world))) for world in numbers.tolist()]
    fine, width = np.average(np.array(found), axis=0, weights=chances[numbers])
    return Kept(float(fine), float(width))


def _kept(table: Table, told: Told) -> Kept:
    width, answers = table.policy.end_width, table.answers
    least, most = (np.clip(each, width, answers - width) for each in table.limits(told))
    return Kept(float((least == most).mean()), float(((most - least) / answers).mean()))

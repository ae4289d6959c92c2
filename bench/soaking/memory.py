"""The memory of the service's processes while people answer, and whether it grows."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from bench import real_service
from bench.real_service import RealService

MAY_GROW = 10e6
"""Bytes from the first to the last look at a process, however many answers lie between."""


class Look(NamedTuple):
    """How much memory each process held when so many had answered."""

    answered: int
    resident: Mapping[int, int]


def look(service: RealService, answered: int) -> Look:
    """Look now."""
    return Look(answered, {worker: real_service.resident(worker) for worker in service.workers()})


def growth(looks: Sequence[Look]) -> dict[int, float]:
    """By a straight line, how many bytes each process grew that was there at all of these looks."""
    lasting = set.intersection(*(set(each.resident) for each in looks)) if len(looks) > 2 else set()
    answered = np.array([each.answered for each in looks])
    return {
        worker: float(np.polyfit(answered, [each.resident[worker] for each in looks], 1)[0] * np.ptp(answered))
        for worker in sorted(lasting)
    }

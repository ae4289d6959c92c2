"""Lots drawn from a seed that nobody outside has: the same for the same answers, on any machine, for ever."""

from hashlib import shake_256

import numpy as np
from numpy.typing import NDArray


class Lots:
    """Draws for one purpose, told apart by its names; in whatever order purposes come, each draws the same."""

    def __init__(self, seed: bytes, *names: str) -> None:
        self._name = b"\x1f".join([seed, *(name.encode() for name in names)])
        self._drawn = 0

    def numbers(self, shape: int | tuple[int, ...]) -> NDArray[np.int64]:
        """Whole numbers, each of the 2^64 as likely as any."""
        count = int(np.prod(shape))
        self._drawn += 1
        content = shake_256(self._name + self._drawn.to_bytes(8, "big")).digest(8 * count)
        return np.frombuffer(content, dtype="<i8").astype(np.int64).reshape(shape)

    def chances(self, count: int) -> NDArray[np.float64]:
        """Numbers from 0 up to 1."""
        return (self.numbers(count).view(np.uint64) >> np.uint64(11)).astype(np.float64) / 2.0**53

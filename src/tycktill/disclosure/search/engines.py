"""The two engines of the search: `compiled` where it was built, else `reference`, which gives the same bytes."""

from collections.abc import Sequence
from typing import Protocol

from tycktill.disclosure.model.table import Numbers
from tycktill.disclosure.search import compiled, reference
from tycktill.disclosure.search.arrays import JointArrays, JointStateArrays, Limits, StateArrays, TableArrays


class SearchEngine(Protocol):
    """What is done with the worlds of a table."""

    def begin(self, table: TableArrays, state: StateArrays, free: Numbers, shares: Numbers, seed: int) -> None:
        """Draw worlds from the prior, given what is told of the cells of the free base."""

    def settle(self, table: TableArrays, state: StateArrays, seed: int) -> bool:
        """Bring the worlds within what is told; whether any could be."""
        ...

    def offer(
        self, table: TableArrays, state: StateArrays, cell: int, limits: Limits, seed: int
    ) -> Sequence[tuple[int, int]]:
        """Proved intervals of a cell."""
        ...

    def narrow(self, table: TableArrays, state: StateArrays, cell: int, near: Numbers, seed: int) -> None:
        """Take in what is told of a cell now, and draw worlds anew."""

    def is_safe(self, table: TableArrays, state: StateArrays, limits: Limits, seed: int) -> bool:
        """Whether what is told is proved safe."""
        ...

    def spread(self, table: TableArrays, state: StateArrays, count: int, seed: int) -> None:
        """Keep worlds that lie near the first ones drawn."""

    def follow(self, table: TableArrays, least: Numbers, most: Numbers, rounds: int) -> bool:
        """Narrow bounds of nodes by sums; False where they contradict each other."""
        ...

    def joint_begin(self, joint: JointArrays, state: JointStateArrays, seed: int) -> bool:
        """Draw joint worlds within what is told of joint rows; whether any could be."""
        ...

    def joint_offer(
        self, joint: JointArrays, state: JointStateArrays, row: int, seed: int
    ) -> Sequence[tuple[int, int]]:
        """Proved intervals of a joint row."""
        ...

    def joint_narrow(self, joint: JointArrays, state: JointStateArrays, row: int, seed: int) -> None:
        """Take in what is told of a joint row now, and draw joint worlds anew."""

    def joint_is_safe(self, joint: JointArrays, state: JointStateArrays, seed: int) -> bool:
        """Whether what is told of joint rows and in municipalities is proved safe."""
        ...


FUNCTIONS = (
    *("begin", "settle", "offer", "narrow", "is_safe", "spread", "follow"),
    *("joint_begin", "joint_offer", "joint_narrow", "joint_is_safe"),
)

IS_COMPILED = compiled.IS_BUILT

engine: SearchEngine = compiled if IS_COMPILED else reference
"""The one that is used; a module, so that it has no state."""

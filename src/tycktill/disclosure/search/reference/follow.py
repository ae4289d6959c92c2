"""What follows from sums: bounds of nodes, narrowed by each sum until nothing changes (disclosure 6.10)."""

from collections.abc import Sequence

from tycktill.disclosure.search.reference.table import State, Table

_TIMES = 12
"""That all sums are gone through at most, where what is left unsaid is looked for by worlds."""

_FAR = (2**31 - 1) // 4


def narrow_bounds(t: Table, least: list[int], most: list[int], rounds: int) -> bool:
    """Narrow the bounds of all nodes by all sums; False where they contradict each other."""
    for _ in range(rounds):
        before = (least[:], most[:])
        for whole, parts in t.sums:
            if not _by_sum(least, most, whole, parts):
                return False
        if (least, most) == before:
            break
    return True


def _by_sum(least: list[int], most: list[int], whole: int, parts: Sequence[int]) -> bool:
    low, high = sum(least[part] for part in parts), sum(most[part] for part in parts)
    least[whole], most[whole] = max(least[whole], low), min(most[whole], high)
    for part in parts:
        floor, ceiling = least[whole] - (high - most[part]), most[whole] - (low - least[part])
        if floor > least[part]:
            low += floor - least[part]
            least[part] = floor
        if ceiling < most[part]:
            high -= most[part] - ceiling
            most[part] = ceiling
        if least[part] > most[part]:
            return False
    return least[whole] <= most[whole]


class NodeBounds:
    """What follows by sums of all that is told."""

    def __init__(self, s: State) -> None:
        self._t, rest = s.t, s.t.nodes - s.t.bases - s.t.cells
        self._least, self._most = [0] * s.t.bases + s.least + [0] * rest, s.t.valid + s.most + [_FAR] * rest
        self.can_be = narrow_bounds(self._t, self._least, self._most, _TIMES)

    def may_be(self, node: int, first: int, last: int) -> bool:
        """Whether a node may lie in first..last, for all that sums say."""
        least, most = self._least[:], self._most[:]
        least[node], most[node] = max(least[node], first), min(most[node], last)
        return least[node] <= most[node] and narrow_bounds(self._t, least, most, _TIMES)

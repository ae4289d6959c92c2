"""What follows from sums: bounds of nodes, narrowed by each sum until nothing changes (disclosure 6.10)."""

from collections.abc import Sequence

from tycktill.disclosure.search.reference.table import Table


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

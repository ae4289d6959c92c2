"""What follows of rows from what is known of some of them (disclosure 6.10)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tycktill.disclosure.model.hierarchy import Hierarchy, RowName
from tycktill.disclosure.model.intervals import Interval
from tycktill.disclosure.model.table import SearchTable, build_table
from tycktill.disclosure.policies import Policy
from tycktill.disclosure.search.search import followed_intervals
from tycktill.disclosure.setting import PublicSet


def intervals_following(
    own: Hierarchy, policy: Policy, public: Sequence[PublicSet], told: Mapping[RowName, Interval]
) -> Mapping[RowName, Interval]:
    """What follows of every row by sums."""
    whole = build_table(own, own.rows, policy.threshold, [parts for parts, _ in public])
    known = [(cell, told[row]) for cell, names in enumerate(whole.names) for row in names if row in told]
    found = followed_intervals(whole, policy, narrowed_intervals(whole, [*public_cells(whole, public), *known]))
    return by_name(whole, found)


def by_name(own: SearchTable, told: Sequence[Interval]) -> Mapping[RowName, Interval]:
    """What is told of each row of a table, of what is told of its cells."""
    return {row: each for names, each in zip(own.names, told, strict=True) for row in names}


def public_cells(own: SearchTable, public: Sequence[PublicSet]) -> Iterator[tuple[int, Interval]]:
    """What is public of the cells of a table."""
    by_parts = {tuple(own.cells[cell].tolist()): cell for cell in range(len(own.cells))}
    yield from ((by_parts[parts], told) for parts, told in public)


def narrowed_intervals(own: SearchTable, known: Iterable[tuple[int, Interval]]) -> Sequence[Interval]:
    """All that is known of each cell."""
    found = [Interval(0, size) for size in own.size.tolist()]
    for cell, (least, most) in known:
        found[cell] = Interval(max(found[cell].least, least), min(found[cell].most, most))
    return found

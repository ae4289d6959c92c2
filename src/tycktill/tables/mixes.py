"""Which target groups the answers of a row are of, as far as a release tells it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import comb

from tycktill.disclosure import ProtectedValue
from tycktill.statistics import ShareClass
from tycktill.tables.known import known_class
from tycktill.terms import Cell, GenderGroup, Grouping, Level

Mix = Mapping[str, ShareClass]
"""By target group how many valid answers, and what is told of the positive ones; all from none to all where nothing."""

MOST_MIXES = 60
"""Where more ways to share out the answers of groups that are not told than this are open, the mix is not known."""


_Spot = tuple[str, Level, str, str, GenderGroup, str]
"""Where the rows of all target groups and families stand: round, level, municipality, unit, gender group, question."""


class Groups:
    """Rows found by where they stand, and the target groups that a family's are of."""

    def __init__(self, rows: Iterable[ProtectedValue], grouping: Grouping) -> None:
        self._rows: defaultdict[_Spot, dict[str, ProtectedValue]] = defaultdict(dict)
        for row in rows:
            self._rows[_spot_of(row.cell, row.question)][row.cell.instrument] = row
        self._grouping = grouping
        self._shares: dict[_Spot, Mix] = {}
        self._mixes: dict[tuple[Cell, str], Sequence[Mix]] = {}

    def row_of(self, cell: Cell, question: str) -> ProtectedValue | None:
        return self._rows.get(_spot_of(cell, question), {}).get(cell.instrument)

    def known_of(self, cell: Cell, question: str) -> ShareClass | None:
        """What is told of a cell's share."""
        return self.shares_of(cell, question).get(cell.instrument)

    def shares_of(self, cell: Cell, question: str) -> Mix:
        """What is told where a cell is of each target group's share, and each family's; those that tell nothing are not
        in it."""
        spot = _spot_of(cell, question)
        if spot not in self._shares:
            known = {target: known_class(row) for target, row in self._rows.get(spot, {}).items()}
            self._shares[spot] = {target: each for target, each in known.items() if each is not None}
        return self._shares[spot]

    def any_asked(self, groups: Iterable[str], others: Sequence[ProtectedValue]) -> bool:
        """Whether any of these target groups answered where the others' rows are of, shown or not."""
        spots = ((replace(other.cell, instrument=group), other.question) for group in groups for other in others)
        return any(self.row_of(*spot) is not None for spot in spots)

    def members_of(self, target: str) -> Sequence[str]:
        """The target groups of a family, or of a combined group, that the release has; of a target group itself."""
        return sorted(self._grouping.instruments(target))

    def shares_in_both(
        self, row: ProtectedValue, earlier: ProtectedValue
    ) -> Mapping[str, tuple[ShareClass, ShareClass]]:
        """What is told of a row's target groups in an earlier round and in its own, of those that are told in both."""
        then, now = (self.shares_of(each.cell, row.question) for each in (earlier, row))
        members = self.members_of(row.cell.instrument)
        return {group: (then[group], now[group]) for group in members if group in then and group in now}

    def mixes_of(self, row: ProtectedValue) -> Sequence[Mix]:
        """Every mix of target groups that a row which is told can be of: mostly one; none where too many can be."""
        key = row.cell, row.question
        if key not in self._mixes:
            self._mixes[key] = self._all_mixes(row)
        return self._mixes[key]

    def _all_mixes(self, row: ProtectedValue) -> Sequence[Mix]:
        own = known_class(row)
        if own is None:
            return ()
        if row.cell.instrument in self._grouping.families:
            return ({row.cell.instrument: own},)
        here, shares = self._rows.get(_spot_of(row.cell, row.question), {}), self.shares_of(row.cell, row.question)
        members = [group for group in self.members_of(row.cell.instrument) if group in here]
        known = {group: shares[group] for group in members if group in shares}
        hidden = [group for group in members if group not in shares]
        left = own.valid - sum(each.valid for each in known.values())
        if left < 0 or (left > 0 and not hidden):
            return ()
        return tuple({**known, **_hidden_shares(each, known, own)} for each in _shared_out(left, hidden))

    def groups_of(self, row: ProtectedValue) -> tuple[str, ...]:
        """The target groups that the answers of a row are, or can be, of; none where that is not known."""
        return tuple(sorted({group for mix in self.mixes_of(row) for group in mix}))


def _spot_of(cell: Cell, question: str) -> _Spot:
    return cell.round, cell.level, cell.municipality, cell.unit, cell.gender, question


def _shared_out(left: int, groups: Sequence[str]) -> Iterator[Mapping[str, int]]:
    """Every way in which so many answers can be of these groups."""
    if left == 0:
        yield {}
    elif len(groups) == 1:
        yield {groups[0]: left}
    elif groups and comb(left + len(groups) - 1, left) <= MOST_MIXES:
        for first in range(left + 1):
            for others in _shared_out(left - first, groups[1:]):
                yield {groups[0]: first, **others} if first else others


def _hidden_shares(numbers: Mapping[str, int], known: Mix, own: ShareClass) -> Mix:
    """What is told of groups of so many, by what is told of all and of the others."""
    least = max(own.least - sum(each.most for each in known.values()), 0)
    most = own.most - sum(each.least for each in known.values())
    others = sum(numbers.values())
    return {
        group: ShareClass(number, max(least - others + number, 0), max(min(most, number), 0))
        for group, number in numbers.items()
    }

"""Sets municipalities' rows beside those of earlier rounds of their series, like with like."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from tycktill.disclosure import ProtectedValue
from tycktill.statistics import RoundShare, estimate_wobble, file_share, trend_test
from tycktill.tables.beside import from_earlier
from tycktill.tables.difference import Difference, Direction, Untested
from tycktill.tables.known import known_class
from tycktill.tables.mixes import Groups
from tycktill.tables.setting import Breaks
from tycktill.terms import Cell, GenderGroup, Level


class _Asked(NamedTuple):
    """A municipality's target group and question, over rounds."""

    target: str
    municipality: str
    gender: GenderGroup
    question: str


class RowsOverRounds:
    """Rows of municipalities in all rounds, of series that are unbroken since `breaks`.

    `start` gives of a target, up to a round, the latest one that was held in another way than those before.
    """

    def __init__(
        self,
        rows: Sequence[ProtectedValue],
        groups: Groups,
        breaks: Breaks,
        start: Callable[[str, str], str] = lambda target, until: "",
    ) -> None:
        self._groups, self._breaks, self._start = groups, breaks, start
        self._rounds: defaultdict[_Asked, dict[str, ProtectedValue]] = defaultdict(dict)
        for row in rows:
            if row.cell.level is Level.MUNICIPALITY and row.cell.round > self.broken_round(
                row.cell.instrument, row.question
            ):
                self._rounds[_asked_as(row.cell, row.question)][row.cell.round] = row
        self._everybody: defaultdict[str, list[tuple[str, Mapping[str, ProtectedValue]]]] = defaultdict(list)
        for asked, rounds in self._rounds.items():
            if asked.gender is GenderGroup.ALL:
                self._everybody[asked.question].append((asked.target, rounds))
        self._round_times = _round_times({row.cell.round for row in rows})
        self._wobbles: dict[tuple[str, str, str], float | None] = {}

    def broken_round(self, target: str, question: str) -> str:
        """The latest earlier round in which a question meant something else; empty where none is known."""
        return self._breaks.get(target, {}).get(question, "")

    def wobble_of(self, row: ProtectedValue) -> float | None:
        """By how much rounds up to a row's vary beyond chance, as comparisons.csv has it: of a target group over all
        municipalities that tell, of a family over all its groups'. None where too few tell."""
        key = row.cell.round, row.cell.instrument, row.question
        if key not in self._wobbles:
            members = set(self._groups.members_of(row.cell.instrument))
            rho = estimate_wobble(
                self._round_shares(rounds, row.cell)
                for target, rounds in self._everybody[row.question]
                if target in members
            )
            self._wobbles[key] = None if rho is None else file_share(rho)
        return self._wobbles[key]

    def change_of(self, row: ProtectedValue) -> Difference:
        """From the latest earlier round that is told; of two rows of one round the one that comes last here."""
        rounds = self._rounds[_asked_as(row.cell, row.question)]
        start = self._start(row.cell.instrument, row.cell.round)
        before = {round_: each for round_, each in rounds.items() if start <= round_ < row.cell.round}
        stated = [round_ for round_, each in before.items() if known_class(each) is not None]
        if stated:
            return from_earlier(self._groups, row, before[max(stated)], self.wobble_of(row) or 0.0)
        if before:
            latest = before[max(before)]
            return Difference(
                untested=Untested.HIDDEN,
                round=latest.cell.round,
                offered=latest.offered,
                answered=latest.answered,
            )
        broken, why = self._series_break(row)
        return Difference(untested=why or Untested.FIRST_ROUND, round=broken)

    def _earlier_rows(self, row: ProtectedValue) -> Mapping[str, ProtectedValue]:
        """What earlier rounds of its series have, shown or not."""
        start = self._start(row.cell.instrument, row.cell.round)
        rounds = self._rounds[_asked_as(row.cell, row.question)]
        return {round_: each for round_, each in rounds.items() if start <= round_ < row.cell.round}

    def _series_break(self, row: ProtectedValue) -> tuple[str, Untested | None]:
        """The latest earlier round that a row cannot be compared with, and why; nothing where none is known."""
        start = self._start(row.cell.instrument, row.cell.round)
        changed = self.broken_round(row.cell.instrument, row.question)
        unlike = (round_ for round_ in self._rounds[_asked_as(row.cell, row.question)] if round_ < start)
        broken = max((changed, *unlike))
        if not broken:
            return "", None
        return broken, Untested.ROUND_UNLIKE if broken < start else Untested.SERIES_BROKEN

    def direction_of(self, row: ProtectedValue) -> Direction:
        """The trend up to a row's round, of the target groups that are in it now."""
        groups = self._series_now(row)
        series = [each for each in groups if len(each) > 1]
        rounds = {time for each in series for time, _ in each}
        first = min((round_ for round_, time in self._round_times.items() if time in rounds), default="")
        found = Direction(rounds=len(rounds), first=first)
        if not groups:
            return replace(found, untested=Untested.MIX_UNKNOWN)
        if len(rounds) < 3:
            _, why = self._series_break(row)
            return replace(found, untested=why if why and not self._earlier_rows(row) else Untested.FEW_ROUNDS)
        way = trend_test(series, self.wobble_of(row) or 0.0)
        return replace(found, p_value=way.p_value, is_higher=way.is_rise, factor=way.factor)

    def _series_now(self, row: ProtectedValue) -> Sequence[Sequence[RoundShare]]:
        """The series of each target group that is told of in a row."""
        asked = _asked_as(row.cell, row.question)
        return [
            self._round_shares(self._rounds[asked._replace(target=group)], row.cell)
            for group in self._groups.groups_of(row)
        ]

    def _round_shares(self, rounds: Mapping[str, ProtectedValue], until: Cell) -> Sequence[RoundShare]:
        """Those of one series up to a cell's round."""
        start = self._start(until.instrument, until.round)
        return [
            RoundShare(self._round_times[round_], known)
            for round_, row in sorted(rounds.items())
            if start <= round_ <= until.round and (known := known_class(row)) is not None
        ]


def _asked_as(cell: Cell, question: str) -> _Asked:
    return _Asked(cell.instrument, cell.municipality, cell.gender, question)


def _round_times(rounds: Iterable[str]) -> Mapping[str, float]:
    """When each round was: its year, and several of one year evenly over it."""
    years: defaultdict[int, list[str]] = defaultdict(list)
    for round_ in sorted(rounds):
        years[int(round_[:4])].append(round_)
    return {round_: year + index / len(named) for year, named in years.items() for index, round_ in enumerate(named)}

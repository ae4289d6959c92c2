"""Released rounds one after the other: the figure that an action is to move, and the same figure of everybody else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from tycktill.disclosure import ProtectedValue
from tycktill.instrument import series_start
from tycktill.statistics import PlaceShare, ShareClass, Span, part_of_nation, standardised_share
from tycktill.tables import Groups, Manifest, known_class
from tycktill.terms import Cell, Fault, GenderGroup, Level, Refused


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure of a municipality, or of one of its units: a question in a target group or in several together."""

    target: str
    question: str
    municipality: str
    unit: str = ""
    gender: GenderGroup = GenderGroup.ALL

    @property
    def level(self) -> Level:
        """Whose figure it is; everybody else's are of this level too."""
        return Level.UNIT if self.unit else Level.MUNICIPALITY

    def cell(self, round: str) -> Cell:
        """Where it stands in a round."""
        return Cell(round, self.target, self.level, self.municipality, self.unit, self.gender)


class OwnFigure(NamedTuple):
    """What is told of an indicator, and what the rest of the nation's share is with the same mix of target groups."""

    known: ShareClass
    expected: Span


class Released:
    """One round of a release: its rows, with those of other rounds left out."""

    def __init__(
        self, round: str, manifest: Manifest, rows: Iterable[ProtectedValue], opened: str | None = None
    ) -> None:
        """`opened` is the day when it began to be answered, where whoever releases it knows."""
        self.round, self.manifest, self._opened = round, manifest, opened
        self.rows = [row for row in rows if row.cell.round == round]

    @cached_property
    def opened(self) -> str | None:
        """The day when answers began to be collected, the first of its families', where it is known."""
        days = [own[self.round].first_day for own in self.manifest.facts.values() if self.round in own]
        return self._opened or min((day for day in days if day), default=None)

    @cached_property
    def _groups(self) -> Groups:
        return Groups(self.rows, self.manifest.grouping)

    def row_of(self, indicator: Indicator) -> ProtectedValue | None:
        return self._groups.row_of(indicator.cell(self.round), indicator.question)

    def meaning_of(self, target: str, question: str) -> int | None:
        """What the question measures in a target group; None where it is not asked there."""
        return self.manifest.meanings.get(target, {}).get(question)

    def own_figure(self, indicator: Indicator) -> OwnFigure | None:
        """The indicator's figure; None where it is not told, or where the target groups that it is of are not."""
        row = self.row_of(indicator)
        known = None if row is None else known_class(row)
        expected = None if row is None else self._expected_share(row, self._shares_elsewhere(indicator))
        return None if known is None or expected is None else OwnFigure(known, expected)

    def figures_of_others(self, indicator: Indicator) -> Mapping[str, PlaceShare]:
        """The same figure of all others of the indicator's level that tell theirs, by municipality and unit; and what
        each is expected to be, without the indicator's own answers."""
        own, elsewhere = indicator.cell(self.round), self._shares_elsewhere(indicator)
        found = {}
        for row in self.rows:
            cell = row.cell
            is_same = (cell.instrument, cell.level, cell.gender) == (own.instrument, own.level, own.gender)
            if is_same and row.question == indicator.question and cell != own:
                known, expected = known_class(row), self._expected_share(row, elsewhere)
                if known is not None and expected is not None:
                    middle = (expected.share_min + expected.share_max) / 2
                    found[f"{cell.municipality}/{cell.unit}"] = PlaceShare(known, middle)
        return found

    def _expected_share(self, row: ProtectedValue, elsewhere: Mapping[str, Span]) -> Span | None:
        """The share elsewhere with the mix of a row, over all mixes that it can be of."""
        spans = []
        for mix in self._groups.mixes_of(row):
            shares = [(own.valid, elsewhere[group]) for group, own in mix.items() if group in elsewhere]
            if len(shares) < len(mix):
                return None
            spans.append(standardised_share(shares))
        if not spans:
            return None
        return Span(spans[0].valid, min(each.share_min for each in spans), max(each.share_max for each in spans))

    def _shares_elsewhere(self, indicator: Indicator) -> Mapping[str, Span]:
        """By target group the nation's share without the indicator's own answers, or with them where it is not told
        what they are."""
        row, found = self.row_of(indicator), {}
        mixes = self._groups.mixes_of(row) if row else ()
        own = mixes[0] if len(mixes) == 1 else {}
        nation = Cell(self.round, "", Level.NATION, "", "", indicator.gender)
        for group in self._groups.members_of(indicator.target):
            known = self._groups.known_of(replace(nation, instrument=group), indicator.question)
            rest = None if known is None else _rest_of_nation(known, own.get(group))
            if rest is not None:
                found[group] = Span(rest.valid, rest.share_min, rest.share_max)
        return found


def _rest_of_nation(nation: ShareClass, own: ShareClass | None) -> ShareClass | None:
    """The nation without one's own; None where there is no rest, or one's own can be no part of it."""
    if own is None:
        return nation
    try:
        stratum = part_of_nation(own, nation)
    except ValueError:
        return None
    return stratum.other if stratum else None


class History:
    """The rounds that are known, by their labels; of a round that was released twice the later given counts.

    Raises Refused where nobody can know in which order they were.
    """

    def __init__(self, released: Iterable[Released]) -> None:
        self._rounds = {each.round: each for each in released}
        self.rounds = in_time(self._rounds.values())
        """Their labels, first to last."""

    def get(self, round: str) -> Released | None:
        return self._rounds.get(round)

    def before(self, round: str, target: str) -> Released | None:
        """The latest earlier round that the target group has rows in."""
        return self._first_with(reversed(self._rounds_beside(round)[0]), target)

    def after(self, round: str, target: str) -> Released | None:
        """The first later round that the target group has rows in."""
        return self._first_with(self._rounds_beside(round)[1], target)

    def _rounds_beside(self, round: str) -> tuple[Sequence[str], Sequence[str]]:
        """Those before a round and those after it."""
        if round not in self._rounds:
            return (), ()
        index = self.rounds.index(round)
        return self.rounds[:index], self.rounds[index + 1 :]

    def _first_with(self, rounds: Iterable[str], target: str) -> Released | None:
        return next((each for round in rounds if target in (each := self._rounds[round]).manifest.questions), None)


def in_time(released: Iterable[Released]) -> Sequence[str]:
    """The rounds' labels, first to last: by their years, and within a year by the first day or else by the number that
    the label ends in, as `2025-1`. Raises Refused where two of a year have neither."""
    found: list[str] = []
    for _, of_year in groupby(sorted(released, key=lambda each: each.round), lambda each: each.round[:4]):
        own = list(of_year)
        if all(each.opened for each in own):
            own.sort(key=lambda each: each.opened or "")
        elif len(own) > 1 and not _are_numbered(own):
            names = " and ".join(f"`{each.round}`" for each in own)
            remedy = "Give their `first_day` in the facts of the rounds, or name them `2025-1` and `2025-2`"
            raise Refused([Fault(f"Nobody can tell which of {names} was first", remedy)])
        found += [each.round for each in own]
    return found


def _are_numbered(rounds: Iterable[Released]) -> bool:
    """Whether the labels of one year sort in time."""
    parts = [each.round[5:] for each in rounds]
    return all(part.isdecimal() for part in parts) and len({len(part) for part in parts}) == 1


def is_unbroken(earlier: Released, later: Released, target: str, question: str) -> bool:
    """Whether a question measures the same in both rounds, and the later was held as the earlier, so that the two can
    be compared."""
    meaning = earlier.meaning_of(target, question)
    return (
        meaning is not None and meaning == later.meaning_of(target, question) and not is_unlike(earlier, later, target)
    )


def is_unlike(earlier: Released, later: Released, target: str) -> bool:
    """Whether the rounds since the earlier one were held in another way, as they say."""
    family = later.manifest.grouping.family(target)
    return series_start(later.manifest.facts, family, until=later.round)[0] > earlier.round

"""How many were offered and how many answered, of all target groups of a family together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tycktill.tables import ResultRow
from tycktill.terms import GenderGroup, Level

NATION = ""
"""Whose participation is the nation's: rows of the nation have no municipality."""


@dataclass(frozen=True, slots=True)
class Participation:
    """Offered and answered; None where one target group has not told."""

    offered: int | None
    answered: int | None

    @property
    def rate(self) -> float | None:
        """Answered of offered."""
        return self.answered / self.offered if self.offered and self.answered is not None else None


Participations = Mapping[tuple[str, str, str], Participation]
"""By round, target and municipality (`NATION` for all)."""


def participations(rows: Iterable[ResultRow], families: Mapping[str, str]) -> Participations:
    """Of each instrument and of each family, in every municipality and the nation.

    A family's own rows leave out the instruments that lack their question, so its instruments are added up.
    """
    told: defaultdict[tuple[str, str, str], dict[str, Participation]] = defaultdict(dict)
    for row in rows:
        cell = row.cell
        if cell.gender is GenderGroup.ALL and cell.level is not Level.UNIT and cell.instrument in families:
            own = Participation(row.offered, row.answered)
            for target in (cell.instrument, families[cell.instrument]):
                told[cell.round, target, cell.municipality].setdefault(cell.instrument, own)
    return {key: _together(own.values()) for key, own in told.items()}


def _together(told: Iterable[Participation]) -> Participation:
    each = list(told)
    return Participation(_sum([one.offered for one in each]), _sum([one.answered for one in each]))


def _sum(counts: Sequence[int | None]) -> int | None:
    """None when one of them is not known."""
    known = [number for number in counts if number is not None]
    return sum(known) if len(known) == len(counts) else None


def answers_rank(of: Participations, round: str, target: str, municipality: str) -> tuple[int, int] | None:
    """The place by number of answers and among how many; None for one alone, or where one of all has not told."""
    answered = {
        code: own.answered for (year, id_, code), own in of.items() if (year, id_) == (round, target) and code != NATION
    }
    counts = [number for number in answered.values() if number is not None]
    own = answered.get(municipality)
    if own is None or len(counts) < len(answered) or len(counts) < 2:
        return None
    return 1 + sum(number > own for number in counts), len(counts)

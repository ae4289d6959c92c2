"""What is public already, of an earlier release of the same round or from elsewhere: it cannot be taken back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tycktill.disclosure.classes import Classes, NumeratorClass
from tycktill.disclosure.lattice import Cells
from tycktill.disclosure.policies import FEWEST_ANSWERS
from tycktill.disclosure.protected import Distribution
from tycktill.statistics import Estimate, ShareClass
from tycktill.terms import Cell, Fault

Shares = Mapping[tuple[Cell, str], ShareClass]
"""By cell and question, what has been told of a share."""


@dataclass(frozen=True, slots=True)
class Public:
    """What has been told of a round: of shares, and how answers lie over all options."""

    shares: Shares = field(default_factory=dict)
    distributions: tuple[Distribution, ...] = ()


NOTHING_PUBLIC = Public()

_WAIT = "Publish the correction when five answers or more have changed there, or leave that result as it is"


def close_to_public(rows: Sequence[Estimate], public: Shares) -> Iterator[Fault]:
    """Results that differ from what is public by the answers of fewer than five: the difference tells of them.

    A result of the same number of answers must lie in the class that was told; one that lost all its answers is
    looked at too. Where five or more have come or gone the two results are about different people.
    """
    now = {(row.cell, row.question): row for row in rows}
    for key in sorted(public, key=lambda key: key):
        told, row = public[key], now.get(key)
        valid = row.valid if row else 0
        changed = abs(valid - told.valid)
        is_other = row is not None and changed == 0 and row.positive not in told.numerators
        if is_other or 0 < changed < FEWEST_ANSWERS:
            yield Fault(f"{_named(*key)} was published of {told.valid} answers and is of {valid} now", _WAIT)


def _named(cell: Cell, question: str) -> str:
    return ", ".join(filter(None, (cell.round, cell.instrument, cell.municipality, cell.unit, cell.gender, question)))


def with_public(own: Classes, known: Sequence[ShareClass]) -> Classes:
    """A cell's classes by form, none of them wider than what is public of it."""
    least = max((each.least for each in known), default=0)
    most = min((each.most for each in known), default=own[-1].most)
    fine, pair, withheld = (NumeratorClass(max(each.least, least), min(each.most, most)) for each in own)
    return fine, pair, withheld


def public_of(cells: Cells, rows: Sequence[Estimate], public: Shares) -> list[list[ShareClass]]:
    """For each cell what is public of the same people's answers."""
    return [
        [
            told
            for row in (rows[number] for number in numbers)
            if (told := public.get((row.cell, row.question))) and told.valid == row.valid
        ]
        for numbers in cells.rows
    ]


def is_public(own: Classes, valid: int) -> bool:
    """Whether even withholding a cell leaves something known of it."""
    return own[-1] != NumeratorClass(0, valid)

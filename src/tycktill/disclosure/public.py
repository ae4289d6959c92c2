"""What is public already, of earlier releases of the same round or from elsewhere: it cannot be taken back."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tycktill.disclosure.protected import Distribution
from tycktill.statistics import ShareClass
from tycktill.terms import Cell, Grouping

Shares = Mapping[tuple[Cell, str], ShareClass]
"""By cell and question, what is known of a share."""


@dataclass(frozen=True, slots=True)
class EarlierRelease:
    """What one earlier release of a round says: of shares, and how many had answered each questionnaire in each
    unit (by the cell of all genders). `grouping` says which questionnaires it combined."""

    shares: Shares
    answered: Mapping[Cell, int]
    grouping: Grouping

    @property
    def municipalities(self) -> frozenset[str]:
        """Those whose answers it was made of."""
        return frozenset(cell.municipality for cell in self.answered)


@dataclass(frozen=True, slots=True)
class Public:
    """All that is public of a round: what each earlier release says, what others have published of shares, and how
    answers lie over all options."""

    releases: tuple[EarlierRelease, ...] = ()
    elsewhere: Shares = field(default_factory=dict)
    distributions: tuple[Distribution, ...] = ()


NOTHING_PUBLIC = Public()


@dataclass(frozen=True, slots=True)
class EarlierFigure:
    """What was released of a cell that now has other answers, or is none: before units were added, or when grouped
    otherwise.

    `groups` are the units and questionnaires it had, as cells of all genders.
    """

    family: str
    cell: Cell
    question: str
    groups: frozenset[Cell]
    share: ShareClass


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the very rows that are to be told, by cell and question, and of the same with fewer units.

    `released` is what earlier releases of one's own say, which may be said again; `elsewhere` is what others do.
    """

    released: Shares = field(default_factory=dict)
    elsewhere: Shares = field(default_factory=dict)
    earlier: tuple[EarlierFigure, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.released or self.elsewhere or self.earlier)

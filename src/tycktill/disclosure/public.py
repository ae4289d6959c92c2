"""What is public already, of earlier releases of the same round or from elsewhere: it cannot be taken back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from tycktill.disclosure.classes import Classes, NumeratorClass
from tycktill.disclosure.protected import Distribution
from tycktill.statistics import ShareClass
from tycktill.terms import Cell

Shares = Mapping[tuple[Cell, str], ShareClass]
"""By cell and question, what is known of a share."""


@dataclass(frozen=True, slots=True)
class ToldBefore:
    """What one earlier release of a round has told: of shares, and how many had answered each questionnaire in each
    unit (by the cell of all genders)."""

    shares: Shares
    answered: Mapping[Cell, int]

    def within(self, municipalities: Collection[str]) -> "ToldBefore":
        """Of these municipalities; of the nation only if no other was in it, whose answers nobody here knows."""
        places = {cell.municipality for cell in self.answered}
        kept = {*municipalities, *([""] if places <= set(municipalities) else [])}
        shares = {key: known for key, known in self.shares.items() if key[0].municipality in kept}
        return ToldBefore(shares, {cell: each for cell, each in self.answered.items() if cell.municipality in kept})


@dataclass(frozen=True, slots=True)
class Public:
    """All that is public of a round: what each earlier release told, what others have told of shares, and how answers
    lie over all options."""

    told: tuple[ToldBefore, ...] = ()
    elsewhere: Shares = field(default_factory=dict)
    distributions: tuple[Distribution, ...] = ()


NOTHING_PUBLIC = Public()


@dataclass(frozen=True, slots=True)
class EarlierFigure:
    """What was told of a cell before units were added to it: `groups` are those it had, as cells of all genders."""

    cell: Cell
    question: str
    groups: frozenset[Cell]
    told: ShareClass
    positive: int


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the very rows that are to be told, by cell and question, and of the same with fewer units.

    `told` is what earlier releases of one's own told, which may be told again; `elsewhere` is what others did.
    """

    told: Shares = field(default_factory=dict)
    elsewhere: Shares = field(default_factory=dict)
    earlier: tuple[EarlierFigure, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.told or self.elsewhere or self.earlier)


def narrowed(own: Classes, known: Sequence[ShareClass]) -> Classes:
    """A cell's classes by form, none of them wider than what is known of it."""
    least = max((each.least for each in known), default=0)
    most = min((each.most for each in known), default=own[-1].most)
    fine, pair, withheld = (NumeratorClass(max(each.least, least), min(each.most, most)) for each in own)
    return fine, pair, withheld


def is_public(own: Classes, valid: int) -> bool:
    """Whether even withholding a cell leaves something known of it."""
    return own[-1] != NumeratorClass(0, valid)

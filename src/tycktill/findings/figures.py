"""A released share as it may be put in words or drawn: itself, the two that it lies between, or why there is none."""

from dataclasses import dataclass
from enum import StrEnum

from tycktill.disclosure import ProtectedValue
from tycktill.statistics import DISCOVERY_RATE, ShareClass, change_p_value, per_cent, per_cent_between
from tycktill.tables import is_stated, known_class
from tycktill.terms import Reason


class Unstated(StrEnum):
    """Why no share is told. `WIDE` is known within an interval that is too wide to say anything."""

    FEW = "few"
    PROTECTS = "protects"
    WIDE = "wide"
    NOT_ASKED = "not_asked"


class Order(StrEnum):
    """How one's own figure lies beside another, both in whole per cent; `OPEN` where intervals do not tell, `BY_PART`
    where the figure of a part, which is compared, lies otherwise than that of all."""

    HIGHER = "higher"
    LOWER = "lower"
    EQUAL = "equal"
    OPEN = "open"
    BY_PART = "by_part"


@dataclass(frozen=True, slots=True)
class ShareRange:
    """The two shares that a share lies between, in 0-1; the same twice where it is told as it is."""

    least: float
    most: float

    @property
    def is_exact(self) -> bool:
        """Whether the share itself is told."""
        return self.least == self.most

    @property
    def middle(self) -> float:
        """For sorting, never for showing."""
        return (self.least + self.most) / 2

    @property
    def whole(self) -> tuple[int, int]:
        """In whole per cent, as readers see it."""
        return per_cent_between(self.least, self.most)

    @property
    def rough(self) -> int:
        """In one number of whole per cent: itself, or about the middle of the two."""
        first, last = self.whole
        return first if first == last else min(max(per_cent(self.middle), 1), 99)

    def order(self, other: "ShareRange") -> Order:
        """Beside another, as readers see both: what is called higher looks higher."""
        (least, most), (other_least, other_most) = self.whole, other.whole
        if least > other_most or most < other_least:
            return Order.HIGHER if least > other_most else Order.LOWER
        return Order.EQUAL if least == most == other_least == other_most else Order.OPEN


@dataclass(frozen=True, slots=True)
class Figure:
    """What is told of one share: `share`, or `unstated` says why not. `interval` is the 95 % interval, `known` what is
    known of the numerator, for tests; None where no share is told."""

    share: ShareRange | None
    unstated: Unstated | None
    valid: int | None = None
    interval: ShareRange | None = None
    known: ShareClass | None = None


NOT_ASKED = Figure(None, Unstated.NOT_ASKED)


def figure_of(row: ProtectedValue | None, widest: float) -> Figure:
    """The figure of a row, in an interval no wider than `widest`; None is a row that the release does not have."""
    if row is None:
        return NOT_ASKED
    known = known_class(row)
    if known is None:
        return Figure(None, Unstated.PROTECTS if row.reason is Reason.PROTECTS else Unstated.FEW, row.valid)
    if not is_stated(row, widest):
        return Figure(None, Unstated.WIDE, row.valid)
    interval = None if row.low is None or row.high is None else ShareRange(row.low, row.high)
    return Figure(ShareRange(row.share_min or 0.0, row.share_max or 0.0), None, row.valid, interval, known)


def shown_order(of_compared: Order, of_shown: Order) -> Order:
    """How a figure lies beside another, by what is compared and by what is shown."""
    if Order.OPEN in (of_compared, of_shown):
        return Order.OPEN
    return of_compared if of_compared is of_shown else Order.BY_PART


def differ_significantly(one: Figure, other: Figure, *, pairs: int = 1) -> bool:
    """Whether two groups of different people answer differently, one pair of so many that were looked at."""
    if one.known is None or other.known is None:
        return False
    return change_p_value(one.known, other.known) * pairs <= DISCOVERY_RATE

"""Values that may leave: each shown, bounded or withheld. Only `protect` makes them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tycktill.disclosure.policies import Policy
from tycktill.terms import Cell, Fault, Reason, Status


@dataclass(frozen=True, slots=True)
class ProtectedValue:
    """One value of a release: the columns of results.csv, with None where a column is empty.

    Told of the numerator is that it lies in `positive_min` to `positive_max`, and all the others follow. `offered_min`
    is the least that `offered` can be where that is not known.
    """

    cell: Cell
    question: str
    offered: int | None
    answered: int | None
    valid: int | None
    positive_min: int | None
    positive_max: int | None
    share: float | None
    share_min: float | None
    share_max: float | None
    low: float | None
    high: float | None
    status: Status
    reason: Reason | None
    offered_min: int | None = None


@dataclass(frozen=True, slots=True)
class Distribution:
    """How the valid answers of a cell lie over the options: {option code: how many chose it}, in printed order."""

    cell: Cell
    question: str
    valid: int
    chosen: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Protected:
    """All values of a release in the order of its table, with the policy that protected them.

    `local` are the families that have no nation. `distributions` are those that may be told beside the values, in the
    order of the table. `exposed` says of which questions what was public already tells too much, whatever is withheld
    now. `combined` are the instruments of each group that has rows.
    """

    values: tuple[ProtectedValue, ...]
    policy: Policy
    headlines: tuple[str, ...] = ()
    local: tuple[str, ...] = ()
    distributions: tuple[Distribution, ...] = ()
    exposed: tuple[Fault, ...] = ()
    combined: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

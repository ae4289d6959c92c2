"""Values that may leave: each shown, bounded or withheld. Only `protect` makes them."""

from dataclasses import dataclass

from tycktill.terms import Cell, Reason, Status


@dataclass(frozen=True, slots=True)
class ProtectedValue:
    """One value of a release: the columns of results.csv, with None where a column is empty."""

    cell: Cell
    question: str
    offered: int | None
    answered: int | None
    valid: int | None
    share: float | None
    share_min: float | None
    share_max: float | None
    low: float | None
    high: float | None
    status: Status
    reason: Reason | None


FEWEST_ANSWERS = 5
"""The surveys' own promise: no result of fewer valid answers is shown."""

PRESETS = ("standard", "strict", "official")
"""Sets of policies by name (method 4)."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The choices of disclosure control that are policy and not theorem; stored in every release's manifest.

    `threshold` may be raised above `FEWEST_ANSWERS`, never lowered. ValueError for what no release may have.
    """

    preset: str = "standard"
    threshold: int = FEWEST_ANSWERS

    def __post_init__(self) -> None:
        if self.preset not in PRESETS:
            raise ValueError(f"`{self.preset}` is none of the presets {', '.join(PRESETS)}")
        if self.threshold < FEWEST_ANSWERS:
            raise ValueError(f"a threshold of {self.threshold} is below the {FEWEST_ANSWERS} that surveys promise")


@dataclass(frozen=True, slots=True)
class Protected:
    """All values of a release in the order of its table, with the policy that protected them."""

    values: tuple[ProtectedValue, ...]
    policy: Policy

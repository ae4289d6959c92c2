"""Whether a target is reached, undecided or not reached, and how often chance alone would have it missed."""

from dataclasses import dataclass
from enum import StrEnum

from tycktill.statistics import Spanning
from tycktill.statistics.tails import binomial

ABOVE = (0.0, 0.02, 0.05)
"""How far above the target the true level is taken to lie, in the table of chances."""


class TargetStatus(StrEnum):
    """What may be said of a target."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    UNDECIDED = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Chance:
    """How often a service truly at this `level` misses the target in one round, by chance alone."""

    level: float
    missed: float


def target_status(figure: Spanning, low: float, high: float, target: float) -> TargetStatus:
    """Where a figure with the 95 % interval from `low` to `high` stands beside a target.

    Reached, or not, only where figure and interval lie on the same side: the level of all who were offered the survey
    is then on that side, nineteen times of twenty.
    """
    if figure.share_min >= target and low >= target:
        return TargetStatus.REACHED
    if figure.share_max < target and high < target:
        return TargetStatus.NOT_REACHED
    return TargetStatus.UNDECIDED


def chances_to_miss(target: float, valid: int) -> tuple[Chance, ...]:
    """The chance to miss a target with so many answers, by how far above it the true level lies."""
    levels = [target + above for above in ABOVE if target + above <= 1]
    return tuple(Chance(level, chance_to_miss(target, level, valid)) for level in levels)


def chance_to_miss(target: float, level: float, valid: int) -> float:
    """The probability that fewer than the target's part of so many answers are positive."""
    masses = binomial(valid, level)
    weights = masses.weights / masses.weights.sum()
    return float(sum(weight for x, weight in enumerate(weights, start=masses.first) if x < target * valid - 1e-9))


def response_status(answered: int, offered: int, target: float) -> TargetStatus:
    """Of a response rate, which is counted and needs no interval."""
    return TargetStatus.REACHED if answered >= target * offered - 1e-9 else TargetStatus.NOT_REACHED

"""The steps of a count, told while they are taken."""

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """What is being done, in this order."""

    MIX = "mix"
    OPEN = "open"
    COUNT = "count"
    PROTECT = "protect"
    COMPOSE = "compose"
    PROVE = "prove"


@dataclass(frozen=True, slots=True)
class StepProgress:
    """How far a step has come: `done` of `total` answers, or 0 of 0 where a step is all one piece."""

    step: Step
    done: int = 0
    total: int = 0

"""The form in which a result leaves, shared by those who protect it and those who audit it."""

from enum import StrEnum


class Status(StrEnum):
    """How much of a share is shown: itself, an interval it lies in, or nothing."""

    SHOWN = "shown"
    BOUNDED = "bounded"
    WITHHELD = "withheld"


class Reason(StrEnum):
    """Why a share is withheld: too few valid answers, or it would give another withheld one away."""

    FEW = "few"
    PROTECTS = "protects"


RESULT_COLUMNS = (
    "round",
    "instrument",
    "level",
    "municipality",
    "unit",
    "gender",
    "question",
    "offered",
    "offered_min",
    "answered",
    "valid",
    "positive_min",
    "positive_max",
    "share",
    "share_min",
    "share_max",
    "low",
    "high",
    "status",
    "reason",
)

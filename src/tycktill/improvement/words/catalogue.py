"""What a language has a sentence for: expectations, what came, what stands out, targets."""

from collections.abc import Mapping
from dataclasses import dataclass

from tycktill.findings import Words
from tycktill.improvement.expectation import Unforeseen
from tycktill.improvement.outcome import Surprise, Unfollowed
from tycktill.improvement.targets import TargetStatus
from tycktill.improvement.what_stands_out import ComparedWith
from tycktill.terms import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """Each with the places that are filled in; `words` writes numbers and names."""

    words: Words
    figure: str
    figure_of_unit: str
    expected: str
    likely: str
    low_rises: str
    high_falls: str
    level_stays: str
    proof: Mapping[bool | None, str]
    by_itself: str
    carried_from: str
    carried_unknown: str
    whose: Mapping[Level, str]
    unforeseen: Mapping[Unforeseen, str]
    unfollowed: Mapping[Unfollowed, str]
    came: str
    surprise: Mapping[Surprise, str]
    surprise_brief: Mapping[Surprise, str]
    smallest: str
    none_shows: str
    peers: str
    no_peers: str
    on_average: str
    up: str
    down: str
    level: str
    chosen: str
    beside_others: str
    beside_unclear: str
    no_cause: str
    locked: str
    locked_late: str
    locked_once: str
    not_locked: str
    stands_out: Mapping[ComparedWith, tuple[str, str]]
    at_end: tuple[str, str]
    looked_at: str
    nothing_stands_out: str
    start_began: str
    start_differs: str
    start_between: str
    start_proven: str
    start_unproven: str
    start_left_out: str
    lot_ways: str
    lot_too_few: str
    status: Mapping[TargetStatus, str]
    miss: str

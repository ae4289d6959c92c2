"""What stands out, what is to be expected without an action, and what came: from releases alone.

It knows nobody's answers. An action is judged against what would have happened without it, never against last year.
"""

from tycktill.improvement.action import Action, ToMove, check_action, parse_action
from tycktill.improvement.expectation import Expectation, Unforeseen, expect, read_expectation
from tycktill.improvement.history import History, Indicator, OwnFigure, Released, is_unbroken
from tycktill.improvement.lots import Draw, Effect, draw_units, effect_of_draw
from tycktill.improvement.outcome import BesideOthers, Followed, Peers, Surprise, Unfollowed, follow, judged_together
from tycktill.improvement.sentences import (
    chance_sentences,
    draw_sentences,
    expectation_sentences,
    indicator_name,
    likely_text,
    lock_sentence,
    outcome_sentences,
    span_text,
    stands_out_sentence,
    start_sentences,
)
from tycktill.improvement.starts import DrawnStart, Started, can_be_proven, follow_start, ways_to_draw
from tycktill.improvement.targets import (
    Chance,
    TargetStatus,
    chance_to_miss,
    chances_to_miss,
    response_status,
    target_status,
)
from tycktill.improvement.what_stands_out import ComparedWith, LookedThrough, StandsOut, what_stands_out
from tycktill.improvement.words import SENTENCES, Sentences

__all__ = [
    "SENTENCES",
    "Action",
    "BesideOthers",
    "Chance",
    "ComparedWith",
    "Draw",
    "DrawnStart",
    "Effect",
    "Expectation",
    "Followed",
    "History",
    "Indicator",
    "LookedThrough",
    "OwnFigure",
    "Peers",
    "Released",
    "Sentences",
    "StandsOut",
    "Started",
    "Surprise",
    "TargetStatus",
    "ToMove",
    "Unfollowed",
    "Unforeseen",
    "can_be_proven",
    "chance_sentences",
    "chance_to_miss",
    "chances_to_miss",
    "check_action",
    "draw_sentences",
    "draw_units",
    "effect_of_draw",
    "expect",
    "expectation_sentences",
    "follow",
    "follow_start",
    "indicator_name",
    "is_unbroken",
    "judged_together",
    "likely_text",
    "lock_sentence",
    "outcome_sentences",
    "parse_action",
    "read_expectation",
    "response_status",
    "span_text",
    "stands_out_sentence",
    "start_sentences",
    "target_status",
    "ways_to_draw",
    "what_stands_out",
]

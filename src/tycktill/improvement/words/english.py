"""The English sentences, each saying what the Swedish one says."""

from tycktill.findings import LANGUAGES
from tycktill.improvement.expectation import Unforeseen
from tycktill.improvement.outcome import Surprise, Unfollowed
from tycktill.improvement.targets import TargetStatus
from tycktill.improvement.what_stands_out import ComparedWith
from tycktill.improvement.words.catalogue import Sentences
from tycktill.terms import Level

ENGLISH = Sentences(
    words=LANGUAGES["en"],
    figure="{question} in {place}, {target}",
    figure_of_unit="{question} at {unit} in {place}, {target}",
    expected="Without any action it will probably be {expected} next time, with 95\u00a0per cent certainty {likely}."
    " That is if as many answer then, and the rest of the nation stands still.",
    likely="between {low} and {high}",
    low_rises="{known} ({valid}\u00a0answers) is a lower figure than others with the same target groups have{proof}."
    " Low figures tend to rise by themselves.",
    high_falls="{known} ({valid}\u00a0answers) is a higher figure than others with the same target groups have{proof}."
    " High figures tend to fall by themselves.",
    level_stays="{known} ({valid}\u00a0answers) is about the same figure as others with the same target groups have.",
    proof={
        True: ", and the difference from the nation is statistically significant",
        False: ", but the difference may be chance",
        None: "",
    },
    by_itself="That the figure is higher next time though nothing is done happens in {rises} of cases.",
    carried_from="How much of {whose} level tends to last has been worked out from {round} and {now}.",
    carried_unknown="How much of {whose} level tends to last is not known, as there is no earlier round to work it"
    " out from. The range is wide for that.",
    whose={Level.MUNICIPALITY: "a municipality's", Level.UNIT: "a unit's"},
    unforeseen={
        Unforeseen.WITHHELD: "Nothing can be foretold: the figure is not shown, or cannot be compared with the nation.",
        Unforeseen.FEW_PLACES: "Nothing can be foretold: fewer than {fewest} others show the same figure, so nobody"
        " knows how much it tends to differ.",
        Unforeseen.NO_ROUND: "Nothing can be foretold: the round is not among the results.",
    },
    unfollowed={
        Unfollowed.NOT_YET: "The next round has not been published yet.",
        Unfollowed.WITHHELD: "It cannot be said what came: the new figure is not shown, or cannot be compared with the"
        " nation.",
        Unfollowed.UNLIKE: "It cannot be said what came: the survey has been held in another way since.",
        Unfollowed.BROKEN: "It cannot be said what came: the question has been changed since and measures something"
        " else.",
        Unfollowed.FEW_PLACES: "It cannot be said what came: too few others show the same figure this time.",
    },
    came="Without any action we expected {expected} ({likely}). It became {known} of {valid}\u00a0answers in {round}.",
    surprise={
        Surprise.MORE: "That is more than expected without the action.",
        Surprise.AS_EXPECTED: "That is within what was expected. So it cannot be said that the action helped, nor that"
        " it did not.",
        Surprise.LESS: "That is less than expected without the action.",
    },
    surprise_brief={
        Surprise.MORE: "more than expected",
        Surprise.AS_EXPECTED: "as expected without action",
        Surprise.LESS: "less than expected",
    },
    smallest="To show four times of five the action would have had to raise the figure by {points}.",
    none_shows="With so few answers no rise could have been relied on to show.",
    peers="Of {number} others that lay within five percentage points of you in {before}, {rose} have risen and {fell}"
    " fallen until {now}, whatever they did. {mean}",
    no_peers="Nobody else lay within five percentage points of you in {before}.",
    on_average="On average they {way}.",
    up="rose by {points}",
    down="fell by {points}",
    level="stood still",
    chosen="The action was chosen because the figure was what it was. Then a comparison with how the others changed"
    " says nothing, as whoever chooses their lowest figure almost always sees it rise.",
    beside_others="The action was not chosen for the figure. It changed by {difference} percentage points beside all"
    " others, with a 95 per cent interval from {low} to {high}.{unclear}",
    beside_unclear=" That may be chance.",
    no_cause="It does not show that the action is the cause: other things may have happened at the same time.",
    locked="The expectation was locked on {day}, before answers began to be collected.",
    locked_late="The expectation was locked on {day}, but answers had begun to be collected on {opened}. Then the lock"
    " shows nothing.",
    locked_once="The expectation was locked on {day}. When answers began to be collected is not known.",
    not_locked="The expectation was worked out afterwards, and was not locked.",
    stands_out={
        ComparedWith.NATION: (
            "{question} ({target}): better than the nation. {own} against an expected {expected}.",
            "{question} ({target}): worse than the nation. {own} against an expected {expected}.",
        ),
        ComparedWith.EARLIER: (
            "{question} ({target}): better than in {round}. {own} against {expected}.",
            "{question} ({target}): worse than in {round}. {own} against {expected}.",
        ),
        ComparedWith.SIMILAR: (
            "{question} ({target}): better than those similar ({group}). {own} against an expected {expected}.",
            "{question} ({target}): worse than those similar ({group}). {own} against an expected {expected}.",
        ),
        ComparedWith.SIBLINGS: (
            "{question} ({target}): {unit} has better answers than the other units. {own} against {expected}.",
            "{question} ({target}): {unit} has worse answers than the other units. {own} against {expected}.",
        ),
    },
    at_end=(
        "Wherever chance has put it, the figure is in the highest quarter of all municipalities.",
        "Wherever chance has put it, the figure is in the lowest quarter of all municipalities.",
    ),
    looked_at="Comparisons made: {number}. Of what stands here at most one in twenty, on average, is chance.",
    nothing_stands_out="No difference is statistically significant when all are tested at once. Comparisons made:"
    " {number}. The result may say better or worse all the same: fewer are tested together there.",
    start_began="By {round} the figure had changed at the units that began ({first}) beside those that waited"
    " ({waiting}).",
    start_differs="On average the difference became {difference} percentage points.",
    start_between="On average the difference became between {least} and {most} percentage points: the figures are"
    " rough.",
    start_proven="The lot alone gives so large a difference in {lot} of cases. As the lot decided which began, that"
    " speaks for the action having raised the figure.",
    start_unproven="The lot alone gives so large a difference in {lot} of cases. So it cannot be said that the action"
    " raised the figure, nor that it did not.",
    start_left_out="Worked out of the units that show the figure both times.",
    lot_ways="With {units} units, of which {first} begin, the lot can fall in {ways} ways.",
    lot_too_few="Then no difference can be proven, however large: for that the lot must be able to fall in at least 20"
    " ways, as when 3 of 6 units begin. The lot is a fair way to choose all the same.",
    status={
        TargetStatus.REACHED: "reached",
        TargetStatus.NOT_REACHED: "not reached",
        TargetStatus.UNDECIDED: "cannot be told",
    },
    miss="A service that truly is at {level} misses the target {target} in {missed} of rounds, by chance alone, with"
    " {valid}\u00a0answers.",
)

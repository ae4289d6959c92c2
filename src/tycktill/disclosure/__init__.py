"""What may be told of each figure, so that nobody's answer follows and the choice of intervals tells nothing.

In pseudo-code, with the rules of `docs/method/disclosure.md` and where each lives:

    for each question of a round:                                                     protecting, questions
        who is in which figure, from numbers of answers alone                  6.1    model.hierarchy, model.table
        what is public already, of the same answers                            6.11   holding
            whom it binds to other municipalities: nothing is asked of them    6.11   binding
            where it is not *proved* safe, nothing is asked at all             6.11   telling
        rule R1 (`strict`): which rows may be told at all                      6.13   counts
        for each municipality:                                                        telling
            tell the free base: headlines with nobody in common                6.3    model.plan, model.intervals
            draw worlds, answers that fit what is told, from a public prior    6.6    model.prior, search
            for each cell in the plan's order, until it tells no more:         6.4    model.plan, telling
                part its interval into intervals, each *proved* safe           6.5    search: offer
                    T1, T2: every sensitive set has another sum in some world  6.7    search: is_proved
                    T3: so has every set of fewer than five                    6.8    search: is_proved_few
                ask: in which of them does the numerator lie?                  6.2    answers: the loop's only look
                keep the worlds that fit the answer, draw others from them     6.6    search: narrow
        the same for joint rows, in worlds of all municipalities together      6.9    telling, search.joint
        what is told of each row, and what follows from it by sums             6.10   following, search: follow
    distributions over options, where nobody's option follows                  6.12   distributing

`search` does this in C (`core.c`) where that was built and in Python (`reference`) elsewhere, with the same bytes.
"""

from tycktill.counting import Tallies
from tycktill.disclosure.elsewhere import finest_rows, misplaced_figures, parts_of
from tycktill.disclosure.policies import FEWEST_ANSWERS, PRESETS, Policy
from tycktill.disclosure.protected import Distribution, Protected, ProtectedValue
from tycktill.disclosure.protecting import Each, protect
from tycktill.disclosure.public import NOTHING_PUBLIC, EarlierRelease, Public
from tycktill.disclosure.replaying import Rule, replay, row_sizes
from tycktill.disclosure.search.engines import IS_COMPILED

__all__ = [
    "FEWEST_ANSWERS",
    "IS_COMPILED",
    "NOTHING_PUBLIC",
    "PRESETS",
    "Distribution",
    "Each",
    "EarlierRelease",
    "Policy",
    "Protected",
    "ProtectedValue",
    "Public",
    "Rule",
    "Tallies",
    "finest_rows",
    "misplaced_figures",
    "parts_of",
    "protect",
    "replay",
    "row_sizes",
]

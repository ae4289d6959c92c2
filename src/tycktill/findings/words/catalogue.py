"""What a language must have, to tell the findings: a sentence each, with the names of what is filled in."""

from collections.abc import Mapping
from dataclasses import dataclass

from tycktill.findings.figures import Order, Unstated
from tycktill.findings.words.numbers import Figures
from tycktill.instrument import SOURCE_LANGUAGE
from tycktill.tables import Judgement, Untested


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A language's sentences, by what they tell.

    Every sentence stands alone. A name of a municipality is a subject: it never takes an ending or a preposition.
    What is called better or worse has been tested; otherwise a figure is higher or lower, which is a plain fact.
    """

    language: str
    figures: Figures
    # the text
    title: str
    preface: str
    blank: str
    heading: str
    nothing_shown: str
    # facts of the round
    collected: str
    collected_in_year: str
    collected_on: str
    collected_since: str
    collected_until: str
    voluntary: str
    one_target: str
    pilot: str
    pilot_round: str
    published: str
    publisher: str
    contact: str
    # who answered
    response: str
    answered_only: str
    nation_rate: Mapping[Order, str]
    answers_rank: str
    answers_rank_shared: str
    fewest_answers: str
    by_gender: str
    other_genders: str
    earlier_response: Mapping[Order, str]
    answered_then: str
    rate_then: str
    times_as_many: str
    times: str
    twice: str
    about: str
    in_a_row: str
    few_answers: str
    # the whole
    all_positive: str
    shown_positive: str
    of_respondents: str
    answered_question: str
    nation_share: str
    same_mix_share: str
    expected_share: str
    beside_nation_proven: Mapping[Judgement, str]
    mean_share: str
    mean_roughly: str
    means: str
    share_of_all: str
    share_of_shown: str
    nearly_all_positive: str
    apart: Mapping[bool, str]
    # questions
    highest: Mapping[tuple[bool, bool], str]
    lowest: Mapping[tuple[bool, bool], str]
    ends_unknown: str
    highest_by_many: str
    lowest_by_many: str
    highest_unknown: str
    lowest_unknown: str
    beside_nation: str
    lowest_in_nation: str
    lowest_again: str
    lowest_in_a_row: str
    lowest_everywhere: Mapping[bool, str]
    # against the nation
    all_questions: str
    only_question: str
    of_compared: str
    some_questions: str
    order_on: Mapping[Order, str]
    order_count: Mapping[Order, str]
    on_the_rest: str
    so_many_questions: str
    exception: str
    exceptions: str
    the_other: str
    the_others: str
    order_brief: Mapping[Order, str]
    order_by_part: str
    orders_by_chance: str
    found: Mapping[Judgement, str]
    found_named: Mapping[Judgement, str]
    rest_undecided: str
    none_found: Mapping[bool, str]
    none_found_in_groups: str
    rest_undecided_in_groups: str
    not_tested: str
    on_questions: str
    not_tested_change: str
    untested: Mapping[Untested, str]
    untested_reference: Mapping[Untested, str]
    same_mix: str
    compared_part: str
    compared_part_unstated: str
    compared_groups: Mapping[bool, str]
    detectable: str
    detectable_change: str
    combined_here: str
    # groups
    target_groups: str
    units: str
    all_target_groups: str
    all_units: str
    group_extremes: Mapping[tuple[bool, bool], str]
    widest_apart: str
    as_high: str
    as_low: str
    significant: str
    not_significant: str
    untested_units: str
    throughout: Mapping[Order, str]
    unproven: str
    # places
    chance_included: Mapping[bool, str]
    highest_alone: Mapping[bool, str]
    highest_shared: str
    possible_ranks: str
    only_rank: str
    # all municipalities on one question
    across: Mapping[Judgement, str]
    across_counts: str
    # change
    earlier_share: str
    earlier_same_mix_share: str
    change_proven: Mapping[Judgement, str]
    changed: Mapping[Judgement, str]
    changed_named: Mapping[Judgement, str]
    unchanged: Mapping[bool, str]
    none_changed_in_groups: str
    rest_unchanged_in_groups: str
    rest_unchanged: str
    trend: Mapping[Judgement, str]
    no_trend: Mapping[bool, str]
    broken: str
    # what is not shown
    shown: str
    shown_partly: str
    not_shown: str
    reasons: Mapping[Unstated, str]
    reason_in_cell: Mapping[Unstated, str]
    reason_brief: Mapping[Unstated, str]
    or_: str
    promise: str
    intervals: str
    too_wide: str
    # caveats
    by_reference: Mapping[bool, str]
    no_mean: str
    nothing_compared: str
    not_national: str
    nothing_to_compare: str
    nation_hidden: str
    # tables
    question: str
    nation: str
    mean: str
    against: str
    target_group: str
    unit: str
    offered: str
    answered: str
    rate: str
    expected: str
    verdicts: Mapping[Judgement, str]
    roughly: str
    nothing: str

    def text(self, texts: Mapping[str, str]) -> str:
        """A text in this language, in Swedish where it has none."""
        return texts.get(self.language) or texts.get(SOURCE_LANGUAGE, "")

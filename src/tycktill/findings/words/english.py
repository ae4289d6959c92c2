"""The English sentences."""

from tycktill.findings.figures import Order, Unstated
from tycktill.findings.words.catalogue import Figures, Words
from tycktill.tables import Judgement, Untested

_FIGURES = Figures(
    per_cent="{number}\u00a0per cent",
    sign="{number}%",
    at_least="at least {share}",
    at_most="at most {share}",
    more_than="more than {share}",
    less_than="less than {share}",
    thousands=",",
    small=(
        *("zero", "one", "two", "three", "four", "five", "six"),
        *("seven", "eight", "nine", "ten", "eleven", "twelve"),
    ),
    ordinals=(
        *("", "second ", "third ", "fourth ", "fifth "),
        *("sixth ", "seventh ", "eighth ", "ninth ", "tenth "),
    ),
    other_ordinal={1: "{rank}st ", 2: "{rank}nd ", 3: "{rank}rd ", 0: "{rank}th "},
    conjunction="{first} and {last}",
    quoted="“{name}”",
    points="{number}\u00a0percentage points",
    place="place\u00a0{rank}",
    day="{day}\u00a0{month} {year}",
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
)

ENGLISH = Words(
    language="en",
    figures=_FIGURES,
    title="Drafts of news texts",
    preface="The texts are made of the tables of the release and of nothing else. They are drafts: read them, cut them"
    " and add what only you know.",
    blank="{sheets} of the questionnaires handed in are entirely blank. They count as answered, and are part of no"
    " share.",
    heading="{place}: {what}",
    nothing_shown="the result cannot be shown",
    collected="Answers were collected from {first} to {last}.",
    collected_since="Answers were collected from {first}.",
    collected_until="Answers were collected until {last}.",
    voluntary="Answering was voluntary.",
    one_target="The result is of a single target group: {target}.",
    pilot="On trial: {targets}.",
    pilot_round="The survey is a trial.",
    published="The result was published on {day}.",
    publisher="The survey is published by {publisher}.",
    contact="Questions about the result are answered by {contact}.",
    response="{offered} were offered the questionnaire and {answered} answered, {rate}.",
    answered_only="{answered} answered. How many were offered the questionnaire is not known, and so neither is the"
    " response rate.",
    nation_rate={
        Order.HIGHER: "That is a larger share than in the nation, where {rate} answered.",
        Order.LOWER: "That is a smaller share than in the nation, where {rate} answered.",
        Order.EQUAL: "That is the same share as in the nation.",
        Order.OPEN: "In the nation {rate} answered.",
    },
    answers_rank="The number of answers is the {rank}largest of {of}\u00a0municipalities.",
    by_gender="{women}\u00a0women and {men}\u00a0men answered.",
    earlier_response={
        Order.HIGHER: "That is more answers than in {round}, when {answered} answered.",
        Order.LOWER: "That is fewer answers than in {round}, when {answered} answered.",
        Order.EQUAL: "That is as many answers as in {round}.",
        Order.OPEN: "",
    },
    times_as_many="That is {times} times as many answers as in {round}, when {answered} answered.",
    in_a_row="It is the {ordinal}year in a row that the survey is held.",
    few_answers="The result rests on only {answered}\u00a0answers. Take the figures as a hint.",
    all_positive="{share} of all answers are positive",
    shown_positive="{share} of the answers that are shown are positive",
    of_respondents="{share} of those who answered",
    nation_share="In the nation the share is {nation}.",
    same_mix_share="In the nation the share is {nation}, and {expected} had the nation had the same target groups.",
    beside_nation_proven={
        Judgement.BETTER: "That is better than the nation, and the difference is statistically significant.",
        Judgement.WORSE: "That is worse than the nation, and the difference is statistically significant.",
    },
    means="The nation's figure is weighted: each answer counts alike. The municipalities' unweighted mean, in which"
    " each municipality counts alike, is {mean} ({of}\u00a0municipalities).",
    means_roughly="The nation's figure is weighted: each answer counts alike. The municipalities' unweighted mean, in"
    " which each municipality counts alike, is about {mean} ({of}\u00a0municipalities).",
    share_of_all="Of all answers to the {asked}\u00a0questions, {share} are positive.",
    share_of_shown="Of the answers that are shown, to {asked}\u00a0questions, {share} are positive.",
    apart="The meaning of {questions} is not the same in all target groups, and so it is told group by group:"
    " {groups}.",
    highest={
        (True, True): "The highest share of positive answers is that of {questions}.",
        (True, False): "The highest share of positive answers, of what is shown, is that of {questions}.",
        (False, True): "Among the highest shares of positive answers are {questions}.",
        (False, False): "Among the highest shares of positive answers that are shown are {questions}.",
    },
    lowest={
        (True, True): "The lowest is that of {questions}.",
        (True, False): "The lowest, of what is shown, is that of {questions}.",
        (False, True): "Among the lowest are {questions}.",
        (False, False): "Among the lowest that are shown are {questions}.",
    },
    ends_unknown="Which questions have the highest and the lowest share cannot be told.",
    highest_by_many="{number}\u00a0questions share the highest share of positive answers, {share}.",
    lowest_by_many="{number}\u00a0questions share the lowest, {share}.",
    highest_unknown="Which question has the highest share cannot be told.",
    lowest_unknown="Which question has the lowest share cannot be told.",
    beside_nation="nation {share}",
    lowest_in_nation="That question is the lowest in the nation too.",
    lowest_everywhere={
        True: "Lowest in all {groups} is {question}.",
        False: "Lowest in all {groups} with every question shown is {question}.",
    },
    all_questions="all {asked}\u00a0questions",
    only_question="the only question that is compared",
    some_questions="{some} of {asked}\u00a0questions",
    order_on={
        Order.HIGHER: "The figure is higher than the nation's on {where}",
        Order.LOWER: "The figure is lower than the nation's on {where}",
        Order.EQUAL: "The figure equals the nation's on {where}",
        Order.OPEN: "The figure is too rough to be compared with the nation's on {where}",
    },
    order_count={
        Order.HIGHER: "higher on {number}",
        Order.LOWER: "lower on {number}",
        Order.EQUAL: "equal on {number}",
        Order.OPEN: "too rough to be compared on {number}",
    },
    on_the_rest="On the others it is {counts}.",
    so_many_questions="the other {number}\u00a0questions",
    exception="The exception is {named}.",
    exceptions="The exceptions are {named}.",
    order_brief={
        Order.HIGHER: "higher",
        Order.LOWER: "lower",
        Order.EQUAL: "equal",
        Order.OPEN: "cannot be told",
    },
    found={
        Judgement.BETTER: "The result is better than the nation's on {where}.",
        Judgement.WORSE: "The result is worse than the nation's on {where}.",
    },
    found_named={
        Judgement.BETTER: "The result is better than the nation's on {where}: {questions}.",
        Judgement.WORSE: "The result is worse than the nation's on {where}: {questions}.",
    },
    rest_undecided="On {where} the difference is not statistically significant.",
    none_found="No differences from the nation are statistically significant.",
    none_found_in_groups="On the other questions of the target groups the differences from the nation are not"
    " statistically significant.",
    not_tested="The comparison with the nation has not been tested{where}: {why}.",
    on_questions=" on {questions}",
    not_tested_change="The change has not been tested{where}: {why}.",
    untested={
        Untested.NO_NATION: "there is no nation to compare with",
        Untested.ALONE: "the answers come from a single municipality",
        Untested.HIDDEN: "what it would be compared with is not shown",
        Untested.MIX_UNKNOWN: "how the answers are spread over target groups is not known",
        Untested.GROUPS_DIFFER: "the target groups are too different",
        Untested.FIRST_ROUND: "no earlier round is known",
        Untested.SERIES_BROKEN: "the question has been changed",
        Untested.FEW_ROUNDS: "there are too few rounds",
        Untested.IMPOSSIBLE: "the figures do not go together",
    },
    same_mix="In the comparisons others are counted as if they had had the same target groups.",
    detectable="With this number of answers, a difference of about {points} would probably have shown.",
    detectable_change="With this number of answers, a change of about {points} would probably have shown.",
    counted_together="Counted together here: {groups}.",
    target_groups="target groups",
    groups_as_one="target groups, with {together} as one,",
    units="units",
    all_target_groups="Target groups",
    all_units="Units",
    group_extremes={
        (True, True): "Of the {groups}, {highest} has the highest share on {question}, and {lowest} the lowest.",
        (True, False): "Of the {groups}, {highest} has the highest share on {question}, and {lowest} one of the"
        " lowest.",
        (False, True): "Of the {groups}, {highest} has one of the highest shares on {question}, and {lowest} the"
        " lowest.",
        (False, False): "Of the {groups}, {highest} has one of the highest shares on {question}, and {lowest} one of"
        " the lowest.",
    },
    widest_apart="The {groups} are furthest apart on {question}: {highest} and {lowest}.",
    women_and_men="On {question} the share is {women} among women and {men} among men.",
    women_and_men_alike="On {question} the share is {women} among both women and men.",
    told_apart="The difference is statistically significant.",
    not_told_apart="The difference is not statistically significant.",
    throughout={
        Order.HIGHER: "Higher than the nation on all questions: {groups}.",
        Order.LOWER: "Lower than the nation on all questions: {groups}.",
    },
    highest_figure={
        False: "the highest figure",
        True: "the highest figure with the same target groups",
    },
    chance_included={
        False: "chance included",
        True: "with the same target groups and chance included",
    },
    highest_alone={
        True: "On {where}, {place} has {figure} of {of}\u00a0municipalities, surely higher than all others'.",
        False: "On {where}, {place} has {figure} of {of}\u00a0municipalities, but not surely higher than all others'.",
    },
    highest_shared="On {where}, {place} shares {figure} of {of}\u00a0municipalities with others.",
    possible_places="On {question}, {place} may lie between {best} and {worst} of {of}\u00a0municipalities, {chance}.",
    only_place="On {question}, {place} has {best} of {of}\u00a0municipalities, {chance}.",
    across={
        Judgement.BETTER: "Better than the nation",
        Judgement.WORSE: "Worse than the nation",
        Judgement.CANNOT_TELL: "Cannot be told from the nation",
        Judgement.UNTESTED: "Not compared with the nation",
    },
    across_counts="Of {of}\u00a0municipalities that are compared with the nation, {better} are better and {worse}"
    " worse, with statistical significance. For {undecided} the difference is no larger than chance can make.",
    earlier_share="In {round} the share was {share}.",
    earlier_same_mix_share="In {round} the share was {share}, and {expected} had the target groups been as now.",
    change_proven={
        Judgement.BETTER: "That is better than in {round}, and the change is statistically significant.",
        Judgement.WORSE: "That is worse than in {round}, and the change is statistically significant.",
    },
    changed={
        Judgement.BETTER: "The result is better than in {round} on {where}.",
        Judgement.WORSE: "The result is worse than in {round} on {where}.",
    },
    changed_named={
        Judgement.BETTER: "The result is better than in {round} on {where}: {questions}.",
        Judgement.WORSE: "The result is worse than in {round} on {where}: {questions}.",
    },
    unchanged="No changes since {round} are statistically significant.",
    rest_unchanged="On {where} the change since {round} is not statistically significant.",
    trend={
        Judgement.BETTER: "Since {round} the share has risen on {questions}: the trend is statistically significant.",
        Judgement.WORSE: "Since {round} the share has fallen on {questions}: the trend is statistically significant.",
    },
    no_trend="Since {round} no sure trend can be seen.",
    broken="On {questions} the result cannot be compared with {round}: the question has been changed.",
    shown="{groups} with results: {names}.",
    shown_partly="{name} ({some} of {asked}\u00a0questions)",
    not_shown="{groups} that are not shown: {names}.",
    reasons={
        Unstated.FEW: "too few answers",
        Unstated.PROTECTS: "protects the answers of others",
        Unstated.WIDE: "can only be given very roughly",
        Unstated.NOT_ASKED: "the question was not asked",
    },
    reason_in_cell={
        Unstated.FEW: "not shown: too few answers",
        Unstated.PROTECTS: "not shown: protects the answers of others",
        Unstated.WIDE: "cannot be given",
        Unstated.NOT_ASKED: "the question was not asked",
    },
    reason_brief={
        Unstated.FEW: "too few answers",
        Unstated.PROTECTS: "protects others",
        Unstated.WIDE: "cannot be given",
        Unstated.NOT_ASKED: "not asked",
    },
    or_="{first} or {last}",
    promise="Results of fewer than {threshold} answers are never shown, nor what would give them away: nobody is to be"
    " able to work out what a single person answered.",
    intervals="Where it says at least, at most or gives two numbers, the figure is approximate, so that nobody can work"
    " out what a single person answered.",
    too_wide="Where it says “cannot be given”, the figure is known only within a range wider than {points}: a narrower"
    " one could give answers away. The range is in results.csv.",
    by_reference="The nation's figures are reference values from elsewhere, weighted so that each answer counts alike,"
    " and tested as if they were free of chance.",
    no_mean="The municipalities' unweighted mean cannot be worked out from the answers of a single municipality.",
    nothing_compared="The answers come from a single municipality, and no reference values for the nation are given"
    " for what is shown. So nothing is compared with the nation.",
    not_national="The survey is no national one, and so there is no nation to compare with.",
    nothing_to_compare="No figure for the whole municipality can be shown, and so there is nothing to compare with the"
    " nation.",
    nation_hidden="On the questions that are shown nothing is compared with the nation: its share is not shown, or the"
    " municipality's is the only one shown.",
    visit_survey="The questionnaire is handed out at visits. Those who were offered it are no random sample, and the"
    " figures are of those who answered.",
    counted_by_hand="The number who were offered the questionnaire rests on the services' own counting.",
    question="Question",
    nation="Nation",
    mean="Municipalities' unweighted mean",
    against="Compared with the nation",
    target_group="Target group",
    unit="Unit",
    offered="Offered",
    answered="Answered",
    rate="Response rate",
    expected="Nation, same target groups",
    verdicts={
        Judgement.BETTER: "better",
        Judgement.WORSE: "worse",
        Judgement.CANNOT_TELL: "no significant difference",
        Judgement.UNTESTED: "not tested",
    },
    roughly="{mean} (approximately)",
    nothing="–",
)

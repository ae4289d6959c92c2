"""The English sentences."""

from tycktill.findings.figures import Order, Unstated
from tycktill.findings.words.catalogue import Figures, Words
from tycktill.tables import Judgement

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
    offered_to="The questionnaire was offered to {whom}.",
    voluntary="Answering was voluntary.",
    one_target="The result is of a single target group: {target}.",
    pilot="On trial: {targets}.",
    outside="The survey does not cover {what}.",
    published="The result was published on {day}.",
    publisher="The survey is published by {publisher}.",
    contact="Questions about the result are answered by {contact}.",
    response="{offered} were offered the questionnaire and {answered} answered, {rate}.",
    answered_only="{answered} answered. How many were offered the questionnaire is not known, and so neither is the"
    " response rate.",
    nation_rate={
        Order.HIGHER: "That is a larger share than in the country, where {rate} answered.",
        Order.LOWER: "That is a smaller share than in the country, where {rate} answered.",
        Order.EQUAL: "That is the same share as in the country.",
        Order.OPEN: "In the country {rate} answered.",
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
    of_respondents="{share} of those who answered",
    against_nation={
        Judgement.BETTER: "That is better than the country, where the share is {nation}: the difference is"
        " statistically significant.",
        Judgement.WORSE: "That is worse than the country, where the share is {nation}: the difference is statistically"
        " significant.",
        Judgement.CANNOT_TELL: "In the country the share is {nation}.",
        None: "In the country the share is {nation}. No comparison has been tested.",
    },
    means="The country's figure is weighted: each answer counts alike. The municipalities' unweighted mean, in which"
    " each municipality counts alike, is {mean} ({of}\u00a0municipalities).",
    means_roughly="The country's figure is weighted: each answer counts alike. The municipalities' unweighted mean, in"
    " which each municipality counts alike, is about {mean} ({of}\u00a0municipalities).",
    share_of_all="Of all answers to the {asked}\u00a0questions, {share} are positive.",
    share_of_shown="Of all answers to the {shown}\u00a0questions that are shown, {share} are positive.",
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
    highest_shared="{number}\u00a0questions share the highest share of positive answers, {share}.",
    lowest_shared="{number}\u00a0questions share the lowest, {share}.",
    highest_unknown="Which question has the highest share cannot be told.",
    lowest_unknown="Which question has the lowest share cannot be told.",
    beside_nation="country {share}",
    lowest_in_nation="That question is the lowest in the country too.",
    lowest_everywhere="Lowest in all {groups} is {question}.",
    all_questions="all {asked}\u00a0questions",
    only_question="the only question that is compared",
    some_questions="{some} of {asked}\u00a0questions",
    order_on={
        Order.HIGHER: "The figure is higher than the country's on {where}",
        Order.LOWER: "The figure is lower than the country's on {where}",
        Order.EQUAL: "The figure equals the country's on {where}",
        Order.OPEN: "The figure is too rough to be compared with the country's on {where}",
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
        Judgement.BETTER: "The result is better than the country's on {where}.",
        Judgement.WORSE: "The result is worse than the country's on {where}.",
    },
    found_named={
        Judgement.BETTER: "The result is better than the country's on {where}: {questions}.",
        Judgement.WORSE: "The result is worse than the country's on {where}: {questions}.",
    },
    rest_undecided="On {where} the difference is not statistically significant.",
    none_found="No differences from the country are statistically significant.",
    none_found_in_groups="On the other questions of the target groups the differences from the country are not"
    " statistically significant.",
    not_tested="The comparison with the country has not been tested on {where}.",
    detectable="With so many answers, a difference of about {points} would have shown.",
    target_groups="target groups",
    units="units",
    all_target_groups="Target groups",
    all_units="Units",
    group_extremes={
        (True, True): "Of the {groups}, {highest} has the highest share on {question}, and {lowest} the lowest.",
        (
            True,
            False,
        ): "Of the {groups}, {highest} has the highest share on {question}, and {lowest} one of the lowest.",
        (
            False,
            True,
        ): "Of the {groups}, {highest} has one of the highest shares on {question}, and {lowest} the lowest.",
        (False, False): "Of the {groups}, {highest} has one of the highest shares on {question}, and {lowest} one of"
        " the lowest.",
    },
    widest_apart="The {groups} are furthest apart on {question}: {highest} and {lowest}.",
    women_and_men="On {question} the share is {women} among women and {men} among men.",
    women_and_men_alike="On {question} the share is {women} among both women and men.",
    told_apart="The difference is statistically significant.",
    not_told_apart="The difference is not statistically significant.",
    throughout={
        Order.HIGHER: "{groups}: the figure is higher than the country's on all questions.",
        Order.LOWER: "{groups}: the figure is lower than the country's on all questions.",
    },
    highest_alone={
        True: "On {where}, {place} has the highest figure of {of}\u00a0municipalities, surely higher than all others'.",
        False: "On {where}, {place} has the highest figure of {of}\u00a0municipalities, but not surely higher than all"
        " others'.",
    },
    possible_places="On {question}, {place} may lie between {best} and {worst} of {of}\u00a0municipalities, chance"
    " included.",
    only_place="On {question}, {place} has {best} of {of}\u00a0municipalities, chance included.",
    change={
        Judgement.BETTER: "That is better than in {round}, when the share was {share}: the change is statistically"
        " significant.",
        Judgement.WORSE: "That is worse than in {round}, when the share was {share}: the change is statistically"
        " significant.",
        Judgement.CANNOT_TELL: "In {round} the share was {share}.",
        None: "In {round} the share was {share}. Whether it has changed has not been tested.",
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
    by_reference="The country's figures are reference values from elsewhere, weighted so that each answer counts alike,"
    " and tested as if they were free of chance.",
    no_mean="The municipalities' unweighted mean cannot be worked out from the answers of a single municipality.",
    nothing_compared="The answers come from a single municipality, and no reference values for the country are given"
    " for what is shown. So nothing is compared with the country.",
    not_national="The survey is no national one, and so there is no country to compare with.",
    nothing_to_compare="No figure for the whole municipality can be shown, and so there is nothing to compare with the"
    " country.",
    nation_hidden="On the questions that are shown nothing is compared with the country: its share is not shown, or the"
    " municipality's is the only one shown.",
    visit_survey="The questionnaire is handed out at visits. Those who were offered it are no random sample, and the"
    " figures are of those who answered.",
    counted_by_hand="The number who were offered the questionnaire rests on the services' own counting.",
    question="Question",
    nation="Country",
    mean="Municipalities' unweighted mean",
    against="Compared with the country",
    target_group="Target group",
    unit="Unit",
    offered="Offered",
    answered="Answered",
    rate="Response rate",
    verdicts={
        Judgement.BETTER: "better",
        Judgement.WORSE: "worse",
        Judgement.CANNOT_TELL: "no significant difference",
        None: "not tested",
    },
    roughly="{mean} (approximately)",
    nothing="–",
)

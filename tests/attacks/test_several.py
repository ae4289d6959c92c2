"""Several releases together: of one round after each other, and of rounds after each other."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.attacks.recording import learn
from tests.attacks.released import Files, table
from tests.attacks.several import Crowd, by_all_pairs, by_everything_ever
from tests.tycktill.builders import COMBINED, ONE_QUESTION, Answers
from tests.tycktill.nations import Spot, answers, counts_of

from tycktill.counting import Counts, tally
from tycktill.disclosure import PRESETS, protect
from tycktill.publication import PREVIOUS, Release, compose, read_earlier
from tycktill.tables import RESULTS, Setting
from tycktill.terms import BaseKey, Gender, Refused

W, M = Gender.WOMAN, Gender.MAN
GENDERS = {W: "K", M: "M"}
FINGERPRINTS = dict.fromkeys(ONE_QUESTION, "0" * 64)
STANDARD = PRESETS["standard"]
NORR = ("ensam", "9001", "norr")

Cohort = Mapping[Spot, Answers]
"""People who are in the same releases."""


def together(*cohorts: Cohort) -> dict[Spot, Answers]:
    """All of them as one."""
    spots = sorted({spot for cohort in cohorts for spot in cohort})
    sums = {spot: [cohort.get(spot, (0, 0)) for cohort in cohorts] for spot in spots}
    return {spot: (sum(n for n, _ in each), sum(x for _, x in each)) for spot, each in sums.items()}


class NoSafeWay(Exception):
    """What has been published leaves no safe way to publish more, which the tools refuse."""


def release(answered: Cohort, before: Sequence[Release] = (), *, round_: str = "2024") -> Release:
    """The release of a round after these. Raises Refused where it is too near one of them."""
    base = tuple(replace(each, cell=replace(each.cell, round=round_)) for each in counts_of(answered).base)
    past, counted = read_earlier(before, {round_}, ONE_QUESTION, STANDARD), Counts(base)
    tallies = tally(counted, ONE_QUESTION, [], COMBINED)
    protected = protect(tallies, STANDARD, public=past.public)
    if protected.exposed:
        raise NoSafeWay
    setting = Setting(previous=past.previous)
    return compose(protected, catalogue=ONE_QUESTION, fingerprints=FINGERPRINTS, setting=setting)


def corrections(plan: Sequence[Sequence[Cohort]]) -> list[Files]:
    """Releases of one round, of these cohorts each."""
    made: list[Release] = []
    for cohorts in plan:
        made.append(release(together(*cohorts), made))
    return [each.files for each in made]


def crowds(plan: Sequence[Sequence[Cohort]]) -> list[Crowd]:
    """Who is in which of them, as somebody knows who handed the questionnaires out."""
    every = {id(cohort): cohort for cohorts in plan for cohort in cohorts}
    return [
        Crowd(
            BaseKey(spot[1], spot[2], spot[0], GENDERS.get(spot[3], "rest")),
            frozenset(number for number, cohorts in enumerate(plan) if any(each is cohort for each in cohorts)),
            valid,
        )
        for cohort in every.values()
        for spot, (valid, _) in cohort.items()
        if valid
    ]


def learned(plan: Sequence[Sequence[Cohort]]) -> list[str]:
    """What follows from all these releases together."""
    return by_everything_ever(corrections(plan), crowds(plan), "helhet", "2024")


@pytest.mark.exhaustive
@given(st.lists(answers(most=12), min_size=3, max_size=3))
def test_a_round_that_follows_others_tells_nothing_more_of_anybody(rounds: list[Cohort]) -> None:
    """What is told of the earlier ones is in it word for word, and each stands by itself."""
    made: list[Release] = []
    for year, answered in enumerate(rounds, start=2022):
        made.append(release(answered, made, round_=str(year)))
    for number, each in enumerate(made):
        told = [row for before in made[:number] for row in table(before.files, RESULTS)]
        assert all(row in told for row in table(each.files, PREVIOUS))
        assert learn(each.files) == []


@pytest.mark.exhaustive
@settings(max_examples=15)
@given(answers(most=8))
def test_the_same_answers_released_again_tell_nothing_more(answered: Cohort) -> None:
    plan = [[answered], [answered], [answered]]
    assert by_all_pairs(corrections(plan)) == []
    assert learned(plan) == []


def test_one_who_is_gone_from_a_later_release_is_found() -> None:
    """Where nobody refuses it: each release by itself, with no eye to the other."""
    here, gone = {(*NORR, W): (19, 9), (*NORR, M): (18, 9)}, {(*NORR, M): (1, 1)}
    plan = [[here, gone], [here]]
    alone = [release(together(*cohorts)).files for cohorts in plan]
    assert any("-1 valid" in each for each in by_all_pairs(alone))
    assert "2024, helhet: 1 of 1 are positive: ['9001-norr-ensam-M in [0]']" in by_everything_ever(
        alone, crowds(plan), "helhet", "2024"
    )
    with pytest.raises(Refused, match="was published of 38 answers and has 37 now"):
        corrections(plan)


HERE: Cohort = {(*NORR, W): (19, 9), (*NORR, M): (18, 9)}


def test_who_comes_between_two_releases_does_not_answer_alike_for_all_to_see() -> None:
    """9 of 19 women, then 14 of 24: refused in the same unit, and kept in a unit of their own."""
    with pytest.raises(Refused, match="give later answers a unit of their own"):
        corrections([[HERE], [HERE, {(*NORR, W): (5, 5)}]])
    assert learned([[HERE], [HERE, {("ensam", "9001", "sena svar", W): (5, 5)}]]) == []


def test_a_third_release_is_not_one_answer_from_the_first() -> None:
    """17 come by mistake and go again, and one stays."""
    mistake = {("ensam", "9001", "syd", W): (8, 3), ("ensam", "9001", "syd", M): (8, 5)}
    with pytest.raises(Refused, match="syd, T was published of 16 answers and has 1 now"):
        corrections([[HERE], [HERE, mistake], [HERE, {("ensam", "9001", "syd", W): (1, 1)}]])


@pytest.mark.exhaustive
@settings(max_examples=20)
@given(st.tuples(answers(most=5), answers(most=4), answers(most=3)))
def test_units_that_are_added_time_after_time_are_told_apart_by_nobody(cohorts: tuple[Cohort, ...]) -> None:
    """Three releases, each with a unit more in some places: safe together, or the last one is refused."""
    first, second, third = (
        {(spot[0], spot[1], unit, spot[3]): pair for spot, pair in cohort.items()}
        for unit, cohort in zip(("norr", "syd", "ost"), cohorts, strict=True)
    )
    with suppress(Refused, NoSafeWay):
        assert learned([[first], [first, second], [first, second, third]]) == []

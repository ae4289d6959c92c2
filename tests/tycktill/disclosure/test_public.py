"""What is public already counts as known, and a correction that differs by few is refused."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.builders import Answers
from tests.tycktill.disclosure.worlds import leaks, numerators, worlds_of
from tests.tycktill.nations import Spot, answers, estimates_of

from tycktill.disclosure import PRESETS, Policy, Protected, Public, protect
from tycktill.disclosure.public import NOTHING_PUBLIC
from tycktill.statistics import ShareClass
from tycktill.terms import Cell, Gender, GenderGroup, Level, Refused, Status

W, M = Gender.WOMAN, Gender.MAN
STANDARD = PRESETS["standard"]


def public_of(protected: Protected) -> Public:
    """All that a release tells, as it counts for the next one."""
    shares = {
        (value.cell, value.question): ShareClass(value.valid or 0, *numerators(value))
        for value in protected.values
        if value.status is not Status.WITHHELD
    }
    return Public(shares, protected.distributions)


def release(answered: Mapping[Spot, Answers], public: Public = NOTHING_PUBLIC, seed: bytes = b"lots") -> Protected:
    """A release of these answers."""
    return protect(estimates_of(answered), STANDARD, seed=seed, public=public)


@given(answered=answers(most=9))
def test_two_releases_of_a_round_tell_no_more_than_one_may(answered: Mapping[Spot, Answers]) -> None:
    """The second draws other lots, as a correction elsewhere makes it do; together they are still safe."""
    first = release(answered)
    second = release(answered, public_of(first), seed=b"others")
    assert second.exposed == ()
    for family in ("liten", "annan"):
        worlds = worlds_of(answered, second, family)
        if worlds:
            assert not list(leaks(worlds, STANDARD))


@given(answered=answers(most=16), seed=st.binary(min_size=1, max_size=1))
def test_what_has_been_told_is_told_again(answered: Mapping[Spot, Answers], seed: bytes) -> None:
    told = public_of(release(answered, seed=seed))
    again = public_of(release(answered, told, seed=b"others"))
    for key, known in told.shares.items():
        assert again.shares[key].least >= known.least
        assert again.shares[key].most <= known.most


def test_one_respondent_withdrawn_between_two_releases_is_refused() -> None:
    before = {("ensam", "9001", "norr", W): (9, 5), ("ensam", "9001", "norr", M): (8, 5)}
    after = before | {("ensam", "9001", "norr", M): (7, 4)}
    with pytest.raises(Refused, match="9001, norr, T, helhet was published of 17 answers and is of 16 now"):
        release(after, public_of(release(before)))


def test_a_changed_answer_between_two_releases_is_refused() -> None:
    before = {("ensam", "9001", "norr", W): (19, 9), ("ensam", "9001", "norr", M): (18, 9)}
    after = before | {("ensam", "9001", "norr", M): (18, 6)}
    with pytest.raises(Refused, match="Publish the correction when five answers or more have changed there"):
        release(after, public_of(release(before)))


def test_a_unit_that_joins_with_enough_answers_is_let_in() -> None:
    before = {("ensam", "9001", "norr", W): (19, 9), ("ensam", "9001", "norr", M): (18, 9)}
    after = before | {("ensam", "9001", "syd", M): (16, 8)}
    assert release(after, public_of(release(before))).exposed == ()


def test_what_somebody_else_has_told_too_much_of_is_said() -> None:
    answered = {("ensam", "9001", "norr", W): (9, 9)}
    cell = Cell("2024", "ensam", Level.MUNICIPALITY, "9001", "", GenderGroup.ALL)
    elsewhere = release(answered, Public({(cell, "helhet"): ShareClass(9, 9, 9)}))
    assert ["2024, annan, helhet" in str(fault) for fault in elsewhere.exposed] == [True]
    assert release(answered).exposed == ()


def test_policies_of_their_own_are_safe_too() -> None:
    answered = {("ensam", "9001", "norr", W): (9, 9), ("ensam", "9001", "norr", M): (8, 1)}
    wide = protect(estimates_of(answered), Policy(end_width=2), seed=b"lots")
    genders = [value for value in wide.values if value.cell.gender is not GenderGroup.ALL]
    assert all(value.status is not Status.SHOWN for value in genders)

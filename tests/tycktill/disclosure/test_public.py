"""What is public already counts as known, and a correction of other answers is refused."""

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.builders import GROUPING, Answers
from tests.tycktill.disclosure.rowspace import base_spots
from tests.tycktill.disclosure.worlds import leaks, numerators, worlds_of
from tests.tycktill.nations import Spot, answers, tallies_of

from tycktill.disclosure import PRESETS, EarlierRelease, Policy, Protected, Public, protect
from tycktill.disclosure.holding import known_beside
from tycktill.disclosure.public import NOTHING_PUBLIC
from tycktill.publication.earlier import earlier_release
from tycktill.statistics import ShareClass
from tycktill.terms import Cell, Gender, GenderGroup, Grouping, Level, Refused, Status

W, M = Gender.WOMAN, Gender.MAN
STANDARD = PRESETS["standard"]


def public_of(*releases: Protected) -> Public:
    """All that releases tell, as it counts for the next one."""
    return Public(
        tuple(earlier_release(list(each.values), GROUPING) for each in releases),
        distributions=tuple(each for release in releases for each in release.distributions),
    )


def release(answered: Mapping[Spot, Answers], public: Public = NOTHING_PUBLIC) -> Protected:
    """A release of these answers."""
    return protect(tallies_of(answered), STANDARD, public=public)


@given(answered=answers(most=9))
def test_two_releases_of_a_round_tell_no_more_than_one_may(answered: Mapping[Spot, Answers]) -> None:
    """The second begins with all that the first told; together they are still safe."""
    first = release(answered)
    second = release(answered, public_of(first))
    assert second.exposed == ()
    for family in ("liten", "annan"):
        worlds = worlds_of(answered, second, family)
        if worlds:
            assert not list(leaks(worlds, STANDARD))


@given(answered=answers(most=9), added=answers(most=3))
def test_what_was_told_of_a_group_counts_also_where_it_is_told_no_more(
    answered: Mapping[Spot, Answers], added: Mapping[Spot, Answers]
) -> None:
    """The family's file has changed: no row is the group's now, and what it said is public all the same."""
    now = dict(answered) | {(spot[0], spot[1], "ost", spot[3]): pair for spot, pair in added.items()}
    first = release(answered)
    second = protect(tallies_of(now, combined={}), STANDARD, public=public_of(first))
    exposed = " ".join(str(fault) for fault in second.exposed)
    for family in ("liten", "annan"):
        worlds = worlds_of(now, second, family)
        if worlds and family not in exposed:
            assert not list(leaks(worlds.with_earlier(first, base_spots(answered)), STANDARD))


def test_a_group_of_other_instruments_by_the_same_name_is_another() -> None:
    """As many answered, and they are not the same people."""
    unit = Cell("2024", "liten-a", Level.UNIT, "9001", "norr", GenderGroup.ALL)
    cell = replace(unit, instrument="ihop")
    then = Grouping(GROUPING.families, {"ihop": ("liten-a", "liten-b")})
    now = Grouping(GROUPING.families, {"ihop": ("liten-b", "liten-c")})
    told = EarlierRelease(
        {(cell, "helhet"): ShareClass(9, 3, 3)}, {unit: 5, replace(unit, instrument="liten-b"): 4}, then
    )
    known = known_beside({(cell, "helhet"): 9}, now, Public((told,)))
    assert known.released == {}
    (figure,) = known.earlier
    assert (figure.family, {group.instrument for group in figure.groups}) == ("liten", {"liten-a", "liten-b"})
    assert known_beside({(cell, "helhet"): 9}, then, Public((told,))).released == told.shares


@given(before=answers(most=6), added=answers(most=5))
def test_units_that_are_added_are_protected_with_what_was_told_without_them(
    before: Mapping[Spot, Answers], added: Mapping[Spot, Answers]
) -> None:
    """Who has both releases can take the one from the other: what is left must be safe, and so must all together.

    Where no way is known that is, it says so, and nothing is published.
    """
    now = dict(before) | {(spot[0], spot[1], "ost", spot[3]): pair for spot, pair in added.items()}
    first = release(before)
    second = release(now, public_of(first))
    exposed = " ".join(str(fault) for fault in second.exposed)
    for family in ("liten", "annan"):
        worlds = worlds_of(now, second, family)
        if worlds and family not in exposed:
            both = worlds.with_earlier(first, [spot for spot in worlds.spots if spot[2] != "ost"])
            assert not list(leaks(both, STANDARD))


@given(answered=answers(most=16))
def test_what_has_been_told_is_told_again(answered: Mapping[Spot, Answers]) -> None:
    first = release(answered)
    again = {(each.cell, each.question): each for each in release(answered, public_of(first)).values}
    for value in first.values:
        if value.status is not Status.WITHHELD:
            least, most = numerators(again[value.cell, value.question])
            assert numerators(value)[0] <= least <= most <= numerators(value)[1]


NORR, SYD = ("ensam", "9001", "norr"), ("ensam", "9001", "syd")
HERE = {(*NORR, W): (19, 9), (*NORR, M): (18, 9)}


@pytest.mark.parametrize(
    ("after", "problem"),
    [
        ({(*NORR, W): (19, 9), (*NORR, M): (17, 8)}, "9001, norr, T was published of 37 answers and has 36 now"),
        ({(*NORR, W): (24, 14), (*NORR, M): (18, 9)}, "9001, norr, T was published of 37 answers and has 42 now"),
        ({(*SYD, W): (19, 9), (*SYD, M): (18, 9)}, "9001, norr, T was published of 37 answers and is no more"),
        ({(*NORR, W): (19, 9), (*NORR, M): (18, 6)}, "9001, T had other results when it was published: helhet"),
    ],
)
def test_other_answers_of_what_was_published_are_refused(after: Mapping[Spot, Answers], problem: str) -> None:
    """One withdrawn; five added, whom the difference would show to be all positive; a new name; another answer."""
    with pytest.raises(Refused, match=problem):
        release(after, public_of(release(HERE)))


def test_the_answers_of_a_unit_that_is_added_do_not_follow_from_the_difference() -> None:
    """18 of 37, and with five who are all positive 23 of 42."""
    first = release(HERE)
    second = release(HERE | {(*SYD, M): (5, 5)}, public_of(first))
    total = next(each for each in second.values if each.cell.level is Level.MUNICIPALITY and each.cell.gender == "T")
    assert total.status is not Status.SHOWN
    assert next(each for each in first.values if each.cell == total.cell).status is Status.SHOWN


def test_a_third_release_is_held_against_the_first_too() -> None:
    """Eight come and go again, and five others come."""
    first = release(HERE)
    second = release(HERE | {(*SYD, M): (8, 5)}, public_of(first))
    with pytest.raises(Refused, match="syd, T was published of 8 answers and is no more"):
        release(HERE | {("ensam", "9001", "ost", M): (5, 2)}, public_of(first, second))


def test_another_municipality_is_none_of_ours() -> None:
    elsewhere = release({("ensam", "9002", "norr", W): (19, 9), ("ensam", "9003", "norr", W): (20, 9)})
    assert release(HERE, public_of(elsewhere)).values == release(HERE).values


def test_a_release_of_ours_and_others_takes_the_others_answers_too() -> None:
    """The nation's figure less ours would be theirs."""
    both = release(HERE | {("ensam", "9002", "norr", W): (9, 9)})
    with pytest.raises(Refused, match="is of 9002 too, and those answers are not here"):
        release(HERE, public_of(both))


@pytest.mark.parametrize(
    ("others", "is_refused"),
    [((36, 18), True), ((36, 17), True), ((37, 20), True), ((31, 18), True), ((31, 0), True), ((37, 18), False)],
)
def test_what_others_tell_of_other_answers_is_refused(others: Answers, is_refused: bool) -> None:
    """18 of 37 here, and what another has told of fewer, or of as many another share."""
    cell = Cell("2024", "ensam", Level.MUNICIPALITY, "9001", "", GenderGroup.ALL)
    public = Public(elsewhere={(cell, "helhet"): ShareClass(others[0], others[1], others[1])})
    with pytest.raises(Refused, match="is known from elsewhere") if is_refused else nullcontext():
        release(HERE, public)


def of_all(target: str, place: str, known: ShareClass) -> Public:
    """What somebody else has told of a target in a municipality, or in the nation."""
    level = Level.MUNICIPALITY if place else Level.NATION
    return Public(elsewhere={(Cell("2024", target, level, place, "", GenderGroup.ALL), "helhet"): known})


def both(*each: Public) -> Public:
    elsewhere = {key: known for public in each for key, known in public.elsewhere.items()}
    return Public(tuple(release for public in each for release in public.releases), elsewhere)


def numerators_in(found: Protected, target: str, place: str) -> tuple[int, int]:
    """What is told of the total of a target in a municipality."""
    key = (target, Level.MUNICIPALITY, place, GenderGroup.ALL)
    cells = ((each, each.cell) for each in found.values)
    return next(
        numerators(each) for each, cell in cells if (cell.instrument, cell.level, cell.municipality, cell.gender) == key
    )


def test_a_figure_of_a_target_that_has_no_row_counts_as_known() -> None:
    """22 of 33 in a country whose figures are not told: 20 of the 30 in one place would tell of the other's three."""
    answered = {("liten-a", "9001", "norr", W): (30, 20), ("liten-b", "9002", "norr", W): (3, 2)}
    tallies = tallies_of(answered, local={"liten"})
    assert numerators_in(protect(tallies, STANDARD), "liten-a", "9001") == (20, 20)
    beside = protect(tallies, STANDARD, public=of_all("liten", "", ShareClass(33, 22, 22)))
    least, most = numerators_in(beside, "liten-a", "9001")
    assert least < 20 <= most


def test_what_others_tell_of_an_earlier_release_counts_as_known() -> None:
    """10 to 11 of 11 was told, others know that it was 10: four are added, of whom two are positive."""
    first = {(*NORR, W): (11, 10)}
    earlier, added = public_of(release(first)), first | {(*SYD, W): (4, 2)}
    assert numerators_in(release(first), "ensam", "9001") == (10, 11)
    found = release(added, both(earlier, of_all("ensam", "9001", ShareClass(11, 10, 10))))
    told = [numerators(each) for each in found.values if each.valid == 15]
    assert found.exposed or all(least + 1 < most for least, most in told)


def test_what_others_tell_of_an_earlier_release_must_have_been_so() -> None:
    first = {(*NORR, W): (11, 10)}
    with pytest.raises(Refused, match="with another share of as many answers"):
        release(
            first | {(*SYD, W): (9, 5)}, both(public_of(release(first)), of_all("ensam", "9001", ShareClass(11, 8, 8)))
        )


@pytest.mark.parametrize(("whole", "is_refused"), [(48, True), (70, False)])
def test_what_the_nations_figures_differ_by_together_is_not_few(whole: int, is_refused: bool) -> None:
    """Of one target group seven more than here, and of the family eight: one more elsewhere."""
    answered = {("liten-a", "9001", "norr", W): (20, 12), ("liten-b", "9001", "norr", W): (20, 12)}
    public = both(of_all("liten-a", "", ShareClass(27, 15, 15)), of_all("liten", "", ShareClass(whole, 28, 28)))
    with pytest.raises(Refused, match="differs together by 1 answers") if is_refused else nullcontext():
        release(answered, public)


def test_a_raised_threshold_holds_for_what_others_tell_too() -> None:
    public, policy = of_all("ensam", "", ShareClass(44, 20, 20)), replace(STANDARD, threshold=10)
    assert not protect(tallies_of(HERE), STANDARD, public=public).exposed
    with pytest.raises(Refused, match="of 44 answers and is of 37 here"):
        protect(tallies_of(HERE), policy, public=public)


def test_what_somebody_else_has_told_too_much_of_is_said() -> None:
    answered = {("ensam", "9001", "norr", W): (9, 9)}
    cell = Cell("2024", "ensam", Level.MUNICIPALITY, "9001", "", GenderGroup.ALL)
    elsewhere = release(answered, Public(elsewhere={(cell, "helhet"): ShareClass(9, 9, 9)}))
    assert ["2024, annan, helhet" in str(fault) for fault in elsewhere.exposed] == [True]
    assert release(answered).exposed == ()
    assert {(each.status, each.valid) for each in elsewhere.values} == {(Status.WITHHELD, None)}, "nothing finer"


@given(answered=answers(most=8), data=st.data())
def test_a_release_is_safe_beside_what_others_told_of_any_row(
    answered: Mapping[Spot, Answers], data: st.DataObject
) -> None:
    """Also of rows that it may not tell itself: a nation of fewer than twenty, or a municipality of few."""
    rows = [
        row
        for row in tallies_of(answered).rows
        if row.valid and row.cell.gender is GenderGroup.ALL and row.cell.level is not Level.UNIT
    ]
    shares = {}
    for row in data.draw(st.lists(st.sampled_from(rows), max_size=3)):
        by = data.draw(st.sampled_from([0, 0, 1, 3]))
        told = ShareClass(row.valid, max(0, row.positive - by), min(row.valid, row.positive + by))
        shares[row.cell, row.question] = told
    second = release(answered, Public(elsewhere=shares))
    exposed = " ".join(str(fault) for fault in second.exposed)
    for family in ("liten", "annan"):
        worlds = worlds_of(answered, second, family)
        if worlds and family not in exposed:
            for (cell, _), told in shares.items():
                if GROUPING.family(cell.instrument) == family:
                    worlds = worlds.beside(cell, told.least, told.most)
            assert not list(leaks(worlds, STANDARD))


def test_the_few_of_another_municipality_do_not_follow_from_what_is_told_of_a_small_nation() -> None:
    """Ten of thirteen in the nation, which is too small to tell, and eight of ten in one: two of three in the other."""
    answered = {("ensam", "9001", "norr", W): (3, 2), ("ensam", "9002", "norr", W): (10, 8)}
    cell = Cell("2024", "ensam", Level.NATION, "", "", GenderGroup.ALL)
    beside = release(answered, Public(elsewhere={(cell, "helhet"): ShareClass(13, 10, 10)}))
    told = [numerators(value) for value in beside.values if value.status is not Status.WITHHELD]
    assert (8, 8) not in told
    assert (8, 8) in [numerators(value) for value in release(answered).values if value.status is not Status.WITHHELD]


def test_policies_of_their_own_are_safe_too() -> None:
    answered = {("ensam", "9001", "norr", W): (9, 9), ("ensam", "9001", "norr", M): (8, 1)}
    wide = protect(tallies_of(answered), Policy(end_width=2))
    genders = [value for value in wide.values if value.cell.gender is not GenderGroup.ALL]
    assert all(value.status is not Status.SHOWN for value in genders)

"""What is shown of a group is the sum over everyone in it."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.builders import (
    COMBINED,
    ONE_QUESTION,
    ROUND,
    Answers,
    base,
    catalogue,
    counts,
    instrument,
    question,
)
from tests.tycktill.nations import Spot, answers, counts_of

from tycktill.counting import Tallies, Tally, tally
from tycktill.fieldwork import Offer
from tycktill.terms import Cell, Gender, GenderGroup, Level, Refused

A, B = ("liten-a", "9001", "norr"), ("liten-b", "9001", "syd")
ALONE = ("ensam", "9002", "norr")


def tallied(answered: Mapping[Spot, Answers], *offers: Offer) -> Mapping[tuple[Cell, str], Tally]:
    """Tallies by cell and question."""
    rows = tally(counts_of(answered), ONE_QUESTION, offers, COMBINED).rows
    return {(row.cell, row.question): row for row in rows}


def nation(target: str, gender: GenderGroup = GenderGroup.ALL) -> tuple[Cell, str]:
    """The nation's cell of the one question."""
    return Cell(ROUND, target, Level.NATION, "", "", gender), "helhet"


def offer(place: tuple[str, str, str], offered: int) -> Offer:
    """So many offered."""
    return Offer(ROUND, *place, offered)


@given(answers())
def test_the_nation_is_the_sum_of_everyone(answered: Mapping[Spot, Answers]) -> None:
    rows = tallied(answered)
    for target in {spot[0] for spot in answered}:
        mine = [pair for spot, pair in answered.items() if spot[0] == target]
        row = rows[nation(target)]
        assert (row.valid, row.positive) == (sum(n for n, _ in mine), sum(x for _, x in mine))


@given(answers())
def test_every_whole_is_the_sum_of_its_parts(answered: Mapping[Spot, Answers]) -> None:
    rows = tallied(answered).values()
    for whole, part in ((Level.NATION, Level.MUNICIPALITY), (Level.MUNICIPALITY, Level.UNIT)):
        for row in [row for row in rows if row.cell.level is whole]:
            parts = [
                each
                for each in rows
                if each.cell.level is part
                and (each.cell.instrument, each.cell.gender) == (row.cell.instrument, row.cell.gender)
                and row.cell.municipality in {"", each.cell.municipality}
            ]
            assert row.valid == sum(each.valid for each in parts)
            assert row.answered == sum(each.answered for each in parts)


@given(answers())
def test_a_family_and_a_group_are_the_sums_of_their_instruments(answered: Mapping[Spot, Answers]) -> None:
    rows = tallied(answered)
    for (cell, id_), row in rows.items():
        if cell.instrument in {"liten", "liten-ab"}:
            members = COMBINED.get(cell.instrument, ("liten-a", "liten-b", "liten-c"))
            parts = [rows.get((replace(cell, instrument=part), id_)) for part in members]
            assert row.positive == sum(part.positive for part in parts if part)
            assert row.answered == sum(part.answered for part in parts if part)


@given(answers())
def test_a_group_has_rows_where_two_of_its_instruments_occur_and_then_wherever_one_does(
    answered: Mapping[Spot, Answers],
) -> None:
    """One alone would be told again by a name that says more. A place that has one of several is one of theirs."""
    places = {spot[:3] for spot in answered if spot[0] in COMBINED["liten-ab"]}
    told = {(cell.municipality, cell.unit) for cell, _ in tallied(answered) if cell.instrument == "liten-ab"}
    if len({instrument for instrument, _, _ in places}) < 2:
        assert told == set()
    else:
        assert told == {("", ""), *((code, "") for _, code, _ in places), *(place[1:] for place in places)}


@given(answers())
def test_all_are_women_men_and_the_rest(answered: Mapping[Spot, Answers]) -> None:
    rows = tallied(answered)
    for target in {spot[0] for spot in answered}:
        rest = sum(n for spot, (n, _) in answered.items() if spot[0] == target and spot[3] is Gender.UNKNOWN)
        apart = sum(rows[nation(target, group)].valid for group in (GenderGroup.WOMEN, GenderGroup.MEN))
        assert rows[nation(target)].valid == apart + rest


@given(answers())
def test_tallies_are_sorted_and_each_is_there_once(answered: Mapping[Spot, Answers]) -> None:
    keys = [(row.cell, row.question) for row in tally(counts_of(answered), ONE_QUESTION, []).rows]
    assert keys == sorted(set(keys))


def test_offered_adds_up_over_units_and_instruments() -> None:
    rows = tallied({(*A, Gender.MAN): (3, 1), (*B, Gender.MAN): (2, 2)}, offer(A, 10), offer(B, 20))
    assert rows[nation("liten-a")].offered == 10
    assert rows[nation("liten")].offered == 30


def test_offered_is_never_told_for_one_gender() -> None:
    rows = tallied({(*A, Gender.MAN): (3, 1)}, offer(A, 10))
    assert rows[nation("liten", GenderGroup.MEN)].offered is None


@pytest.mark.parametrize("counted", [[], [offer(B, 1)], [offer(B, 0)]])
def test_offered_is_at_least_so_many_where_a_unit_counted_fewer_than_answered(counted: list[Offer]) -> None:
    rows = tallied({(*A, Gender.MAN): (3, 1), (*B, Gender.MAN): (2, 2)}, offer(A, 10), *counted)
    assert (rows[nation("liten-a")].offered, rows[nation("liten-a")].offered_min) == (10, None)
    assert (rows[nation("liten")].offered, rows[nation("liten")].offered_min) == (None, 12)


def test_a_unit_may_be_known_to_have_offered_more_than_it_counted() -> None:
    rows = tallied({(*A, Gender.MAN): (3, 1)}, replace(offer(A, 4), least=9), replace(offer(B, 0), least=2))
    assert (rows[nation("liten-a")].offered, rows[nation("liten-a")].offered_min) == (None, 9)
    assert (rows[nation("liten")].offered, rows[nation("liten")].offered_min) == (None, 11)


def test_nothing_is_said_of_the_offered_where_only_the_answered_are_known() -> None:
    """The rate would be all of them."""
    rows = tallied({(*A, Gender.MAN): (3, 1), (*B, Gender.MAN): (2, 2)}, offer(A, 2))
    assert {(row.offered, row.offered_min) for row in rows.values()} == {(None, None)}


@given(answers(), st.lists(st.integers(0, 40), min_size=2, max_size=2))
def test_no_more_answered_than_were_offered(answered: Mapping[Spot, Answers], counted: list[int]) -> None:
    for row in tallied(answered, offer(A, counted[0]), offer(B, counted[1])).values():
        least = row.offered if row.offered is not None else row.offered_min
        assert least is None or least >= row.answered


def test_a_unit_that_nobody_answered_counts_among_the_offered() -> None:
    rows = tallied({(*A, Gender.MAN): (3, 1)}, offer(A, 10), offer(B, 7))
    assert rows[nation("liten")].offered == 17
    own = rows[Cell(ROUND, "liten-b", Level.UNIT, "9001", "syd", GenderGroup.ALL), "helhet"]
    assert (own.offered, own.answered, own.valid) == (7, 0, 0)


def test_an_offer_of_an_unknown_instrument_is_refused() -> None:
    with pytest.raises(Refused, match="no instrument `annan-a`"):
        tallied({}, offer(("annan-a", "9001", "norr"), 3))


def family_of(*instruments: str, combined: Mapping[str, tuple[str, ...]] = MappingProxyType({})) -> Tallies:
    """Tallies of a nation where each of these has five answers to each of its questions."""
    forms = catalogue(
        instrument("x", question("helhet"), question("trygg")),
        instrument("y", question("helhet")),
        instrument("z", question("helhet", meaning=2), question("trygg", scale="top")),
    )
    bases = [
        base((id_, "9001", "norr"), Gender.MAN, {each.id: (5, 5) for each in forms[id_].questions})
        for id_ in instruments
    ]
    return tally(counts(bases), forms, [offer((id_, "9001", "norr"), 9) for id_ in instruments], combined)


def test_a_question_that_few_instruments_have_counts_those_that_have_it() -> None:
    rows = {(row.cell, row.question): row for row in family_of("x", "y").rows}
    cell, _ = nation("liten")
    assert (rows[cell, "helhet"].answered, rows[cell, "helhet"].offered) == (10, 18)
    assert (rows[cell, "trygg"].answered, rows[cell, "trygg"].offered) == (5, 9)


def test_a_question_with_two_meanings_is_not_added_up() -> None:
    asked = {row.question for row in family_of("x", "z").rows if row.cell.instrument == "liten"}
    assert asked == {"trygg"}


def test_a_group_has_the_questions_that_its_own_instruments_ask_alike() -> None:
    """Also such as its family has not, of which a third instrument means something else."""
    tallies = family_of("x", "y", "z", combined={"xy": ("x", "y"), "xz": ("w", "z")})
    asked = {row.question for row in tallies.rows if row.cell.instrument == "xy"}
    assert asked == {"helhet", "trygg"}
    assert tallies.grouping.combined == {"xy": ("x", "y")}
    cell, id_ = nation("xy")
    (row,) = [row for row in tallies.rows if (row.cell, row.question) == (cell, id_)]
    assert (row.offered, row.answered, row.valid) == (18, 10, 10)


def test_meanings_of_instruments_that_do_not_occur_do_not_matter() -> None:
    asked = {row.question for row in family_of("x", "y").rows if row.cell.instrument == "liten"}
    assert asked == {"helhet", "trygg"}
    assert family_of("x", "y").grouping.families == {"x": "liten", "y": "liten"}


def test_answers_that_do_not_count_are_not_valid() -> None:
    chosen = base(ALONE, Gender.WOMAN, {})
    mixed = type(chosen)(chosen.cell, 6, {"helhet": {1: 1, 2: 1, 3: 1, 4: 0, 9: 2}})
    row = {(row.cell, row.question): row for row in tally(counts([mixed]), ONE_QUESTION, []).rows}[nation("ensam")]
    assert (row.answered, row.valid, row.positive) == (6, 3, 2)


@given(answers())
def test_options_add_up_to_the_valid_answers(answered: Mapping[Spot, Answers]) -> None:
    for row in tallied(answered).values():
        assert dict(row.options) == {1: row.positive, 2: 0, 3: row.valid - row.positive, 4: 0}


def test_options_that_do_not_count_are_left_out() -> None:
    mixed = replace(base(ALONE, Gender.WOMAN, {}), answered=6, options={"helhet": {1: 1, 2: 1, 3: 1, 4: 0, 9: 2}})
    rows = {(row.cell, row.question): row for row in tally(counts([mixed]), ONE_QUESTION, []).rows}
    assert list(rows[nation("ensam")].options.items()) == [(1, 1), (2, 1), (3, 1), (4, 0)]
    assert set(rows[nation("ensam", GenderGroup.MEN)].options.values()) == {0}


def test_options_of_a_family_are_told_where_all_ask_on_one_scale() -> None:
    apart = {row.question: row.options for row in family_of("x", "z").rows if row.cell == nation("liten")[0]}
    alike = {row.question: row.options for row in family_of("x", "y").rows if row.cell == nation("liten")[0]}
    assert apart == {"trygg": {}}
    assert alike == {"helhet": {1: 10, 2: 0, 3: 0, 4: 0}, "trygg": {1: 5, 2: 0, 3: 0, 4: 0}}
    own = {row.question: row.options for row in family_of("x", "z").rows if row.cell == nation("z")[0]}
    assert own["trygg"] == {1: 5, 2: 0, 3: 0}

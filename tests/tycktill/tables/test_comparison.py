"""Comparisons are made of classes, judge together what is read together, and never join what is broken."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.publication.surveys import IFO, Group, compared, manifest_of, nation, rows_of

from tycktill.tables import (
    COMPARISONS,
    Comparison,
    CsvRow,
    ResultRow,
    compare,
    known_class,
    parse_results,
    read_csv,
    unbroken,
    write_comparisons,
    write_results,
)
from tycktill.tables.difference import Against, Judgement, from_earlier, from_nation, from_reference
from tycktill.terms import Level

CODES = ("0114", "0115", "0117", "0120", "0123")
PAIRS = st.integers(1, 30).flatmap(lambda valid: st.tuples(st.just(valid), st.integers(0, valid)))


def country(
    *answers: tuple[int, int], question: str = "helhet", round: str = "2023", end_width: int = 0
) -> list[ResultRow]:
    """Municipalities with so many (valid, positive) answers to one question of a questionnaire."""
    groups = [
        Group("ifo-missbruk", code, "Enheten", valid, {question: (valid, positive)})
        for code, (valid, positive) in zip(CODES, answers, strict=False)
    ]
    return list(rows_of(groups, round=round, end_width=end_width))


def of(comparisons: Sequence[Comparison], code: str, question: str = "helhet") -> Comparison:
    """A municipality's comparison of its own target group."""
    (found,) = [
        each
        for each in comparisons
        if (each.row.cell.municipality, each.row.cell.instrument, each.row.question) == (code, "ifo-missbruk", question)
    ]
    return found


def lines(comparisons: Sequence[Comparison]) -> Sequence[CsvRow]:
    """comparisons.csv."""
    return read_csv(write_comparisons(comparisons), file=COMPARISONS)


@given(st.lists(PAIRS, min_size=2, max_size=5))
def test_whatever_is_compared_follows_from_the_released_rows(answers: list[tuple[int, int]]) -> None:
    rows = country(*answers, end_width=1)
    again = parse_results(write_results(reversed(rows)))
    assert compared(again) == compared(rows)


@given(st.lists(PAIRS, min_size=2, max_size=5), st.data())
def test_numerators_of_one_class_give_the_same_line(answers: list[tuple[int, int]], data: st.DataObject) -> None:
    valid, positive = answers[0]
    others = [number for number in range(valid + 1) if _end(number, valid) == _end(positive, valid) != "between"]
    moved = [(valid, data.draw(st.sampled_from(others or [positive]))), *answers[1:]]
    nations = [row for row in country(*answers, end_width=1) if row.cell.level is Level.NATION]
    first, second = (
        [*nations, *(row for row in country(*each, end_width=1) if row.cell.level is not Level.NATION)]
        for each in (answers, moved)
    )
    assert write_comparisons(compared(first)) == write_comparisons(compared(second))


def _end(positive: int, valid: int) -> str:
    return "low" if positive <= 1 else "high" if positive >= valid - 1 else "between"


@given(st.lists(PAIRS, min_size=2, max_size=5))
def test_differences_are_those_of_the_written_shares(answers: list[tuple[int, int]]) -> None:
    for line in lines(compared(country(*answers, end_width=1))):
        if line["nation_share_min"]:
            low, high = Decimal(line["share_min"]), Decimal(line["share_max"])
            assert Decimal(line["difference_min"]) == low - Decimal(line["nation_share_max"])
            assert Decimal(line["difference_max"]) == high - Decimal(line["nation_share_min"])
            assert (line["difference"] != "") == (line["difference_min"] == line["difference_max"])


def test_two_that_differ_as_chance_has_it_cannot_be_told_from_the_nation() -> None:
    comparisons = compared(country((20, 18), (20, 15), (20, 16)))
    assert {each.nation.verdict for each in comparisons if each.nation} == {Judgement.CANNOT_TELL}


def test_one_that_is_far_above_is_better_and_tested_against_the_rest() -> None:
    own = of(compared(country((100, 95), (300, 180), (300, 190))), CODES[0]).nation
    assert own is not None
    assert (own.against, own.verdict, own.valid) == (Against.REST, Judgement.BETTER, 700)


def test_a_claim_among_many_needs_more_than_a_claim_alone() -> None:
    """One of seven questions as unlikely as one in thirty: alone a discovery, among seven none."""
    group = dict.fromkeys(IFO, (40, 32))
    many = [Group("ifo-missbruk", CODES[0], "Enheten", 40, group | {"paverka": (40, 26)})]
    one = [Group("ifo-missbruk", CODES[0], "Enheten", 40, {"paverka": (40, 26)})]
    known = nation("2023", "ifo-missbruk", dict.fromkeys(IFO, 0.8))
    told = [of(compared(rows_of(groups), known), CODES[0], "paverka").nation for groups in (one, many)]
    assert [each and each.verdict for each in told] == [Judgement.WORSE, Judgement.CANNOT_TELL]
    assert len({each.p_value for each in told if each}) == 1


def test_nobody_is_compared_with_themselves() -> None:
    assert compared(country((20, 15))) == ()
    assert compared(country((20, 15), (3, 1))) == ()


def test_a_municipality_alone_is_compared_with_a_reference() -> None:
    own = of(compared(country((20, 15)), nation("2023", "ifo-missbruk", {"helhet": 0.84})), CODES[0])
    assert own.nation is not None
    assert (own.nation.against, own.nation.share_min, own.standing) == (Against.REFERENCE, 0.84, None)


def test_a_reference_takes_the_place_of_the_nation_in_the_file() -> None:
    references = nation("2023", "ifo-missbruk", {"helhet": 0.84})
    assert {line["test"] for line in lines(compared(country((20, 15), (20, 18)), references))} == {"rest", "reference"}
    others_year = nation("2022", "ifo-missbruk", {"helhet": 0.84})
    assert {line["test"] for line in lines(compared(country((20, 15), (20, 18)), others_year))} == {"rest"}


def test_the_mean_counts_each_municipality_once_and_says_what_classes_leave_open() -> None:
    line = lines(compared(country((100, 50), (10, 10), end_width=1)))[0]
    assert (line["municipal_mean"], line["municipal_mean_min"], line["municipal_mean_max"]) == ("", "0.7000", "0.7500")
    assert line["municipalities"] == "2"
    assert line["nation_share"] == "0.5455"


def test_a_rank_is_a_set_and_the_number_of_answers_a_plain_fact() -> None:
    comparisons = compared(country((30, 20), (40, 30), (50, 45), (9, 5), (40, 33)))
    ranks = [of(comparisons, code) for code in CODES]
    assert [(each.standing.rank.best, each.standing.rank.worst) for each in ranks if each.standing] == [(1, 5)] * 5
    assert [each.answers_rank for each in ranks] == [4, 2, 1, 5, 2]
    assert [each.standing.has_highest_figure for each in ranks if each.standing] == [False, False, True, False, False]


@pytest.mark.parametrize(("number", "has_bands"), [(3, False), (4, True)])
def test_quarters_need_four(number: int, has_bands: bool) -> None:
    answers = [(20, 19 - 3 * place) for place in range(number)]
    assert any(line["band"] for line in lines(compared(country(*answers)))) is has_bands


def test_a_change_is_from_the_latest_earlier_round() -> None:
    previous = [*country((50, 49), round="2021"), *country((50, 45), round="2022"), *country((50, 1), round="2024")]
    own = of(compared(country((50, 20)), previous=previous), CODES[0])
    assert own.earlier is not None
    assert (own.earlier.round, own.earlier.share_min, own.earlier.verdict) == ("2022", 0.9, Judgement.WORSE)
    assert (own.nation, own.standing) == (None, None)


def test_a_release_of_several_rounds_is_compared_with_itself() -> None:
    rows = [*country((50, 45), round="2022"), *country((50, 45), round="2023")]
    own = of([each for each in compared(rows) if each.row.cell.round == "2023"], CODES[0])
    assert own.earlier is not None
    assert own.earlier.verdict is Judgement.CANNOT_TELL


def test_a_broken_series_is_never_joined() -> None:
    previous = country((50, 45), round="2022")
    meanings = manifest_of(previous).meanings
    broken = {target: {question: number + 1 for question, number in of.items()} for target, of in meanings.items()}
    assert {row.cell.level for row in unbroken(previous, meanings, meanings)} == {Level.MUNICIPALITY}
    assert unbroken(previous, meanings, broken) == ()
    assert unbroken(previous, {}, {}) == ()


def test_rows_that_cannot_be_a_part_of_their_nation_are_not_tested() -> None:
    rows = country((20, 18), (20, 18))
    forged = [replace(row, positive_min=0, positive_max=0) if row.cell.level is Level.NATION else row for row in rows]
    comparisons = compare(forged, {"ifo-missbruk": "ifo"})
    assert {(each.nation.p_value, each.nation.verdict) for each in comparisons if each.nation} == {(None, None)}


def test_what_is_withheld_is_compared_with_nothing() -> None:
    shown, withheld = country((20, 15))[0], country((3, 1))[0]
    (reference,) = nation("2023", "ifo-missbruk", {"helhet": 0.8})
    assert known_class(withheld) is None
    assert [from_nation(withheld, shown), from_nation(shown, withheld)] == [None, None]
    assert [from_earlier(withheld, shown), from_earlier(shown, withheld)] == [None, None]
    assert from_reference(withheld, reference) is None

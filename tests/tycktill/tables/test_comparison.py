"""Comparisons are made of classes, judge together what is read together, and never join what is broken."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.publication.surveys import IFO, Group, compared, manifest_of, nation, rows_of

from tycktill.disclosure import ProtectedValue
from tycktill.instrument import RoundFacts
from tycktill.statistics import ShareClass, change_p_value
from tycktill.tables import (
    COMPARISONS,
    AtEnd,
    Comparison,
    CsvRow,
    broken_questions,
    compare,
    nation_changes,
    parse_results,
    read_csv,
    unbroken_rows,
    write_comparisons,
    write_results,
)
from tycktill.tables.difference import Against, Judgement, Untested
from tycktill.terms import Grouping, Level

CODES = ("0114", "0115", "0117", "0120", "0123")
PAIRS = st.integers(1, 30).flatmap(lambda valid: st.tuples(st.just(valid), st.integers(0, valid)))


def country(
    *answers: tuple[int, int], question: str = "helhet", round: str = "2023", end_width: int = 0
) -> list[ProtectedValue]:
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
        if line["expected_share_min"]:
            low, high = Decimal(line["compared_share_min"]), Decimal(line["compared_share_max"])
            assert Decimal(line["difference_min"]) == low - Decimal(line["expected_share_max"])
            assert Decimal(line["difference_max"]) == high - Decimal(line["expected_share_min"])
            assert (line["difference"] != "") == (line["difference_min"] == line["difference_max"])


def test_two_that_differ_as_chance_has_it_cannot_be_told_from_the_nation() -> None:
    comparisons = compared(country((20, 18), (20, 15), (20, 16)))
    assert {each.nation.verdict for each in comparisons} == {Judgement.NOT_SIGNIFICANT}


def test_one_that_is_far_above_is_better_and_tested_against_the_rest() -> None:
    own = of(compared(country((100, 95), (300, 180), (300, 190))), CODES[0]).nation
    assert (own.against, own.verdict, own.valid) == (Against.REST, Judgement.BETTER, 700)


def test_a_claim_among_many_needs_more_than_a_claim_alone() -> None:
    """One of seven questions as unlikely as one in thirty: alone a discovery, among seven none."""
    group = dict.fromkeys(IFO, (40, 32))
    many = [Group("ifo-missbruk", CODES[0], "Enheten", 40, group | {"paverka": (40, 26)})]
    one = [Group("ifo-missbruk", CODES[0], "Enheten", 40, {"paverka": (40, 26)})]
    known = nation("2023", "ifo-missbruk", dict.fromkeys(IFO, 0.8))
    told = [of(compared(rows_of(groups), known), CODES[0], "paverka").nation for groups in (one, many)]
    assert [each.verdict for each in told] == [Judgement.WORSE, Judgement.NOT_SIGNIFICANT]
    assert len({each.p_value for each in told}) == 1


def test_a_municipality_by_itself_is_not_tested_and_the_reason_is_told() -> None:
    for answers in ([(20, 15)], [(20, 15), (3, 1)]):
        own = of(compared(country(*answers)), CODES[0])
        assert (own.nation.verdict, own.nation.untested) == (Judgement.UNTESTED, Untested.ALONE)
        assert (own.standing, own.unranked) == (None, Untested.ALONE)
        assert (own.earlier.verdict, own.earlier.untested) == (Judgement.UNTESTED, Untested.FIRST_ROUND)
        assert (own.trend.verdict, own.trend.untested) == (Judgement.UNTESTED, Untested.FEW_ROUNDS)


def test_ones_own_survey_has_no_nation() -> None:
    rows = [row for row in country((20, 15), (20, 12)) if row.cell.level is not Level.NATION]
    assert {each.nation.untested for each in compared(rows)} == {Untested.NO_NATION}


@given(st.lists(PAIRS, min_size=1, max_size=5))
def test_every_line_has_a_verdict_and_a_reason_exactly_where_nothing_was_tested(answers: list[tuple[int, int]]) -> None:
    for line in lines(compared(country(*answers, end_width=1))):
        for prefix in ("", "change_", "trend_"):
            assert line[f"{prefix}verdict"] in set(Judgement)
            assert (line[f"{prefix}verdict"] == "untested") == (line[f"{prefix}untested"] in set(Untested))
            assert (line[f"{prefix}p_value"] == "") == (line[f"{prefix}verdict"] == "untested")
        assert (line["rank_best"] == "") == (line["unranked"] in set(Untested))


def test_a_municipality_alone_is_compared_with_a_reference() -> None:
    own = of(compared(country((20, 15)), nation("2023", "ifo-missbruk", {"helhet": 0.84})), CODES[0])
    assert (own.nation.against, own.nation.share_min, own.standing) == (Against.REFERENCE, 0.84, None)


def test_a_reference_takes_the_place_of_the_nation_in_the_file() -> None:
    references = nation("2023", "ifo-missbruk", {"helhet": 0.84})
    assert {line["test"] for line in lines(compared(country((20, 15), (20, 18)), references))} == {"reference"}
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
    places = [each.standing.rank for each in ranks if each.standing]
    assert places == [(2, 5), (1, 5), (1, 4), (1, 5), (1, 5)]
    assert [each.answers_rank for each in ranks] == [4, 2, 1, 5, 2]
    assert [each.standing.highest is AtEnd.ALONE for each in ranks if each.standing] == [
        False,
        False,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(("number", "has_bands"), [(3, False), (4, True)])
def test_quarters_need_four(number: int, has_bands: bool) -> None:
    answers = [(20, 19 - 3 * place) for place in range(number)]
    assert any(line["band"] for line in lines(compared(country(*answers)))) is has_bands


def test_a_change_is_from_the_latest_earlier_round() -> None:
    previous = [*country((50, 49), round="2021"), *country((50, 45), round="2022"), *country((50, 1), round="2024")]
    own = of(compared(country((50, 20)), previous=previous), CODES[0])
    assert (own.earlier.round, own.earlier.share_min, own.earlier.verdict) == ("2022", 0.9, Judgement.WORSE)
    assert (own.nation.untested, own.standing) == (Untested.ALONE, None)


def test_a_release_of_several_rounds_is_compared_with_itself() -> None:
    rows = [*country((50, 45), round="2022"), *country((50, 45), round="2023")]
    own = of([each for each in compared(rows) if each.row.cell.round == "2023"], CODES[0])
    assert own.earlier.verdict is Judgement.NOT_SIGNIFICANT


def test_a_broken_series_is_never_joined() -> None:
    previous = country((50, 45), round="2022")
    meanings = manifest_of(previous).meanings
    broken = {target: {question: number + 1 for question, number in of.items()} for target, of in meanings.items()}
    assert {row.cell.level for row in unbroken_rows(previous, meanings, meanings)} == {Level.MUNICIPALITY}
    assert unbroken_rows(previous, meanings, broken) == ()
    assert unbroken_rows(previous, {}, {}) == ()


def test_what_a_broken_series_was_broken_by_is_told() -> None:
    previous = [*country((50, 45), round="2021"), *country((50, 45), round="2022")]
    then = manifest_of(previous).meanings
    now = {target: {question: number + 1 for question, number in of.items()} for target, of in then.items()}
    breaks = broken_questions(previous, then, now)
    assert breaks["ifo-missbruk"]["helhet"] == "2022"
    own = of(compare(country((50, 45)), Grouping({"ifo-missbruk": "ifo"}), breaks=breaks), CODES[0])
    assert (own.earlier.untested, own.earlier.round) == (Untested.SERIES_BROKEN, "2022")
    assert own.trend.untested is Untested.SERIES_BROKEN
    assert broken_questions(previous, then, then) == {}


def test_what_was_asked_before_a_break_is_never_joined_though_it_was_asked_alike() -> None:
    rows = country((50, 20))
    previous = [*country((50, 45), round="2020"), *country((50, 20), round="2022")]
    own = of(
        compare(
            rows, Grouping({"ifo-missbruk": "ifo"}), previous=previous, breaks={"ifo-missbruk": {"helhet": "2021"}}
        ),
        CODES[0],
    )
    assert (own.earlier.round, own.trend.rounds) == ("2022", 2)


def test_rounds_before_one_that_was_held_in_another_way_are_compared_with_none_after_it() -> None:
    """Also where one release has them all: what lies on the same side is compared."""
    rounds = {"2021": 45, "2022": 40, "2024": 20, "2025": 20}
    rows = [row for round_, positive in rounds.items() for row in country((50, positive), round=round_)]
    facts = {"ifo": {"2024": RoundFacts(unlike_earlier={"sv": "Enkäten gick från papper till webb."})}}
    every = compare(rows, Grouping({"ifo-missbruk": "ifo"}), facts=facts)
    own = {each.row.cell.round: each for each in every if each.row.question == "helhet"}
    told = {round_: (each.earlier.round, each.earlier.untested, each.trend.rounds) for round_, each in own.items()}
    assert told == {
        "2021": ("", Untested.FIRST_ROUND, 0),
        "2022": ("2021", None, 2),
        "2024": ("2022", Untested.ROUND_UNLIKE, 0),
        "2025": ("2024", None, 2),
    }
    untested = {round_: each.trend.untested for round_, each in own.items()}
    assert (untested["2024"], untested["2025"]) == (Untested.ROUND_UNLIKE, Untested.FEW_ROUNDS)


def test_an_earlier_round_tells_its_answers_also_where_its_share_is_hidden() -> None:
    own = of(compared(country((50, 20)), previous=country((4, 2), round="2022")), CODES[0]).earlier
    assert (own.untested, own.round, own.answered) == (Untested.HIDDEN, "2022", 4)


def test_three_rounds_have_a_trend_and_all_its_rounds_count() -> None:
    previous = [*country((150, 90), round="2021"), *country((150, 108), round="2022")]
    own = of(compared(country((150, 132)), previous=previous), CODES[0])
    assert (own.trend.verdict, own.trend.rounds, own.trend.first) == (Judgement.BETTER, 3, "2021")
    assert own.wobble is None


def test_rows_that_cannot_be_a_part_of_their_nation_are_not_tested() -> None:
    rows = country((20, 18), (20, 18))
    forged = [replace(row, positive_min=0, positive_max=0) if row.cell.level is Level.NATION else row for row in rows]
    comparisons = compare(forged, Grouping({"ifo-missbruk": "ifo"}))
    assert {(each.nation.p_value, each.nation.untested) for each in comparisons} == {(None, Untested.IMPOSSIBLE)}


def test_what_is_withheld_has_no_line() -> None:
    assert {each.row.cell.municipality for each in compared(country((20, 15), (3, 1)))} == {CODES[0]}


@pytest.mark.parametrize(("positive", "verdict"), [(50, Judgement.WORSE), (88, Judgement.NOT_SIGNIFICANT)])
def test_the_nation_is_set_beside_its_own_last_round(positive: int, verdict: Judgement) -> None:
    before, now = (country((100, each), (100, each), round=year) for each, year in ((90, "2022"), (positive, "2023")))
    grouping = manifest_of(now).grouping
    own = [row for row in before if row.cell.level is Level.NATION]
    found = {each.row.cell.instrument: each.earlier for each in nation_changes(now, own, grouping, {}, {})}
    assert set(found) == {"ifo", "ifo-missbruk"}
    for each in found.values():
        assert (each.against, each.round, each.valid, each.verdict) == (Against.EARLIER, "2022", 200, verdict)
        now_known = ShareClass(200, 2 * positive, 2 * positive)
        assert each.p_value == pytest.approx(change_p_value(ShareClass(200, 180, 180), now_known))


def test_years_that_wobble_make_a_change_of_the_nation_less_clear_and_none_before_is_none() -> None:
    before, now = country((100, 90), (100, 90), round="2022"), country((100, 80), (100, 80))
    grouping = manifest_of(now).grouping
    own = [row for row in before if row.cell.level is Level.NATION]
    still = nation_changes(now, own, grouping, {}, {})
    wobbling = nation_changes(now, own, grouping, {("ifo", "helhet"): 0.02, ("ifo-missbruk", "helhet"): 0.02}, {})
    for firm, loose in zip(still, wobbling, strict=True):
        assert firm.earlier.p_value is not None
        assert loose.earlier.p_value is not None
        assert firm.earlier.p_value < loose.earlier.p_value
    assert {each.earlier.untested for each in nation_changes(now, (), grouping, {}, {})} == {Untested.FIRST_ROUND}


def test_a_nation_of_other_municipalities_is_not_tested_but_told() -> None:
    before, now = country((100, 90), (100, 90), round="2022"), country((100, 50), (100, 50))
    own = [row for row in before if row.cell.level is Level.NATION]
    for each in nation_changes(now, own, manifest_of(now).grouping, {}, {"2022": {}}):
        told = each.earlier
        assert (told.round, told.share_min, told.verdict) == ("2022", 0.9, Judgement.UNTESTED)
        assert (told.untested, told.p_value) == (Untested.PLACES_DIFFER, None)

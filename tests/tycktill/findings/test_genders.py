"""Women and men, and units, are set beside each other within their target groups."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tycktill.publication.surveys import Group, rows_of, tables_of, text_of, widened

from tycktill.disclosure import ProtectedValue
from tycktill.findings import findings_of_places
from tycktill.findings.genders import GenderContrast, gender_contrast
from tycktill.terms import Gender, GenderGroup

PLACE = "0114"
UNITS = {"ifo-missbruk": "Norr", "ifo-unga": "Syd"}


def two_groups(women: Sequence[tuple[int, int]], men: Sequence[tuple[int, int]], *, whole: int = 0) -> str:
    """What is said of women and men of two target groups, each of so many answers and so many of them positive; of
    the family's known within so many more or less than they are."""
    told = text_of([_of_family(row, whole) for row in rows_of(_groups(women, men))])
    return next(line for line in told.splitlines() if "bland kvinnorna" in line or "bland både" in line)


def _groups(women: Sequence[tuple[int, int]], men: Sequence[tuple[int, int]]) -> Sequence[Group]:
    return [
        Group(instrument, PLACE, unit, valid, {"helhet": (valid, positive)}, offered=2 * valid, gender=gender)
        for gender, answers in ((Gender.WOMAN, women), (Gender.MAN, men))
        for (instrument, unit), (valid, positive) in zip(UNITS.items(), answers, strict=True)
        if valid
    ]


def _of_family(row: ProtectedValue, width: int) -> ProtectedValue:
    if not width or row.cell.instrument != "ifo" or row.cell.gender is GenderGroup.ALL or row.positive_min is None:
        return row
    return widened(row, max(0, row.positive_min - width), min(row.valid or 0, row.positive_min + width))


def test_women_and_men_are_compared_within_their_target_groups() -> None:
    alike = two_groups([(10, 9), (40, 20)], [(40, 36), (10, 5)])
    assert "58 procent bland kvinnorna och 82 procent bland männen." in alike
    assert "Jämförd inom målgrupperna är skillnaden inte statistiskt säkerställd." in alike
    apart = two_groups([(50, 45), (50, 40)], [(50, 30), (50, 20)])
    assert "Jämförd inom målgrupperna är skillnaden statistiskt säkerställd." in apart
    assert "inte prövad" in two_groups([(3, 3), (40, 20)], [(40, 36), (10, 5)])


def test_women_may_be_lower_in_all_and_higher_in_each_target_group() -> None:
    told = two_groups([(20, 20), (200, 110)], [(200, 170), (20, 4)])
    assert "59 procent bland kvinnorna och 79 procent bland männen. När kvinnor och män i samma målgrupp" in told
    assert "sammantaget tvärtom: andelen är högre bland kvinnorna, och den" in told
    assert "Att andelen bland alla ändå är högre bland männen beror på" in told


def test_what_a_shared_figure_hides_is_told() -> None:
    same = two_groups([(20, 20), (200, 100)], [(200, 120), (20, 0)])
    assert "andelen 55 procent bland både kvinnor och män. När kvinnor och män i samma målgrupp jämförs" in same
    assert "högre bland kvinnorna, och den skillnaden är statistiskt säkerställd." in same
    assert two_groups([(50, 25), (50, 25)], [(50, 25), (50, 25)]).endswith("bland både kvinnor och män.")


def test_who_is_higher_is_said_where_the_figures_of_all_may_lie_either_way() -> None:
    """A test that tells a difference must not let readers take it from the middles of two intervals."""
    told = two_groups([(20, 20), (200, 120)], [(200, 150), (20, 2)], whole=15)
    assert "56–71 procent bland kvinnorna och 62–76 procent bland männen. När kvinnor och män" in told
    assert "är andelen sammantaget högre bland kvinnorna, och den skillnaden" in told


def test_where_a_target_group_has_women_alone_those_that_have_both_are_compared() -> None:
    told = two_groups([(50, 45), (30, 5)], [(50, 25), (0, 0)])
    assert "63 procent bland kvinnorna och 50 procent bland männen. Kvinnor och män jämförs bara i Missbruk och" in told
    assert "där bådas svar visas. I samma målgrupp är andelen högre bland kvinnorna, och den" in told
    other = two_groups([(50, 25), (0, 0)], [(50, 45), (30, 2)])
    assert "I samma målgrupp är andelen högre bland männen, och den skillnaden är statistiskt säkerställd." in other
    alike = two_groups([(50, 40), (30, 5)], [(50, 40), (0, 0)])
    assert alike.endswith("beroende, där bådas svar visas: skillnaden är inte statistiskt säkerställd.")


def test_what_is_said_of_a_shared_figure_is_said_of_those_that_are_compared() -> None:
    same = two_groups([(50, 45), (40, 0)], [(50, 25), (0, 0)])
    assert "50 procent bland både kvinnor och män. Kvinnor och män jämförs bara i Missbruk och beroende, där" in same
    assert two_groups([(50, 25), (40, 20)], [(50, 25), (0, 0)]).endswith("bland både kvinnor och män.")


def test_a_part_with_fewer_than_half_of_womens_answers_or_mens_is_not_compared() -> None:
    assert "jämförs bara" in two_groups([(40, 36), (40, 5)], [(40, 10), (0, 0)])
    assert "inte prövad" in two_groups([(40, 36), (41, 5)], [(40, 10), (0, 0)])
    assert "inte prövad" in two_groups([(40, 10), (0, 0)], [(40, 36), (41, 5)])


def contrast(rows: Sequence[ProtectedValue]) -> GenderContrast:
    """What a test of these rows says."""
    whole = next(each for each in findings_of_places(tables_of(rows)) if each.municipality == PLACE)
    question = next(each for each in whole.whole.questions if each.id == "helhet")
    return gender_contrast(question, whole.members_of(whole.whole))[0]


@settings(max_examples=20)
@given(st.integers(5, 12), st.data())
def test_what_women_of_another_target_group_answer_never_matters(valid: int, data: st.DataObject) -> None:
    women, men = (valid, data.draw(st.integers(0, valid))), (valid, data.draw(st.integers(0, valid)))
    others = [data.draw(st.integers(0, valid)) for _ in range(2)]
    found = {contrast(rows_of(_groups([women, (valid, other)], [men, (0, 0)]))) for other in others}
    assert len(found) == 1


@settings(max_examples=12)
@given(st.integers(8, 20), st.data())
def test_nothing_is_said_of_intervals_that_some_answers_within_them_deny(valid: int, data: st.DataObject) -> None:
    """Every survey that the figures allow is gone through."""
    ends = [
        sorted(data.draw(st.integers(0, 2)) + at for _ in range(2))
        for at in (valid - 3, data.draw(st.integers(1, valid // 2)))
    ]
    rows = rows_of(_groups([(valid, ends[0][0]), (valid, 3)], [(valid, ends[1][0]), (0, 0)]))
    intervals = {GenderGroup.WOMEN: ends[0], GenderGroup.MEN: ends[1]}
    told = contrast([_told_by(row, intervals) for row in rows])
    if told in (GenderContrast.WOMEN, GenderContrast.MEN):
        every = product(*(range(least, most + 1) for least, most in ends))
        assert {
            contrast(rows_of(_groups([(valid, women), (valid, 3)], [(valid, men), (0, 0)]))) for women, men in every
        } == {told}


def _told_by(row: ProtectedValue, intervals: Mapping[GenderGroup, Sequence[int]]) -> ProtectedValue:
    """Women and men of the compared target group by their intervals, and of all by as wide ones."""
    own = intervals.get(row.cell.gender)
    if own is None or row.positive_min is None or row.cell.instrument == "ifo-unga":
        return row
    least, most = own
    return widened(row, row.positive_min, row.positive_min + most - least)


def test_units_are_tested_against_each_other_only_in_one_target_group() -> None:
    north = Group("ifo-missbruk", PLACE, "Norr", 50, {"helhet": (50, 45)}, offered=100)
    south = replace(north, unit="Syd", answers={"helhet": (50, 20)})
    other = Group("ifo-unga", PLACE, "Öst", 50, {"helhet": (50, 10)}, offered=100)
    unlike = text_of(rows_of([north, south, other]))
    assert (
        "och Öst (20 procent) lägst. Skillnaden är inte prövad: den kan bero på hur enheternas svar fördelar" in unlike
    )
    alike = text_of(rows_of([north, south, replace(other, answers={"helhet": (50, 25)})]))
    assert "och Syd (40 procent) lägst. Skillnaden är statistiskt säkerställd." in alike

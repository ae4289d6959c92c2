"""Women and men, and units, are set beside each other within their target groups."""

from collections.abc import Sequence
from dataclasses import replace

from tests.tycktill.publication.surveys import Group, rows_of, text_of, widened

from tycktill.disclosure import ProtectedValue
from tycktill.terms import Gender, GenderGroup

PLACE = "0114"
UNITS = {"ifo-missbruk": "Norr", "ifo-unga": "Syd"}


def two_groups(women: Sequence[tuple[int, int]], men: Sequence[tuple[int, int]], *, whole: int = 0) -> str:
    """What is said of women and men of two target groups, each of so many answers and so many of them positive; of
    the family's known within so many more or less than they are."""
    genders = ((Gender.WOMAN, women), (Gender.MAN, men))
    groups = [
        Group(instrument, PLACE, unit, valid, {"helhet": (valid, positive)}, offered=2 * valid, gender=gender)
        for gender, answers in genders
        for (instrument, unit), (valid, positive) in zip(UNITS.items(), answers, strict=True)
    ]
    told = text_of([_of_family(row, whole) for row in rows_of(groups)])
    return next(line for line in told.splitlines() if "bland kvinnorna" in line or "bland både" in line)


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

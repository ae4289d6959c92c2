"""Women and men, and units, are set beside each other within their target groups."""

from collections.abc import Sequence
from dataclasses import replace

from tests.tycktill.publication.surveys import Group, rows_of, text_of

from tycktill.terms import Gender

PLACE = "0114"
UNITS = {"ifo-missbruk": "Norr", "ifo-unga": "Syd"}


def two_groups(women: Sequence[tuple[int, int]], men: Sequence[tuple[int, int]]) -> str:
    """What is said of women and men of two target groups, each of so many answers and so many of them positive."""
    genders = ((Gender.WOMAN, women), (Gender.MAN, men))
    groups = [
        Group(instrument, PLACE, unit, valid, {"helhet": (valid, positive)}, offered=2 * valid, gender=gender)
        for gender, answers in genders
        for (instrument, unit), (valid, positive) in zip(UNITS.items(), answers, strict=True)
    ]
    told = text_of(rows_of(groups))
    return next(line for line in told.splitlines() if "bland kvinnorna" in line)


def test_women_and_men_are_compared_within_their_target_groups() -> None:
    alike = two_groups([(10, 9), (40, 20)], [(40, 36), (10, 5)])
    assert "58 procent bland kvinnorna och 82 procent bland männen." in alike
    assert "Jämförd inom målgrupperna är skillnaden inte statistiskt säkerställd." in alike
    apart = two_groups([(50, 45), (50, 40)], [(50, 30), (50, 20)])
    assert "Jämförd inom målgrupperna är skillnaden statistiskt säkerställd." in apart
    assert "inte prövad" in two_groups([(3, 3), (40, 20)], [(40, 36), (10, 5)])


def test_women_may_be_lower_in_all_and_higher_in_each_target_group() -> None:
    told = two_groups([(20, 20), (200, 110)], [(200, 170), (20, 4)])
    assert "59 procent bland kvinnorna och 79 procent bland männen. Inom målgrupperna är det tvärtom" in told
    assert "att andelen ändå är högre bland männen beror på" in told


def test_units_are_tested_against_each_other_only_in_one_target_group() -> None:
    north = Group("ifo-missbruk", PLACE, "Norr", 50, {"helhet": (50, 45)}, offered=100)
    south = replace(north, unit="Syd", answers={"helhet": (50, 20)})
    other = Group("ifo-unga", PLACE, "Öst", 50, {"helhet": (50, 10)}, offered=100)
    unlike = text_of(rows_of([north, south, other]))
    assert "och Öst (20 procent) lägst. Skillnaden är inte prövad: den kan bero på vilka målgrupper" in unlike
    alike = text_of(rows_of([north, south, replace(other, answers={"helhet": (50, 25)})]))
    assert "och Syd (40 procent) lägst. Skillnaden är statistiskt säkerställd." in alike

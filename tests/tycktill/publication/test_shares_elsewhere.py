"""A share that somebody else has told of one's own results counts as known, as finely as it was told."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tycktill.publication import shares_elsewhere
from tycktill.statistics import ShareClass
from tycktill.terms import RESPONSE_RATE, Cell, GenderGroup, Grouping, Level, Reference, Refused

CELL = Cell("2024", "ifo-missbruk", Level.MUNICIPALITY, "2580", "", GenderGroup.ALL)
GROUPING = Grouping({"ifo-missbruk": "ifo", "ifo-unga": "ifo"})


def reference(share: float, valid: int | None, decimals: int = 0, question: str = "helhet") -> Reference:
    return Reference("2024", "ifo-missbruk", question, Level.MUNICIPALITY, "2580", share, valid, decimals)


def told(share: float, valid: int, decimals: int = 0) -> ShareClass | None:
    """What follows for so many answers from a share of as many."""
    given = reference(share, valid, decimals)
    return shares_elsewhere([given], {(CELL, "helhet"): valid}, GROUPING).get((CELL, "helhet"))


@given(st.integers(5, 2000), st.data(), st.integers(2, 4))
def test_the_true_number_is_in_the_class_of_its_rounded_share(valid: int, data: st.DataObject, decimals: int) -> None:
    positive = data.draw(st.integers(0, valid))
    share = round(positive / valid, decimals)
    known = told(share, valid)
    assert known
    assert positive in known.numerators
    assert all(abs(x / valid - share) <= 0.005 + 1e-9 for x in known.numerators)


@pytest.mark.parametrize(
    ("share", "decimals", "valid", "least", "most"),
    [
        (0.84, 0, 400, 334, 338),
        (0.84, 3, 400, 336, 336),
        (0.845, 0, 400, 338, 338),
        (0.9975, 0, 400, 399, 399),
        (0.5, 0, 8, 4, 4),
        (1.0, 0, 400, 398, 400),
        (1.0, 3, 400, 400, 400),
    ],
)
def test_decimals_tell_more_than_whole_per_cent(share: float, decimals: int, valid: int, least: int, most: int) -> None:
    assert told(share, valid, decimals) == ShareClass(valid, least, most)


def test_a_share_without_its_number_of_answers_is_taken_as_of_ours() -> None:
    given = shares_elsewhere([reference(0.6, None)], {(CELL, "helhet"): 5}, GROUPING)
    assert given == {(CELL, "helhet"): ShareClass(5, 3, 3)}


def test_a_response_rate_is_no_share_of_answers() -> None:
    assert not shares_elsewhere([reference(0.6, 5, question=RESPONSE_RATE)], {(CELL, "helhet"): 5}, GROUPING)


def test_decimals_that_were_cut_and_not_rounded_are_taken_for_whole_per_cent() -> None:
    """337 of 401 are 84.04 %; 84.03 is nobody's share."""
    assert told(0.8403, 401) == ShareClass(401, 335, 338)


def test_what_is_no_share_of_so_many_tells_nothing() -> None:
    assert told(0.55, 5) is None


def test_a_group_that_has_no_row_is_its_only_member_that_has_answers() -> None:
    """Nobody answered the other: what is told of both is told of one."""
    only = Grouping({"ifo-missbruk": "ifo", "ifo-ekonomi": "ifo"})
    given = replace(reference(0.6, 5), instrument="ifo-unga-och-missbruk", members=("ifo-missbruk", "ifo-unga"))
    assert shares_elsewhere([given], {(CELL, "helhet"): 5}, only) == {(CELL, "helhet"): ShareClass(5, 3, 3)}


def test_two_that_are_of_the_same_answers_both_hold() -> None:
    """81 % of 200 is 161 to 163, and 80,5 % is 161."""
    finer = replace(reference(0.805, 200), instrument="ifo-sammans", members=("ifo-missbruk",))
    assert shares_elsewhere([reference(0.81, 200), finer], {(CELL, "helhet"): 200}, GROUPING) == {
        (CELL, "helhet"): ShareClass(200, 161, 161)
    }
    with pytest.raises(Refused, match="say otherwise: 2024, ifo-missbruk, 2580, helhet"):
        shares_elsewhere([reference(0.9, 200), finer], {(CELL, "helhet"): 200}, GROUPING)

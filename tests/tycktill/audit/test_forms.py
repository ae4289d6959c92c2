"""A row that is not as it should be is found, with what a reader learns from it."""

from dataclasses import replace

import pytest
from tests.attacks.made_up import PAIR, SMALL, Row, table_of
from tests.tycktill.audit.tables import one_unit, problems, shown

from tycktill.audit import Requirements

SHOWN = {"level": "unit", "gender": "T", "instrument": "ensam"}
WITHHELD = {"level": "unit", "gender": "M", "instrument": "ensam"}


def changed(place: Row, changes: Row, *, men: int = 8, requirements: Requirements = SMALL) -> str:
    """What the audit says of a nation with one row changed."""
    rows = shown(one_unit(men=men))
    (row,) = [row for row in rows if place.items() <= row.items()]
    row.update(changes)
    return "".join(problems(sorted(rows, key=lambda row: list(row.values())), requirements))


@pytest.mark.parametrize(
    ("place", "column", "text", "problem"),
    [
        (SHOWN, "round", "ht24", "`ht24` is no round"),
        (SHOWN, "level", "county", "`county` cannot stand here. Write one of nation, municipality, unit"),
        (SHOWN, "gender", "A", "`A` cannot stand here"),
        (SHOWN, "status", "hidden", "`hidden` cannot stand here"),
        (SHOWN, "reason", "few", "A reason for withholding stands by a figure that is shown"),
        (SHOWN, "valid", "9.0", "`9.0` is no count"),
        (SHOWN, "share", "0,5000", "`0,5000` is no share"),
        (SHOWN, "share", "", "share is missing"),
        (SHOWN, "valid", "", "valid is missing"),
        (SHOWN, "valid", "4", "4 valid answers are shown: a reader learns what fewer than 5 answered"),
        (SHOWN, "municipality", "", "The municipality does not go with the level"),
        (SHOWN, "answered", "99", "99 answered of"),
        (SHOWN, "answered", "12", "13 valid answers on 12 sheets"),
        (SHOWN, "share_max", "0.9000", "A share that is shown has other limits"),
        (SHOWN, "low", "0.9000", "The share lies outside its interval"),
        (SHOWN, "answered", "", "How many answered is missing"),
        (WITHHELD, "offered", "9", "Offered is given for one gender"),
        (WITHHELD, "answered", "4", "answered of a withheld row is told: a reader learns 4"),
        (WITHHELD, "valid", "4", "valid of a withheld row is told: a reader learns 4"),
        (WITHHELD, "high", "0.5000", "high of a withheld row is told: a reader learns 0.5000"),
        (WITHHELD, "reason", "", "The reason for withholding is missing"),
        (WITHHELD, "reason", "shy", "`shy` cannot stand here"),
        (WITHHELD, "question", "trygg", "M, helhet is missing"),
        (WITHHELD, "instrument", "okand", "belongs to nothing"),
    ],
)
def test_a_row_that_is_not_as_it_should_be_is_found(place: Row, column: str, text: str, problem: str) -> None:
    assert problem in changed(place, {column: text}, men=4)


def test_a_share_that_no_number_gives_is_found() -> None:
    third = dict.fromkeys(("share", "share_min", "share_max"), "0.3333")
    assert "No number of positive among 17 gives the share 0.3333" in changed(SHOWN, third)


@pytest.mark.parametrize("positive", [0, 1, 16, 17])
def test_shares_at_an_end_are_given_as_its_class(positive: int) -> None:
    share = dict.fromkeys(("share", "share_min", "share_max"), f"{positive / 17:.4f}") | {"low": "0.0000"}
    told = changed(SHOWN, share | {"high": "1.0000"})
    assert f"{positive} of 17 are positive: a reader learns what nearly everybody answered" in told
    without_ends = replace(SMALL, end_width=0)
    assert "nearly everybody" not in changed(SHOWN, share | {"high": "1.0000"}, requirements=without_ends)


CLASS = {"status": "bounded", "share": "", "low": "0.0000", "high": "1.0000"}


@pytest.mark.parametrize(("least", "most"), [(0, 1), (2, 3), (8, 9), (12, 15), (13, 15), (14, 15), (16, 17)])
def test_a_class_is_an_end_or_a_pair_of_the_grid(least: int, most: int) -> None:
    """Of 17 answers: 0-1, pairs from 2 to 13, 14 and 15 joined as they are even in number, 16-17."""
    limits = CLASS | {"share_min": f"{least / 17:.4f}", "share_max": f"{most / 17:.4f}"}
    is_class = (least, most) in {(0, 1), (2, 3), (8, 9), (14, 15), (16, 17)}
    assert ("is none of the method's classes" in changed(SHOWN, limits)) is not is_class


def test_a_class_is_whole_and_stands_alone() -> None:
    whole = CLASS | {"share_min": f"{8 / 17:.4f}", "share_max": f"{9 / 17:.4f}"}
    assert changed(SHOWN, whole) == ""
    assert "A class of shares is not complete" in changed(SHOWN, whole | {"share_max": ""})
    assert "A class of shares is not complete" in changed(SHOWN, whole | {"low": ""})
    assert "together with a share" in changed(SHOWN, whole | {"share": "0.4706"})
    assert "The class lies outside its interval" in changed(SHOWN, whole | {"low": "0.5000"})
    assert "fewer than 5 answered" in changed(SHOWN, whole | {"valid": "4"})
    assert "none of the method's classes" in changed(SHOWN, whole, requirements=replace(SMALL, pairs=False))


def test_ends_are_as_wide_as_is_promised() -> None:
    wide = replace(SMALL, end_width=2)
    rows = table_of(one_unit(positive=2), lambda *_: PAIR, wide)
    assert problems(rows, wide) == []
    assert "none of the method's classes" in "".join(problems(rows, SMALL))


def test_a_nation_of_several_municipalities_needs_more_answers() -> None:
    two = {
        (*spot[:1], municipality, *spot[2:]): n for spot, n in one_unit().items() for municipality in ("9001", "9002")
    }
    assert "learns what fewer than 20 answered" in "".join(problems(shown(two), Requirements()))
    assert "learns what fewer than 20 answered" not in "".join(problems(shown(one_unit()), Requirements()))


def test_a_unit_belongs_to_units_only() -> None:
    rows = shown(one_unit())
    rows[0]["unit"] = "norr"
    assert any("The unit does not go with the level" in each for each in problems(rows))


def test_rows_out_of_order_and_twice_are_found() -> None:
    rows = shown(one_unit())
    assert "The row stands twice" in problems([rows[0], *rows])[0]
    assert "results.csv, row 3: The row does not follow the one before it" in problems([rows[1], rows[0], *rows[2:]])[0]


def test_other_columns_are_refused() -> None:
    rows = shown(one_unit())
    del rows[1]["reason"]
    (told,) = problems(rows)
    assert told.startswith("results.csv, row 3: The columns are others than they should be")
    assert problems([])[0].startswith("results.csv: There are no results")

"""A row that is not as it should be is found, with what a reader learns from it."""

from dataclasses import replace

import pytest
from tests.attacks.made_up import EXACT, PAIR, SMALL, table_of
from tests.attacks.released import Row
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
        (SHOWN, "reason", "few", "A reason for withholding stands by a figure that is told"),
        (SHOWN, "valid", "9.0", "`9.0` is no count"),
        (SHOWN, "share", "0,5000", "`0,5000` is no share"),
        (SHOWN, "share", "", "A share is given of an interval, or lacks where it is known"),
        (SHOWN, "valid", "", "valid is missing"),
        (SHOWN, "valid", "4", "4 valid answers are told of: a reader learns what fewer than 5 answered"),
        (SHOWN, "municipality", "", "The municipality does not go with the level"),
        (SHOWN, "answered", "99", "99 answered of"),
        (SHOWN, "answered", "12", "13 valid answers on 12 sheets"),
        (SHOWN, "share_max", "0.9000", "6 of 13 is not 0.9000"),
        (SHOWN, "low", "0.9000", "The shares lie outside their interval of confidence"),
        (SHOWN, "answered", "", "How many answered is missing"),
        (WITHHELD, "offered", "9", "Offered is given for one gender"),
        (WITHHELD, "offered_min", "9", "Offered is given for one gender"),
        (SHOWN, "offered_min", "99", "The least that were offered stands beside their number, or is no more than"),
        (SHOWN, "offered_min", "9.5", "`9.5` is no count"),
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


LIMITS = {"low": "0.0000", "high": "1.0000"}


def told(least: int, most: int, valid: int = 17) -> Row:
    """What a row says that tells this interval."""
    limits = {"share_min": f"{least / valid:.4f}", "share_max": f"{most / valid:.4f}"}
    share = limits["share_min"] if least == most else ""
    numerators = {"positive_min": str(least), "positive_max": str(most), "share": share}
    return LIMITS | limits | numerators | {"status": "shown" if least == most else "bounded"}


@pytest.mark.parametrize("column", ["share", "share_min", "share_max"])
def test_a_share_is_that_of_its_numerator(column: str) -> None:
    assert "8 of 17 is not 0.4000" in changed(SHOWN, told(8, 8) | {column: "0.4000"})


@pytest.mark.parametrize(("least", "most"), [(least, most) for most in range(18) for least in range(most + 1)])
def test_an_interval_ends_and_begins_outside_the_ends_only(least: int, most: int) -> None:
    """Of 17 answers: 0 and 1 are told together, and so are 16 and 17."""
    is_outside = least in {0, *range(2, 17)} and most in {1, *range(2, 16), 17}
    assert ("learns what nearly everybody answered" in changed(SHOWN, told(least, most))) is not is_outside
    without_ends = replace(SMALL, end_width=0)
    assert "nearly everybody" not in changed(SHOWN, told(least, most), requirements=without_ends)


def test_an_interval_is_whole_and_stands_as_what_it_is() -> None:
    assert changed(SHOWN, told(6, 12)) == ""
    assert "positive_max is missing" in changed(SHOWN, told(6, 12) | {"positive_max": ""})
    assert "low is missing" in changed(SHOWN, told(6, 12) | {"low": ""})
    assert "A share is given of an interval" in changed(SHOWN, told(6, 12) | {"share": "0.4706"})
    assert "A row that is shown has the numerators 6 to 12" in changed(SHOWN, told(6, 12) | {"status": "shown"})
    assert "12 to 6 of 17 are no numbers" in changed(SHOWN, told(12, 6))
    assert "The shares lie outside" in changed(SHOWN, told(6, 12) | {"low": "0.5000"})
    assert "fewer than 5 answered" in changed(SHOWN, told(0, 4, 4) | {"valid": "4"})


def test_a_row_of_enough_answers_has_its_interval_unless_the_preset_may_withhold_it() -> None:
    rows = shown(one_unit(), lambda row: row.cell.gender != "M")
    assert problems(rows) == []
    assert "A row of enough answers has no interval" in problems(rows, replace(SMALL, may_withhold=False))[0]


def test_ends_are_as_wide_as_is_promised() -> None:
    wide = replace(SMALL, end_width=2)
    rows = table_of(one_unit(positive=2), lambda *_: PAIR, wide)
    assert problems(rows, wide) == []
    rows = table_of(one_unit(positive=2), lambda *_: EXACT, SMALL)
    assert "learns what nearly everybody answered" in "".join(problems(rows, wide))


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

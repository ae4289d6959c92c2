"""The attacks find what they are there for; otherwise what they do not find would say nothing."""

from dataclasses import replace

import msgspec
from tests.attacks.dates import by_dates
from tests.attacks.differencing import by_differencing
from tests.attacks.every_world import EveryWorld
from tests.attacks.linear import by_linear_programming
from tests.attacks.made_up import EXACT, HELD, QUESTIONS, RANGE, SMALL, bases_of, known_of, table_of
from tests.attacks.own_answer import by_own_answer
from tests.attacks.released import Files, Row
from tests.attacks.single_rows import by_rounding, by_unanimity
from tests.attacks.subtraction import by_subtraction
from tests.tycktill.builders import GROUPING

from tycktill.tables import MANIFEST, RESULTS, write_csv
from tycktill.terms import RESULT_COLUMNS, Gender

W, M, U = Gender.WOMAN, Gender.MAN, Gender.UNKNOWN
UNIT = ("ensam", "9001", "norr")
ANSWERED = {(*UNIT, W): (9, 4), (*UNIT, M): (8, 4), (*UNIT, U): (2, 1)}


def files_of(rows: list[Row]) -> Files:
    """The rows as a release."""
    policy = {name: getattr(SMALL, name) for name in ("preset", "threshold", "end_width", "nation_threshold")}
    given = {"families": GROUPING.families, "together": GROUPING.combined, "questions": QUESTIONS, "policy": policy}
    manifest = msgspec.json.encode(given)
    return {MANIFEST: manifest, RESULTS: write_csv(RESULT_COLUMNS, [list(row.values()) for row in rows])}


EVERYTHING = files_of(table_of(ANSWERED, lambda *_: EXACT))
ALL_TOGETHER = files_of(table_of(ANSWERED, lambda _, row: EXACT if row.cell.gender == "T" else RANGE))


def test_subtraction_finds_the_third_gender() -> None:
    assert "2024, helhet, ensam, 9001, norr, rest: 1 of 2 are positive" in by_subtraction(EVERYTHING)
    assert by_subtraction(ALL_TOGETHER) == []


def test_linear_programming_finds_it_too() -> None:
    assert "1 of 2 are positive" in by_linear_programming(EVERYTHING)[0]
    assert by_linear_programming(ALL_TOGETHER) == []
    assert by_linear_programming(ALL_TOGETHER, known_of(ANSWERED)) == []


def test_who_knows_who_answered_finds_more() -> None:
    """A unit of few that is empty for all the files tell."""
    answered = {(*UNIT, W): (9, 4), (*UNIT, M): (1, 1)}
    rows = table_of(answered, lambda _, row: EXACT if row.cell.level == "unit" else RANGE)
    assert by_linear_programming(files_of(rows), known_of(answered)) != []


def test_groups_that_answered_alike_are_seen() -> None:
    (row,) = [row for row in table_of(ANSWERED, lambda *_: EXACT) if row["level"] == "unit" and row["gender"] == "K"][
        :1
    ]
    alike = row | dict.fromkeys(("share", "share_min", "share_max"), f"{8 / 9:.4f}")
    alike |= dict.fromkeys(("positive_min", "positive_max"), "8")
    assert "8 of 9 are positive" in by_unanimity(files_of([alike]))[0]
    assert by_unanimity(EVERYTHING) == []


def test_an_interval_that_is_one_numbers_is_seen() -> None:
    answered = {(*UNIT, W): (9, 0)}
    rows = table_of(answered, lambda *_: EXACT)
    assert by_rounding(files_of(rows)) == []
    telling = [row | {"high": "0.2000"} for row in rows]
    assert "the interval tells the number within the class" in by_rounding(files_of(telling))[0]


def test_days_and_times_are_seen() -> None:
    assert by_dates(EVERYTHING) == []
    for text in (b"2024-10-01", b"kl 09:15", b"1727771234"):
        assert by_dates({"text.sv.md": text}) == [f"text.sv.md: {text.decode().split()[-1]}"]


def test_a_day_that_the_office_has_said_of_its_round_is_no_trace() -> None:
    manifest = b'{"facts": {"ifo": {"2024": {"first_day": "2024-09-01", "contact": "2024-10-01"}}}}'
    assert by_dates({"manifest.json": manifest}) == ["manifest.json: 2024-10-01"]
    assert by_dates({"manifest.json": b"{}", "readme.txt": b"2024-09-01"}) == ["readme.txt: 2024-09-01"]


def test_two_releases_tell_of_who_came_between() -> None:
    later = ANSWERED | {(*UNIT, W): (10, 4)}
    after = files_of(table_of(later, lambda *_: EXACT))
    assert any("+1 valid" in learned for learned in by_differencing(EVERYTHING, after))
    other = files_of(table_of(ANSWERED | {(*UNIT, W): (9, 5)}, lambda *_: EXACT))
    assert any("told in two ways" in learned for learned in by_differencing(EVERYTHING, other))
    assert by_differencing(EVERYTHING, EVERYTHING) == []


def test_a_lone_dissenter_learns_of_all_others_where_ends_are_one_wide() -> None:
    """One answer from the end is in the end's class, but who gave it knows that it is not the end itself."""
    answered = {(*UNIT, W): (7, 6)}
    bases = bases_of(answered)
    learned = {}
    for width in (1, 2):
        rows = table_of(answered, lambda *_: EXACT, replace(SMALL, end_width=width))
        every = EveryWorld(rows, bases, HELD)
        learned[width] = by_own_answer(every, every.names)
    assert learned == {1: {"9001-norr-ensam-K": "if other than positive: 6 of 6 others at 9001-norr-ensam-K"}, 2: {}}

"""The same answers twice are found in whatever order and under whatever name; chance is left alone."""

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tycktill.files.exports import COLUMNS, LABELS, answers, read, refusal
from tests.tycktill.files.spreadsheets import write_csv

from tycktill.files.repeats import NOTED, Answers, find_repeat, has_many_twins, has_twins_without_neighbours

ROWS = answers(60)
OTHERS = answers(60, seed=3, unit="Norr")
Rows = Sequence[Sequence[str]]


def shuffled(rows: Rows) -> Rows:
    mixed = list(rows)
    random.Random(5).shuffle(mixed)
    return mixed


def one_changed(rows: Rows) -> Rows:
    changed = [list(row) for row in rows]
    cell = changed[len(rows) // 2][-1]
    changed[len(rows) // 2][-1] = next(label for label in LABELS["helhet"] if label != cell)
    return changed


def called(rows: Rows, column: str, name: str) -> Rows:
    return [[name if title == column else cell for title, cell in zip(COLUMNS, row, strict=True)] for row in rows]


@pytest.mark.parametrize(
    ("again", "told"),
    [
        (shuffled(ROWS), "Every one of 120 rows has a twin that says the same: "),
        (shuffled(one_changed(ROWS)), "118 of 120 rows have a twin that says the same: "),
        (one_changed(ROWS), "The rows 62-91 repeat the rows from 2 on, in the same order. "),
        (called(ROWS, "unit", "Söder"), "in the same order, but for unit, round or municipality. "),
        (called(ROWS, "round", "2023"), "in the same order, but for unit, round or municipality. "),
        (shuffled(called(ROWS, "municipality", "Kiruna")), "a twin that says the same, but for unit, round or munici"),
    ],
)
def test_answers_that_come_again_are_refused(tmp_path: Path, again: Rows, told: str) -> None:
    assert told in refusal(write_csv(tmp_path / "svar.csv", [COLUMNS, *ROWS, *again]))


def test_a_total_of_all_units_is_found_by_its_answers_whatever_it_is_called(tmp_path: Path) -> None:
    rows = [*ROWS, *OTHERS]
    told = refusal(write_csv(tmp_path / "svar.csv", [COLUMNS, *rows, *called(rows, "unit", "Resultatet")]))
    assert told.startswith(": The rows 122-241 repeat the rows from 2 on")


@pytest.mark.parametrize(("first", "below"), [(6, 40), (5, 120), (7, 100), (7, 120), (20, 400)])
def test_a_block_that_chance_makes_less_than_once_in_a_million_files_is_refused(
    tmp_path: Path, first: int, below: int
) -> None:
    rows = answers(below)
    told = refusal(write_csv(tmp_path / "svar.csv", [COLUMNS, *rows, *rows[:first]]))
    last = below + 1 + first
    assert told.startswith(
        f": The rows {below + 2}-{last} repeat the rows from 2 on, in the same order. Take out those"
    )


@pytest.mark.parametrize(("first", "below"), [(5, 20), (5, 40), (4, 60), (4, 120)])
def test_a_shorter_block_is_told(tmp_path: Path, first: int, below: int) -> None:
    rows = answers(below)
    sheets, told = read(write_csv(tmp_path / "svar.csv", [COLUMNS, *rows, *rows[:first]]))
    assert sheets.height == below + first
    repeated = f"The rows {below + 2}-{below + 1 + first} repeat the rows from 2 on, in the same order"
    assert told == f"{repeated}: is something here twice?"


@pytest.mark.parametrize(("number", "of"), [(8, 40), (16, 40), (20, 100), (20, 120), (25, 120), (40, 200)])
def test_some_rows_again_in_another_order_are_told(tmp_path: Path, number: int, of: int) -> None:
    rows = answers(of)
    _, told = read(write_csv(tmp_path / "svar.csv", [COLUMNS, *rows, *shuffled(rows[-number:])]))
    assert told == f"{2 * number} of {of + number} rows have a twin, more than chance makes: is something here twice?"


@pytest.mark.parametrize("again", [shuffled(ROWS), shuffled(one_changed(ROWS))])
def test_of_twins_in_any_order_no_other_order_is_the_remedy(tmp_path: Path, again: Rows) -> None:
    told = refusal(write_csv(tmp_path / "svar.csv", [COLUMNS, *ROWS, *again]))
    assert told.endswith("Take out those that are here again.")


def of_one_mind(chance: np.random.Generator, questions: int) -> Answers:
    """Answers of people who are satisfied with all or with nothing, more or less, and often of a few kinds."""
    number, strength = int(chance.integers(10, 300)), chance.choice([0.5, 1, 2, 4])
    mind = chance.normal(size=(number, 1)) if chance.random() < 0.5 else chance.integers(-2, 3, (number, 1))
    leaning = strength * mind + chance.normal(size=(number, questions)) + chance.normal(size=(1, questions))
    said: Answers = np.digitize(leaning / np.sqrt(strength**2 + 1), [-1, 0, 1]).astype(np.int64)
    return said


def test_people_of_one_mind_are_rarely_taken_for_repetitions() -> None:
    chance, alarms = np.random.default_rng(7), 0
    for _ in range(1000):
        said = of_one_mind(chance, int(chance.choice([3, 5, 7, 11])))
        hashes = (said @ (10 ** np.arange(said.shape[1]))).astype(np.uint64)
        assert find_repeat(hashes) is None
        assert find_repeat(np.sort(hashes), chance=NOTED) is None
        block = find_repeat(hashes, chance=NOTED)
        alarms += has_twins_without_neighbours(said) or (block is not None and block.earlier is not None)
    assert alarms <= 3


def test_a_part_in_another_order_is_told(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "svar.csv", [COLUMNS, *ROWS, *OTHERS, *shuffled(ROWS)])
    sheets, told = read(path)
    assert sheets.height == 180
    assert told == "120 of 180 rows have a twin, more than chance makes: is something here twice?"


@settings(deadline=None, max_examples=200)
@given(
    seed=st.integers(0, 1 << 32),
    number=st.integers(1, 400),
    questions=st.sampled_from([1, 2, 4, 7]),
    agreement=st.sampled_from([0.3, 0.6, 0.9, 0.97]),
)
def test_units_that_are_sorted_by_their_answers_are_no_repetition(
    seed: int, number: int, questions: int, agreement: float
) -> None:
    chance = np.random.default_rng(seed)
    options = chance.choice(5, size=(number, questions), p=[agreement, *[(1 - agreement) / 4] * 4])
    said = options.astype(np.uint64) @ (10 ** np.arange(questions)).astype(np.uint64)
    units = chance.integers(0, 4, number)
    assert find_repeat(said[np.lexsort((said, units))], may_be_sorted=True) is None


def test_chance_makes_many_twins_less_than_once_in_a_thousand_files() -> None:
    chance = np.random.default_rng(11)
    alarms = 0
    for _ in range(2000):
        agreement = chance.choice([0.3, 0.6, 0.9])
        options = chance.choice(5, size=(chance.integers(5, 300), 5), p=[agreement, *[(1 - agreement) / 4] * 4])
        alarms += has_many_twins(options.astype(np.uint64) @ (10 ** np.arange(5)).astype(np.uint64))
    assert alarms <= 4

"""A release is a function of numbers and told intervals alone: of no order, process, thread, limit or size."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from os import environ

import numpy as np
import pytest
from tests.tycktill.disclosure.every_world.engine import Engine
from tests.tycktill.disclosure.every_world.fitting import extreme_worlds, fits
from tests.tycktill.disclosure.every_world.flatness import examine, release_of
from tests.tycktill.disclosure.every_world.shapes import GROUPING, POLICY, SHAPES, made_up
from tests.tycktill.disclosure.every_world.tables import Base, Numbers, Row, table_of

from tycktill.disclosure.search import search as searching

ENGINE = Engine(GROUPING, POLICY)

_ELSEWHERE = """
from tests.tycktill.disclosure.every_world.flatness import release_of
from tests.tycktill.disclosure.test_same_everywhere import ENGINE, made_up
print(release_of(ENGINE(*made_up(1, municipalities=3))))
"""


def turned(numbers: Numbers) -> Numbers:
    """The same numbers, written down in another order."""
    return dict(reversed(list(numbers.items())))


def test_another_process_gives_the_same_release() -> None:
    own = repr(release_of(ENGINE(*made_up(1, municipalities=3))))
    for seed in ("1", "2"):
        command = [sys.executable, "-c", _ELSEWHERE]
        run = subprocess.run(
            command, env=environ | {"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        )
        assert run.stdout.strip() == own


def test_another_order_of_rows_gives_the_same_release() -> None:
    valid, positive = made_up(2, municipalities=3)
    assert ENGINE(turned(valid), turned(positive)) == ENGINE(valid, positive)


def test_threads_beside_each_other_give_the_same_releases() -> None:
    nations = [made_up(seed) for seed in range(6)]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda nation: ENGINE(*nation), nations)) == [ENGINE(*nation) for nation in nations]


@pytest.mark.parametrize("limits", [(0, 0, 0), (1, 0, 1), (1, 1, 4)], ids=str)
def test_a_search_that_gives_up_does_so_for_all_that_fits(
    limits: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "LIMITS", limits)
    for shape in SHAPES[:8]:
        assert not examine(ENGINE, shape.worlds(), most=18).faults
    valid, positive = made_up(1)
    told = ENGINE(valid, positive)
    for other in extreme_worlds(table_of(valid, GROUPING, POLICY), told, number=4, random=np.random.default_rng(1)):
        assert release_of(ENGINE(valid, other)) == release_of(told)


def test_cells_of_very_many_answers_are_told_truly() -> None:
    many = 120_000  # more than 16 bits hold, and enough for shares of four decimals to look alike
    places = [
        Base("9001", "norr", "a", "K"),
        Base("9001", "norr", "a", "M"),
        Base("9001", "syd", "a", "K"),
        Base("9002", "norr", "b", "M"),
    ]
    valid = dict(zip(places, (many, many + 1, 3, 6), strict=True))
    positive = dict(zip(places, (many - 7, many // 3, 3, 5), strict=True))
    table, told = table_of(valid, GROUPING, POLICY), ENGINE(valid, positive)
    assert fits(table, told, positive)
    assert told[Row("municipality", "9001", "", "a", "T")] == (many - 7 + many // 3 + 3,) * 2
    others = list(extreme_worlds(table, told, number=4, random=np.random.default_rng(1)))
    assert others
    assert all(release_of(ENGINE(valid, other)) == release_of(told) for other in others)


def test_base_cells_without_answers_are_nobody() -> None:
    valid, positive = made_up(3)
    empty = {Base("9001", "tom", "a", "K"): 0, Base("9009", "tom", "b", "rest"): 0}
    assert ENGINE({**valid, **empty}, {**positive, **empty}) == ENGINE(valid, positive)


def test_a_nation_of_one_municipality_is_that_municipality() -> None:
    told = ENGINE(*made_up(4))
    national = [row for row in told if row.level == "nation"]
    assert national
    for row in national:
        assert told[row] == told[row._replace(level="municipality", municipality="9001")]

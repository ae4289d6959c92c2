"""The same figures as R gives; each table in `recorded/` stands beside the R code that made it."""

import csv
from itertools import groupby
from math import isclose
from pathlib import Path

import pytest
from bench.calibration import against_rest
from tests.tycktill.statistics.shares import against_reference, exact

from tycktill.statistics import (
    RoundShare,
    change_p_value,
    q_values,
    trend_test,
)

Row = dict[str, float]


def recorded(name: str) -> list[Row]:
    """The rows of a table that R made."""
    with (Path(__file__).parent / "recorded" / f"{name}.csv").open(encoding="utf-8") as file:
        return [{column: float(value) for column, value in row.items()} for row in csv.DictReader(file)]


def close(ours: float, theirs: float, tolerance: float = 1e-9) -> bool:
    """Whether two figures agree to so many decimals."""
    return isclose(ours, theirs, rel_tol=tolerance, abs_tol=1e-12)


@pytest.mark.parametrize("row", recorded("against_rest"))
def test_against_the_rest(row: Row) -> None:
    own = exact(int(row["positive"]), int(row["valid"]))
    assert close(against_rest(own, exact(int(row["positives"]), int(row["everybody"]))), row["p"])


@pytest.mark.parametrize("row", recorded("change"))
def test_change(row: Row) -> None:
    before = exact(int(row["before"]), int(row["before_valid"]))
    p = change_p_value(before, exact(int(row["now"]), int(row["now_valid"])))
    assert close(p, row["p"])
    assert p < row["fisher"]


@pytest.mark.parametrize("row", recorded("against_reference"))
def test_against_a_reference(row: Row) -> None:
    assert close(against_reference(exact(int(row["positive"]), int(row["valid"])), row["share"]), row["p"])


def test_q_values() -> None:
    rows = recorded("q_values")
    ours = q_values([row["p"] for row in rows])
    assert all(close(q, row["q"]) for q, row in zip(ours, rows, strict=True))


def test_trend() -> None:
    for _, series in groupby(recorded("trend"), key=lambda row: row["series"]):
        rows = list(series)
        points = [RoundShare(row["time"], exact(int(row["positive"]), int(row["valid"]))) for row in rows]
        assert close(trend_test([points]).p_value, rows[0]["p"])

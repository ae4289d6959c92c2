"""Rounds are one after the other by the days when they were answered; by their names only where these sort in time."""

import pytest
from tests.tycktill.improvement.made_up import TARGET, manifest, nation, rows

from tycktill.improvement import History, Released
from tycktill.terms import Refused


def round_of(label: str, opened: str | None = None) -> Released:
    return Released(label, manifest(), rows(label, nation(label, (60, 27, 27))), opened)


def test_by_their_first_days_where_these_are_known() -> None:
    known = History([round_of("2025-host", "2025-09-01"), round_of("2025-var", "2025-02-01"), round_of("2024")])
    assert known.rounds == ["2024", "2025-var", "2025-host"]
    after, before = known.after("2025-var", TARGET), known.before("2025-host", TARGET)
    assert after is not None
    assert before is not None
    assert (after.round, before.round) == ("2025-host", "2025-var")
    assert known.after("2025-host", TARGET) is None


def test_by_their_numbers_where_the_days_are_not_known() -> None:
    assert History([round_of("2025-2"), round_of("2025-1"), round_of("2024")]).rounds == ["2024", "2025-1", "2025-2"]


@pytest.mark.parametrize("labels", [("2025-var", "2025-host"), ("2025", "2025-host"), ("2025-9", "2025-10")])
def test_two_of_a_year_of_which_nobody_knows_are_refused(labels: tuple[str, str]) -> None:
    with pytest.raises(Refused, match="Nobody can tell which"):
        History([round_of(each) for each in labels])


def test_one_day_of_two_is_not_enough() -> None:
    with pytest.raises(Refused, match="first_day"):
        History([round_of("2025-var", "2025-02-01"), round_of("2025-host")])

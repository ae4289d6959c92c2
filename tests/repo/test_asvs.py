"""The page that holds the service against ASVS leaves nothing out, counts right, and names what there is."""

import re
from collections import Counter

import pytest
from tests.repo.repository import ROOT

PAGE = (ROOT / "docs/operate/asvs.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| ([^|]+) \| \**([a-z ]+?)\** \| ([^|]+) \|$", re.MULTILINE)
SUMMARY = re.compile(r"^\| ([12]) \| (\d+) \| (\d+) \| (\d+) \|$", re.MULTILINE)
NAMED = re.compile(r"`((?:src|tests|deploy|requirements)/[^`]+|pyproject\.toml)`")
VERDICTS = ("held", "not held", "not applicable")
ALL = {1: 70, 2: 183}
"""How many requirements the standard has of each level."""


def test_every_requirement_of_both_levels_has_one_line() -> None:
    rows = ROW.findall(PAGE)
    assert len({number for number, *_ in rows}) == len(rows) == sum(ALL.values())
    assert Counter(int(level) for _, level, *_ in rows) == ALL


def test_what_is_held_is_counted_right() -> None:
    counted = Counter((level, verdict) for _, level, _, verdict, _ in ROW.findall(PAGE))
    assert {verdict for _, verdict in counted} == set(VERDICTS)
    said = {level: [int(number) for number in numbers] for level, *numbers in SUMMARY.findall(PAGE)}
    assert said == {level: [counted[level, verdict] for verdict in VERDICTS] for level in ("1", "2")}


@pytest.mark.parametrize("named", sorted(set(NAMED.findall(PAGE))))
def test_what_is_named_is_there(named: str) -> None:
    assert (ROOT / named).exists()


def test_whatever_is_not_held_says_what_is_so_instead() -> None:
    reasons = [where for *_, verdict, where in ROW.findall(PAGE) if verdict == "not held"]
    assert reasons
    assert all(len(reason) > 5 for reason in reasons)

"""What the manual says of statistics is what the code does."""

import doctest
import re
from pathlib import Path

import tycktill.statistics as room

PAGE = Path(__file__).parents[3] / "docs/method/statistics.md"
SECTION = re.compile(r"^## \d+\. (?P<title>.+)$", re.MULTILINE)
WITHOUT_EXAMPLE = {"How often it is right"}


def test_every_example_gives_what_it_says() -> None:
    failed, tried = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert (failed, tried > 20) == (0, True)


def test_every_rule_has_an_example() -> None:
    parts = SECTION.split(PAGE.read_text(encoding="utf-8"))[1:]
    titles = dict(zip(parts[::2], parts[1::2], strict=True))
    assert {title for title, text in titles.items() if ">>>" not in text} == WITHOUT_EXAMPLE


def test_every_function_of_the_room_is_in_an_example() -> None:
    """But for the limits that intervals are made of, and what rounds."""
    elsewhere = {"round_half_away", "wilson_limits", "q_values"}
    functions = {name for name in room.__all__ if name.islower()}
    used = set(re.findall(r"\b[a-z_]+(?=\()", PAGE.read_text(encoding="utf-8")))
    assert functions - used == elsewhere

"""What the manual says of disclosure control is what the code does."""

import doctest
import re
from pathlib import Path

from tycktill.disclosure import PRESETS

PAGE = Path(__file__).parents[3] / "docs/method/disclosure.md"
SECTION = re.compile(r"^## \d+\. (?P<title>.+)$", re.MULTILINE)
WITHOUT_EXAMPLE = {"What an attacker is taken to know", "What this does not do", "What is kept"}
ROWS = {
    "fewest valid answers": "threshold",
    "fewest for a row of the nation": "nation_threshold",
    "end width": "end_width",
    "widest interval": "widest",
    "certainty": "certainty",
}


def text() -> str:
    """The page."""
    return PAGE.read_text(encoding="utf-8")


def test_every_example_gives_what_it_says() -> None:
    failed, tried = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert (failed, tried > 25) == (0, True)


def test_every_part_has_an_example() -> None:
    parts = SECTION.split(text())[1:]
    titles = dict(zip(parts[::2], parts[1::2], strict=True))
    assert {title for title, part in titles.items() if ">>>" not in part} == WITHOUT_EXAMPLE


def test_the_presets_are_as_in_the_table() -> None:
    lines = [[each.strip() for each in line.split("|")[1:-1]] for line in text().splitlines() if line.startswith("| ")]
    (names,) = [line[1:] for line in lines if line[0] == "policy"]
    assert {name.strip("`") for name in names} == set(PRESETS)
    for begins, field in ROWS.items():
        (told,) = [line[1:] for line in lines if line[0].startswith(begins)]
        assert told == [str(getattr(PRESETS[name.strip("`")], field)) for name in names]


def test_every_rule_that_is_referred_to_is_there() -> None:
    parts = re.split(r"^## (\d+)\. ", text(), flags=re.MULTILINE)[1:]
    rules = {
        f"{number}.{rule}"
        for number, part in zip(parts[::2], parts[1::2], strict=True)
        for rule in re.findall(r"^(\d+)\. ", part, re.MULTILINE)
    }
    assert set(re.findall(r"[Rr]ule (\d+\.\d+)", text())) <= rules

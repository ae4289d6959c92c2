"""Every rule of the method that code cites, as `(disclosure 6.3)`, exists: section and numbered rule of a page."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.repo.repository import ROOT, files

PAGES = ROOT / "docs/method"
CITATION = re.compile(
    r"\b(?P<page>[a-z]+) (?P<rules>\d+(?:\.\d+)?(?:, \d+(?:\.\d+)?)*)(?=[),:; ]|\.\s|$)", re.MULTILINE
)
SECTION = re.compile(r"^## (\d+)\. ", re.MULTILINE)
RULE = re.compile(r"^(\d+)\. ", re.MULTILINE)

ALL_CITED: Mapping[str, Sequence[str]] = {"disclosure": ["6"]}
"""By page the sections each rule of which some code must cite: those that describe an algorithm."""


def rules_of(text: str) -> set[str]:
    """A page's sections and their numbered rules: `6` and `6.3`."""
    parts = SECTION.split(text)[1:]
    sections = dict(zip(parts[::2], parts[1::2], strict=True))
    return set(sections) | {f"{section}.{rule}" for section, part in sections.items() for rule in RULE.findall(part)}


def pages() -> Mapping[str, set[str]]:
    """The rules of each page of the method."""
    return {path.stem: rules_of(path.read_text("utf-8")) for path in PAGES.glob("*.md") if "." not in path.stem}


def citations(text: str, known: Mapping[str, set[str]]) -> set[tuple[str, str]]:
    """The rules that a text cites: a page's name, then numbers, in parentheses."""
    inside = " ".join(" ".join(re.findall(r"\(([^()]*)\)", text)).split())
    found = [each for each in CITATION.finditer(inside) if each["page"] in known]
    return {(each["page"], rule) for each in found for rule in each["rules"].split(", ")}


def cited() -> Mapping[Path, set[tuple[str, str]]]:
    """What each file of code cites."""
    known = pages()
    found = {path: citations((ROOT / path).read_text("utf-8"), known) for path in files() if path.suffix == ".py"}
    return {path: rules for path, rules in found.items() if rules and path.parts[0] == "src"}


def uncited(page: str, section: str, rules: set[str], found: set[tuple[str, str]]) -> set[str]:
    """The rules of a section that nothing cites."""
    return {rule for rule in rules if rule.startswith(f"{section}.")} - {rule for of, rule in found if of == page}


def test_every_cited_rule_exists() -> None:
    known = pages()
    missing = {
        str(path): sorted(f"{page} {rule}" for page, rule in rules if rule not in known[page])
        for path, rules in cited().items()
    }
    assert cited()
    assert not {path: rules for path, rules in missing.items() if rules}


def test_every_rule_of_an_algorithm_is_cited() -> None:
    known, found = pages(), set().union(*cited().values())
    for page, sections in ALL_CITED.items():
        for section in sections:
            assert not uncited(page, section, known[page], found)


def test_rules_and_citations_are_read() -> None:
    rules = rules_of("# A\n## 1. One\n1. a\n2. b\n## 2. Two\ntext\n1. c\n")
    assert rules == {"1", "1.1", "1.2", "2", "2.1"}
    found = citations(
        "as (disclosure 1.2), and (see disclosure 2, 3.1) but not disclosure 3 or (page 4)", {"disclosure": rules}
    )
    assert found == {("disclosure", "1.2"), ("disclosure", "2"), ("disclosure", "3.1")}
    assert uncited("disclosure", "1", rules, found) == {"1.1"}

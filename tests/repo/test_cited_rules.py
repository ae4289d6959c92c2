"""Every rule of the method that code cites, as `(disclosure 6.3)`, exists and has its anchor, `#rule-6-3`.

A rule is a numbered item of a numbered section, or of a page that has one list of them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.repo.repository import ROOT, files

PAGES = ROOT / "docs/method"
CITATION = re.compile(
    r"\b(?P<page>[a-z]+) (?P<rules>\d+(?:\.\d+)?(?:, \d+(?:\.\d+)?)*)(?=[),:; ]|\.\s|$)", re.MULTILINE
)
SECTION = re.compile(r"^## (\d+)\. ", re.MULTILINE)
RULE = re.compile(r"^(\d+)\. (?:<a id=\"rule-([\d-]+)\"></a>)?", re.MULTILINE)
LINK = re.compile(r"\[([^\]]*)\]\([^)\s]*#rule-([\d-]+)\)")

ALL_CITED: Mapping[str, Sequence[str]] = {"disclosure": ["6"]}
"""By page the sections each rule of which some code must cite: those that describe an algorithm."""


def anchored(text: str) -> Iterator[tuple[str, str]]:
    """Each rule of a page, and the one that its anchor names: none where it has no anchor."""
    parts = SECTION.split(text)[1:]
    for section, part in zip(parts[::2], parts[1::2], strict=True):
        yield from ((f"{section}.{rule}", anchor.replace("-", ".")) for rule, anchor in RULE.findall(part))
    numbers = [] if parts else RULE.findall(text)
    if len({rule for rule, _ in numbers}) == len(numbers):
        yield from numbers


def rules_of(text: str) -> set[str]:
    """A page's sections and their numbered rules: `6` and `6.3`."""
    return set(SECTION.findall(text)) | {rule for rule, _ in anchored(text)}


def misleading(text: str) -> list[str]:
    """Links to a rule whose words name another."""
    named = [(words, re.findall(r"\d[\d.]*", words), anchor.replace("-", ".")) for words, anchor in LINK.findall(text)]
    return [words for words, numbers, anchor in named if numbers and numbers[-1] != anchor]


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


def test_every_rule_has_its_anchor() -> None:
    texts = {path.stem: path.read_text("utf-8") for path in PAGES.glob("*.md") if "." not in path.stem}
    rules = {page: list(anchored(text)) for page, text in texts.items()}
    assert ("6.4", "6.4") in rules["disclosure"]
    assert ("5", "5") in rules["counting"]
    assert not [f"{page} {rule}" for page, found in rules.items() for rule, anchor in found if rule != anchor]
    assert all(len(set(found)) == len(found) for found in rules.values())


def test_a_link_to_a_rule_names_that_rule() -> None:
    texts = {path: (ROOT / path).read_text("utf-8") for path in files() if path.suffix == ".md"}
    assert not [f"{path}: {words}" for path, text in texts.items() for words in misleading(text)]


def test_rules_without_their_anchor_are_seen() -> None:
    text = '## 1. One\n1. <a id="rule-1-1"></a>a\n2. b\n3. <a id="rule-1-2"></a>c\n'
    assert list(anchored(text)) == [("1.1", "1.1"), ("1.2", ""), ("1.3", "1.2")]
    assert list(anchored('1. <a id="rule-1"></a>a\n2. b\n')) == [("1", "1"), ("2", "")]
    assert list(anchored("1. a\n\nand\n\n1. b\n")) == [], "two lists are no rules"
    assert misleading("[rule 1.2](#rule-1-2), [why](b.md#rule-1-1), [rule 1.3](b.md#rule-1-1)") == ["rule 1.3"]


def test_rules_and_citations_are_read() -> None:
    rules = rules_of("# A\n## 1. One\n1. a\n2. b\n## 2. Two\ntext\n1. c\n")
    assert rules == {"1", "1.1", "1.2", "2", "2.1"}
    found = citations(
        "as (disclosure 1.2), and (see disclosure 2, 3.1) but not disclosure 3 or (page 4)", {"disclosure": rules}
    )
    assert found == {("disclosure", "1.2"), ("disclosure", "2"), ("disclosure", "3.1")}
    assert uncited("disclosure", "1", rules, found) == {"1.1"}

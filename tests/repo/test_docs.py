"""The manual hangs together: every page can be reached, no link is dead, every named command exists."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.attacks.recording import remember_folder
from tests.repo.repository import ROOT, files

LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
SCRIPT = re.compile(r"\bscripts/(?P<name>[a-z]+)")
COMMAND = re.compile(r"(?:^|[`\s/])tycktill (?P<name>[a-z]+)", re.MULTILINE)
PLACES = {"docs", "examples", "README.md", "CHANGELOG.md", "CONTRIBUTING.md"}
HEADINGS = ["## Context", "## Decision", "## Consequences"]


def links(page: Path, *, root: Path) -> Iterator[tuple[str, Path, str]]:
    """A page's links within the repository: as written, where they lead and the anchor there."""
    text = FENCE.sub("", (root / page).read_text(encoding="utf-8"))
    for match in LINK.finditer(text):
        target = match["target"]
        if "://" not in target and not target.startswith("mailto:"):
            place, _, anchor = target.partition("#")
            yield target, (root / page.parent / place).resolve() if place else root / page, anchor


def anchors(page: Path) -> set[str]:
    """What can be linked to within a page."""
    text = page.read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    written = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    return written | set(re.findall(r'<a id="([\w-]+)"></a>', text))


def dead_links(page: Path, *, root: Path) -> list[str]:
    """Links that lead nowhere."""
    return [
        f"{page}: {written}"
        for written, target, anchor in links(page, root=root)
        if not target.exists() or (anchor and anchor not in anchors(target))
    ]


def reachable(start: Path, *, root: Path) -> set[Path]:
    """All pages that one can click to; a link to a folder shows its README, or the pages in it."""
    seen, waiting = set(), [start]
    while waiting:
        page = waiting.pop()
        if page in seen:
            continue
        seen.add(page)
        for _, target, _ in links(page, root=root):
            found = sorted(target.glob("*.md")) if target.is_dir() else [target]
            waiting += [path.relative_to(root) for path in found if path.suffix == ".md" and path.exists()]
    return seen


def examples(text: str) -> list[tuple[list[str], str]]:
    """Calls of the command in a page's console, as words, and what the page says that they print."""
    consoles = re.findall(r"^```console\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    steps = [step.partition("\n") for console in consoles for step in console.split("$ ")]
    return [(line.split()[1:], said) for line, _, said in steps if line.startswith(".venv/bin/tycktill ")]


def faults_of_decision(text: str) -> Iterator[str]:
    """What a decision record lacks."""
    if text.count("\n") >= 40:
        yield "has 40 lines or more"
    if not re.search(r"^\*\*Status\*\*: (accepted|superseded by \[.+\]\(.+\)), \d{4}-\d\d-\d\d$", text, re.MULTILINE):
        yield "does not say its status and day"
    if re.findall(r"^## .+$", text, re.MULTILINE) != HEADINGS:
        yield f"does not have just {', '.join(HEADINGS)}"


def pages() -> list[Path]:
    """All pages of the manual."""
    return [path for path in files() if path.suffix == ".md" and path.parts[0] in PLACES]


def test_no_link_is_dead() -> None:
    assert not [fault for page in pages() for fault in dead_links(page, root=ROOT)]


def test_every_page_can_be_reached_from_the_readme() -> None:
    assert set(pages()) <= reachable(Path("README.md"), root=ROOT)


def test_every_script_that_is_named_exists() -> None:
    named = {match["name"] for page in pages() for match in SCRIPT.finditer((ROOT / page).read_text("utf-8"))}
    assert named
    assert not {name for name in named if not (ROOT / "scripts" / name).exists()}


def test_every_command_that_is_named_exists() -> None:
    named = {match["name"] for page in pages() for match in COMMAND.finditer((ROOT / page).read_text("utf-8"))}
    assert {"demo", "tabulate", "verify"} <= named
    program = Path(sys.executable).with_name("tycktill")
    done = subprocess.run([program, "--help"], capture_output=True, text=True, check=True)
    assert named <= set(re.findall(r"^    ([a-z]+)", done.stdout, re.MULTILINE))


def test_the_examples_of_the_readme_say_what_the_command_says(tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    shown = examples((ROOT / "README.md").read_text("utf-8"))
    assert len(shown) == 2
    for command, said in shown:
        program = Path(sys.executable).with_name("tycktill")
        done = subprocess.run(
            [program, *command], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=True
        )
        assert done.stdout == said
    remember_folder(tmp_path / "lulea")


def test_decisions_are_short_and_whole() -> None:
    records = sorted((ROOT / "docs/decisions").glob("*.md"))
    faults = {path.name: list(faults_of_decision(path.read_text("utf-8"))) for path in records}
    assert not {name: found for name, found in faults.items() if found}
    assert [path.name[:5] for path in records] == [f"{number:04}-" for number in range(1, len(records) + 1)]


def test_the_changelog_has_room_for_what_comes_next() -> None:
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert headings[0] == "Unreleased"


def test_a_dead_link_is_seen(tmp_path: Path) -> None:
    text = "# A\n[b](b.md) [c](b.md#there) [f](b.md#rule-1) [d](b.md#gone) [e](e.md)\n"
    (tmp_path / "README.md").write_text(text, encoding="utf-8")
    (tmp_path / "b.md").write_text('## There\n[back](README.md#a)\n1. <a id="rule-1"></a>One.\n', encoding="utf-8")
    (tmp_path / "alone.md").write_text("nobody links here\n", encoding="utf-8")
    assert dead_links(Path("README.md"), root=tmp_path) == ["README.md: b.md#gone", "README.md: e.md"]
    assert reachable(Path("README.md"), root=tmp_path) == {Path("README.md"), Path("b.md")}


@pytest.mark.parametrize(
    "text",
    [
        "\n" * 40,
        "# 1. X\n\n## Context\n## Decision\n## Consequences\n",
        "**Status**: accepted, 2026-11-23\n## Context\n",
    ],
)
def test_a_poor_decision_is_seen(text: str) -> None:
    assert list(faults_of_decision(text))


def test_an_example_is_read() -> None:
    text = "```console\n$ scripts/setup\n$ .venv/bin/tycktill verify x\nall\nwell\n```\n"
    assert examples(text) == [(["verify", "x"], "all\nwell\n")]

"""Every package and module says what it knows, under a name that says it too."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.repo.repository import python

BANNED = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "data", "info", "handler", "core"}

FILE_OR_COMMAND = re.compile(r"`|[a-z]+\.[a-z]+\b")


def faults_of_opening(tree: ast.Module) -> Iterator[str]:
    """What is wrong with a module's first words: there must be one sentence on the first line."""
    said = ast.get_docstring(tree)
    if said is None:
        yield "opens without a sentence"
        return
    first, _, rest = said.partition("\n")
    if not (first[0].isupper() or FILE_OR_COMMAND.match(first)) or first[-1] not in ".:?":
        yield f"opens with no sentence: {first!r}"
    if rest and rest[0] != "\n":
        yield "opens with more than a line: leave an empty line after the first sentence"


def faults_of_package(tree: ast.Module) -> Iterator[str]:
    """A package's opening is one sentence; more may stand below an empty line."""
    opening = (ast.get_docstring(tree) or "").partition("\n")[0]
    if ". " in opening:
        yield f"is opened by more than one sentence: {opening!r}"


def banned_name(path: Path) -> str | None:
    """The part of a path that says nothing, if there is one."""
    return next((part for part in (*path.parent.parts, path.stem) if part in BANNED), None)


def test_every_module_opens_with_a_sentence() -> None:
    written = [(path, tree) for path, tree in python() if tree.body]
    assert not [f"{path} {fault}" for path, tree in written for fault in faults_of_opening(tree)]


def test_every_package_opens_with_one_sentence() -> None:
    packages = [(path, tree) for path, tree in python("src/") if path.name == "__init__.py"]
    assert len(packages) > 20
    openings = [
        f"{path} {fault}"
        for path, tree in packages
        for check in (faults_of_opening, faults_of_package)
        for fault in check(tree)
    ]
    assert not openings


def test_every_package_of_the_source_has_an_opening() -> None:
    folders = {path.parent for path, _ in python("src/")}
    assert not [folder for folder in folders if not (folder / "__init__.py").exists()]


def test_names_say_what_is_inside() -> None:
    assert not {str(path): name for path, _ in python() if (name := banned_name(path))}


@pytest.mark.parametrize(
    "opening",
    ["", "x = 1", '"""lower case."""', '"""No full stop"""', '"""A sentence\nover two lines."""'],
)
def test_a_poor_opening_is_seen(opening: str) -> None:
    assert list(faults_of_opening(ast.parse(opening)))


def test_a_second_sentence_of_a_package_is_seen() -> None:
    assert list(faults_of_package(ast.parse('"""One. Two."""')))
    assert not list(faults_of_package(ast.parse('"""Knows one thing; knows nothing of another."""')))


def test_a_name_that_says_nothing_is_seen() -> None:
    assert banned_name(Path("src/tycktill/utils.py")) == "utils"
    assert banned_name(Path("src/common/answers.py")) == "common"
    assert banned_name(Path("src/tycktill/answers/sheet.py")) is None

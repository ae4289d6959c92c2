"""Every option stands in the documents, and what `tabulate` can be told a notebook can tell too."""

import argparse
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

import tycktill
from tycktill.files import KINDS
from tycktill_cli.command import make_parser

DOCS = Path("docs")
PAGES = [Path("README.md"), *DOCS.glob("method/*.md"), *DOCS.glob("operate/*.md"), Path("CONTRIBUTING.md")]
OTHERWISE_IN_A_NOTEBOOK = {"help", "out", "faults"}
"""A release is handed on, or written where `write_release` is told; all faults are in the exception."""


def commands(parser: argparse.ArgumentParser, name: str = "tycktill") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    yield name, parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for part, below in action.choices.items():
                yield from commands(below, f"{name} {part}")


COMMANDS = dict(commands(make_parser()))


def options(command: str) -> set[str]:
    return {option for action in COMMANDS[command]._actions for option in action.option_strings if option[:2] == "--"}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_stands_in_the_documents(command: str) -> None:
    written = "\n".join(page.read_text("utf-8") for page in PAGES)
    assert {option for option in options(command) - {"--help", "--version"} if option not in written} == set()


def test_every_option_of_tabulating_stands_on_its_page_twice_in_the_usage_and_explained() -> None:
    _, usage, text = (DOCS / "method/input.md").read_text("utf-8").split("\n\n", 2)
    for option in options("tycktill tabulate") - {"--help"}:
        assert option in usage
        assert f"`{option}" in text, option


def test_a_notebook_can_tell_what_the_command_can() -> None:
    ways = (tycktill.read_answers, tycktill.tabulate, tycktill.write_release)
    parameters = {name for way in ways for name in inspect.signature(way).parameters}
    told = {action.dest for action in COMMANDS["tycktill tabulate"]._actions}
    assert told - parameters == OTHERWISE_IN_A_NOTEBOOK
    verified = set(inspect.signature(tycktill.verify).parameters)
    assert {action.dest for action in COMMANDS["tycktill verify"]._actions} - verified == {"help", "folder"}


def test_the_kinds_of_files_are_told_as_they_are_read(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        make_parser().parse_args(["tabulate", "--help"])
    shown, page = capsys.readouterr().out, (DOCS / "method/input.md").read_text("utf-8")
    assert all(kind in shown and f"`{kind}`" in page for kind in KINDS)


def test_the_page_for_notebooks_tells_each_function_with_all_that_it_takes() -> None:
    page = (DOCS / "method/python.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    for name in (each for each in tycktill.__all__ if inspect.isfunction(getattr(tycktill, each))):
        row = next(line for line in rows if f"`{name}(" in line)
        for parameter in inspect.signature(getattr(tycktill, name)).parameters:
            assert parameter in row.replace("`", ""), (name, parameter)

"""Nothing grows so large that nobody reads it: budgets of lines for files and functions."""

import ast
from collections.abc import Iterator

from tests.repo.repository import python, texts

FUNCTION, FILE, TEST_FILE = 40, 300, 400


def long_functions(tree: ast.Module) -> Iterator[str]:
    """Functions over budget, docstring and inner functions counted."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or 0) - node.lineno + 1
            if lines > FUNCTION:
                yield f"{node.name} has {lines} lines"


def budget(path: str) -> int:
    """How many lines a file may have."""
    return TEST_FILE if path.startswith("tests/") else FILE


def test_functions_stay_within_budget() -> None:
    assert not [f"{path}: {fault}" for path, tree in python() for fault in long_functions(tree)]


def test_files_stay_within_budget() -> None:
    lengths = {path.as_posix(): text.count("\n") for path, text in texts(".py", ".js", ".html", ".css", ".sh")}
    assert not {path: length for path, length in lengths.items() if length > budget(path)}


def test_a_long_function_is_seen() -> None:
    body = "".join(f"    x = {n}\n" for n in range(FUNCTION))
    assert list(long_functions(ast.parse(f"class C:\n  def short(): ...\ndef long():\n{body}"))) == [
        f"long has {FUNCTION + 1} lines"
    ]


def test_tests_may_be_longer_than_code() -> None:
    assert budget("tests/repo/test_sizes.py") > budget("src/tycktill/__init__.py")

"""A function of a module is named by two words or three: a bare `_row` or `_own` says nothing without its file.

A view called as what it shows is taken for what reads or writes that.
"""

import ast
import re
from collections.abc import Iterator

from tests.repo.repository import python

MIRRORED = "src/tycktill/disclosure/search/"
"""The search has the names of `core.c`, or of what calls it."""


def bare_names(tree: ast.Module) -> Iterator[str]:
    """Private functions of the module that have one word."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and re.fullmatch(r"_[a-z0-9]+", node.name):
            yield node.name


def bare_views(tree: ast.Module) -> Iterator[str]:
    """Functions of the module that answer a request and have one word."""
    for node in tree.body:
        asked = node.args.posonlyargs + node.args.args if isinstance(node, ast.FunctionDef) else []
        if isinstance(node, ast.FunctionDef) and asked and asked[0].arg == "request" and "_" not in node.name:
            yield node.name


def test_no_private_function_of_a_module_has_one_word() -> None:
    ours = ((path.as_posix(), tree) for path, tree in python("src/") if not path.as_posix().startswith(MIRRORED))
    assert not [f"{path}: {name}" for path, tree in ours for name in bare_names(tree)]


def test_a_bare_name_is_seen() -> None:
    assert list(bare_names(ast.parse("def _row(): ...\ndef _row_of(): ...\ndef show(): ...\n"))) == ["_row"]


def test_no_view_has_one_word() -> None:
    assert not [f"{path}: {name}" for path, tree in python("src/tycktill_web/pages/") for name in bare_views(tree)]


def test_a_bare_view_is_seen() -> None:
    module = "def days(request): ...\ndef days_page(request): ...\ndef days(round): ...\n"
    assert list(bare_views(ast.parse(module))) == ["days"]

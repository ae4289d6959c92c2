"""A function of a module is named by two words or three: a bare `_row` or `_own` says nothing without its file."""

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


def test_no_private_function_of_a_module_has_one_word() -> None:
    ours = ((path.as_posix(), tree) for path, tree in python("src/") if not path.as_posix().startswith(MIRRORED))
    assert not [f"{path}: {name}" for path, tree in ours for name in bare_names(tree)]


def test_a_bare_name_is_seen() -> None:
    assert list(bare_names(ast.parse("def _row(): ...\ndef _row_of(): ...\ndef show(): ...\n"))) == ["_row"]

"""A public type has a name of its own: whoever reads `Place` need not ask which room's it is."""

import ast
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.repo.repository import python

SHARED: Mapping[str, str] = {
    "Command": "Django finds each by this name",
}
"""Names that several types have, and why that does no harm."""


def public_types(trees: Iterable[tuple[Path, ast.Module]]) -> Mapping[str, list[str]]:
    """Where each class is that other modules may use, by its name."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path, tree in trees:
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(path.as_posix())
    return found


def shared(trees: Iterable[tuple[Path, ast.Module]]) -> set[str]:
    """Names of several types."""
    return {name for name, places in public_types(trees).items() if len(places) > 1}


def test_no_two_public_types_have_one_name() -> None:
    assert shared(each for each in python("src/") if "migrations" not in each[0].parts) == set(SHARED)


def test_a_shared_name_is_seen() -> None:
    tree = ast.parse("class A: ...\nclass _B: ...\n")
    assert shared([(Path("a.py"), tree), (Path("b.py"), tree)]) == {"A"}
    assert shared([(Path("a.py"), tree)]) == set()

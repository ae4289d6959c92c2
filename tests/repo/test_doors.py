"""What a room's first lines say that others use is there: each module, and each name in it."""

import ast
import re
from collections.abc import Mapping, Set

from tests.repo.repository import python

DOOR = re.compile(r"`(\w+)` \(([^()`]+)\)")
"""A module, and the names in it or words about it."""


def lacking_doors(text: str, names: Mapping[str, Set[str]]) -> list[str]:
    """Modules that there are not, and names that their modules do not have."""
    found = []
    for module, inner in DOOR.findall(text):
        listed = re.split(r",\s+", inner)
        if module not in names:
            found.append(module)
        elif all(re.fullmatch(r"\w+", each) for each in listed):
            found += [f"{module}.{each}" for each in listed if each not in names[module]]
    return found


def names_in(tree: ast.Module) -> set[str]:
    """What a module defines."""
    named = (ast.FunctionDef, ast.ClassDef)
    assigned = (each.id for node in tree.body for each in ast.walk(node) if isinstance(each, ast.Name))
    return {node.name for node in tree.body if isinstance(node, named)} | set(assigned)


def test_a_room_has_the_doors_that_it_names() -> None:
    trees = dict(python("src/tycktill_web/"))
    lacking = {}
    for room, tree in trees.items():
        if room.name == "__init__.py":
            of_room = {path.stem: names_in(each) for path, each in trees.items() if path.parent == room.parent}
            lacking[room.as_posix()] = lacking_doors(ast.get_docstring(tree) or "", of_room)
    assert lacking
    assert not {room: doors for room, doors in lacking.items() if doors}


def test_a_door_that_leads_nowhere_is_seen() -> None:
    text = "Doors: `keys` (make_key, load_key), `gone` (x), `rounds` (what there is of them), `errors`."
    assert lacking_doors(text, {"keys": {"make_key"}, "rounds": set(), "errors": set()}) == ["keys.load_key", "gone"]

"""The vocabulary knows every package, every table and every public type of the method, and calls each by one name."""

import ast
import re
from collections import Counter
from collections.abc import Iterator

from django.apps import apps
from tests.repo.repository import ROOT, SOURCE, python

ROW = re.compile(r"^\|(?P<swedish>[^|]*)\|(?P<english>[^|]*)\|(?P<code>[^|]*)\|(?P<meaning>[^|]*)\|$", re.MULTILINE)
NAMED_BY_DJANGO = {"migrations", "templatetags", "management"}


def words(text: str) -> list[dict[str, str]]:
    """The rows of all tables in the vocabulary, without their headings."""
    rows = [{key: value.strip() for key, value in match.groupdict().items()} for match in ROW.finditer(text)]
    return [row for row in rows if row["swedish"] != "Swedish" and set(row["swedish"]) - {"-", ":"}]


def in_code(text: str) -> list[str]:
    """All names in code that the vocabulary explains."""
    return [name for row in words(text) for name in re.findall(r"`([^`]+)`", row["code"])]


def vocabulary() -> str:
    """The vocabulary's text."""
    return (ROOT / "docs/words.md").read_text(encoding="utf-8")


def packages() -> set[str]:
    """All packages of the source by their dotted names, except those that Django names itself."""
    folders = [path.parent.relative_to(SOURCE) for path in SOURCE.rglob("__init__.py")]
    return {".".join(folder.parts) for folder in folders if not NAMED_BY_DJANGO & set(folder.parts)}


def tables() -> set[str]:
    """All tables of our own."""
    return {model.__name__ for model in apps.get_models() if model.__module__.startswith("tycktill_web.")}


def exported_types(tree: ast.Module) -> Iterator[str]:
    """Types that a room lets others use, as its `__all__` says; functions are in lower case, constants in upper."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            yield from (name for name in ast.literal_eval(node.value) if re.match("[A-Z][a-z]", name))


def types_of_the_method() -> set[str]:
    """All public types of the method: those that its rooms export."""
    rooms = [tree for path, tree in python("src/tycktill/") if path.name == "__init__.py"]
    return {name for tree in rooms for name in exported_types(tree)}


def unexplained(names: set[str]) -> list[str]:
    """Names that the vocabulary leaves out."""
    return sorted(names - set(in_code(vocabulary())))


def test_every_package_is_explained() -> None:
    assert unexplained(packages()) == []


def test_every_table_is_explained() -> None:
    assert tables()
    assert unexplained(tables()) == []


def test_every_public_type_of_the_method_is_explained() -> None:
    assert {"Sheet", "Protected", "Release"} <= types_of_the_method()
    assert unexplained(types_of_the_method()) == []


def test_nothing_is_explained_that_is_not_there() -> None:
    classes = {node.name for _, tree in python("src/tycktill/") for node in tree.body if isinstance(node, ast.ClassDef)}
    there = packages() | tables() | types_of_the_method() | classes
    assert sorted(set(in_code(vocabulary())) - there) == []


def test_every_idea_has_one_word_and_every_word_one_idea() -> None:
    rows = words(vocabulary())
    for column in ("swedish", "english"):
        assert not [word for word, times in Counter(row[column] for row in rows).items() if times > 1]
    assert not [name for name, times in Counter(in_code(vocabulary())).items() if times > 1]
    assert all(all(row[column] for column in ("swedish", "english", "meaning")) for row in rows)


def test_an_exported_type_is_recognised() -> None:
    tree = ast.parse('from x import Sheet, accept\n__all__ = ["LIMIT", "Sheet", "accept"]\n')
    assert list(exported_types(tree)) == ["Sheet"]


def test_a_row_of_the_vocabulary_is_read() -> None:
    text = "| Swedish | English | in code | meaning |\n|---|---|---|---|\n| svar | answer | `Sheet`, `a.b` | what |\n"
    assert in_code(text) == ["Sheet", "a.b"]
    assert words(text)[0]["swedish"] == "svar"

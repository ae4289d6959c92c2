"""Walls that import rules cannot see: foreign keys, raw SQL and values made by hand."""

import ast
from collections.abc import Iterator

from django.apps import apps
from tests.repo.repository import python

PROTECTED_VALUES = {"Protected", "ProtectedValue"}
TABLES = "src/tycktill/tables/"
READERS = (f"{TABLES}results.py", f"{TABLES}comparisons.py", "src/tycktill_web/releases/values.py")
"""Of what has left already: each makes the rows of a table or of the database again."""
RAW_SQL = {"cursor", "raw", "RawSQL", "executescript"}
LATER_THAN_DEBIANS = {"extractall"}
"""What is only safe from a later Python than 3.11.2, which Debian 12 has: `extractall` takes no filter there."""


def calls(tree: ast.Module, names: set[str]) -> Iterator[str]:
    """Calls of functions or classes with one of these names, also as attributes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in names:
                yield f"line {node.lineno}: {name}"


def callers(names: set[str], *, outside: tuple[str, ...]) -> list[str]:
    """Where in the source these are called, except in some rooms."""
    sources = [(path.as_posix(), tree) for path, tree in python("src/")]
    return [f"{path} {call}" for path, tree in sources if not path.startswith(outside) for call in calls(tree, names)]


def test_no_table_is_related_to_the_vault() -> None:
    relations = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and "vault" in str([model, field.related_model])
    ]
    assert "vault" in str(apps.get_models())
    assert not relations


def test_only_disclosure_makes_protected_values() -> None:
    disclosure = ("src/tycktill/disclosure/",)
    assert not callers({"Protected"}, outside=disclosure)
    assert not callers({"ProtectedValue"}, outside=disclosure + READERS)


def test_raw_sql_stays_where_rows_on_disk_matter_and_where_the_database_guards_them() -> None:
    rows = ("src/tycktill_web/vault/", "src/tycktill_web/fieldwork/")
    assert not callers(RAW_SQL, outside=(*rows, "src/tycktill_web/journal/guard.py"))


def test_nothing_asks_for_a_later_python_than_debian_12_has() -> None:
    assert not callers(LATER_THAN_DEBIANS, outside=())


def test_a_value_made_by_hand_is_seen() -> None:
    tree = ast.parse("protect(x)\nProtected((), policy)\nprotected.ProtectedValue(1)\nconnection.cursor()\n")
    assert list(calls(tree, PROTECTED_VALUES)) == ["line 2: Protected", "line 3: ProtectedValue"]
    assert list(calls(tree, RAW_SQL)) == ["line 4: cursor"]

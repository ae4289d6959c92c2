"""A moment is kept as UTC has it, where a day ends an hour or two late: its day and hour are read by `localtime`."""

import ast

from tests.repo.repository import python

PARTS = {"date", "time", "year", "month", "day", "hour", "weekday", "isocalendar"}


def days_of_utc(tree: ast.Module) -> list[int]:
    """The lines on which a moment that is called `at` or ends so, or that was asked of UTC, is read for its day."""
    read = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in PARTS)
    return sorted(node.lineno for node in read if _is_moment(node.value))


def _is_moment(value: ast.expr) -> bool:
    match value:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name == "at" or name.endswith("_at")
        case ast.Call(ast.Attribute(ast.Name("timezone" | "datetime") | ast.Attribute(), "now")):
            return True
    return False


def test_no_day_is_that_of_utc() -> None:
    trees = dict(python("src/")) | dict(python("tests/"))
    assert {path.as_posix(): lines for path, tree in trees.items() if (lines := days_of_utc(tree))} == {}


def test_a_day_of_utc_is_seen() -> None:
    text = """
release.published_at.date()
f(year=at.year)
datetime.now(tz=UTC).year
datetime.datetime.now(UTC).date()
timezone.now().hour
localtime(at).year
release.opens_on.year
datetime.now().astimezone().year
"""
    assert days_of_utc(ast.parse(text)) == [2, 3, 4, 5, 6]

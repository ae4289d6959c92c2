"""The version rises when the same answers give another release, so that each is proved with the method that made it."""

from collections.abc import Mapping

import pytest
from tests.tycktill_cli.method import made, recorded

_ANEW = "record anew: .venv/bin/python -m tests.tycktill_cli.method"


def complaint(now: Mapping[str, str], before: Mapping[str, str]) -> str | None:
    """What to do where what is made now is not what was recorded; None where it is."""
    if now == before:
        return None
    if now["input"] != before["input"]:
        return f"the questionnaires or the example have changed: {_ANEW}"
    if now["version"] == before["version"]:
        return f"the same answers give another release: raise METHOD_VERSION and {_ANEW}"
    return f"METHOD_VERSION has been raised: {_ANEW}"


def test_the_same_answers_give_the_release_that_was_recorded() -> None:
    found = complaint(made(), recorded())
    assert found is None, found


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ("standard", "the same answers give another release: raise METHOD_VERSION"),
        ("version", "METHOD_VERSION has been raised"),
        ("input", "the questionnaires or the example have changed"),
    ],
)
def test_a_change_is_told_with_what_to_do(changed: str, told: str) -> None:
    before = {"version": "1", "input": "a", "standard": "b"}
    assert str(complaint(before | {changed: "c"}, before)).startswith(told)
    assert complaint(before, before) is None

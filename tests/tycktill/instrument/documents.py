"""Instruments as plain documents that a test can spoil, and what is said of them then."""

import copy
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tycktill.instrument import parse_instrument, write_toml
from tycktill.terms import Fault, Refused

TINY = Path("tests/instruments")

Document = dict[str, Any]


def document(name: str) -> Document:
    """The document of a tiny instrument."""
    return tomllib.loads((TINY / f"{name}.toml").read_text(encoding="utf-8"))


def changed(whole: Document, path: str, value: object) -> Document:
    """A copy with the value at a path such as `questions.0.scale` put in; None takes the key away."""
    copied: Any = copy.deepcopy(whole)
    *outer, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    inner = copied
    for step in outer:
        inner = inner[step]
    if value is None:
        del inner[last]
    else:
        inner[last] = value
    result: Document = copied
    return result


def written(whole: Mapping[str, Any]) -> str:
    """The document as TOML text."""
    return write_toml(whole)


def faults_of(text: str) -> tuple[Fault, ...]:
    """What `parse_instrument` says is wrong; nothing when it is sound."""
    try:
        parse_instrument(text, file="form.toml")
    except Refused as refused:
        return refused.faults
    return ()


def only_fault(whole: Mapping[str, Any]) -> Fault:
    """The one fault of a document that has exactly one."""
    found = faults_of(written(whole))
    if len(found) != 1:
        pytest.fail(f"expected one fault, found {[str(fault) for fault in found]}")
    return found[0]

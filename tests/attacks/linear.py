"""Attacks: linear programming from the files alone, and by a handläggare who knows who answered."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tests.attacks.released import Files, Learned, read

from tycktill.audit import Reader, Requirements, audit
from tycktill.terms import Numbers


def by_linear_programming(files: Files, known: Numbers | None = None) -> Learned:
    """Whatever follows from all figures together. `known` is who answered, as whoever hands questionnaires out may."""
    released = read(files)
    verdict = audit(
        released.rows,
        released.grouping,
        released.questions,
        replace(promised(released.policy), local=released.local, without_units=released.without_units),
        reader=Reader(known),
    )
    return [str(fault) for fault in verdict.faults]


def promised(policy: Mapping[str, Any]) -> Requirements:
    """What the manifest promises."""
    names = ("preset", "threshold", "end_width", "nation_threshold")
    return Requirements(**{name: policy[name] for name in names}, may_withhold=policy["preset"] == "strict")

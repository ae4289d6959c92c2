"""One table says which states there are and what leads from one to another; the manual draws it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tycktill_web.fieldwork.states import (
    INVITATION_MOVES,
    RELEASE_MOVES,
    ROUND_MOVES,
    InvitationState,
    ReleaseState,
    RoundState,
    may_move,
    moves_diagram,
)

ROOT = Path(__file__).parents[3]
SERVICE = ROOT / "src" / "tycktill_web"
MAY_SET_STATE = {"fieldwork/invitations.py", "fieldwork/rounds.py", "releases/signing.py", "jobs/queue.py"}
"""The modules that ask the table first; a job has a life of its own."""


def drawings(manual: str) -> str:
    return (ROOT / "docs" / "operate" / manual).read_text(encoding="utf-8")


def test_the_manual_draws_the_table_and_nothing_else() -> None:
    assert f"```mermaid\n{moves_diagram(ROUND_MOVES)}\n```" in drawings("rounds.md")
    assert f"```mermaid\n{moves_diagram(INVITATION_MOVES)}\n```" in drawings("rounds.md")
    assert f"```mermaid\n{moves_diagram(RELEASE_MOVES)}\n```" in drawings("releases.md")
    assert drawings("rounds.md").count("stateDiagram") == 2
    assert drawings("releases.md").count("stateDiagram") == 1


@pytest.mark.parametrize(
    ("states", "reached"),
    [
        (RoundState, {move.to for move in ROUND_MOVES}),
        (InvitationState, {move.to for move in INVITATION_MOVES}),
        (ReleaseState, {move.to for move in RELEASE_MOVES}),
    ],
)
def test_every_state_can_be_reached(states: type[RoundState], reached: set[RoundState | None]) -> None:
    assert set(states) == reached - {None}


def test_a_withdrawn_release_stays_withdrawn() -> None:
    assert not [move for move in RELEASE_MOVES if move.of is ReleaseState.WITHDRAWN]
    assert not may_move(RELEASE_MOVES, ReleaseState.PUBLISHED, None)


def test_nothing_else_sets_a_state() -> None:
    found = {
        path.relative_to(SERVICE).as_posix()
        for path in SERVICE.rglob("*.py")
        if is_code(path) and any(sets_state(path))
    }
    assert found - MAY_SET_STATE == set()


def is_code(path: Path) -> bool:
    return "migrations" not in path.parts


def sets_state(path: Path) -> Iterator[ast.AST]:
    """Where a row's state is written: `….state = `, or as one of the values of an update."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assign):
            yield from (each for each in ast.walk(ast.Tuple(node.targets)) if is_state(each))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "update":
            yield from (each for each in node.keywords if each.arg == "state")


def is_state(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "state" and isinstance(node.ctx, ast.Store)

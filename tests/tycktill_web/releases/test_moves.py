"""The table of a release's life and the drawing of it say the same."""

import re
from pathlib import Path

from tycktill_web.releases.moves import MOVES, State

MANUAL = Path(__file__).parents[3] / "docs" / "operate" / "releases.md"
ARROW = re.compile(r"^\s*(\S+) --> (\S+): ", re.MULTILINE)


def test_the_drawing_has_every_move_of_the_table_and_no_other() -> None:
    drawn = ARROW.findall(MANUAL.read_text(encoding="utf-8"))
    outside = {("[*]", "draft"), ("draft", "[*]")}
    assert sorted(drawn) == sorted({*outside, *((str(one), str(to)) for one, tos in MOVES.items() for to in tos)})


def test_every_state_has_its_moves_and_the_last_has_none() -> None:
    assert set(MOVES) == set(State)
    assert not MOVES[State.WITHDRAWN]

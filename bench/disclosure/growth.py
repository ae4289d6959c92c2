"""Draws how time and memory grow with the answers: of made-up nations that are protected whole, one after another.

Run: .venv/bin/python -m bench.disclosure.growth [ANSWERS…]; writes docs/pictures/growth.svg and prints its numbers.
"""

import sys
from collections.abc import Iterator, Sequence
from math import log10
from pathlib import Path
from typing import NamedTuple

from bench.disclosure import timed
from bench.made_up_nation import Nation, catalogue, made_up_counts

from tycktill.charts.svg import OWN, element, text
from tycktill.counting import tally
from tycktill.disclosure import PRESETS

PICTURE = Path(__file__).parents[2] / "docs/pictures/growth.svg"
SIZES = (1_000, 3_000, 11_000, 30_000, 100_000)
WIDTH, HEIGHT, LEFT, BOTTOM = 560, 300, 60, 250
SECONDS = (1, 3, 10, 30, 100)
"""Of the scale at the side."""


class Run(NamedTuple):
    """What a nation of so many answers took: seconds by the clock and of CPU, and MB of the largest process so far."""

    answers: int
    values: int
    wall: float
    cpu: float
    memory: int


def measured(answers: int) -> Run:
    """All questions of a nation, protected side by side."""
    tallies = tally(made_up_counts(answers, None, Nation()), catalogue(), [])
    _, cost = timed(tallies, PRESETS["standard"])
    return Run(answers, len(tallies.rows), *cost)


def drawn(runs: Sequence[Run]) -> str:
    """Seconds by the clock over answers, both on scales of tenfolds, where a straight line at 45 degrees is linear."""
    box = f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {box}>'
    title = f"<title>{_title(runs)}</title>"
    return "".join([head, title, element("rect", width=WIDTH, height=HEIGHT, fill="#fff"), *_drawing(runs), "</svg>\n"])


def _title(runs: Sequence[Run]) -> str:
    first, last = runs[0], runs[-1]
    more, longer = last.answers // first.answers, last.wall / first.wall
    return f"{more} times as many answers take {longer:.0f} times as long"


def _drawing(runs: Sequence[Run]) -> Iterator[str]:
    yield text(_title(runs), 10, 20, font_weight="bold", font_size=12)
    for seconds in SECONDS:
        yield element("line", x1=LEFT, x2=WIDTH - 30, y1=_y(seconds), y2=_y(seconds), stroke="#ddd")
        yield text(f"{seconds} s", LEFT - 8, _y(seconds) + 4, text_anchor="end")
    points = [(_x(each.answers, runs), _y(each.wall)) for each in runs]
    yield element(
        "polyline", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in points), fill="none", stroke=OWN, stroke_width=2
    )
    for each, (x, y) in zip(runs, points, strict=True):
        yield element("circle", cx=x, cy=y, r=4, fill=OWN)
        yield text(f"{each.wall:.0f} s", x, y - 10, text_anchor="middle")
        yield text(f"{each.answers:,}", x, BOTTOM + 18, text_anchor="middle")
    yield text("answers", (LEFT + WIDTH) / 2, BOTTOM + 38, text_anchor="middle")


def _x(answers: int, runs: Sequence[Run]) -> float:
    part = log10(answers / runs[0].answers) / log10(runs[-1].answers / runs[0].answers)
    return LEFT + 20 + part * (WIDTH - LEFT - 80)


def _y(seconds: float) -> float:
    return BOTTOM - log10(seconds / SECONDS[0]) / log10(SECONDS[-1] / SECONDS[0]) * (BOTTOM - 40)


def main(arguments: Sequence[str]) -> None:
    """Runs the sizes given, smallest first."""
    runs = [measured(answers) for answers in sorted(map(int, arguments)) or SIZES]
    for each in runs:
        print(
            f"| {each.answers:,} | {each.values:,} | {each.wall:.1f} s | {each.cpu:.1f} s | {each.memory} MB |",
            flush=True,
        )
    PICTURE.write_text(drawn(runs), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

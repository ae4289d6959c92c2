"""A share over the years in a line of a table: a dot a year on its interval, joined where like follows like."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tycktill.charts.chart import Ends
from tycktill.charts.svg import OWN, element, hollow_box, wordless

_STEP, _HEIGHT, _EDGE = 36, 76, 6
_NARROWEST = 4
"""A class that is narrower is drawn so high all the same, to be seen as a box."""


@dataclass(frozen=True, slots=True)
class YearPoint:
    """A year: a share between two, its interval, or nothing; `is_broken` where another question was asked before."""

    share: Ends | None
    interval: Ends | None = None
    is_broken: bool = False


def years_picture(points: Sequence[YearPoint]) -> str:
    """The picture as an SVG element without words, 0-100 % from bottom to top, the first year to the left.

    A line joins two years only where both shares are told as they are, none is missing between and the question is
    the same.
    """
    width = _STEP * max(len(points), 1)
    drawn = [*_edges(width), *_joined(points)]
    for place, point in enumerate(points):
        if point.is_broken:
            drawn.append(element("rect", class_="chart-break", x=_STEP * place, y=0, width=1, height=_HEIGHT))
        if point.share:
            drawn += _point(place, point.share, point.interval)
    return wordless(drawn, "chart-years", width, _HEIGHT)


def _x(place: int) -> float:
    return _STEP * (place + 0.5)


def _y(share: float) -> float:
    return _HEIGHT - _EDGE - (_HEIGHT - 2 * _EDGE) * share


def _edges(width: float) -> Iterator[str]:
    for share in (0.0, 1.0):
        yield element("rect", class_="chart-track", x=0, y=_y(share) - 0.5, width=width, height=1)


def _joined(points: Sequence[YearPoint]) -> Iterator[str]:
    for place, (before, after) in enumerate(pairwise(points)):
        if before.share and after.share and _is_known(before.share) and _is_known(after.share) and not after.is_broken:
            ends = {"x1": _x(place), "y1": _y(before.share[0]), "x2": _x(place + 1), "y2": _y(after.share[0])}
            yield element("line", class_="chart-joined", **ends, stroke=OWN, stroke_width=1.5)


def _is_known(share: Ends) -> bool:
    return share[0] == share[1]


def _point(place: int, share: Ends, interval: Ends | None) -> Iterator[str]:
    if interval:
        top, bottom = _y(interval[1]), _y(interval[0])
        yield element("rect", class_="chart-own", x=_x(place) - 1.5, y=top, width=3, height=bottom - top, fill=OWN)
    if _is_known(share):
        yield element("circle", class_="chart-own", cx=_x(place), cy=_y(share[0]), r=4, fill=OWN)
        return
    height, middle = max(_y(share[0]) - _y(share[1]), _NARROWEST), (_y(share[0]) + _y(share[1])) / 2
    box = {"x": _x(place) - 5, "y": middle - height / 2, "width": 10, "height": height}
    yield hollow_box(**box)

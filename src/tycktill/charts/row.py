"""A share in a line of a table: a dot on its interval, a box where it is known by a class, the nation as a mark."""

from functools import lru_cache

from tycktill.charts.chart import Ends
from tycktill.charts.svg import OWN, decorative_svg, element, hollow_box

_WIDTH, _HEIGHT, _EDGE = 200, 18, 8
_MIDDLE = _HEIGHT / 2
_NARROWEST = 6
"""A class that is narrower is drawn so wide all the same, to be seen as a box."""


def row_picture(share: Ends, interval: Ends | None, beside: Ends | None) -> str:
    """The picture as an SVG element without words: the figures stand in the same line, for whoever cannot see it."""
    drawn = [_draw_bar((0.0, 1.0), 1, "chart-track", "currentColor")]
    if beside:
        drawn.append(_draw_nation(beside))
    if interval:
        drawn.append(_draw_bar(interval, 4, "chart-own", OWN))
    drawn.append(_draw_own(share))
    return decorative_svg(drawn, "chart-row", _WIDTH, _HEIGHT)


@lru_cache(maxsize=64)
def _draw_nation(beside: Ends) -> str:
    """The same in every line of a page."""
    least, most = map(_x_of_share, beside)
    width, middle = max(most - least, 2.0), (least + most) / 2
    return element("rect", class_="chart-nation", x=middle - width / 2, y=1, width=width, height=_HEIGHT - 2)


def _x_of_share(share: float) -> float:
    return _EDGE + (_WIDTH - 2 * _EDGE) * share


@lru_cache(maxsize=1024)
def _draw_bar(ends: Ends, height: float, class_: str, fill: str) -> str:
    least, most = map(_x_of_share, ends)
    box = {"x": least, "y": _MIDDLE - height / 2, "width": most - least, "height": height}
    return element("rect", class_=class_, **box, fill=fill)


def _draw_own(share: Ends) -> str:
    least, most = map(_x_of_share, share)
    if least == most:
        return element("circle", class_="chart-own", cx=least, cy=_MIDDLE, r=5, fill=OWN)
    width, middle = max(most - least, _NARROWEST), (least + most) / 2
    box = {"x": middle - width / 2, "y": _MIDDLE - 6, "width": width, "height": 12}
    return hollow_box(**box)

"""A share over the years: a dot a year on its interval, the nation pale behind, joined where like follows like."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from tycktill.charts.chart import Ends
from tycktill.charts.svg import OWN, decorative_svg, element, hollow_box, text

_STEP, _HEIGHT, _EDGE = 36, 76, 6
_NARROWEST = 4
"""A class that is narrower is drawn so high all the same, to be seen as a box."""

_CHART_WIDTH, _CHART_HEIGHT, _SCALE = 276, 132, 46
"""The chart fits a card on a phone 320 wide, with its words unscaled; the scale stands to the left of it."""
_SMALL, _LINE = 13.5, 17
_FEW_YEARS = 5
"""More years than this are told by their last two figures, for all to fit."""


@dataclass(frozen=True, slots=True)
class YearPoint:
    """A year: a share between two, its interval, or nothing; `is_broken` where it cannot be joined with the one before.

    `nation` is the nation's share. `label` names the year, `below` is how many answered, and `is_pilot` that the year
    was a trial.
    """

    share: Ends | None
    interval: Ends | None = None
    is_broken: bool = False
    nation: Ends | None = None
    is_nation_broken: bool = False
    label: str = ""
    below: str = ""
    is_pilot: bool = False


@dataclass(frozen=True, slots=True)
class YearsWords:
    """`title` and `description` are read aloud; the rest of the words stand in the points."""

    title: str
    description: str


@dataclass(frozen=True, slots=True)
class _DrawingArea:
    """Where years and shares lie."""

    left: float
    step: float
    height: float

    def x(self, number: int) -> float:
        return self.left + self.step * (number + 0.5)

    def y(self, share: float) -> float:
        return self.height - _EDGE - (self.height - 2 * _EDGE) * share


def years_picture(points: Sequence[YearPoint]) -> str:
    """The picture as an SVG element without words, 0-100 % from bottom to top, the first year to the left.

    A line joins two years only where both shares are told as they are, none is missing between and the question is
    the same.
    """
    width = _STEP * max(len(points), 1)
    area = _DrawingArea(0, _STEP, _HEIGHT)
    return decorative_svg([*_draw_edges(area, width), *_draw_years(points, area)], "chart-years", width, _HEIGHT)


def years_chart(points: Sequence[YearPoint], words: YearsWords, *, id_prefix: str) -> str:
    """The same larger, with the years, the scale and how many answered; what is withheld or a trial has a sign."""
    step = (_CHART_WIDTH - _SCALE) / max(len(points), 1)
    area = _DrawingArea(_SCALE, step, _CHART_HEIGHT)
    drawn = [*_draw_scale(area), *_draw_years(points, area)]
    for number, point in enumerate(points):
        drawn += _draw_year_label(area.x(number), point, is_short=len(points) > _FEW_YEARS)
        if point.share is None:
            drawn.append(text("▫", area.x(number), area.y(0) - 3, text_anchor="middle", class_="chart-quiet"))
    prefix = escape(id_prefix)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart-years-large" role="img" viewBox="0 0 {_CHART_WIDTH}'
        f' {_CHART_HEIGHT + 3 * _LINE}" aria-labelledby="{prefix}-title {prefix}-description" fill="currentColor"'
        f' direction="ltr" font-family="system-ui, sans-serif" font-size="{_SMALL}">'
    )
    names = (
        f'<title id="{prefix}-title">{escape(words.title)}</title>',
        f'<desc id="{prefix}-description">{escape(words.description)}</desc>',
    )
    return "\n".join([head, *names, *drawn, "</svg>", ""])


def _draw_years(points: Sequence[YearPoint], area: _DrawingArea) -> Iterator[str]:
    """The nation, the breaks, the lines and, above all, the figures."""
    yield from _draw_nation(points, area)
    for number, point in enumerate(points):
        if point.is_broken:
            x = area.left + area.step * number
            yield element("rect", class_="chart-break", x=x, y=0, width=1, height=area.height)
    yield from _join_figures(points, area)
    for number, point in enumerate(points):
        if point.share:
            yield from _draw_point(area.x(number), area, point.share, point.interval)


def _draw_year_label(x: float, point: YearPoint, *, is_short: bool) -> Iterator[str]:
    """The year and how many answered; a trial has a sign of its own."""
    label = f"’{point.label[2:]}" if is_short and point.label[:4].isdecimal() else point.label
    for row, words in enumerate((f"{label}*" if point.is_pilot else label, point.below), start=1):
        if words:
            yield text(words, x, _CHART_HEIGHT + _LINE * row, text_anchor="middle", class_="chart-quiet")


def _draw_scale(area: _DrawingArea) -> Iterator[str]:
    for share, words in ((0.0, "0"), (0.5, "50"), (1.0, "100\N{NO-BREAK SPACE}%")):
        yield element(
            "rect", class_="chart-track", x=_SCALE, y=area.y(share) - 0.5, width=_CHART_WIDTH - _SCALE, height=1
        )
        y = area.y(share) + (9 if share == 1 else 4 if share else 0)
        yield text(words, _SCALE - 4, y, text_anchor="end", class_="chart-quiet")


def _draw_edges(area: _DrawingArea, width: float) -> Iterator[str]:
    for share in (0.0, 1.0):
        yield element("rect", class_="chart-track", x=0, y=area.y(share) - 0.5, width=width, height=1)


def _draw_nation(points: Sequence[YearPoint], area: _DrawingArea) -> Iterator[str]:
    """Marks, thin and pale, joined as the own figures are."""
    for number, (before, after) in enumerate(pairwise(points)):
        if (
            _are_joined(before.nation, after.nation, is_broken=after.is_nation_broken)
            and before.nation
            and after.nation
        ):
            yield _draw_line(area, number, before.nation[0], after.nation[0], **_PALE)
    for number, point in enumerate(points):
        if point.nation:
            top, bottom = area.y(point.nation[1]), area.y(point.nation[0])
            box = {"x": area.x(number) - 7, "y": (top + bottom) / 2 - max(bottom - top, 2) / 2}
            size = {"width": 14.0, "height": max(bottom - top, 2)}
            yield element("rect", class_="chart-nation-year", **box, **size, fill_opacity="0.4")


def _join_figures(points: Sequence[YearPoint], area: _DrawingArea) -> Iterator[str]:
    for number, (before, after) in enumerate(pairwise(points)):
        if _are_joined(before.share, after.share, is_broken=after.is_broken) and before.share and after.share:
            yield _draw_line(area, number, before.share[0], after.share[0], **_OWN_LINE)


_OWN_LINE = {"class_": "chart-joined", "stroke": OWN, "stroke_width": "1.5"}
_PALE = {"class_": "chart-nation-line", "stroke": "currentColor", "stroke_width": "2", "stroke_opacity": "0.4"}


def _draw_line(area: _DrawingArea, number: int, before: float, after: float, **look: str) -> str:
    ends = {"x1": area.x(number), "y1": area.y(before), "x2": area.x(number + 1), "y2": area.y(after)}
    return element("line", **look, **ends)


def _are_joined(before: Ends | None, after: Ends | None, *, is_broken: bool) -> bool:
    return bool(before and after and _is_known(before) and _is_known(after) and not is_broken)


def _is_known(share: Ends) -> bool:
    return share[0] == share[1]


def _draw_point(x: float, area: _DrawingArea, share: Ends, interval: Ends | None) -> Iterator[str]:
    if interval:
        top, bottom = area.y(interval[1]), area.y(interval[0])
        yield element("rect", class_="chart-own", x=x - 1.5, y=top, width=3, height=bottom - top, fill=OWN)
    if _is_known(share):
        yield element("circle", class_="chart-own", cx=x, cy=area.y(share[0]), r=4, fill=OWN)
        return
    height, middle = max(area.y(share[0]) - area.y(share[1]), _NARROWEST), area.y((share[0] + share[1]) / 2)
    box = {"x": x - 5, "y": middle - height / 2, "width": 10, "height": height}
    yield hollow_box(**box)

"""A funnel: municipalities by how many answered and their share, with lines for how far chance may bring them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import log10

from tycktill.charts.chart import Ends
from tycktill.charts.svg import OWN, element, hollow_box, text

_LEFT, _RIGHT, _TOP, _BOTTOM = 50, 10, 10, 44
_SMALL = 13.5
_TICKS = (5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000)
_NARROWEST = 4
"""A class that is narrower is drawn so high all the same, to be seen as a box."""


@dataclass(frozen=True, slots=True)
class FunnelPlace:
    """A municipality whose share is stated: `text` is all that is said of it. `is_above` where it lies significantly
    above (True) or below (False)."""

    address: str
    text: str
    valid: int
    share: Ends
    is_above: bool | None = None


@dataclass(frozen=True, slots=True)
class FunnelLine:
    """A limit above and below, by how many answered; an outer one is dashed."""

    points: tuple[tuple[int, float, float], ...]
    is_outer: bool = False


@dataclass(frozen=True, slots=True)
class FunnelWords:
    """`title` is read aloud and `across` stands below the scale."""

    title: str
    across: str


@dataclass(frozen=True, slots=True)
class FunnelSize:
    """A drawing of its own for each width, with words of one size in both."""

    name: str
    width: int
    height: int


FUNNEL_SIZES = (FunnelSize("wide", 680, 400), FunnelSize("narrow", 276, 330))


@dataclass(frozen=True, slots=True)
class _Scales:
    """Where numbers of answers, by their logarithm, and shares lie."""

    size: FunnelSize
    fewest: int
    most: int

    def x(self, valid: float) -> float:
        inside = self.size.width - _LEFT - _RIGHT
        return _LEFT + inside * log10(valid / self.fewest) / log10(self.most / self.fewest)

    def y(self, share: float) -> float:
        return _TOP + (self.size.height - _TOP - _BOTTOM) * (1 - share)


def funnel_picture(
    places: Sequence[FunnelPlace],
    nation: Ends | None,
    limits: Sequence[FunnelLine],
    words: FunnelWords,
    size: FunnelSize,
) -> str:
    """The funnel as an SVG element, significant ones on top; each a link that says all there is of it."""
    scales = _Scales(size, *_scale_ends(places))
    drawn = [*_draw_grid(scales, words.across), *_draw_nation(scales, nation)]
    drawn += [each for line in limits for each in _draw_limit(scales, line)]
    ordered = sorted(places, key=lambda each: each.is_above is not None)
    drawn += [_link_place(each, _draw_sign(each, scales.x(each.valid), scales)) for each in ordered]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="funnel funnel-{size.name}" viewBox="0 0 {size.width}'
        f' {size.height}" role="group" aria-label="{escape(words.title)}" fill="currentColor" direction="ltr"'
        f' font-family="system-ui, sans-serif" font-size="{_SMALL}">'
    )
    return "".join([head, *drawn, "</svg>"])


def funnel_reach(places: Sequence[FunnelPlace]) -> Sequence[int]:
    """Numbers of answers from one end of the scale to the other, close enough for a line to look smooth."""
    fewest, most = _scale_ends(places)
    steps = 48
    return sorted({round(fewest * (most / fewest) ** (step / steps)) for step in range(steps + 1)})


def _scale_ends(places: Sequence[FunnelPlace]) -> tuple[int, int]:
    """The ends of the scale: the tick below the fewest answers, and a little more than the most."""
    every = [each.valid for each in places] or [_TICKS[0]]
    fewest = max((tick for tick in _TICKS if tick <= min(every)), default=1)
    return fewest, max(round(max(every) * 1.15), 2 * fewest)


def _draw_grid(scales: _Scales, across: str) -> Iterator[str]:
    size = scales.size
    for share, words in ((0.0, "0"), (0.25, ""), (0.5, "50"), (0.75, ""), (1.0, "100\N{NO-BREAK SPACE}%")):
        y = scales.y(share)
        yield element("rect", class_="chart-track", x=_LEFT, y=y - 0.5, width=size.width - _LEFT - _RIGHT, height=1)
        yield text(words, _LEFT - 5, y + (9 if share == 1 else 4), text_anchor="end", class_="chart-quiet")
    for tick in _TICKS:
        if scales.fewest <= tick <= scales.most:
            yield text(str(tick), scales.x(tick), size.height - 26, text_anchor="middle", class_="chart-quiet")
    yield text(across, (_LEFT + size.width) / 2, size.height - 6, text_anchor="middle", class_="chart-quiet")


def _draw_nation(scales: _Scales, nation: Ends | None) -> Iterator[str]:
    if nation is None:
        return
    top, bottom = scales.y(nation[1]), scales.y(nation[0])
    middle, height = (top + bottom) / 2, max(bottom - top, 4)
    wide = {"x": _LEFT, "width": scales.size.width - _LEFT - _RIGHT}
    yield element("rect", class_="funnel-nation", **wide, y=middle - height / 2, height=height, fill_opacity="0.5")


def _draw_limit(scales: _Scales, line: FunnelLine) -> Iterator[str]:
    look: Mapping[str, str] = {"stroke_dasharray": "5 4"} if line.is_outer else {}
    for side in (1, 2):
        points = " ".join(f"{scales.x(each[0]):.1f},{scales.y(each[side]):.1f}" for each in line.points)
        yield element("polyline", class_="funnel-limit", points=points, fill="none", stroke="currentColor", **look)


def _draw_sign(place: FunnelPlace, x: float, scales: _Scales) -> str:
    """A triangle where it differs significantly, else a ring; on a box where the share is known by a class."""
    top, bottom = scales.y(place.share[1]), scales.y(place.share[0])
    y = (top + bottom) / 2
    drawn = ""
    if top != bottom:
        height = max(bottom - top, _NARROWEST)
        box = {"x": x - 4, "y": y - height / 2, "width": 8.0, "height": height}
        drawn = hollow_box(**box)
        if place.is_above is None:
            return drawn
    if place.is_above is None:
        return element("circle", class_="funnel-place", cx=x, cy=y, r=4, fill="#fff", stroke=OWN, stroke_width="1.5")
    tip = -6 if place.is_above else 6
    corners = f"{x - 6:.1f},{y - tip * 0.7:.1f} {x + 6:.1f},{y - tip * 0.7:.1f} {x:.1f},{y + tip:.1f}"
    return drawn + element("polygon", class_="funnel-place funnel-sure", points=corners, fill=OWN)


def _link_place(place: FunnelPlace, drawn: str) -> str:
    text = escape(place.text)
    return f'<a href="{escape(place.address)}" aria-label="{text}"><title>{text}</title>{drawn}</a>'

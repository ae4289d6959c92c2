"""Places on a map, or as a square each: a likely share in fixed steps, and by its hue and its outline how sure it is.

A step is a lightness. What is sure has a colour and an outline, what is not is grey; what is withheld is hatched, so
that nothing hangs on a colour alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from tycktill.charts.svg import element, text

_SURE = ("#d5e6f7", "#9cc4ee", "#5b9ee0", "#1f6fc0", "#0b3d74")
_UNSURE = ("#e4e4e0", "#c4c6c3", "#9c9f9c", "#6f7371", "#444846")
_LIGHT_STEPS = 3
"""So many steps are light enough for dark words."""
_MAP_WIDTH, _MAP_HEIGHT = 639, 1536
_TILE, _GAP, _COLUMNS = 24, 1, 12
_DIGITS = 2
"""More of them than this are squeezed together."""

_HATCH = (
    '<pattern id="map-hatch" patternUnits="userSpaceOnUse" width="6" height="6" patternTransform="rotate(45)">'
    '<path class="map-hatch" d="M0 0V6" stroke="currentColor" stroke-width="2.5"/></pattern>'
)


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A municipality: `text` is all that is said of it, `number` the same where there is room for two digits.

    `step` is None where its share is withheld; `is_above` that it lies significantly above (True) or below (False).
    """

    code: str
    address: str
    text: str
    number: str = ""
    step: int | None = None
    is_sure: bool = False
    is_above: bool | None = None


def map_picture(places: Sequence[MapPlace], boundaries: Mapping[str, str], title: str) -> str:
    """The map: every place that has a boundary, those that are sure on top; the rest of the country as an outline."""
    there = {place.code for place in places}
    drawn = [
        element("path", class_="map-absent", d=path, fill="none", stroke="currentColor", **_THIN)
        for code, path in boundaries.items()
        if code not in there
    ]
    on_map = [place for place in places if place.code in boundaries]
    on_map.sort(key=lambda each: each.is_sure)
    drawn += [
        _link_place(each, element("path", **_place_style(each), d=boundaries[each.code], **_THIN)) for each in on_map
    ]
    return _svg_group(drawn, "map-picture", _MAP_WIDTH, _MAP_HEIGHT, title)


def tiles_picture(places: Sequence[MapPlace], tiles: Mapping[str, tuple[int, int]], title: str) -> str:
    """A square of the same size for each place, and lines between counties; no more of the country than there are."""
    placed = tiles_of([place.code for place in places], tiles)
    there = {place.code for place in places}
    absent = [
        element("rect", class_="map-absent", **_tile_square(at), fill="none", stroke="currentColor", **_THIN)
        for code, at in placed.items()
        if code not in there
    ]
    drawn = [_link_place(place, "".join(_draw_tile(place, placed[place.code]))) for place in places]
    rows = 1 + max((row for _, row in placed.values()), default=0)
    borders = list(_county_borders({code: at for code, at in placed.items() if code in tiles}))
    return _svg_group([*absent, *drawn, *borders], "map-tiles", _COLUMNS * _TILE, rows * _TILE, title)


def tiles_of(codes: Sequence[str], tiles: Mapping[str, tuple[int, int]]) -> Mapping[str, tuple[int, int]]:
    """Where each code stands: the whole country if any of it is there; by code below it those that have no square."""
    known = dict(tiles) if any(code in tiles for code in codes) else {}
    first = 2 + max(row for _, row in known.values()) if known else 0
    others = sorted(code for code in codes if code not in tiles)
    return known | {code: (at % _COLUMNS, first + at // _COLUMNS) for at, code in enumerate(others)}


def map_sample(*, step: int | None = None, is_sure: bool = False, is_absent: bool = False) -> str:
    """A sample of a look, for the words that explain it."""
    place = MapPlace("", "", "", step=step, is_sure=is_sure)
    look = {"class_": "map-absent", "fill": "none", "stroke": "currentColor"} if is_absent else _place_style(place)
    box = element("rect", **look, x=2, y=2, width=20, height=14, **_THIN)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="map-swatch" viewBox="0 0 24 18" width="24" height="18"'
        f' aria-hidden="true">{box}</svg>'
    )


_THIN: Mapping[str, str] = {"vector_effect": "non-scaling-stroke"}


def _place_style(place: MapPlace) -> dict[str, str]:
    if place.step is None:
        return {"class_": "map-place map-withheld", "fill": "url(#map-hatch)", "stroke": "currentColor"}
    kind, fill = ("map-sure", _SURE[place.step]) if place.is_sure else ("map-unsure", _UNSURE[place.step])
    outline = {"stroke": "#000", "stroke_width": "1.75"} if place.is_sure else {"stroke": "#fff", "stroke_width": "0.5"}
    return {"class_": f"map-place {kind} map-step-{place.step}", "fill": fill, **outline}


def _draw_tile(place: MapPlace, at: tuple[int, int]) -> Iterator[str]:
    yield element("rect", **_place_style(place), **_tile_square(at), rx=2, **_THIN)
    x, y = at[0] * _TILE + _TILE / 2, at[1] * _TILE
    ink = "#fff" if place.step is not None and place.step >= _LIGHT_STEPS else "#000"
    look = f"map-ink map-ink-{'none' if place.step is None else place.step}"
    words = place.number if place.step is not None else "–"
    fitted = {"textLength": "20", "lengthAdjust": "spacingAndGlyphs"} if len(words) > _DIGITS else {}
    font: dict[str, str | float] = {"text_anchor": "middle", "font_size": 12, "font_weight": "600"}
    yield text(words, x, y + 16.5, class_=look, fill=ink, **font, **fitted)
    if place.is_above is not None:
        yield element("polygon", class_=look, points=_arrow_corners(x, y, is_up=place.is_above), fill=ink)


def _arrow_corners(x: float, y: float, *, is_up: bool) -> str:
    """Its corners: up above the number, or down below it."""
    base, tip = (y + 6, y + 2) if is_up else (y + 18, y + 22)
    return f"{x - 3:g},{base:g} {x + 3:g},{base:g} {x:g},{tip:g}"


def _tile_square(at: tuple[int, int]) -> Mapping[str, float]:
    side = _TILE - 2 * _GAP
    return {"x": at[0] * _TILE + _GAP, "y": at[1] * _TILE + _GAP, "width": side, "height": side}


def _county_borders(placed: Mapping[str, tuple[int, int]]) -> Iterator[str]:
    """A line wherever a square and the one to its right or below it are of two counties."""
    county = {at: code[:2] for code, at in placed.items()}
    for (column, row), own in county.items():
        x, y = column * _TILE, row * _TILE
        if county.get((column + 1, row), own) != own:
            yield _draw_border(x + _TILE, y, x + _TILE, y + _TILE)
        if county.get((column, row + 1), own) != own:
            yield _draw_border(x, y + _TILE, x + _TILE, y + _TILE)


def _draw_border(x1: float, y1: float, x2: float, y2: float) -> str:
    ends = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
    return element("line", class_="map-border", **ends, stroke="currentColor", stroke_width=2, stroke_linecap="square")


def _link_place(place: MapPlace, drawn: str) -> str:
    text = escape(place.text)
    return f'<a href="{escape(place.address)}" aria-label="{text}"><title>{text}</title>{drawn}</a>'


def _svg_group(drawn: Sequence[str], class_: str, width: int, height: int, title: str) -> str:
    """Its places are links, so it is a group and no picture to those who hear it."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{class_}" viewBox="-2 -2 {width + 4} {height + 4}"'
        f' role="group" aria-label="{escape(title)}" fill="currentColor" font-family="system-ui, sans-serif">'
    )
    return "".join([head, f"<defs>{_HATCH}</defs>", *drawn, "</svg>"])

"""A picture to take along: shares of several places, panel by panel, with its title, its source and all its words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from tycktill.charts.chart import Ends
from tycktill.charts.svg import OWN, element, hollow_box, text

_WIDTH, _EDGE, _LEFT, _TRACK = 720, 24, 236, 320
"""Names stand from the edge, the track of 0-100 % from `_LEFT`, the figures beyond it."""
_NAME_LETTERS, _TITLE_LETTERS, _WIDE_LETTERS, _FIGURE_LETTERS = 26, 58, 92, 18
_ADDRESS_LETTERS = 80
"""Figures and signs are wider than a text's letters."""
_ROW, _LINE = 30, 17
_NARROWEST = 8
"""A class that is narrower is drawn so wide all the same, to be seen as a box."""
_OVER_LINES: dict[str, str | float] = {"stroke": "#fff", "stroke_width": 5, "paint_order": "stroke"}
"""Words where there is no sign stand upon the scale's lines, which give way to them."""
_QUIET, _INK = "#4d5763", "#16202b"


@dataclass(frozen=True, slots=True)
class PictureLine:
    """A place: its share between two, or in `label` why there is none; `is_mean` where it is a group's mean. `below` is
    what else is said of it: how many answered, and what is proven."""

    name: str
    label: str
    share: Ends | None = None
    interval: Ends | None = None
    nation: Ends | None = None
    is_mean: bool = False
    below: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """The lines that are compared with each other, under a title."""

    title: str
    lines: tuple[PictureLine, ...]


@dataclass(frozen=True, slots=True)
class PictureWords:
    """The words around the panels; `notes` stand below them: source and terms."""

    title: str
    subtitle: str
    description: str
    interval: str
    bounded: str
    nation: str
    mean: str
    notes: tuple[str, ...]


def compared_picture(panels: Sequence[Panel], words: PictureWords) -> str:
    """The picture as an SVG document in black and blue on white, the same text for the same input."""
    drawn, bottom = _draw_head(words)
    legend, bottom = _draw_legend(panels, words, bottom)
    drawn += legend
    for panel in panels:
        lines, bottom = _draw_panel(panel, bottom)
        drawn += lines
    notes, bottom = _draw_paragraphs(words.notes, bottom + 26, _WIDE_LETTERS + 8, size=12)
    height = bottom + 14
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height:.0f}" width="{_WIDTH}"'
        f' height="{height:.0f}" role="img" aria-labelledby="title description" fill="{_INK}" direction="ltr"'
        ' font-family="system-ui, sans-serif" font-size="14">'
    )
    opened = (
        f'<title id="title">{escape(words.title)}</title>',
        f'<desc id="description">{escape(words.description)}</desc>',
        element("rect", x=0, y=0, width=_WIDTH, height=height, fill="#fff"),
    )
    return "\n".join([opening, *opened, *drawn, *notes, "</svg>", ""])


def _draw_head(words: PictureWords) -> tuple[list[str], float]:
    titles = wrap(words.title, _TITLE_LETTERS)
    drawn = [text(line, _EDGE, 38 + 26 * row, font_size=20, font_weight="700") for row, line in enumerate(titles)]
    subtitle, bottom = _draw_paragraphs([words.subtitle], 38 + 26 * len(titles), _WIDE_LETTERS, size=14)
    return drawn + subtitle, bottom


def _draw_paragraphs(paragraphs: Sequence[str], top: float, letters: int, *, size: int) -> tuple[list[str], float]:
    lines = [line for each in paragraphs for line in wrap(each, letters if " " in each else _ADDRESS_LETTERS)]
    drawn = [text(line, _EDGE, top + _LINE * row, font_size=size, fill=_QUIET) for row, line in enumerate(lines)]
    return drawn, top + _LINE * max(len(lines) - 1, 0)


def _draw_legend(panels: Sequence[Panel], words: PictureWords, top: float) -> tuple[list[str], float]:
    """The signs that there are, each with its word."""
    lines = [line for panel in panels for line in panel.lines]
    entries = (
        (_draw_interval(0, 0, 16), words.interval, any(line.interval for line in lines)),
        (
            _draw_box(0, 0, 0),
            words.bounded,
            any(line.share and not (_is_known(line.share) or line.is_mean) for line in lines),
        ),
        (_draw_mark(0, 0), words.nation, any(line.nation for line in lines)),
        (_draw_diamond(0, 0), words.mean, any(line.is_mean for line in lines)),
    )
    drawn: list[str] = []
    x, y = float(_EDGE), top + 30
    for sign, entry, is_there in entries:
        if not is_there:
            continue
        wide = 34 + 7.4 * len(entry)
        if x > _EDGE and x + wide > _WIDTH:
            x, y = float(_EDGE), y + 22
        drawn += [f'<g transform="translate({x + 9:.1f} {y - 4:.1f})">{sign}</g>', text(entry, x + 24, y, font_size=13)]
        x += wide
    return drawn, y


def _draw_panel(panel: Panel, top: float) -> tuple[list[str], float]:
    drawn, y = [], top + 34
    for title in wrap(panel.title, 70):
        drawn.append(text(title, _EDGE, y, font_size=16, font_weight="700"))
        y += 21
    first = y - 8
    y = first + 4
    rows: list[str] = []
    for line in panel.lines:
        own, y = _draw_line(line, y)
        rows += own
    return [*drawn, *_draw_scale(first, y), *rows], y + 16


def _x_of_share(share: float) -> float:
    return _LEFT + _TRACK * share


def _draw_scale(top: float, bottom: float) -> Iterator[str]:
    for quarter in range(5):
        x = _x_of_share(quarter / 4)
        yield element("line", x1=x, x2=x, y1=top, y2=bottom, stroke="#c3cad2", stroke_width=1)
    for share, words in ((0, "0"), (0.5, "50"), (1, "100\N{NO-BREAK SPACE}%")):
        yield text(words, _x_of_share(share), bottom + 15, font_size=12, text_anchor="middle", fill=_QUIET)


def _draw_line(line: PictureLine, top: float) -> tuple[list[str], float]:
    """A place's elements, and where they end."""
    names = wrap(line.name, _NAME_LETTERS) or [""]
    labels = wrap(line.label, _FIGURE_LETTERS if line.share else 44)
    rows = max(len(names), len(labels) if line.share else 1)
    height = _ROW + _LINE * (rows - 1)
    y = top + height / 2
    drawn = [*_draw_stacked(names, _EDGE, y, font_weight="400" if line.is_mean else "600")]
    if line.share is None:
        drawn += _draw_stacked(labels, _LEFT + 6, y, fill=_QUIET, **_OVER_LINES)
    else:
        drawn += _draw_stacked(labels, _LEFT + _TRACK + 22, y, font_size=15, font_weight="700")
        drawn += _draw_signs(line, line.share, y)
    below = wrap(line.below, _WIDE_LETTERS + 8)
    for row, words in enumerate(below):
        drawn.append(text(words, _EDGE, top + height + 8 + _LINE * row, font_size=12, fill=_QUIET, **_OVER_LINES))
    return drawn, top + height + (_LINE * len(below) + 3 if below else 0)


def _draw_stacked(lines: Sequence[str], x: float, middle: float, **look: str | float) -> Iterator[str]:
    first = middle + 5 - _LINE * (len(lines) - 1) / 2
    for row, words in enumerate(lines):
        yield text(words, x, first + _LINE * row, **look)


def _draw_signs(line: PictureLine, share: Ends, y: float) -> Iterator[str]:
    if line.interval:
        low, high = map(_x_of_share, line.interval)
        yield _draw_interval((low + high) / 2, y, high - low)
    if line.nation:
        least, most = map(_x_of_share, line.nation)
        yield element("rect", x=least, y=y - 9, width=most - least, height=2, fill=_INK) if most > least else ""
        yield from (_draw_mark(end, y) for end in sorted({least, most}))
    middle = (_x_of_share(share[0]) + _x_of_share(share[1])) / 2
    if _is_class(line):
        yield _draw_box(middle, y, _x_of_share(share[1]) - _x_of_share(share[0]))
    if line.is_mean:
        yield _draw_interval(middle, y, _x_of_share(share[1]) - _x_of_share(share[0]))
        yield _draw_diamond(middle, y)
    elif _is_known(share):
        yield element("circle", cx=middle, cy=y, r=6, fill=OWN)


def _is_class(line: PictureLine) -> bool:
    """Whether the share is known by a class only, and drawn as a box."""
    return line.share is not None and not _is_known(line.share) and not line.is_mean


def _is_known(share: Ends) -> bool:
    return share[0] == share[1]


def _draw_interval(x: float, y: float, width: float) -> str:
    return element("rect", x=x - width / 2, y=y - 2, width=width, height=4, rx=2, fill=OWN)


def _draw_box(x: float, y: float, width: float) -> str:
    wide = max(width, _NARROWEST)
    box: dict[str, float] = {"x": x - wide / 2, "y": y - 8, "width": wide, "height": 16}
    return hollow_box(**box)


def _draw_mark(x: float, y: float) -> str:
    return element("rect", x=x - 1.5, y=y - 9, width=3, height=18, fill=_INK)


def _draw_diamond(x: float, y: float) -> str:
    corners = " ".join(f"{x + a:.1f},{y + b:.1f}" for a, b in ((0, -7), (7, 0), (0, 7), (-7, 0)))
    return element("polygon", points=corners, fill="#fff", stroke=_INK, stroke_width=2)

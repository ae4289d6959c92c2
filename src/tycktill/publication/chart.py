"""Charts as SVG text: one's own share with its interval beside the nation's, a line for each question."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from tycktill.publication.svg import element, text

_WIDTH, _TRACK, _EDGE = 360, 250, 10
"""A unit of the picture is a pixel on a phone 360 wide. The track, where 0-100 % lie, begins at the edge."""
_NAME_LETTERS, _GAP_LETTERS, _LEGEND_LETTERS = 34, 40, 46
_LINE = 17
_OWN = "#1a76d2"
"""More than 4:1 against white and against near black: holds in light and dark where a page sets no colour."""


@dataclass(frozen=True, slots=True)
class ChartLine:
    """One question. Shares are 0-1; words come as they are to be read.

    With `share` a dot stands in the interval `low`-`high`; without it these two are the class that the share lies
    in; without them `label` tells, in the dot's place, why nothing is shown.
    """

    name: str
    label: str
    share: float | None = None
    low: float | None = None
    high: float | None = None
    nation: float | None = None
    nation_label: str = ""


@dataclass(frozen=True, slots=True)
class ChartWords:
    """The words around the lines: `title` and `description` are read aloud, the others explain the signs."""

    title: str
    description: str
    own: str
    interval: str
    nation: str


def chart(lines: Sequence[ChartLine], words: ChartWords, *, id_prefix: str = "chart") -> str:
    """The chart as an SVG element, styled by attributes alone; the same text for the same input.

    `id_prefix` keeps the ids of several charts on a page apart. A page may restyle the classes `chart-picture`,
    `chart-own`, `chart-nation`, `chart-track` and `chart-quiet`; what is not blue has the colour of the text around.
    """
    legend, top = _legend(words)
    drawn: list[str] = []
    for line in lines:
        elements, top = _line(line, top)
        drawn += elements
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart-picture" viewBox="0 0 {_WIDTH} {top + 16:.0f}"'
        f' role="img" aria-labelledby="{escape(id_prefix)}-title {escape(id_prefix)}-description" fill="currentColor"'
        ' font-family="system-ui, sans-serif" font-size="14">'
    )
    told = (
        f'<title id="{escape(id_prefix)}-title">{escape(words.title)}</title>',
        f'<desc id="{escape(id_prefix)}-description">{escape(words.description)}</desc>',
    )
    return "\n".join([head, *told, *legend, *drawn, *_scale(top), "</svg>", ""])


def _at(share: float) -> float:
    """Where on the track a share lies."""
    return _EDGE + _TRACK * share


def _legend(words: ChartWords) -> tuple[list[str], float]:
    """The signs with their words, below each other where they do not fit in a row; and where they end."""
    entries = ((_dot, words.own), (_interval, words.interval), (_mark, words.nation))
    fits = sum(len(entry) for _, entry in entries) <= _LEGEND_LETTERS
    drawn: list[str] = []
    x, y = _EDGE - 2.0, 14.0
    for sign, entry in entries:
        drawn += [sign(x + 8, y - 4), text(entry, x + 22, y, font_size=12, class_="chart-quiet")]
        x, y = (x + 38 + 6.4 * len(entry), y) if fits else (x, y + _LINE)
    return drawn, (y + 12 if fits else y - 4)


def _dot(x: float, y: float) -> str:
    return element("circle", class_="chart-own", cx=x, cy=y, r=6, fill=_OWN)


def _interval(x: float, y: float, width: float = 16) -> str:
    return element("rect", class_="chart-own", x=x - width / 2, y=y - 2, width=width, height=4, rx=2, fill=_OWN)


def _mark(x: float, y: float) -> str:
    return element("rect", class_="chart-nation", x=x - 1.5, y=y - 10, width=3, height=20, rx=1.5)


def _scale(bottom: float) -> Iterator[str]:
    for share, words in ((0, "0"), (0.5, "50"), (1, "100 %")):
        yield text(words, _at(share), bottom + 10, font_size=11, text_anchor="middle", class_="chart-quiet")


def _track(y: float) -> Iterator[str]:
    """0-100 %, with a tick at each quarter."""
    ends = [(0.0, 1.0, 0), *((quarter / 4, quarter / 4, 7) for quarter in range(5))]
    for begin, end, reach in ends:
        place = {"x1": _at(begin), "x2": _at(end), "y1": y - reach, "y2": y + reach}
        yield element("line", class_="chart-track", stroke="currentColor", stroke_opacity="0.25", **place)


def _line(line: ChartLine, top: float) -> tuple[list[str], float]:
    """A question's elements, and where they end."""
    names = wrap(line.name, _NAME_LETTERS) or [""]
    drawn = [text(words, _EDGE, top + _LINE * row, font_weight="600") for row, words in enumerate(names, start=1)]
    y = top + _LINE * len(names) + 15
    if line.nation_label:
        drawn.append(text(line.nation_label, _WIDTH - 2, y + 4, **_RIGHT, font_size=12, class_="chart-quiet"))
    if line.low is not None and line.high is not None:
        drawn.append(text(line.label, _WIDTH - 2, y - 15, **_RIGHT, font_size=16, font_weight="700"))
        drawn += _signs(line, (line.low, line.high), y)
        return drawn, y + 21
    words_of_gap = wrap(line.label, _GAP_LETTERS)
    drawn += [text(words, _EDGE, y + 4 + 15 * row, font_size=13) for row, words in enumerate(words_of_gap)]
    return drawn, y + 6 + 15 * len(words_of_gap)


_RIGHT = {"text_anchor": "end"}


def _signs(line: ChartLine, limits: tuple[float, float], y: float) -> Iterator[str]:
    """Track, interval or class, the nation's mark, and the dot above all."""
    low, high = (_at(limit) for limit in limits)
    yield from _track(y)
    if line.share is None:
        yield element("rect", class_="chart-own", x=low, y=y - 6, width=high - low, height=12, rx=6, fill=_OWN)
    else:
        yield _interval((low + high) / 2, y, high - low)
    if line.nation is not None:
        yield _mark(_at(line.nation), y)
    if line.share is not None:
        yield _dot(_at(line.share), y)

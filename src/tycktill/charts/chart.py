"""Charts as SVG text: one's own share with its interval beside the nation's, a line for each question."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from tycktill.charts.svg import OWN, element, hollow_box, text

_WIDTH, _TRACK, _EDGE = 296, 206, 10
"""A unit of the picture is about a pixel within a card on a phone 360 wide, where no words are to be smaller than 12.
The track, where 0-100 % lie, begins at the edge."""
_FEWEST_NAME_LETTERS, _GAP_LETTERS, _LEGEND_LETTERS, _BESIDE_LETTERS = 14, 40, 40, 13
_NAME_LETTER, _LABEL_LETTER = 8.2, 10.5
"""How wide a letter of these is in a wide font."""
_SMALL = 12.5
_LINE = 17
_NARROWEST = 8
"""A class that is narrower is drawn so wide all the same, to be seen as a box."""


Ends = tuple[float, float]
"""The least and the most that a share can be; the same twice where it is known."""


@dataclass(frozen=True, slots=True)
class ChartLine:
    """One question. Shares are 0-1; words come as they are to be read.

    `share` and `nation` are what a share lies between: two alike draw a dot, or a mark, and two that differ a band.
    Without a `share`, `label` tells in its place why nothing is shown; without a `nation`, `nation_label` does.
    """

    name: str
    label: str
    share: Ends | None = None
    interval: Ends | None = None
    nation: Ends | None = None
    nation_label: str = ""


@dataclass(frozen=True, slots=True)
class ChartWords:
    """The words around the lines: `title` and `description` are read aloud, the others explain those signs that
    the chart has; `bounded` is one's own share where it is known by a class only."""

    title: str
    description: str
    own: str
    bounded: str
    interval: str
    nation: str


def questions_chart(lines: Sequence[ChartLine], words: ChartWords, *, id_prefix: str = "chart") -> str:
    """The chart as an SVG element, styled by attributes alone; the same text for the same input.

    `id_prefix` keeps the ids of several charts on a page apart. A page may restyle the classes `chart-picture`,
    `chart-own`, `chart-nation`, `chart-track` and `chart-quiet`; what is not blue has the colour of the text around.
    """
    legend, top = _draw_legend(lines, words)
    drawn: list[str] = []
    for line in lines:
        elements, top = _draw_line(line, top)
        drawn += elements
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart-picture" viewBox="0 0 {_WIDTH} {top + 16:.0f}"'
        f' role="img" aria-labelledby="{escape(id_prefix)}-title {escape(id_prefix)}-description" fill="currentColor"'
        ' direction="ltr" font-family="system-ui, sans-serif" font-size="14">'
    )
    names = (
        f'<title id="{escape(id_prefix)}-title">{escape(words.title)}</title>',
        f'<desc id="{escape(id_prefix)}-description">{escape(words.description)}</desc>',
    )
    return "\n".join([head, *names, *legend, *drawn, *_draw_scale(top), "</svg>", ""])


def _x_of_share(share: float) -> float:
    """Where on the track a share lies."""
    return _EDGE + _TRACK * share


def _draw_legend(lines: Sequence[ChartLine], words: ChartWords) -> tuple[list[str], float]:
    """The signs there are with their words, below each other where they do not fit in a row; and where they end."""
    stated = [line for line in lines if line.share]
    entries = [
        (sign, entry)
        for sign, entry, is_there in (
            (_draw_dot, words.own, any(_is_known(line.share) for line in stated)),
            (_sample_band, words.bounded, any(not _is_known(line.share) for line in stated)),
            (_draw_interval, words.interval, any(line.interval for line in stated)),
            (_draw_mark, words.nation, any(line.nation for line in stated)),
        )
        if is_there
    ]
    fits = sum(len(entry) for _, entry in entries) + 4 * len(entries) <= _LEGEND_LETTERS
    drawn: list[str] = []
    x, y = _EDGE - 2.0, 14.0
    for sign, entry in entries:
        drawn += [sign(x + 8, y - 4), text(entry, x + 22, y, font_size=_SMALL, class_="chart-quiet")]
        x, y = (x + 38 + 6.6 * len(entry), y) if fits else (x, y + _LINE + 3)
    return drawn, (y + 12 if fits else y - 4)


def _is_known(share: Ends | None) -> bool:
    return share is not None and share[0] == share[1]


def _draw_dot(x: float, y: float) -> str:
    return element("circle", class_="chart-own", cx=x, cy=y, r=6, fill=OWN)


def _draw_interval(x: float, y: float, width: float = 16) -> str:
    return element("rect", class_="chart-own", x=x - width / 2, y=y - 2, width=width, height=4, rx=2, fill=OWN)


def _draw_band(least: float, most: float, y: float) -> str:
    """A share somewhere between the two: a hollow box, so that it looks like neither a dot nor an interval."""
    middle, width = (least + most) / 2, max(most - least, _NARROWEST)
    box: dict[str, float] = {"x": middle - width / 2, "y": y - 8, "width": width, "height": 16}
    return hollow_box(**box)


def _sample_band(x: float, y: float) -> str:
    return hollow_box(x=x - 7, y=y - 6, width=14, height=12)


def _draw_mark(x: float, y: float) -> str:
    return element("rect", class_="chart-nation", x=x - 1.5, y=y - 10, width=3, height=20, rx=1.5)


def _draw_nation(ends: Ends, y: float) -> Iterator[str]:
    """A mark, or two with a line between them where it may be anything in between."""
    least, most = (_x_of_share(end) for end in ends)
    if most - least < _NARROWEST:
        yield _draw_mark((least + most) / 2, y)
        return
    yield element("rect", class_="chart-nation", x=least, y=y - 10, width=most - least, height=2)
    yield from (_draw_mark(end, y) for end in (least, most))


def _draw_scale(bottom: float) -> Iterator[str]:
    for share, words in ((0, "0"), (0.5, "50"), (1, "100\N{NO-BREAK SPACE}%")):
        yield text(words, _x_of_share(share), bottom + 10, font_size=_SMALL, text_anchor="middle", class_="chart-quiet")


def _draw_track(y: float) -> Iterator[str]:
    """0-100 %, with a tick at each quarter."""
    ends = [(0.0, 1.0, 0), *((quarter / 4, quarter / 4, 7) for quarter in range(5))]
    for begin, end, reach in ends:
        box = {"x1": _x_of_share(begin), "x2": _x_of_share(end), "y1": y - reach, "y2": y + reach}
        yield element("line", class_="chart-track", stroke="currentColor", stroke_opacity="0.25", **box)


def _draw_line(line: ChartLine, top: float) -> tuple[list[str], float]:
    """A question's elements, and where they end."""
    names = wrap(line.name, _name_letters(line)) or [""]
    drawn = [text(words, _EDGE, top + _LINE * row, font_weight="600") for row, words in enumerate(names, start=1)]
    y = top + _LINE * len(names) + 15
    if line.share is None:
        words_of_gap = wrap(line.label, _GAP_LETTERS)
        drawn += [text(words, _EDGE, y + 4 + 15 * row, font_size=13) for row, words in enumerate(words_of_gap)]
        return drawn, y + 6 + 15 * len(words_of_gap)
    drawn.append(text(line.label, _WIDTH - 2, y - 15, **_RIGHT, font_size=16, font_weight="700"))
    drawn += _draw_signs(line, line.share, y)
    nation, bottom = _nation_label(line, y)
    return [*drawn, *nation], bottom


_RIGHT = {"text_anchor": "end"}


def _name_letters(line: ChartLine) -> int:
    """How many letters of the name fit on a line, before the label where there is one."""
    beside = _LABEL_LETTER * len(line.label) + 6 if line.share else 0
    return max(int((_WIDTH - _EDGE - beside) / _NAME_LETTER), _FEWEST_NAME_LETTERS)


def _nation_label(line: ChartLine, y: float) -> tuple[list[str], float]:
    """The nation's figure beside the track, or below it the words why there is none; and where they end."""
    if line.nation and len(line.nation_label) <= _BESIDE_LETTERS:
        beside = text(line.nation_label, _WIDTH - 2, y + 4, **_RIGHT, font_size=_SMALL, class_="chart-quiet")
        return [beside], y + 21
    words = wrap(line.nation_label, _GAP_LETTERS)
    below = y + 11 if words else y + 21
    drawn = [
        text(each, _EDGE, below + 15 * row, font_size=_SMALL, class_="chart-quiet")
        for row, each in enumerate(words, start=1)
    ]
    return drawn, below + 15 * len(words) + (13 if words else 0)


def _draw_signs(line: ChartLine, share: Ends, y: float) -> Iterator[str]:
    """Track, interval, the nation, and above all the dot, or the band with the nation's mark on it."""
    yield from _draw_track(y)
    if line.interval:
        low, high = (_x_of_share(end) for end in line.interval)
        yield _draw_interval((low + high) / 2, y, high - low)
    if not _is_known(share):
        yield _draw_band(_x_of_share(share[0]), _x_of_share(share[1]), y)
    if line.nation:
        yield from _draw_nation(line.nation, y)
    if _is_known(share):
        yield _draw_dot(_x_of_share(share[0]), y)

"""The few SVG elements that charts are drawn with, as text."""

from collections.abc import Iterable
from functools import cache, lru_cache
from html import escape

OWN = "#1a76d2"
"""More than 4:1 against white and against near black: holds in light and dark where a page sets no colour."""


def element(name: str, /, **attributes: str | float) -> str:
    """An empty element; `font_size` is written font-size and `class_` class."""
    return f"<{name}{_attributes_text(attributes)}/>"


def hollow_box(**box: float) -> str:
    """Where a share is known by a class only: so that it looks like neither a dot nor an interval."""
    return element("rect", class_="chart-band", **box, rx=1, fill="#fff", stroke=OWN, stroke_width=2)


def decorative_svg(drawn: Iterable[str], class_: str, width: int, height: int) -> str:
    """An SVG element that screen readers pass over, for the same figures stand beside it."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{class_}" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" aria-hidden="true" fill="currentColor">'
    )
    return "".join([head, *drawn, "</svg>"])


def text(words: str, x: float, y: float, /, **attributes: str | float) -> str:
    """Words whose line begins (or, by text_anchor, ends) at x, y."""
    placed: dict[str, str | float] = {"x": x, "y": y}
    return f"<text{_attributes_text(placed | attributes)}>{escape(words)}</text>"


def _attributes_text(attributes: dict[str, str | float]) -> str:
    return "".join([f' {_attribute_name(name)}="{_attribute_value(value)}"' for name, value in attributes.items()])


@cache
def _attribute_name(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def _attribute_value(value: str | float) -> str:
    """Numbers with at most one decimal: a tenth of a pixel, and no digits that differ between machines."""
    return _escape_once(value) if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


@lru_cache(maxsize=1024)
def _escape_once(value: str) -> str:
    """Remembered: most are one of a few classes and colours."""
    return escape(value)

"""The few SVG elements that charts are drawn with, as text."""

from html import escape


def element(name: str, /, **attributes: str | float) -> str:
    """An empty element; `font_size` is written font-size and `class_` class."""
    return f"<{name}{_written(attributes)}/>"


def text(words: str, x: float, y: float, /, **attributes: str | float) -> str:
    """Words whose line begins (or, by text_anchor, ends) at x, y."""
    placed: dict[str, str | float] = {"x": x, "y": y}
    return f"<text{_written(placed | attributes)}>{escape(words)}</text>"


def _written(attributes: dict[str, str | float]) -> str:
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(_value(value))}"' for name, value in attributes.items()
    )


def _value(value: str | float) -> str:
    """Numbers with at most one decimal: a tenth of a pixel, and no digits that differ between machines."""
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")

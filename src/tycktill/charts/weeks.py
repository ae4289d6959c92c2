"""How many each week: a bar a week, with its number over it and its name below, and the weeks to come as empty room."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from tycktill.charts.svg import OWN, element, text

_STEP, _BAR, _HEIGHT, _FOOT, _HEAD = 44, 30, 110, 20, 18
_LOWEST = 3
"""A week of few is drawn so high all the same, to be seen."""


@dataclass(frozen=True, slots=True)
class WeekBar:
    """A week and how many; None where it has not come."""

    name: str
    number: int | None


def weeks_picture(weeks: Sequence[WeekBar], *, title: str) -> str:
    """The picture as SVG text, whose title and description say the same as its bars."""
    most = max((week.number or 0 for week in weeks), default=0)
    numbers = ", ".join(f"{week.name}: {week.number}" for week in weeks if week.number is not None)
    width, height = _STEP * max(1, len(weeks)), _HEAD + _HEIGHT + _FOOT
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart-weeks" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" role="img" fill="currentColor" font-size="13"><title>{escape(title)}</title>'
        f"<desc>{escape(numbers)}</desc>"
    )
    drawn = [part for position, week in enumerate(weeks) for part in _draw_week(position, week, most)]
    return "".join([head, *drawn, "</svg>"])


def _draw_week(position: int, week: WeekBar, most: int) -> Sequence[str]:
    left, middle, floor = position * _STEP + (_STEP - _BAR) / 2, position * _STEP + _STEP / 2, _HEAD + _HEIGHT
    name = text(week.name, middle, floor + 15, text_anchor="middle", class_="chart-quiet")
    base = element("rect", class_="chart-track", x=left, y=floor - 2, width=_BAR, height=2)
    if week.number is None:
        return [base, name]
    height = max(_LOWEST, _HEIGHT * week.number / most) if week.number else 0
    bar = element("rect", class_="chart-own", x=left, y=floor - height, width=_BAR, height=height, rx=3, fill=OWN)
    return [
        base,
        *([bar] if height else []),
        text(str(week.number), middle, floor - height - 5, text_anchor="middle"),
        name,
    ]

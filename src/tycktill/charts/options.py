"""How answers lie over the options of a question, in a line of a table: a part for each option, in printed order."""

from collections.abc import Sequence

from tycktill.charts.svg import OWN, decorative_svg, element

_WIDTH, _HEIGHT = 200, 18
_FAINTEST = 0.45


def options_picture(parts: Sequence[tuple[float, bool]]) -> str:
    """The picture as an SVG element without words; of each option its share, and whether it counts as positive.

    What is positive is blue, the rest grey; the second of either kind is fainter than the first.
    """
    drawn: list[str] = []
    left = 0.0
    for position, (share, is_positive) in enumerate(parts):
        before = sum(kind == is_positive for _, kind in parts[:position])
        of_kind = sum(kind == is_positive for _, kind in parts)
        rank = before if is_positive else of_kind - 1 - before
        strength = f"{max(1 - 0.35 * rank, _FAINTEST):.2f}"
        box: dict[str, str | float] = {"x": left, "y": 1, "width": max(_WIDTH * share - 1, 0.5), "height": _HEIGHT - 2}
        look = {"class_": "chart-own", "fill": OWN} if is_positive else {"class_": "chart-rest"}
        drawn.append(element("rect", **box, **look, fill_opacity=strength))
        left += _WIDTH * share
    return decorative_svg(drawn, "chart-row chart-options", _WIDTH, _HEIGHT)

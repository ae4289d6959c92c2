"""Charts as SVG text, of figures that a release tells."""

from tycktill.charts.chart import ChartLine, ChartWords, chart
from tycktill.charts.row import row_picture

__all__ = [
    "ChartLine",
    "ChartWords",
    "chart",
    "row_picture",
]

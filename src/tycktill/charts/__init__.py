"""Charts as SVG text, of figures that a release tells."""

from tycktill.charts.chart import ChartLine, ChartWords, chart
from tycktill.charts.row import row_picture
from tycktill.charts.years import YearPoint, years_picture

__all__ = [
    "ChartLine",
    "ChartWords",
    "YearPoint",
    "chart",
    "row_picture",
    "years_picture",
]

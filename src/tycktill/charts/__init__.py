"""Charts as SVG text, of figures that a release tells."""

from tycktill.charts.chart import ChartLine, ChartWords, chart

__all__ = [
    "ChartLine",
    "ChartWords",
    "chart",
]

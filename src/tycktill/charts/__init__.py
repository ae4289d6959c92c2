"""Charts as SVG text, of figures that a release tells."""

from tycktill.charts.chart import ChartLine, ChartWords, questions_chart
from tycktill.charts.compared import Panel, PictureLine, PictureWords, compared_picture
from tycktill.charts.funnel import (
    FUNNEL_SIZES,
    FunnelLine,
    FunnelPlace,
    FunnelWords,
    funnel_picture,
    funnel_reach,
)
from tycktill.charts.options import options_picture
from tycktill.charts.places import MapPlace, map_picture, map_sample, tiles_picture
from tycktill.charts.row import row_picture
from tycktill.charts.weeks import WeekBar, weeks_picture
from tycktill.charts.years import YearPoint, YearsWords, years_chart, years_picture

__all__ = [
    "FUNNEL_SIZES",
    "ChartLine",
    "ChartWords",
    "FunnelLine",
    "FunnelPlace",
    "FunnelWords",
    "MapPlace",
    "Panel",
    "PictureLine",
    "PictureWords",
    "WeekBar",
    "YearPoint",
    "YearsWords",
    "compared_picture",
    "funnel_picture",
    "funnel_reach",
    "map_picture",
    "map_sample",
    "options_picture",
    "questions_chart",
    "row_picture",
    "tiles_picture",
    "weeks_picture",
    "years_chart",
    "years_picture",
]

"""The one chart of a result: each question's share with its interval, and the nation's beside it."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from tycktill.publication import ChartLine, ChartWords, chart
from tycktill_web.releases.tables import QuestionLine


def picture(lines: Sequence[QuestionLine], *, name: str, is_nation: bool) -> str:
    """The chart as SVG text; the same figures stand in the table beside it."""
    words = ChartWords(
        title=_("Andel positiva svar, %(name)s") % {"name": name},
        description=_("Ett streck för varje fråga. Samma siffror står i tabellen bredvid diagrammet."),
        own=name,
        interval=_("osäkerhet"),
        nation=_("kommunernas medel") if is_nation else _("riket"),
    )
    return chart([_line(line, is_nation=is_nation) for line in lines], words)


def _line(line: QuestionLine, *, is_nation: bool) -> ChartLine:
    row = line.own.row
    if row is None or not line.own.is_shown:
        return ChartLine(line.name, line.own.why_not)
    is_class = row.share is None
    beside, label = (line.mean, line.mean_text) if is_nation else (line.nation.centre, line.nation.text)
    return ChartLine(
        name=line.name,
        label=line.own.text,
        share=row.share,
        low=row.share_min if is_class else row.low,
        high=row.share_max if is_class else row.high,
        nation=beside,
        nation_label=label,
    )

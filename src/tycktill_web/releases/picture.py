"""The one chart of a result: each question's share with its interval, and the nation's beside it."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from tycktill.charts import ChartLine, ChartWords, chart
from tycktill_web.releases.figures import Figure
from tycktill_web.releases.tables import QuestionLine


def picture(lines: Sequence[QuestionLine], *, name: str, is_nation: bool) -> str:
    """The chart as SVG text; the same figures stand in the table beside it."""
    words = ChartWords(
        title=_("Andel positiva svar, %(name)s") % {"name": name},
        description=_("En rad för varje fråga. Samma siffror står i tabellen bredvid diagrammet."),
        own=name,
        bounded=_("%(name)s, ungefärligt") % {"name": name},
        interval=_("osäkerhet"),
        nation=_("kommunernas medel") if is_nation else _("riket"),
    )
    return chart([_line(line, is_nation=is_nation) for line in lines], words)


def _line(line: QuestionLine, *, is_nation: bool) -> ChartLine:
    row, between = line.own.row, line.own.between
    if row is None or between is None:
        return ChartLine(line.name, line.own.why_not)
    beside = line.mean if is_nation else line.nation.between
    gap = _("Kommunernas medel saknas") if is_nation else _why_no_nation(line.nation)
    return ChartLine(
        name=line.name,
        label=line.own.text,
        share=(between.least, between.most),
        interval=None if row.low is None or row.high is None else (row.low, row.high),
        nation=(beside.least, beside.most) if beside else None,
        nation_label=beside.text if beside else gap,
    )


def _why_no_nation(nation: Figure) -> str:
    if nation.is_too_wide:
        return _("Riket kan inte anges")
    return _("Riket visas inte: %(why)s") % {"why": nation.why_not_short}

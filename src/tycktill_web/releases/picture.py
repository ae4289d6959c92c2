"""The charts of results: each question's share with its interval and the nation's beside it, and a share in a line."""

from collections.abc import Sequence

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from tycktill.charts import ChartLine, ChartWords, questions_chart, row_picture
from tycktill.findings import Figure, QuestionFinding, ShareRange, Unstated, Words, figure_text, mean_text, share_text


def questions_picture(questions: Sequence[QuestionFinding], words: Words, *, name: str, is_nation: bool) -> str:
    """The chart as SVG text; the same figures stand in the table beside it."""
    around = ChartWords(
        title=_("Andel positiva svar, %(name)s") % {"name": name},
        description=_("En rad för varje fråga. Samma siffror står i tabellen bredvid diagrammet."),
        own=name,
        bounded=_("%(name)s, ungefärligt") % {"name": name},
        interval=_("osäkerhetsintervall"),
        nation=_("kommunernas medelvärde") if is_nation else _("riket"),
    )
    return questions_chart([_chart_line(each, words, is_nation=is_nation) for each in questions], around)


def _chart_line(question: QuestionFinding, words: Words, *, is_nation: bool) -> ChartLine:
    name, own = words.text(question.name), question.own
    if own.share is None:
        return ChartLine(name, figure_text(own, words))
    beside = _mean_range(question) if is_nation else question.nation.share
    return ChartLine(
        name=name,
        label=share_text(own.share, words, sign=True),
        share=share_ends(own.share),
        interval=share_ends(own.interval) if own.interval else None,
        nation=share_ends(beside) if beside else None,
        nation_label=_nation_label(question, words, is_nation=is_nation),
    )


def _mean_range(question: QuestionFinding) -> ShareRange | None:
    return ShareRange(question.mean.least, question.mean.most) if question.mean else None


def _nation_label(question: QuestionFinding, words: Words, *, is_nation: bool) -> str:
    if is_nation:
        return mean_text(question.mean, words) if question.mean else _("Kommunernas medelvärde saknas")
    if question.nation.share:
        return share_text(question.nation.share, words, sign=True)
    if question.nation.unstated is Unstated.WIDE:
        return _("Riket kan inte anges")
    return _("Riket visas inte: %(why)s") % {"why": figure_text(question.nation, words, is_brief=True)}


def share_ends(share: ShareRange) -> tuple[float, float]:
    """The two shares that it lies between, to draw."""
    return share.least, share.most


def picture_of(own: Figure, beside: Figure | None) -> str:
    """A figure with its interval and another's; empty where it is not told."""
    if own.share is None:
        return ""
    interval, other = own.interval, beside.share if beside else None
    drawn = row_picture(
        share_ends(own.share), share_ends(interval) if interval else None, share_ends(other) if other else None
    )
    return mark_safe(drawn)  # noqa: S308  numbers alone

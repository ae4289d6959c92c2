"""Which questions stand highest and lowest, as far as what is shown can say."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from tycktill.publication import per_cent
from tycktill_web.releases.figures import Figure
from tycktill_web.releases.tables import QuestionLine

FEWEST_TO_RANK = 3
"""Questions that must be shown before the highest and the lowest are pointed out."""

MOST_TO_NAME = 3
"""Questions that may share a place: when more do, none of them stands out."""


def extremes(lines: Sequence[QuestionLine]) -> Iterator[str]:
    """A sentence on the highest and one on the lowest, ties named together; none where they cannot be told."""
    shown = [line for line in lines if line.own.is_shown]
    highest, lowest, all_shown = _highest(shown), _lowest(shown), len(shown) == len(lines)
    if len(shown) < FEWEST_TO_RANK or any(line in lowest for line in highest):
        return
    if len(highest) <= MOST_TO_NAME:
        lead = _("Högst andel positiva svar: %(questions)s.")
        yield (lead if all_shown else _("Högst andel bland det som visas: %(questions)s.")) % _questions(highest)
    if len(lowest) <= MOST_TO_NAME:
        lead = _("Lägst andel: %(questions)s.")
        yield (lead if all_shown else _("Lägst bland det som visas: %(questions)s.")) % _questions(lowest)


def _highest(lines: Sequence[QuestionLine]) -> Sequence[QuestionLine]:
    """All that may be the highest: a class of shares may hide one higher than its middle."""
    most = max((_between(line.own)[0] for line in lines), default=0)
    return [line for line in lines if _between(line.own)[1] >= most]


def _lowest(lines: Sequence[QuestionLine]) -> Sequence[QuestionLine]:
    least = min((_between(line.own)[1] for line in lines), default=0)
    return [line for line in lines if _between(line.own)[0] <= least]


def _between(figure: Figure) -> tuple[int, int]:
    """The whole per cents that the share lies between, as the reader sees them."""
    between = figure.between
    assert between is not None
    return per_cent(between.least), per_cent(between.most)


def _questions(lines: Sequence[QuestionLine]) -> dict[str, str]:
    return {"questions": _named(lines)}


def _named(lines: Sequence[QuestionLine]) -> str:
    """`”A” och ”B”, 91 %` when they say the same, else each with its own."""
    names = [_("”%(name)s”") % {"name": line.name} for line in lines]
    texts = [line.own.text for line in lines]
    if len(set(texts)) == 1:
        return f"{_joined(names)}, {texts[0]}"
    return _joined([f"{name}, {text}" for name, text in zip(names, texts, strict=True)])


def _joined(words: Sequence[str]) -> str:
    *first, last = words
    return _("%(first)s och %(last)s") % {"first": ", ".join(first), "last": last} if first else last

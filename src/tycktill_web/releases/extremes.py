"""Which questions stand highest and lowest, as far as what is shown can say."""

from collections.abc import Iterator, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tycktill.publication import per_cent
from tycktill_web.releases.figures import Figure
from tycktill_web.releases.tables import QuestionLine
from tycktill_web.releases.words import joined

FEWEST_TO_RANK = 3
"""Questions that must be shown before the highest and the lowest are pointed out."""

MOST_TO_NAME = 3
"""Questions that may share a place: when more do, none of them stands out."""


_LEADS: dict[tuple[bool, bool, bool], Promise] = {
    (True, True, True): gettext_lazy("Högst andel positiva svar har %(questions)s."),
    (True, True, False): gettext_lazy("Högst andel positiva svar, bland det som visas, har %(questions)s."),
    (True, False, True): gettext_lazy("Bland de högsta andelarna positiva svar är %(questions)s."),
    (True, False, False): gettext_lazy("Bland de högsta andelarna positiva svar som visas är %(questions)s."),
    (False, True, True): gettext_lazy("Lägst andel har %(questions)s."),
    (False, True, False): gettext_lazy("Lägst andel, bland det som visas, har %(questions)s."),
    (False, False, True): gettext_lazy("Bland de lägsta är %(questions)s."),
    (False, False, False): gettext_lazy("Bland de lägsta som visas är %(questions)s."),
}
"""By whether it is the highest end, whether it is sure which questions stand there, and whether all are shown."""

_NOT_TOLD: dict[bool, Promise] = {
    True: gettext_lazy("Vilken fråga som har högst andel går inte att säga."),
    False: gettext_lazy("Vilken fråga som har lägst andel går inte att säga."),
}


def extremes(lines: Sequence[QuestionLine]) -> Iterator[str]:
    """A sentence on the highest and one on the lowest, ties named together, or that they cannot be told.

    None where too few are shown.
    """
    shown = [line for line in lines if line.own.is_shown]
    if len(shown) < FEWEST_TO_RANK:
        return
    highest, lowest, all_shown = _highest(shown), _lowest(shown), len(shown) == len(lines)
    if any(line in lowest for line in highest) or min(len(highest), len(lowest)) > MOST_TO_NAME:
        yield _("Vilka frågor som har högst och lägst andel går inte att säga.")
        return
    for is_highest, ends in ((True, highest), (False, lowest)):
        if len(ends) > MOST_TO_NAME:
            yield str(_NOT_TOLD[is_highest])
        else:
            yield str(_LEADS[is_highest, _is_sure(ends), all_shown]) % {"questions": _named(ends)}


def _is_sure(ends: Sequence[QuestionLine]) -> bool:
    """Whether these stand there whatever their classes hide: one alone, or several with one and the same figure."""
    return len(ends) == 1 or len({each for line in ends for each in _between(line.own)}) == 1


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


def _named(lines: Sequence[QuestionLine]) -> str:
    """`”A” och ”B” (91 %)` when they say the same, else each with its own."""
    names = [_("”%(name)s”") % {"name": line.name} for line in lines]
    texts = [line.own.text for line in lines]
    if len(set(texts)) == 1:
        return f"{joined(names)} ({texts[0]})"
    return joined([f"{name} ({text})" for name, text in zip(names, texts, strict=True)])

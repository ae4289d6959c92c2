"""A municipality as a map shows it: in which fixed step its likely share lies, whether that is sure, and in words."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from tycktill.findings.across import MunicipalityFinding
from tycktill.findings.figures import ShareRange
from tycktill.findings.sentences.opening import FEW
from tycktill.findings.sentences.overview import rough_text
from tycktill.findings.wording import share_text
from tycktill.findings.words.catalogue import Words
from tycktill.findings.words.maps import MAPS
from tycktill.tables import Judgement

STEPS = (60, 70, 80, 90)
"""At how many per cent a step begins; the first begins at none. The same on every map, so that two can be compared."""


def step_of(place: MunicipalityFinding) -> int | None:
    """The step that about the middle of its share lies in; None where no share is told."""
    share = place.question.own.share
    return None if share is None else bisect_right(STEPS, share.rough)


def is_sure(place: MunicipalityFinding) -> bool:
    """Whether it differs significantly from the nation, of more than a few answers."""
    return place.verdict in (Judgement.BETTER, Judgement.WORSE) and not _is_few(place)


def place_text(place: MunicipalityFinding, words: Words) -> str:
    """All that a map says of it: `Luleå: 84 %, bättre än riket`."""
    own, said = place.question.own, MAPS[words.language]
    if own.share is None:
        why = words.reason_brief[own.unstated] if own.unstated else ""
        return said.withheld.format(name=place.name, why=why)
    text = said.verdicts[place.verdict].format(name=place.name, share=rough_text(own.share, own.valid, words))
    return said.few.format(text=text) if _is_few(place) else text


def step_texts(words: Words) -> Iterator[str]:
    """Each step, the lowest first: `under 60 %`, `60–69 %`."""
    said = MAPS[words.language]
    yield said.lowest.format(share=_per_cent_text(STEPS[0], words))
    for first, after in pairwise(STEPS):
        yield words.figures.sign.format(number=f"{first}–{after - 1}")
    yield said.highest.format(share=_per_cent_text(STEPS[-1], words))


def _per_cent_text(per_cent: int, words: Words) -> str:
    share = per_cent / 100
    return share_text(ShareRange(share, share), words, sign=True)


def _is_few(place: MunicipalityFinding) -> bool:
    valid = place.question.own.valid
    return valid is not None and valid < FEW

"""All municipalities on a question by how many answered: the same figures as in the list, and how far chance may go."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from tycktill.charts import FUNNEL_SIZES, FunnelLine, FunnelPlace, FunnelWords, funnel_picture, funnel_reach
from tycktill.findings import MunicipalityFinding, ShareRange, Words, is_sure, place_text
from tycktill.statistics import funnel_limits
from tycktill_web.releases.across import QuestionResult
from tycktill_web.releases.maps import ABOVE
from tycktill_web.releases.picture import share_ends

_INNER, _OUTER = 1.959964, 3.090232
"""Within so many standard deviations lie 95 of 100, and 998 of 1,000."""


@dataclass(frozen=True, slots=True)
class PlacesFunnel:
    """A drawing for each width. `has_limits` where the nation's share is told; `wobble` is by how much years vary
    beyond chance, as the limits hold it, None where that is not known; `hidden` is how many have no place in it, for
    their figure is not told."""

    pictures: Sequence[str]
    has_limits: bool
    wobble: float | None
    has_classes: bool
    hidden: int


def funnel_of(result: QuestionResult, address: Callable[[str], str]) -> PlacesFunnel:
    """The municipalities of `result` whose share is told, each a link to its `address` by code."""
    found, nation = result.found, result.found.nation.own.share
    places = list(_funnel_places(found.stated, address, result.words))
    limits = list(_funnel_lines(nation, places, found.wobble or 0.0)) if nation else []
    title = _("%(question)s: antal svar och andel positiva i varje kommun") % {"question": result.name}
    words = FunnelWords(title, _("Antal svar"))
    drawn = [
        funnel_picture(places, share_ends(nation) if nation else None, limits, words, size) for size in FUNNEL_SIZES
    ]
    return PlacesFunnel(
        [mark_safe(each) for each in drawn],  # noqa: S308  its texts are escaped where they are written
        has_limits=bool(limits),
        wobble=found.wobble,
        has_classes=any(each.share[0] != each.share[1] for each in places),
        hidden=len(found.municipalities) - len(places),
    )


def _funnel_places(
    found: Sequence[MunicipalityFinding], address: Callable[[str], str], words: Words
) -> Iterator[FunnelPlace]:
    for each in found:
        own = each.question.own
        if own.share is not None and own.valid:
            above = ABOVE.get(each.verdict) if is_sure(each) else None
            yield FunnelPlace(
                address(each.municipality), place_text(each, words), own.valid, share_ends(own.share), above
            )


def _funnel_lines(nation: ShareRange, places: Sequence[FunnelPlace], rho: float) -> Iterator[FunnelLine]:
    """About the middle of what is known of the nation's share; none where nobody stands."""
    for z in (_INNER, _OUTER) if places else ():
        points = [funnel_limits(nation.middle, valid, z, rho) for valid in funnel_reach(places)]
        yield FunnelLine(tuple(points), is_outer=z == _OUTER)

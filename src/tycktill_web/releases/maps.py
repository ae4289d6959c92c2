"""All municipalities on a question as a map or as squares: the same figures as in the list, none of them left out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tycktill.charts import MapPlace, map_picture, map_sample, tiles_picture
from tycktill.files.municipality_shapes import read_boundaries, read_tiles
from tycktill.findings import MunicipalityFinding, Words, is_sure, place_text, step_of, step_texts
from tycktill.tables import Judgement
from tycktill_web.releases.across import QuestionResult


class PlacesView(StrEnum):
    """How all municipalities are shown, as the address says it."""

    LIST = "lista"
    MAP = "karta"
    TILES = "rutor"
    FUNNEL = "tratt"


VIEWS: Sequence[tuple[PlacesView, str | Promise]] = (
    (PlacesView.LIST, gettext_lazy("Lista")),
    (PlacesView.MAP, gettext_lazy("Karta")),
    (PlacesView.TILES, gettext_lazy("Rutor")),
    (PlacesView.FUNNEL, gettext_lazy("Tratt")),
)
ABOVE = {Judgement.BETTER: True, Judgement.WORSE: False}


def view_of(asked: str) -> PlacesView:
    """What the address asks for; the list where it asks for nothing that there is."""
    return PlacesView(asked) if asked in list(PlacesView) else PlacesView.LIST


@dataclass(frozen=True, slots=True)
class PlacesMap:
    """The picture, samples of its looks with their words, and the municipalities that have no place on it."""

    picture: str
    key: Sequence[tuple[str, str]]
    unplaced: Sequence[str]
    is_empty: bool


def map_of(result: QuestionResult, view: PlacesView, address: Callable[[str], str]) -> PlacesMap:
    """The municipalities of `result`, each a link to its `address` by code."""
    words, found = result.words, result.found.municipalities
    places = [_map_place(each, address(each.municipality), words) for each in found]
    shapes = read_boundaries() if view is PlacesView.MAP else read_tiles()
    title = _("%(question)s: trolig andel positiva i varje kommun") % {"question": result.name}
    if view is PlacesView.MAP:
        picture = map_picture(places, read_boundaries(), title)
    else:
        picture = tiles_picture(places, read_tiles(), title)
    there = {each.municipality for each in found}
    unplaced = [each.name for each in found if each.municipality not in shapes] if view is PlacesView.MAP else []
    return PlacesMap(
        picture=mark_safe(picture),  # noqa: S308  its texts are escaped where they are written
        key=list(_map_key(words, with_absent=bool(there & shapes.keys()) and not shapes.keys() <= there)),
        unplaced=unplaced,
        is_empty=len(unplaced) == len(found),
    )


def _map_place(found: MunicipalityFinding, address: str, words: Words) -> MapPlace:
    share = found.question.own.share
    return MapPlace(
        code=found.municipality,
        address=address,
        text=place_text(found, words),
        number=str(share.rough) if share else "",
        step=step_of(found),
        is_sure=is_sure(found),
        is_above=ABOVE.get(found.verdict) if share else None,
    )


def _map_key(words: Words, *, with_absent: bool) -> Iterator[tuple[str, str]]:
    """Each look with its words: the steps as they are where a test is sure, and then what is not."""
    steps = list(step_texts(words))
    yield from ((_key_sample(step=step, is_sure=True), text) for step, text in enumerate(steps))
    yield (
        _key_sample(step=len(steps) // 2),
        _("grå utan ram: går inte att skilja från riket, inte jämförd, eller få svar"),
    )
    yield _key_sample(), _("randig: visas inte, för att ingen ska kunna räkna ut vad någon har svarat")
    if with_absent:
        yield _key_sample(is_absent=True), _("tom: har inga svar på frågan i den här undersökningen")


def _key_sample(*, step: int | None = None, is_sure: bool = False, is_absent: bool = False) -> str:
    return mark_safe(map_sample(step=step, is_sure=is_sure, is_absent=is_absent))  # noqa: S308  no text in it

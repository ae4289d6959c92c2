"""Where each municipality stands, on a map or as squares: the same as in the table, as far as a colour can tell it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from tycktill.charts import MapPlace, map_picture, map_sample, tiles_picture
from tycktill.files.municipality_shapes import read_boundaries, read_tiles
from tycktill_web.fieldwork.stages import FieldworkStage
from tycktill_web.pages.office.response_lines import STAGES, ResponseLine
from tycktill_web.releases.maps import PlacesView

_STEPS = [stage for stage in FieldworkStage if stage is not FieldworkStage.DECLINED]


@dataclass(frozen=True, slots=True)
class ResponseMap:
    """The picture, samples of its looks with their words, and those that have no place on it."""

    picture: str
    key: Sequence[tuple[str, str]]
    unplaced: Sequence[str]


def map_of(lines: Sequence[ResponseLine], view: PlacesView) -> ResponseMap:
    """The municipalities of these lines, each a link to its own line."""
    own = [line for line in lines if _has_place(line)]
    title = _("Hur långt varje kommun har kommit")
    shapes = read_boundaries()
    if view is PlacesView.MAP:
        picture = map_picture([_map_place(line) for line in own], shapes, title)
        unplaced = [line.name for line in lines if not _has_place(line) or _municipality_code(line) not in shapes]
    else:
        picture = tiles_picture([_map_place(line) for line in own], read_tiles(), title)
        unplaced = [line.name for line in lines if not _has_place(line)]
    return ResponseMap(mark_safe(picture), list(_map_key()), unplaced)  # noqa: S308  its texts are escaped where written


def _has_place(line: ResponseLine) -> bool:
    """Whether it is a municipality, and not another provider."""
    return line.progress.organisation.kind == "municipality"


def _municipality_code(line: ResponseLine) -> str:
    return line.progress.organisation.municipality


def _map_place(line: ResponseLine) -> MapPlace:
    stage, rate = line.progress.stage, line.rate.per_cent
    why = ", ".join(str(each) for each in line.reasons)
    text = f"{line.name}: {line.stage}"
    return MapPlace(
        code=_municipality_code(line),
        address=f"?{urlencode({'kommun': line.name})}",
        text=f"{text}. {_('Ligger efter')}: {why}." if why else f"{text}.",
        number="" if rate is None else str(rate),
        step=None if stage is FieldworkStage.DECLINED else _STEPS.index(stage),
        is_sure=bool(why),
    )


def _map_key() -> Iterator[tuple[str, str]]:
    yield from ((_key_sample(step), str(STAGES[stage])) for step, stage in enumerate(_STEPS))
    yield _key_sample(None), str(STAGES[FieldworkStage.DECLINED])
    yield _key_sample(2, is_sure=True), _("färg och ram: ligger efter")


def _key_sample(step: int | None, *, is_sure: bool = False) -> str:
    return mark_safe(map_sample(step=step, is_sure=is_sure))  # noqa: S308  no text in it

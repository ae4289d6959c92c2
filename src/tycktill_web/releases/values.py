"""The values of a release as rows of the database, so that a page reads those it shows and no others."""

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from functools import reduce
from operator import add, itemgetter
from typing import Any, NamedTuple

from django.db.models import QuerySet

from tycktill.disclosure import ProtectedValue
from tycktill.fieldwork import Offered
from tycktill.publication import Release
from tycktill.tables import COMPARISONS, RESULTS, Comparison, Difference, Direction, parse_comparisons, parse_results
from tycktill.terms import Cell, GenderGroup, Level, Municipalities, Reason, Status
from tycktill_web.fieldwork.questionnaires import catalogue, catalogue_of
from tycktill_web.releases.models import PublicRelease, ReleasedPlace, ReleasedValue

NATION = ""
"""The `municipality` of the nation's values."""

_FIGURES = tuple(field.name for field in fields(ProtectedValue) if field.name not in ("cell", "question"))
_AT_ONCE = 2_000
"""How many rows go to the database in one statement."""

_Key = tuple[str, str, str, str]
"""Municipality, target, gender, question."""


def keep_values(release: PublicRelease, files: Release, municipalities: Municipalities) -> None:
    """Fill the read model from the files of `release`; what it had of that release is thrown away."""
    rows = parse_results(files.files[RESULTS])
    header, values = values_in(rows, files.files[COMPARISONS])
    release.values.all().delete()
    release.places.all().delete()
    ReleasedPlace.objects.bulk_create(
        ReleasedPlace(release=release, **each) for each in places_in(rows, municipalities, catalogue_of(release.round))
    )
    _, _, *columns = (field.name for field in ReleasedValue._meta.concrete_fields)
    in_order = itemgetter(*columns)  # by position a value is made in half the time
    ReleasedValue.objects.bulk_create((ReleasedValue(None, release.pk, *in_order(each)) for each in values), _AT_ONCE)
    release.comparison_columns = header
    release.save(update_fields=["comparison_columns"])


def values_in(rows: Iterable[ProtectedValue], comparisons: bytes) -> tuple[str, Iterator[Mapping[str, Any]]]:
    """The header of comparisons.csv, and each row of results.csv by the fields of a `ReleasedValue`."""
    header, compared = _comparison_lines(comparisons)
    return header, (_value_fields(row, compared) for row in rows)


def _value_fields(row: ProtectedValue, compared: Mapping[_Key, str]) -> Mapping[str, Any]:
    cell = row.cell
    key = cell.municipality, cell.instrument, cell.gender.value, row.question
    return {
        "municipality": cell.municipality,
        "unit": cell.unit,
        "target": cell.instrument,
        "gender": cell.gender.value,
        "question": row.question,
        **{name: getattr(row, name) for name in _FIGURES},
        "status": row.status.value,
        "reason": row.reason.value if row.reason else "",
        "comparison": "" if cell.unit else compared.get(key, ""),
    }


def _comparison_lines(table: bytes) -> tuple[str, Mapping[_Key, str]]:
    """The header of comparisons.csv, and the line of each municipality's value.

    The nation has one line of each series, of whichever municipality: for the mean, which all its lines share. Only a
    line feed ends a line: a name may hold what Unicode takes for a line's end.
    """
    header, *lines = table.decode().removesuffix("\n").split("\n")
    columns = next(csv.reader([header]))
    found: dict[_Key, str] = {}
    for line in lines:
        row = dict(zip(columns, next(csv.reader([line])), strict=True))
        series = row["instrument"], row["gender"], row["question"]
        found[row["municipality"], *series] = line
        found.setdefault((NATION, *series), line)
    return header, found


def places_in(
    rows: Iterable[ProtectedValue], municipalities: Municipalities, instruments: Collection[str] | None = None
) -> Iterator[Mapping[str, Any]]:
    """Each place by the fields of a `ReleasedPlace`, with offered and answered of all target groups together.

    A family's own rows give those of the instruments that ask the question, so the instruments are added up.
    """
    asked = catalogue() if instruments is None else instruments
    responses: dict[str, dict[str, tuple[Offered, int]]] = {}
    for row in rows:
        place = responses.setdefault(row.cell.municipality, {})
        is_whole = row.cell.gender is GenderGroup.ALL and row.cell.level is not Level.UNIT
        if is_whole and row.cell.instrument in asked:
            answered = row.answered or 0
            place[row.cell.instrument] = Offered.from_columns(row.offered, row.offered_min, answered), answered
    for code, own in sorted(responses.items()):
        known = municipalities.get(code)
        yield {"municipality": code, "name": known.name if known else code, **_participation_fields(list(own.values()))}


def _participation_fields(parts: Sequence[tuple[Offered, int]]) -> Mapping[str, int | None]:
    """Offered and answered of several questionnaires; nothing is known of none."""
    if not parts:
        return {"offered": None, "offered_min": None, "answered": None}
    answered = sum(number for _, number in parts)
    offered, least = reduce(add, (each for each, _ in parts)).columns(answered)
    return {"offered": offered, "offered_min": least, "answered": answered}


class ReleasedRow(NamedTuple):
    """What a page reads of a value: lighter than the model, for a page reads hundreds."""

    release_id: int
    municipality: str
    unit: str
    target: str
    gender: str
    question: str
    offered: int | None
    offered_min: int | None
    answered: int | None
    valid: int | None
    positive_min: int | None
    positive_max: int | None
    share: float | None
    share_min: float | None
    share_max: float | None
    low: float | None
    high: float | None
    status: str
    reason: str
    comparison: str


def released_rows(values: QuerySet[ReleasedValue]) -> Sequence[ReleasedRow]:
    """These values."""
    return [ReleasedRow._make(row) for row in values.values_list(*ReleasedRow._fields)]


def municipalities_of(release: PublicRelease) -> Sequence[str]:
    """The codes of the municipalities that a release is of."""
    places = release.places.exclude(municipality=NATION)
    return list(places.order_by("municipality").values_list("municipality", flat=True))


def rows_of(values: Iterable[ReleasedRow], round: str) -> Sequence[ProtectedValue]:
    """These values as the rows of results.csv that they are; `round` is their release's."""
    return [_protected_row(value, round) for value in values]


def _protected_row(value: ReleasedRow, round: str) -> ProtectedValue:
    level = Level.NATION if value.municipality == NATION else Level.UNIT if value.unit else Level.MUNICIPALITY
    return ProtectedValue(
        Cell(round, value.target, level, value.municipality, value.unit, GenderGroup(value.gender)),
        value.question,
        offered=value.offered,
        offered_min=value.offered_min,
        answered=value.answered,
        valid=value.valid,
        positive_min=value.positive_min,
        positive_max=value.positive_max,
        share=value.share,
        share_min=value.share_min,
        share_max=value.share_max,
        low=value.low,
        high=value.high,
        status=Status(value.status),
        reason=Reason(value.reason) if value.reason else None,
    )


def comparisons_of(release: PublicRelease, values: Iterable[ReleasedRow]) -> Sequence[Comparison]:
    """What the release compares these values with; of the nation's, the line that holds the mean. Nothing of earlier
    releases that have been withdrawn: no change from one, and no trend, which rests on all of them."""
    lines = [value.comparison for value in values if value.comparison]
    found = parse_comparisons("\n".join([release.comparison_columns, *lines, ""]).encode()) if lines else ()
    gone = {each.round.label for each in release.withdrawn_comparisons}
    return [_without_gone(each, gone) for each in found] if gone else found


def _without_gone(each: Comparison, gone: Collection[str]) -> Comparison:
    earlier = Difference() if each.earlier.round in gone else each.earlier
    return replace(each, earlier=earlier, trend=Direction(), wobble=None)

"""The rows that pages read are the tables of the files, no more and no less."""

from collections.abc import Iterable

import pytest
from django.core.management import call_command
from django.db.models import Model
from django.forms.models import model_to_dict
from tests.tycktill_web import worlds

from tycktill.disclosure import ProtectedValue
from tycktill.publication import Release
from tycktill.tables import parse_comparisons, parse_results, write_comparisons, write_results
from tycktill.terms import Municipality
from tycktill_web.releases.archive import pack_archive
from tycktill_web.releases.models import PublicRelease, ReleasedPlace, ReleasedValue
from tycktill_web.releases.values import (
    NATION,
    ReleasedRow,
    comparisons_of,
    keep_values,
    places_in,
    released_rows,
    rows_of,
    values_in,
)

pytestmark = pytest.mark.django_db

HEADER = (
    "round,instrument,level,municipality,unit,gender,question,offered,offered_min,answered,valid,"
    "positive_min,positive_max,share,share_min,share_max,low,high,status,reason\n"
)
COMPARED = "round,instrument,municipality,gender,question,municipal_mean\n"


def file_of(release: PublicRelease, name: str) -> bytes:
    return bytes(release.files.get(name=name).content)


def of_rows(rows: str) -> tuple[ProtectedValue, ...]:
    return parse_results((HEADER + rows).encode())


def held(rows: Iterable[Model]) -> list[dict[str, object]]:
    """What the rows hold, whatever their ids."""
    return sorted(({**model_to_dict(row), "id": 0} for row in rows), key=repr)


def test_rows_are_those_of_the_file_byte_for_byte() -> None:
    release = worlds.drafted(worlds.closed_world())
    assert write_results(rows_of(released_rows(release.values.all()), release.round.label)) == file_of(
        release, "results.csv"
    )


def test_comparisons_are_those_of_the_file_byte_for_byte() -> None:
    release = worlds.drafted(worlds.closed_world())
    values = release.values.exclude(municipality=NATION)
    written = parse_comparisons(file_of(release, "comparisons.csv"))
    assert written
    held = sorted(comparisons_of(release, released_rows(values)), key=lambda each: (each.row.cell, each.row.question))
    assert write_comparisons(held) == write_comparisons(written)


def test_the_nation_has_the_mean_of_each_series() -> None:
    release = worlds.drafted(worlds.closed_world())
    every = parse_comparisons(file_of(release, "comparisons.csv"))
    means = {
        (each.row.cell.instrument, each.row.cell.gender, each.row.question): each.standing.mean
        for each in every
        if each.standing
    }
    held = comparisons_of(release, released_rows(release.values.filter(municipality=NATION)))
    assert {
        (each.row.cell.instrument, each.row.cell.gender, each.row.question): each.standing.mean
        for each in held
        if each.standing
    } == means


def test_rebuilt_rows_are_the_same_and_the_files_untouched() -> None:
    release = worlds.published(worlds.closed_world())
    before, places = held(release.values.all()), held(release.places.all())
    files = dict(release.files.values_list("name", "content"))
    ReleasedValue.objects.filter(question="helhet").delete()
    ReleasedPlace.objects.all().delete()
    call_command("rebuild_values")
    assert held(release.values.all()) == before
    assert held(release.places.all()) == places
    assert dict(release.files.values_list("name", "content")) == files


def test_participation_is_that_of_all_target_groups() -> None:
    release = worlds.drafted(worlds.closed_world())
    numbers = {each.municipality: (each.name, each.offered, each.answered) for each in release.places.all()}
    assert numbers[NATION] == ("", 79, 41)
    assert numbers["9001"][1:] == (49, 23)
    assert numbers["9002"][1:] == (30, 18)


def test_offered_is_at_least_what_is_known_of_each_group() -> None:
    row = "2024,ifo-missbruk,municipality,9001,,T,helhet,,,7,7,,,,,,,,withheld,protects\n"
    other = "2024,ifo-unga,municipality,9001,,T,helhet,9,,7,7,,,,,,,,withheld,protects\n"
    (place,) = places_in(of_rows(row + other), {"9001": Municipality("9001", "Granhult")})
    assert place == {"municipality": "9001", "name": "Granhult", "offered": None, "offered_min": 16, "answered": 14}


def test_municipality_without_a_name_is_known_by_its_code() -> None:
    row = "2024,ifo-missbruk,municipality,9999,,T,helhet,9,,7,7,,,,,,,,withheld,protects\n"
    (place,) = places_in(of_rows(row), {})
    assert place["name"] == "9999"


def test_a_name_may_hold_what_looks_like_a_lines_end() -> None:
    names = ["Norr, väster", "Syd\N{LINE SEPARATOR}öst"]
    rows = "".join(f'2024,ifo-missbruk,unit,9001,"{name}",T,helhet,9,,7,7,,,,,,,,withheld,protects\n' for name in names)
    _, values = values_in(of_rows(rows), COMPARED.encode())
    held = [ReleasedRow(release_id=1, **each) for each in values]
    assert [row.cell.unit for row in rows_of(held, "2024")] == names
    assert rows_of(held, "2024") == list(parse_results((HEADER + rows).encode()))


def test_archive_is_the_same_every_time() -> None:
    files = {"b.csv": b"2\n", "a.csv": b"1\n"}
    assert pack_archive(files, folder="ifo-2024-1") == pack_archive(dict(reversed(files.items())), folder="ifo-2024-1")


def test_nothing_is_left_without_its_release() -> None:
    worlds.drafted(worlds.closed_world()).delete()
    assert not ReleasedValue.objects.exists()
    assert not ReleasedPlace.objects.exists()


def test_values_are_kept_once() -> None:
    release = worlds.drafted(worlds.closed_world())
    number = release.values.count()
    files = Release({file.name: bytes(file.content) for file in release.files.all()})
    keep_values(release, files, {})
    assert release.values.count() == number

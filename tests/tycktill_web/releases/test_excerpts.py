"""A page reads few lines, and the same lines as the files hold."""

import pytest
from tests.tycktill_web import worlds

from tycktill.publication import Release
from tycktill.tables import parse_results
from tycktill.terms import Municipality
from tycktill_web.releases.archive import pack
from tycktill_web.releases.excerpts import NATION, cut
from tycktill_web.releases.models import MunicipalityExcerpt

pytestmark = pytest.mark.django_db

HEADER = (
    "round,instrument,level,municipality,unit,gender,question,offered,answered,valid,"
    "positive_min,positive_max,share,share_min,share_max,low,high,status,reason\n"
)
COMPARED = "round,instrument,municipality,gender,question,municipal_mean\n"


def test_excerpts_hold_every_line_once() -> None:
    release = worlds.drafted(worlds.closed_world())
    whole = bytes(release.files.get(name="results.csv").content).decode().splitlines()
    lines = [line for each in release.excerpts.all() for line in bytes(each.results).decode().splitlines()[1:]]
    assert sorted(lines) == sorted(whole[1:])
    assert {each.municipality for each in release.excerpts.all()} == {NATION, "9001", "9002"}


def test_excerpt_can_be_parsed_as_the_file_can() -> None:
    release = worlds.drafted(worlds.closed_world())
    excerpt = release.excerpts.get(municipality="9001")
    assert {row.cell.municipality for row in parse_results(bytes(excerpt.results))} == {"9001"}


def test_participation_is_that_of_all_target_groups() -> None:
    release = worlds.drafted(worlds.closed_world())
    numbers = {each.municipality: (each.name, each.offered, each.answered) for each in release.excerpts.all()}
    assert numbers[NATION] == ("", 79, 41)
    assert numbers["9001"][1:] == (49, 23)
    assert numbers["9002"][1:] == (30, 18)


def test_unknown_offered_is_not_a_number() -> None:
    row = "2024,ifo-missbruk,municipality,9001,,T,helhet,,7,7,,,,,,,,withheld,protects\n"
    other = "2024,ifo-unga,municipality,9001,,T,helhet,9,7,7,,,,,,,,withheld,protects\n"
    release = Release({"results.csv": (HEADER + row + other).encode(), "comparisons.csv": COMPARED.encode()})
    (piece,) = cut(release, {"9001": Municipality("9001", "Granhult")})
    assert (piece.name, piece.offered, piece.answered) == ("Granhult", None, 14)


def test_municipality_without_a_name_is_known_by_its_code() -> None:
    row = "2024,ifo-missbruk,municipality,9999,,T,helhet,9,7,7,,,,,,,,withheld,protects\n"
    release = Release({"results.csv": (HEADER + row).encode(), "comparisons.csv": COMPARED.encode()})
    (piece,) = cut(release, {})
    assert piece.name == "9999"


def test_a_name_may_hold_what_looks_like_a_lines_end() -> None:
    rows = "".join(
        f'2024,ifo-missbruk,unit,9001,"{name}",T,helhet,9,7,7,,,,,,,,withheld,protects\n'
        for name in ("Norr, väster", "Syd\N{LINE SEPARATOR}öst")
    )
    release = Release({"results.csv": (HEADER + rows).encode(), "comparisons.csv": COMPARED.encode()})
    (piece,) = cut(release, {})
    assert [row.cell.unit for row in parse_results(piece.results)] == ["Norr, väster", "Syd\N{LINE SEPARATOR}öst"]


def test_nation_holds_one_line_of_each_series() -> None:
    release = worlds.drafted(worlds.closed_world())
    lines = bytes(release.excerpts.get(municipality=NATION).comparisons).decode().splitlines()[1:]
    series = [(fields[1], fields[3], fields[4]) for fields in (line.split(",") for line in lines)]
    assert series
    assert len(series) == len(set(series))


def test_archive_is_the_same_every_time() -> None:
    files = {"b.csv": b"2\n", "a.csv": b"1\n"}
    assert pack(files, folder="ifo-2024-1") == pack(dict(reversed(files.items())), folder="ifo-2024-1")


def test_no_excerpt_is_left_without_its_release() -> None:
    worlds.drafted(worlds.closed_world()).delete()
    assert not MunicipalityExcerpt.objects.exists()

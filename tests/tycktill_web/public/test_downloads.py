"""What is downloaded is what was counted, byte for byte."""

import io
import zipfile
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.tycktill_web import worlds

from tycktill_cli.command import main
from tycktill_web.releases.models import ReleaseArchive
from tycktill_web.releases.signing import withdraw_result

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
FILES = "/resultat/ifo/2024/utgava-1/"


def test_files_are_downloaded_byte_for_byte() -> None:
    release = worlds.published(worlds.closed_world())
    for file in release.files.all():
        response = Client().get(f"{FILES}filer/{file.name}")
        assert response.content == bytes(file.content)
        assert f'filename="{file.name}"' in response["Content-Disposition"]


def test_whole_folder_is_packed_alike_every_time_and_verifies(tmp_path: Path) -> None:
    worlds.published(worlds.closed_world())
    first, second = (Client().get(f"{FILES}alla-filer.zip").content for _ in range(2))
    assert first == second
    zipfile.ZipFile(io.BytesIO(first)).extractall(tmp_path)
    assert main(["verify", str(tmp_path / "ifo-2024-1")]) == 0


@pytest.mark.parametrize("way", ["filer/results.csv", "alla-filer.zip"])
@pytest.mark.parametrize("asked", ["{}", "W/{}", '"another", {}', "*"])
def test_unchanged_file_is_neither_sent_nor_read_again(way: str, asked: str) -> None:
    worlds.published(worlds.closed_world())
    etag = Client().get(FILES + way)["ETag"]
    with CaptureQueriesContext(connection) as asked_for:
        again = Client().get(FILES + way, headers={"If-None-Match": asked.format(etag)})
    assert (again.status_code, again.content) == (304, b"")
    assert not [query["sql"] for query in asked_for if '"content"' in query["sql"]]


def test_file_is_kept_by_others_only_as_long_as_it_stands() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    response = Client().get(f"{FILES}alla-filer.zip")
    assert response["Cache-Control"] == "public, no-cache"
    withdraw_result(world.round, person=world.anna, reason="Fel.", at=worlds.NOW)
    again = Client().get(f"{FILES}alla-filer.zip", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 410


def test_folder_is_packed_once_for_all_who_ask() -> None:
    release = worlds.published(worlds.closed_world())
    ReleaseArchive.objects.filter(release=release).update(content=b"packed when it was counted")
    assert Client().get(f"{FILES}alla-filer.zip").content == b"packed when it was counted"


@pytest.mark.parametrize("name", ["nothing.csv", "..", "results.csv.bak"])
def test_file_that_is_not_there_is_not_found(name: str) -> None:
    worlds.published(worlds.closed_world())
    assert Client().get(f"{FILES}filer/{name}").status_code == 404


def test_release_that_is_not_there_is_not_found() -> None:
    worlds.published(worlds.closed_world())
    assert Client().get("/resultat/ifo/2024/utgava-2/filer/results.csv").status_code == 404
    assert Client().get("/resultat/ifo/2023/utgava-1/alla-filer.zip").status_code == 404

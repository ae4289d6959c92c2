"""What is downloaded is what was counted, byte for byte."""

import io
import zipfile
from pathlib import Path

import pytest
from django.test import Client
from tests.tycktill_web import worlds

from tycktill_cli.command import main

pytestmark = pytest.mark.django_db
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


def test_unchanged_file_is_not_sent_again() -> None:
    worlds.published(worlds.closed_world())
    etag = Client().get(f"{FILES}filer/results.csv")["ETag"]
    again = Client().get(f"{FILES}filer/results.csv", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", ["nothing.csv", "..", "results.csv.bak"])
def test_file_that_is_not_there_is_not_found(name: str) -> None:
    worlds.published(worlds.closed_world())
    assert Client().get(f"{FILES}filer/{name}").status_code == 404


def test_release_that_is_not_there_is_not_found() -> None:
    worlds.published(worlds.closed_world())
    assert Client().get("/resultat/ifo/2024/utgava-2/filer/results.csv").status_code == 404
    assert Client().get("/resultat/ifo/2023/utgava-1/alla-filer.zip").status_code == 404

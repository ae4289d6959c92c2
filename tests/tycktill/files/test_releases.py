"""A release folder is written whole or not at all."""

import os
from pathlib import Path

import pytest

from tycktill.files import check_new_folder, read_release, write_release
from tycktill.publication.release import Release
from tycktill.terms import Refused

RELEASE = Release({"manifest.json": b"{}", "results.csv": b"round\n"})


def test_a_release_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    folder = tmp_path / "2019" / "out"
    write_release(RELEASE, folder)
    assert read_release(folder) == RELEASE
    assert [path.name for path in folder.parent.iterdir()] == ["out"]


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    write_release(RELEASE, tmp_path)
    assert read_release(tmp_path) == RELEASE


def test_what_is_there_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "results.csv").write_bytes(b"mine")
    with pytest.raises(Refused, match=r"The folder is not empty. Choose a new folder, or move this one away first."):
        write_release(RELEASE, tmp_path)
    with pytest.raises(Refused, match=r"There is a file or link of this name"):
        write_release(RELEASE, tmp_path / "results.csv")
    assert read_release(tmp_path) == Release({"results.csv": b"mine"})


@pytest.mark.parametrize("folder", [".", "..", "/"])
def test_a_release_is_never_put_in_place_of_a_folder_one_stands_in(folder: str) -> None:
    with pytest.raises(Refused, match=r"This folder stands already. Name a new folder to make, as ./release."):
        check_new_folder(Path(folder))


def test_where_nothing_can_be_written_is_told_before_any_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refused, match=r'file" is a file and holds no folders. Choose another folder.'):
        check_new_folder(tmp_path / "file" / "a" / "b")
    with pytest.raises(Refused, match=r"The release cannot be written: File name too long. Choose another folder."):
        check_new_folder(tmp_path / ("a" * 300))
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(Refused, match=r'Nothing may be written in ".*". Choose another folder.'):
        check_new_folder(tmp_path / "new" / "release")


def test_a_folder_whose_name_is_too_long_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"The folder cannot be read: File name too long."):
        read_release(tmp_path / ("a" * 300))


def test_a_failure_in_the_middle_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill_disk(path: Path, content: bytes) -> int:
        if path.name == "results.csv":
            raise OSError(28, "No space left on device")
        return len(content)

    monkeypatch.setattr(Path, "write_bytes", fill_disk)
    with pytest.raises(Refused, match=r"No space left on device. Choose another folder"):
        write_release(RELEASE, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_failed_writing_leaves_an_empty_folder_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(path: Path, content: bytes) -> int:
        raise KeyboardInterrupt

    (tmp_path / "out").mkdir()
    monkeypatch.setattr(Path, "write_bytes", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_release(RELEASE, tmp_path / "out")
    assert list(tmp_path.rglob("*")) == [tmp_path / "out"]


def test_a_release_folder_holds_files_only(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="There is no such folder"):
        read_release(tmp_path / "out")
    write_release(RELEASE, tmp_path / "out")
    (tmp_path / "out" / "more").mkdir()
    with pytest.raises(Refused, match=r'A release has files only, but here is "more". Remove it'):
        read_release(tmp_path / "out")


def test_a_link_is_no_file_of_a_release(tmp_path: Path) -> None:
    write_release(RELEASE, tmp_path / "out")
    (tmp_path / "out" / "results.csv").rename(tmp_path / "elsewhere.csv")
    (tmp_path / "out" / "results.csv").symlink_to(tmp_path / "elsewhere.csv")
    with pytest.raises(Refused, match="files only"):
        read_release(tmp_path / "out")


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbid(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    write_release(RELEASE, tmp_path / "out")
    monkeypatch.setattr(Path, "read_bytes", forbid)
    with pytest.raises(Refused, match="The folder cannot be read: Permission denied"):
        read_release(tmp_path / "out")

"""A folder of instruments is read whole, or every fault in it is told."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tycktill.files import read_catalogue, read_families, read_instrument
from tycktill.instrument import fingerprint
from tycktill.terms import Fault, Refused

TINY = Path("tests/instruments")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a family and two sound instruments."""
    for name in ("families", "pair-first", "pair-second"):
        shutil.copy(TINY / f"{name}.toml", tmp_path)
    return tmp_path


@contextmanager
def _refused() -> Iterator[list[Fault]]:
    """What is refused inside, as faults."""
    faults: list[Fault] = []
    with pytest.raises(Refused) as refused:
        yield faults
    faults.extend(refused.value.faults)


def _spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_folder_gives_instruments_and_their_fingerprints(folder: Path) -> None:
    catalogue, fingerprints = read_catalogue(folder)
    assert list(catalogue) == ["pair-first", "pair-second"]
    assert fingerprints == {name: fingerprint((folder / f"{name}.toml").read_bytes()) for name in catalogue}
    assert set(read_families(folder)) == {"tiny", "pair"}


def test_other_files_are_let_be(folder: Path) -> None:
    (folder / "README.md").write_text("x", encoding="utf-8")
    assert len(read_catalogue(folder)[0]) == 2


def test_faults_of_all_files_are_told(folder: Path) -> None:
    _spoil(folder / "pair-first.toml", "version = 1", "version = 0")
    _spoil(folder / "pair-second.toml", "version = 1", "versions = 1")
    with _refused() as faults:
        read_catalogue(folder)
    assert [(fault.file, fault.place) for fault in faults] == [
        ("pair-first.toml", "version"),
        ("pair-second.toml", "versions"),
        ("pair-second.toml", None),
    ]


def test_instruments_that_do_not_go_together_are_told(folder: Path) -> None:
    _spoil(folder / "pair-second.toml", 'family = "pair"', 'family = "twin"')
    with _refused() as faults:
        read_catalogue(folder)
    assert [(fault.file, fault.place) for fault in faults] == [("pair-second.toml", "family")]


def test_a_file_is_called_as_its_instrument(folder: Path) -> None:
    (folder / "pair-first.toml").rename(folder / "first.toml")
    with _refused() as faults:
        read_catalogue(folder)
    assert [(fault.file, fault.remedy) for fault in faults] == [("first.toml", "Call the file pair-first.toml")]


def test_a_file_in_another_encoding_is_refused(folder: Path) -> None:
    file = folder / "pair-first.toml"
    file.write_bytes(file.read_text(encoding="utf-8").encode("latin-1"))
    with _refused() as faults:
        read_instrument(file)
    assert (faults[0].file, faults[0].remedy) == (str(file), "Save the file as UTF-8")


def test_a_byte_order_mark_and_other_line_ends_are_forgiven(folder: Path) -> None:
    file = folder / "pair-first.toml"
    before = fingerprint(file.read_bytes())
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert read_catalogue(folder)[1]["pair-first"] == before


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with _refused() as faults:
        read_instrument(tmp_path / "none.toml")
    assert faults[0].file == str(tmp_path / "none.toml")


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with _refused() as faults:
        read_catalogue(tmp_path / "none")
    assert faults[0].problem == "There is no such folder"


def test_a_folder_needs_its_families(folder: Path) -> None:
    (folder / "families.toml").unlink()
    with _refused() as faults:
        read_catalogue(folder)
    assert faults[0].file == "families.toml"

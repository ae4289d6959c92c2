"""Witnesses are a secret file beside a release, which proves it; nothing else proves it so."""

from pathlib import Path

import polars as pl
import pytest
from tests.tycktill_cli.lulea import ANSWERS, OFFERED, files_in, release, run

from tycktill.files import read_witnesses, witnesses_beside, write_release
from tycktill.terms import Refused


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a release `out` and its witnesses."""
    folder = tmp_path_factory.mktemp("lulea")
    done = run("tabulate", ANSWERS, "--offered", OFFERED, "--out", folder / "out", "--witnesses", folder / "secret")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"tycktill verify {folder / 'out'} --witnesses {folder / 'secret'}" in done.stdout
    return folder


def test_the_release_is_the_same_with_and_without(made: Path) -> None:
    assert files_in(made / "out") == dict(release().files)
    assert {path.name for path in made.iterdir()} == {"out", "secret"}


def test_nobody_else_may_read_them(made: Path) -> None:
    assert (made / "secret").stat().st_mode & 0o777 == 0o600


def test_they_prove_the_release(made: Path) -> None:
    done = run("verify", made / "out", "--witnesses", made / "secret")
    assert (done.returncode, done.stderr) == (0, "")
    worlds = sum(len(each.worlds) for each in read_witnesses(made / "secret"))
    assert done.stdout.splitlines()[-1].startswith(f"Witnessed: {worlds} ways to answer 7 questions all give these")


def test_the_same_answers_give_the_same_witnesses(made: Path, tmp_path: Path) -> None:
    run("tabulate", ANSWERS, "--offered", OFFERED, "--out", tmp_path / "out", "--witnesses", tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == (made / "secret").read_bytes()


def test_a_world_that_publishes_something_else_is_found(made: Path, tmp_path: Path) -> None:
    table = pl.read_parquet(made / "secret")
    rows = table.to_dicts()
    rows[0]["worlds"][0] = [0 for _ in rows[0]["valid"]]
    pl.DataFrame(rows, schema=table.schema).write_parquet(tmp_path / "changed")
    done = run("verify", made / "out", "--witnesses", tmp_path / "changed")
    assert done.returncode == 1
    assert "A world gives another figure: 0 of " in done.stderr


def test_witnesses_of_another_release_prove_nothing(made: Path, tmp_path: Path) -> None:
    preset = ("--preset", "official", "--out", tmp_path / "other", "--witnesses", tmp_path / "others")
    assert run("tabulate", ANSWERS, "--offered", OFFERED, *preset).returncode == 0
    done = run("verify", tmp_path / "other", "--witnesses", made / "secret")
    assert done.returncode == 1
    assert "A world gives another figure" in done.stderr


def test_what_is_no_witness_is_told(made: Path, tmp_path: Path) -> None:
    for name, content in (("manifest", made / "out" / "manifest.json"), ("missing", tmp_path / "missing")):
        done = run("verify", made / "out", "--witnesses", content)
        assert done.returncode == 1, name
        assert "The file cannot be read as witnesses" in done.stderr
    pl.DataFrame({"round": ["2019"]}).write_parquet(tmp_path / "else")
    assert "The file holds no witnesses" in run("verify", made / "out", "--witnesses", tmp_path / "else").stderr


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("out/secret", "witnesses are as secret as counts. Choose another place"),
        ("out", "witnesses are as secret as counts. Choose another place"),
        ("nowhere/secret", "There is no folder to write it in. Make the folder first"),
        ("there", "There is something of this name. Choose a new name, or move this away first"),
    ],
)
def test_a_file_that_cannot_be_is_refused_before_all_work(tmp_path: Path, file: str, told: str) -> None:
    (tmp_path / "there").touch()
    done = run("tabulate", ANSWERS, "--out", tmp_path / "out", "--witnesses", tmp_path / file)
    assert (done.returncode, done.stdout) == (1, "")
    assert told in done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"there"}


def test_nothing_is_left_where_the_release_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(Refused), witnesses_beside([], tmp_path / "secret"):
        write_release(release(), Path("/proc/nowhere"))
    assert not list(tmp_path.iterdir())

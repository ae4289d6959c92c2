"""The numbers of valid answers are a file beside a release, against whose knower it is proved."""

import shlex
from pathlib import Path

import pytest
from tests.tycktill_cli.lulea import ANSWERS, OFFERED, files_in, release, run

from tycktill.files import numbers_beside, read_numbers, write_release
from tycktill.publication import parse_numbers, write_numbers
from tycktill.terms import BaseKey, Refused


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a release `out` and its numbers."""
    folder = tmp_path_factory.mktemp("lulea")
    done = run("tabulate", ANSWERS, "--offered", OFFERED, "--out", folder / "out", "--numbers", folder / "numbers.csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"tycktill verify {folder / 'out'} --numbers {folder / 'numbers.csv'}" in done.stdout
    assert (
        f"Keep {folder / 'numbers.csv'} with the answers: it tells how many answered, also in groups of" in done.stdout
    )
    return folder


def test_the_release_is_the_same_with_and_without(made: Path) -> None:
    assert files_in(made / "out") == dict(release().files)
    assert {path.name for path in made.iterdir()} == {"out", "numbers.csv"}


def test_nobody_else_may_read_them(made: Path) -> None:
    assert (made / "numbers.csv").stat().st_mode & 0o777 == 0o600


def test_a_release_is_proved_against_whoever_knows_them(made: Path) -> None:
    done = run("verify", made / "out", "--numbers", made / "numbers.csv")
    assert (done.returncode, done.stderr) == (0, "")
    _, audited, replayed, _ = done.stdout.splitlines()
    found = "nothing was found to follow from the figures, even for whoever knows how many answered"
    assert audited == f"Audited by code of its own: {found}"
    assert replayed.startswith("Replayed by the rule's code: which figures are told, and how, follows from numbers and")


def test_the_command_that_is_told_proves_a_release_made_beside_another(made: Path, tmp_path: Path) -> None:
    files = "--out", tmp_path / "out", "--numbers", tmp_path / "numbers.csv"
    told = run("tabulate", ANSWERS, "--offered", OFFERED, "--previous", made / "out", *files).stdout.splitlines()[-1]
    command = shlex.split(told.removeprefix("Prove it with: tycktill "))
    assert command[-2:] == ["--previous", str(made / "out")]
    assert run(*command).returncode == 0


def test_they_add_up_to_what_is_told_of_everybody(made: Path) -> None:
    numbers = read_numbers(made / "numbers.csv")
    rows = [row.split(",") for row in files_in(made / "out")["results.csv"].decode().splitlines()]
    place = {column: number for number, column in enumerate(rows[0])}
    told = {
        (row[0], row[place["question"]]): int(row[place["valid"]])
        for row in rows
        if row[place["instrument"]] == "ifo"
        and row[place["level"]] == "nation"
        and row[place["gender"]] == "T"
        and row[place["valid"]]
    }
    assert told
    assert told.items() <= {key: sum(cells.values()) for key, cells in numbers.items()}.items()


def test_numbers_of_another_release_are_refused(made: Path, tmp_path: Path) -> None:
    numbers = {key: dict(cells) for key, cells in read_numbers(made / "numbers.csv").items()}
    first = next(iter(numbers.values()))
    largest = max(first, key=lambda key: first[key])
    first[largest] += 40
    (tmp_path / "more").write_bytes(write_numbers(numbers))
    assert "or the numbers are of another release" in run("verify", made / "out", "--numbers", tmp_path / "more").stderr
    first[largest._replace(unit="Ingenstans")] = 3
    (tmp_path / "other").write_bytes(write_numbers(numbers))
    assert "no unit in the table that has them" in run("verify", made / "out", "--numbers", tmp_path / "other").stderr


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("ht24,fo-a,2580,Norr,K,trygg,3", "round"),
        ("2024,,2580,Norr,K,trygg,3", "instrument"),
        ("2024,fo-a,2580,Norr,A,trygg,3", "gender"),
        ("2024,fo-a,2580,Norr,K,trygg,0", "valid"),
        ("2024,fo-a,2580,Norr,K,trygg,3.0", "valid"),
    ],
)
def test_a_wrong_cell_is_named_by_its_row_and_column(row: str, column: str) -> None:
    header = "round,instrument,municipality,unit,gender,question,valid"
    with pytest.raises(Refused, match=f"numbers.csv, row 3, column {column}: "):
        parse_numbers(f"{header}\n2024,fo-a,2580,Syd,K,trygg,3\n{row}\n".encode(), file="numbers.csv")


def test_a_base_cell_stands_once() -> None:
    content = write_numbers({("2024", "trygg"): {BaseKey("2580", "Norr", "fo-a", "rest"): 3}})
    with pytest.raises(Refused, match="row 3: The base cell stands twice"):
        parse_numbers(content + content.splitlines(keepends=True)[1], file="numbers.csv")


def test_what_holds_no_numbers_is_told(made: Path, tmp_path: Path) -> None:
    other = run("verify", made / "out", "--numbers", made / "out" / "results.csv")
    assert "The file has not the columns round, instrument, municipality" in other.stderr
    assert "The file cannot be read" in run("verify", made / "out", "--numbers", tmp_path / "missing").stderr


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("out/numbers", "stay with the office. Choose another place"),
        ("out", "stay with the office. Choose another place"),
        ("nowhere/numbers", "There is no folder to write it in. Make the folder first"),
        ("there", "There is something of this name. Choose a new name, or move this away first"),
    ],
)
def test_a_file_that_cannot_be_is_refused_before_all_work(tmp_path: Path, file: str, told: str) -> None:
    (tmp_path / "there").touch()
    done = run("tabulate", ANSWERS, "--out", tmp_path / "out", "--numbers", tmp_path / file)
    assert (done.returncode, done.stdout) == (1, "")
    assert told in done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"there"}


def test_nothing_is_left_where_the_release_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(Refused), numbers_beside({}, tmp_path / "numbers"):
        write_release(release(), Path("/proc/nowhere"))
    assert not list(tmp_path.iterdir())

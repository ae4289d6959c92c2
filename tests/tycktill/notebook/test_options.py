"""What a notebook is told beside its files does what the option of that name does."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.tycktill_cli.lulea import ANSWERS, OFFERED, REFERENCE, files_in, run

import tycktill

PLACE = ("round", "municipality")


def _without_place(file: Path, folder: Path) -> Path:
    """The same file without the columns that say where and when."""
    header, *rows = (line.split(";") for line in file.read_text("utf-8-sig").splitlines())
    kept = [place for place, name in enumerate(header) if name not in PLACE]
    written = folder / file.name
    written.write_text("\n".join(";".join(row[each] for each in kept) for row in (header, *rows)) + "\n", "utf-8")
    return written


def test_columns_that_are_given_are_given_to_all_files(tmp_path: Path) -> None:
    answers, offers = (_without_place(file, tmp_path) for file in (ANSWERS, OFFERED))
    said = ("--round", "2019", "--municipality", "Luleå", "--out", tmp_path / "out")
    made = run("tabulate", answers, "--offered", offers, *said)
    assert made.returncode == 0, made.stderr
    read = tycktill.read_answers(answers, round="2019", municipality="Luleå")
    assert dict(tycktill.tabulate(read, offered=offers).files) == files_in(tmp_path / "out")


def test_what_is_to_know_of_files_beside_the_answers_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    offers = tmp_path / "erbjudna.csv"
    offers.write_text(f"{OFFERED.read_text('utf-8-sig')}2019;ifo-missbruk;Luleå;Norr;7\n", "utf-8")
    read = tycktill.read_answers(ANSWERS)
    told: list[str] = []
    tycktill.tabulate(read, offered=offers, note=told.append)
    assert [sentence.partition(". ")[0] for sentence in told] == [
        f'{offers}: Nobody answered for "Norr" of 2580 (2019, ifo-missbruk)'
    ]
    tycktill.tabulate(read, offered=offers)
    assert "Nobody answered for" in capsys.readouterr().out


def test_a_release_is_proved_against_whoever_knows_the_numbers(tmp_path: Path) -> None:
    read = tycktill.read_answers(ANSWERS)
    release = tycktill.tabulate(read, reference=REFERENCE, numbers=tmp_path / "antal.csv")
    assert not tycktill.verify(release, numbers=tmp_path / "antal.csv", reference=REFERENCE).faults
    with pytest.raises(tycktill.Refused, match="There is something of this name"):
        tycktill.tabulate(read, numbers=tmp_path / "antal.csv")


def test_nothing_is_made_beside_a_release_that_is_refused(tmp_path: Path) -> None:
    read = tycktill.read_answers(ANSWERS)
    with pytest.raises(tycktill.Refused):
        tycktill.tabulate(read, previous=[tycktill.Release({})], numbers=tmp_path / "antal.csv")
    assert list(tmp_path.iterdir()) == []


def test_tables_for_excel_are_written_as_the_command_writes_them(tmp_path: Path) -> None:
    assert run("tabulate", ANSWERS, "--excel-csv", "--out", tmp_path / "out").returncode == 0
    tycktill.write_release(tycktill.tabulate(tycktill.read_answers(ANSWERS)), tmp_path / "same", excel_csv=True)
    assert files_in(tmp_path / "same-excel") == files_in(tmp_path / "out-excel")


def test_one_path_or_several_are_given_as_text_or_as_a_path() -> None:
    own = Path("tests/instruments/tiny-eleven.toml")
    for given in (own, str(own), [own], (str(own),), {str(own)}):
        assert "tiny-eleven" in tycktill.read_answers(ANSWERS, instruments=given).questionnaires.catalogue


def test_a_folder_stands_for_its_release_and_a_file_for_its_answers(tmp_path: Path) -> None:
    told: list[str] = []
    release = tycktill.tabulate(str(ANSWERS), note=told.append)
    assert told == list(tycktill.read_answers(ANSWERS).notes)
    tycktill.write_release(release, tmp_path / "first")
    for folder in (tmp_path / "first", str(tmp_path / "first")):
        assert tycktill.verify(folder) == tycktill.verify(release)
        assert tycktill.to_polars(folder).equals(tycktill.to_polars(release))
        again = tycktill.tabulate(ANSWERS, previous=folder, note=told.append)
        assert again == tycktill.tabulate(ANSWERS, previous=[release], note=told.append)


@pytest.mark.parametrize(
    ("wrong", "known"),
    [
        ({"preset": "foo"}, "standard, strict, official, cautious"),
        ({"engine": "foo"}, "polars, duckdb, spark"),
    ],
)
def test_an_option_that_is_not_there_is_refused_with_those_that_are(wrong: Mapping[str, Any], known: str) -> None:
    with pytest.raises(tycktill.Refused, match=f"cannot be 'foo'. Give one of {known}"):
        tycktill.tabulate(ANSWERS, **wrong)


@pytest.mark.parametrize(("option", "known"), [("hidden", "refuse, skip, count"), ("blank", "count, drop")])
@pytest.mark.parametrize("value", ["no", "", None, 1])
def test_so_is_one_of_how_answers_are_read(option: str, known: str, value: object) -> None:
    given: Mapping[str, Any] = {option: value}
    with pytest.raises(tycktill.Refused, match=f"{option} cannot be {value!r}. Give one of {known}"):
        tycktill.read_answers(ANSWERS, **given)


def test_what_is_no_path_is_refused() -> None:
    none: Any = 7
    several: Any = [ANSWERS]
    with pytest.raises(tycktill.Refused, match="instruments is no path"):
        tycktill.read_answers(ANSWERS, instruments=none)
    with pytest.raises(tycktill.Refused, match="file is no path"):
        tycktill.read_answers(several)
    for previous in (none, [none]):
        with pytest.raises(tycktill.Refused, match="previous is no path"):
            tycktill.tabulate(ANSWERS, previous=previous)
    for option in ("offered", "reference", "round_facts", "numbers"):
        with pytest.raises(tycktill.Refused, match=f"{option} is no path"):
            tycktill.tabulate(ANSWERS, **{option: none})
    with pytest.raises(tycktill.Refused, match="There is no such folder"):
        tycktill.verify("no/such/folder")

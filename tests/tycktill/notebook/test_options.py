"""What a notebook is told beside its files does what the option of that name does."""

from pathlib import Path

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
        f'{offers}: Nobody answered for "Norr" of 2580 (ifo-missbruk)'
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

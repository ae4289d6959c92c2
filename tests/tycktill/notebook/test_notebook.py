"""The front door of the method does what the command does, and its page is true."""

import doctest
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from tests.tycktill_cli.lulea import ANSWERS, OFFERED, REFERENCE, files_in, run

import tycktill
from tycktill.tables import parse_results

PAGE = Path("docs/method/python.md")


def test_the_page_says_what_happens(tmp_path: Path) -> None:
    found = doctest.testfile(str(PAGE.absolute()), module_relative=False, globs={"folder": tmp_path})
    assert found.failed == 0
    assert found.attempted > 10


def test_a_notebook_makes_the_release_that_the_command_makes(tmp_path: Path) -> None:
    made = run("tabulate", ANSWERS, "--offered", OFFERED, "--reference", REFERENCE, "--out", tmp_path / "out")
    assert made.returncode == 0, made.stderr
    answers = tycktill.read_answers(ANSWERS)
    assert dict(tycktill.tabulate(answers, offered=OFFERED, reference=REFERENCE).files) == files_in(tmp_path / "out")


def test_facts_of_the_round_are_given_as_the_command_is_given_them(tmp_path: Path) -> None:
    facts = tmp_path / "fakta.toml"
    facts.write_text('[rounds.ifo.2019]\npublisher = "Luleå kommun"\n', "utf-8")
    made = run("tabulate", ANSWERS, "--round-facts", facts, "--out", tmp_path / "out")
    assert made.returncode == 0, made.stderr
    answers = tycktill.read_answers(ANSWERS)
    assert dict(tycktill.tabulate(answers, round_facts=facts).files) == files_in(tmp_path / "out")
    facts.write_text("[rounds.ifo.2018]\n", "utf-8")
    with pytest.raises(tycktill.Refused, match="The answers are of no such round"):
        tycktill.tabulate(answers, round_facts=facts)


def test_a_notebook_tells_of_blank_sheets_as_the_command_does(tmp_path: Path) -> None:
    header, first, *rest = ANSWERS.read_text("utf-8-sig").splitlines()
    place = ("round", "municipality", "unit", "instrument", "gender")
    cells = zip(header.split(";"), first.split(";"), strict=True)
    blank = ";".join(cell if column in place else "" for column, cell in cells)
    answers = tmp_path / "svar.csv"
    answers.write_text("\n".join([header, first, *rest, *[blank] * 6]) + "\n", "utf-8")
    assert run("tabulate", answers, "--out", tmp_path / "out").returncode == 0
    made = dict(tycktill.tabulate(tycktill.read_answers(answers)).files)
    assert '"blank": 6' in made["manifest.json"].decode()
    assert made == files_in(tmp_path / "out")


def test_an_earlier_release_of_the_round_counts_as_known() -> None:
    answers = tycktill.read_answers(ANSWERS)
    first = tycktill.tabulate(answers)
    again = tycktill.tabulate(answers, previous=[first])
    for row, told in zip(*(parse_results(each.files["results.csv"]) for each in (again, first)), strict=True):
        assert (row.cell, row.question, row.valid) == (told.cell, told.question, told.valid)
        assert (
            (told.positive_min or 0) <= (row.positive_min or 0) <= (row.positive_max or 0) <= (told.positive_max or 0)
        )
    with pytest.raises(tycktill.Refused, match="checksum is another"):
        tycktill.tabulate(answers, previous=[tycktill.Release({**first.files, "results.csv": b""})])


def test_a_release_that_has_been_changed_is_refused() -> None:
    release = tycktill.tabulate(tycktill.read_answers(ANSWERS))
    with pytest.raises(tycktill.Refused, match="has been changed"):
        tycktill.verify(tycktill.Release({**release.files, "text.sv.md": b""}))


def test_every_table_is_a_frame_and_no_other_is(tmp_path: Path) -> None:
    release = tycktill.tabulate(tycktill.read_answers(ANSWERS))
    tables = [name for name in release.files if name.endswith(".csv")]
    for name in tables:
        frame = tycktill.to_polars(release, name)
        assert frame.height == release.files[name].count(b"\n") - 1
        assert {type(kind) for kind in frame.dtypes} <= {pl.String, pl.Int64, pl.Float64}
    with pytest.raises(tycktill.Refused, match="Ask for one of codebook, comparisons"):
        tycktill.to_polars(release, "result")


def test_what_is_exported_is_there_and_nothing_else() -> None:
    assert set(tycktill.__all__) <= set(dir(tycktill))
    assert all(getattr(tycktill, name) for name in tycktill.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'protect'"):
        tycktill.protect  # noqa: B018


def test_a_room_is_imported_without_the_others() -> None:
    told = "import sys, tycktill.terms; print('polars' in sys.modules, 'tycktill.notebook' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", told], text=True).split() == ["False", "False"]

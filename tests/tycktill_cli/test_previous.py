"""Earlier releases: of the same round they count as known, of other rounds changes are worked out from them."""

from pathlib import Path

import pytest
from tests.tycktill_cli.lulea import ANSWERS, OFFERED, answer_rows, files_in, lines, run, write

RECORDED = Path(__file__).parent / "recorded"
"""Releases that the last version with each method made: 24 answers of one unit to one question."""


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The round's first release."""
    out = tmp_path_factory.mktemp("lulea") / "first"
    assert run("tabulate", ANSWERS, "--offered", OFFERED, "--out", out).returncode == 0
    return out


def test_a_release_made_again_after_itself_says_nothing_else(first: Path, tmp_path: Path) -> None:
    """It begins from what was told, and may come to know some of it more narrowly."""
    done = run("tabulate", ANSWERS, "--offered", OFFERED, "--previous", first, "--out", tmp_path / "again")
    assert done.returncode == 0, done.stderr
    again, before = (lines(files_in(each)["results.csv"]) for each in (tmp_path / "again", first))
    for row, told in zip(again, before, strict=True):
        assert {**row, **dict.fromkeys(_TOLD)} == {**told, **dict.fromkeys(_TOLD)}
        if told["valid"]:
            numbers = (each[column] for each in (told, row) for column in ("positive_min", "positive_max"))
            least, most, own_least, own_most = map(int, numbers)
            assert least <= own_least <= own_most <= most


_TOLD = ("positive_min", "positive_max", "share", "share_min", "share_max", "low", "high", "status")


def test_a_correction_by_one_answer_is_refused(first: Path, tmp_path: Path) -> None:
    fewer = write(tmp_path / "svar.csv", [row for number, row in enumerate(answer_rows()) if number != 1])
    done = run("tabulate", fewer, "--previous", first, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "2019, ifo-ekonomiskt-bistand, 2580, Ekonomiskt bistånd, T was published of 45 answers" in done.stderr
    assert "give later answers a unit of their own" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_new_round_tells_what_has_changed_and_proves(first: Path, tmp_path: Path) -> None:
    rows = [row for row in answer_rows() if row[1] not in {"ifo-ensamkommande", ""}]
    next_year = write(tmp_path / "svar.csv", [rows[0], *(["2020", *row[1:]] for row in rows[1:])])
    done = run("tabulate", next_year, "--previous", first, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    files = files_in(tmp_path / "out")
    assert {row["round"] for row in lines(files["previous.csv"])} == {"2019"}
    changes = [row for row in lines(files["comparisons.csv"]) if row["previous_round"] == "2019"]
    assert {row["change_verdict"] for row in changes if row["change_untested"] != "hidden"} == {"cannot_tell"}
    assert {row["instrument"] for row in changes if row["change_untested"] == "hidden"} <= {"ifo-barn-och-unga"}
    assert run("verify", tmp_path / "out").returncode == 0


def test_the_same_answers_are_not_told_by_other_rules_too(first: Path, tmp_path: Path) -> None:
    """Together the two would tell what neither does."""
    preset = ("--preset", "official", "--previous", first, "--out", tmp_path / "out")
    done = run("tabulate", ANSWERS, "--offered", OFFERED, *preset)
    assert done.returncode == 1
    assert "Round 2019 has been published by preset `standard`, not `official`" in done.stderr
    assert "Make the release by the same preset and limits" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("method", "women"), [("2", ("7", "7")), ("3", ("6", "7")), ("4", ("6", "7")), ("5", ("6", "7"))]
)
def test_changes_are_told_from_a_release_of_an_earlier_method_by_its_numerators(
    method: str, women: tuple[str, str], tmp_path: Path
) -> None:
    rows = [row for row in answer_rows() if row[1] not in {"ifo-ensamkommande", ""}]
    next_year = write(tmp_path / "svar.csv", [rows[0], *(["2020", *row[1:]] for row in rows[1:])])
    done = run("tabulate", next_year, "--previous", RECORDED / f"method-{method}", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    told = {
        (row["gender"], row["valid"], row["positive_min"], row["positive_max"])
        for row in lines(files_in(tmp_path / "out")["previous.csv"])
        if row["valid"]
    }
    assert told == {("T", "23", "20", "20"), ("K", "9", *women), ("M", "12", "11", "12")}
    assert run("verify", tmp_path / "out").returncode == 0


@pytest.mark.parametrize("method", ["2", "3", "4", "5"])
def test_a_release_of_an_earlier_method_is_proved_by_the_version_that_made_it(method: str) -> None:
    done = run("verify", RECORDED / f"method-{method}")
    assert done.returncode == 1
    problem = f"manifest.json: The release was made by method {method} and this is method 6"
    assert done.stderr == f"{problem}. Prove it with the version that made it.\n"


def test_a_folder_that_is_no_release_is_refused_with_the_other_faults(first: Path, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    done = run("tabulate", tmp_path / "x.csv", "--previous", tmp_path / "none", "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "x.csv: There is no such file" in done.stderr
    assert "There is no manifest" in done.stderr


def test_what_kolada_tells_of_ones_own_results_counts_as_known(tmp_path: Path) -> None:
    """It is told again, and no more than others have told of it is a fault of this release."""
    reference = tmp_path / "kolada.csv"
    known = ("2019", "ifo-unga", "helhet", "municipality", "2580", "60 %", "5")
    write(reference, [("round", "instrument", "question", "level", "municipality", "share", "valid"), known])
    given = ("--offered", OFFERED, "--reference", reference, "--numbers", tmp_path / "numbers")
    done = run("tabulate", ANSWERS, *given, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    proof = ("verify", tmp_path / "out", "--numbers", tmp_path / "numbers")
    assert run(*proof, "--reference", reference).returncode == 0
    assert "Give what it was made beside with --previous and --reference" in run(*proof).stderr
    (row,) = [
        row
        for row in lines(files_in(tmp_path / "out")["results.csv"])
        if (row["instrument"], row["level"], row["gender"], row["question"])
        == ("ifo-unga", "municipality", "T", "helhet")
    ]
    assert (row["share_min"], row["share_max"]) == ("0.6000", "0.6000")

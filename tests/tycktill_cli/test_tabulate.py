"""A municipality's spreadsheet becomes the tables that were published, the same every time."""

import csv
import importlib.util
import random
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.tycktill_cli.kinds import write_parquet, write_xlsx
from tests.tycktill_cli.lulea import ANSWERS, FOLDER, OFFERED, REFERENCE, answer_rows, files_in, release, run

from tycktill.publication import FILES, per_cent
from tycktill.tables import MANIFEST
from tycktill_cli.command import main

PUBLISHED = {
    "kontakt": 83,
    "information": 94,
    "forstaelse": 84,
    "synpunkter": 86,
    "paverka": 56,
    "situation": 71,
    "helhet": 84,
}


def _results(folder: Path, **where: str) -> Mapping[str, Mapping[str, str]]:
    """Rows of results.csv by question."""
    with (folder / "results.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if where.items() <= row.items()]
    return {row["question"]: row for row in rows}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("lulea") / "out"
    assert run("tabulate", ANSWERS, "--offered", OFFERED, "--out", out).returncode == 0
    return out


def _holds(row: Mapping[str, str], published: int) -> bool:
    """Whether a published whole per cent is what a row gives, or lies in its class."""
    return per_cent(float(row["share_min"])) <= published <= per_cent(float(row["share_max"]))


def test_the_published_shares_come_out(folder: Path) -> None:
    rows = _results(folder, instrument="ifo", level="municipality", municipality="2580", gender="T")
    assert rows.keys() == PUBLISHED.keys()
    assert all(_holds(row, PUBLISHED[question]) for question, row in rows.items())
    assert {(row["offered"], row["answered"]) for row in rows.values()} == {("184", "80")}
    assert min(PUBLISHED, key=lambda question: float(rows[question]["share_max"])) == "paverka"


def test_the_published_shares_come_out_exact_by_the_surveys_own_rule(tmp_path: Path) -> None:
    run("tabulate", ANSWERS, "--offered", OFFERED, "--preset", "official", "--out", tmp_path / "out")
    rows = _results(tmp_path / "out", instrument="ifo", level="municipality", municipality="2580", gender="T")
    assert {question: per_cent(float(row["share"])) for question, row in rows.items()} == PUBLISHED


def test_as_many_women_as_men_answered(folder: Path) -> None:
    genders = [
        _results(folder, instrument="ifo", level="municipality", gender=gender)["helhet"]["answered"] for gender in "KM"
    ]
    assert genders == ["37", "37"]


def test_the_highest_and_the_lowest_group_come_out(folder: Path) -> None:
    published = {"Vuxna": 90, "Ekonomiskt bistånd": 88, "Barn och unga": 64}
    units = {
        unit: _results(folder, instrument="ifo", level="unit", unit=unit, gender="T")["helhet"] for unit in published
    }
    drugs = _results(folder, instrument="ifo-missbruk", level="municipality", gender="T")["helhet"]
    assert all(_holds(row, published[unit]) for unit, row in units.items() if row["status"] != "withheld")
    assert _holds(drugs, 90)


def test_csv_xlsx_and_parquet_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    for answers in (
        write_xlsx(tmp_path / "svar.xlsx", answer_rows()),
        write_parquet(tmp_path / "svar.parquet", answer_rows()),
    ):
        out = tmp_path / answers.suffix[1:]
        assert run("tabulate", answers, "--offered", OFFERED, "--out", out).stderr == ""
        assert files_in(out) == files_in(folder)


@pytest.mark.parametrize("seed", [1, 2])
def test_neither_chance_nor_clock_nor_the_order_of_rows_changes_a_byte(folder: Path, tmp_path: Path, seed: int) -> None:
    header, *rows = answer_rows()
    random.Random(seed).shuffle(rows)
    answers = tmp_path / "svar.csv"
    answers.write_text("\n".join(";".join(row) for row in (header, *rows)), encoding="utf-8")
    env = {
        "PYTHONHASHSEED": str(seed),
        "TZ": ["Asia/Tokyo", "America/Lima"][seed - 1],
        "LC_ALL": "C.UTF-8",
        "POLARS_MAX_THREADS": str(seed),
    }
    assert run("tabulate", answers, "--offered", OFFERED, "--out", tmp_path / "out", env=env).returncode == 0
    assert files_in(tmp_path / "out") == files_in(folder) == release().files


def test_a_summary_tells_what_came_in_and_what_is_shown(tmp_path: Path) -> None:
    done = run(
        "tabulate", ANSWERS, "--offered", OFFERED, "--engine", "polars", "--preset", "standard", "--out", tmp_path / "o"
    )
    lines = done.stdout.splitlines()
    told, lines = lines[:7], lines[7:]
    assert all("has bare numbers, read as: " in sentence for sentence in told)
    assert lines[:2] == ["80 answer sheets, round 2019", "184 offered, 43 % answered"]
    assert lines[2] == "Round 2019 has one municipality, 2580: there the level `nation` means these answers alone"
    numbers = re.fullmatch(r"483 values: (\d+) shown, (\d+) as an interval, (\d+) withheld", lines[3])
    assert numbers is not None
    assert sum(map(int, numbers.groups())) == 483
    few = "fewer than 5 valid answers"
    wide = "intervals wider than 20 percentage points, which text and charts leave out"
    told = [re.sub(r"^  \d+ ", "", line) for line in lines[4:-2]]
    assert set(told) <= {few, wide, "would give somebody's answer or another value away"}
    assert few in told
    assert lines[-2:] == [
        f"Written to {tmp_path / 'o'}: {', '.join(sorted([*FILES, MANIFEST]))}",
        f"Prove it with: tycktill verify {tmp_path / 'o'}",
    ]
    assert done.stderr == ""
    assert run("verify", tmp_path / "o").returncode == 0


def test_one_sheet_of_each_of_two_rounds_is_told_in_good_english(tmp_path: Path) -> None:
    header, row, *_ = answer_rows()
    path = tmp_path / "svar.csv"
    path.write_text("\n".join(";".join(cells) for cells in (header, row)), encoding="utf-8")
    assert run("tabulate", path, "--out", tmp_path / "one").stdout.startswith("1 answer sheet, round 2019\n")
    later = ["2020", row[1], "Piteå", *row[3:]]
    path.write_text("\n".join(";".join(cells) for cells in (header, row, row, later)), encoding="utf-8")
    lines = run("tabulate", path, "--out", tmp_path / "two").stdout.splitlines()
    assert lines[0] == "3 answer sheets, rounds 2019, 2020"
    assert [line.partition(":")[0] for line in lines if "one municipality" in line] == [
        "Round 2019 has one municipality, 2580",
        "Round 2020 has one municipality, 2581",
    ]


def test_without_offers_the_response_rate_is_unknown(tmp_path: Path) -> None:
    done = run("tabulate", ANSWERS, "--out", tmp_path / "out")
    assert "Response rate unknown: give --offered to have it" in done.stdout
    assert _results(tmp_path / "out", instrument="ifo", level="nation", gender="T")["helhet"]["offered"] == ""


def test_a_unit_that_is_not_among_the_offers_is_named(tmp_path: Path) -> None:
    offered = tmp_path / "erbjudna.csv"
    offered.write_text("\n".join(OFFERED.read_text(encoding="utf-8-sig").splitlines()[:3]), encoding="utf-8")
    done = run("tabulate", ANSWERS, "--offered", offered, "--out", tmp_path / "out")
    assert "% answered: --offered has no row for 2019, ifo-ensamkommande, 2580, Barn och unga and 2 more" in done.stdout


def test_of_units_without_a_row_no_more_are_said_to_lack_one_than_do(tmp_path: Path) -> None:
    header, first, *_ = OFFERED.read_text(encoding="utf-8-sig").splitlines()
    offered = tmp_path / "erbjudna.csv"
    offered.write_text(
        f"{header}\n{first}\n2019;ifo-missbruk;Luleå;Vuxna;0\n2019;ifo-unga;Luleå;Barn och unga;5\n", encoding="utf-8"
    )
    done = run("tabulate", ANSWERS, "--offered", offered, "--out", tmp_path / "out")
    assert "has no row for 2019, ifo-ensamkommande, 2580, Barn och unga and 1 more" in done.stdout


def test_each_round_has_a_rate_of_its_own_and_one_without_answers_is_named(tmp_path: Path) -> None:
    offered = tmp_path / "erbjudna.csv"
    offered.write_text(f"{OFFERED.read_text('utf-8-sig')}2018;ifo-missbruk;Luleå;Vuxna;45\n", "utf-8")
    lines = run("tabulate", ANSWERS, "--offered", offered, "--out", tmp_path / "out").stdout.splitlines()
    assert f'{offered}: Nobody answered for "Vuxna" of 2580 (2018, ifo-missbruk).' in "\n".join(lines)
    rates = ["Round 2018: 45 offered, 0 % answered", "Round 2019: 184 offered, 43 % answered"]
    assert [line for line in lines if "offered, " in line] == rates


def test_a_stray_round_is_refused_beside_offers(tmp_path: Path) -> None:
    answers = tmp_path / "svar.csv"
    answers.write_text(ANSWERS.read_text(encoding="utf-8-sig").replace("\n2019;", "\n2020;", 1), encoding="utf-8")
    done = run("tabulate", answers, "--offered", OFFERED, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert done.stderr.startswith(f"{OFFERED}, column round: Round 2020 has 1 answer sheet (")
    assert not (tmp_path / "out").exists()
    assert run("tabulate", answers, "--out", tmp_path / "out").returncode == 0


def test_the_example_is_what_its_script_makes() -> None:
    spec = importlib.util.spec_from_file_location("make", FOLDER / "make.py")
    assert spec
    assert spec.loader
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    assert make.make_tables() == {path.name: path.read_bytes() for path in (ANSWERS, OFFERED)}


def test_nothing_is_written_on_refusal(tmp_path: Path) -> None:
    answers = tmp_path / "svar.csv"
    answers.write_text(
        ANSWERS.read_text(encoding="utf-8-sig").replace("Förbättrats lite", "Bättre", 1), encoding="utf-8"
    )
    offered = tmp_path / "erbjudna.csv"
    offered.write_text(OFFERED.read_text(encoding="utf-8-sig").replace(";96", ";många"), encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    done = run("tabulate", answers, "--offered", offered, "--out", tmp_path / "deep" / "out")
    assert done.returncode == 1
    assert done.stdout == ""
    first, second = done.stderr.splitlines()
    assert first.startswith(f'{answers}, row 2, column situation: "Bättre" is not an answer to this question. Write 1')
    assert second.startswith(f'{offered}, row 2, column offered: "många" is not a number of people. Write how many')
    assert sorted(tmp_path.iterdir()) == before


def test_references_are_compared_with_and_told(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run("tabulate", ANSWERS, "--offered", OFFERED, "--reference", REFERENCE, "--out", out)
    assert done.stderr == ""
    assert (folder / "text.sv.md").read_text("utf-8").count("Därför jämförs ingenting med riket.") == 1
    told = (out / "text.sv.md").read_text("utf-8").replace("\N{NO-BREAK SPACE}", " ")
    assert (
        "184 erbjöds att svara och 80 svarade, 43 procent. Det är en lägre andel än i riket, där 56 procent svarade."
        in told
    )
    assert "går inte att pröva: det är inte känt hur rikets svar fördelar sig på målgrupper." in told
    assert (out / "comparisons.csv").read_text("utf-8").count(",reference,") == 7
    assert (folder / "results.csv").read_bytes() == (out / "results.csv").read_bytes()


def test_a_reference_of_groups_that_are_told_together_is_compared_with_theirs(tmp_path: Path) -> None:
    reference, out = tmp_path / "referens.csv", tmp_path / "out"
    rows = "".join(
        f"2019;ifo-barn-och-unga;{question};nation;;{share}\n"
        for question, share in {"helhet": "81 %", "svarsfrekvens": "39 %"}.items()
    )
    reference.write_text(f"round;instrument;question;level;municipality;share\n{rows}", encoding="utf-8")
    done = run("tabulate", ANSWERS, "--offered", OFFERED, "--reference", reference, "--out", out)
    assert (done.stderr, str(reference) in done.stdout) == ("", False)
    told = (out / "text.sv.md").read_text("utf-8").replace("\N{NO-BREAK SPACE}", " ")
    (children,) = [line for line in told.splitlines() if line.startswith("- **Barn och unga:**")]
    assert "Det är en lägre andel än i riket, där 39 procent svarade." in children
    assert "I riket är andelen 81 procent." in children
    assert main(["verify", str(out)]) == 0


def test_references_beside_no_results_are_noted_once(tmp_path: Path) -> None:
    reference = tmp_path / "referens.csv"
    stray = ("2018;ifo;helhet", "2018;ifo;kontakt", "2019;fo;trygg", "2019;ifo;svarsfrekvens")
    rows = "".join(f"{place};nation;;0 %;\n" for place in stray)
    reference.write_text(f"round;instrument;question;level;municipality;share;valid\n{rows}", encoding="utf-8")
    done = run("tabulate", ANSWERS, "--reference", reference, "--out", tmp_path / "out")
    told = f"3 of 4 rows of {reference} have no results to stand beside: round 2018; fo in 2019"
    assert told in done.stdout.splitlines()
    assert done.stdout.count(str(reference)) == 1


def test_faults_of_references_are_told_with_all_others(tmp_path: Path) -> None:
    reference = tmp_path / "referens.csv"
    reference.write_text(REFERENCE.read_text("utf-8").replace("86 %", "86"), encoding="utf-8")
    offered = tmp_path / "erbjudna.csv"
    offered.write_text(OFFERED.read_text(encoding="utf-8-sig").replace(";96", ";många"), encoding="utf-8")
    done = run("tabulate", ANSWERS, "--offered", offered, "--reference", reference, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == [
        f"{offered}, row 2, column offered",
        f"{reference}, 2 rows (3, 6), column share",
    ]


def test_of_more_answers_than_offers_no_rate_is_told(tmp_path: Path) -> None:
    offered = tmp_path / "erbjudna.csv"
    offered.write_text(OFFERED.read_text(encoding="utf-8-sig").replace(";40", ";19"), encoding="utf-8")
    done = run("tabulate", ANSWERS, "--offered", offered, "--out", tmp_path / "out")
    assert f'{offered}: "Vuxna" of 2580 (row 3) offered 19 but 20 answered' in done.stdout
    assert "At most 49 % answered: --offered counts fewer than answered in 2019, " in done.stdout
    row = _results(tmp_path / "out", instrument="ifo", level="nation", gender="T")["helhet"]
    assert (row["offered"], row["offered_min"]) == ("", "164")
    text = (tmp_path / "out" / "text.sv.md").read_text("utf-8")
    assert "Minst 164 erbjöds att svara och 80 svarade, högst\u00a049\u00a0procent." in text
    assert "bygger på verksamheternas egen räkning" not in text
    assert run("verify", tmp_path / "out").returncode == 0


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    shutil.copy(ANSWERS, tmp_path)
    done = run("tabulate", tmp_path / "svar.csv", "--out", tmp_path)
    assert done.returncode == 1
    assert done.stderr == f"{tmp_path}: The folder is not empty. Choose a new folder, or move this one away first.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["svar.csv"]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["tabulate"],
        ["tabulate", "svar.csv"],
        ["tabulate", "svar.csv", "--out", "o", "--engine", "pandas"],
        ["tabulate", "svar.csv", "--out", "o", "--preset", "lax"],
        ["verify"],
        ["demo", "--port", "x"],
        ["nothing"],
    ],
)
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("usage: tycktill")

"""A municipality tabulates a questionnaire of its own, and compares it with its own earlier rounds."""

import random
from pathlib import Path

import pytest
from tests.tycktill.files.test_questionnaires import own
from tests.tycktill_cli.lulea import files_in, run

from tycktill_cli.instruments import check_instruments, list_instruments, show_instrument

FORM = """id = "jobbcenter"
family = "koping"
version = 1
name.sv = "Jobbcenter"
target_group.sv = "För dig som deltar i Jobbcenter"
rounds.first = 2023

[languages]
sv = { completeness = "complete", review = "reviewed" }

[information]
purpose.sv = "Vi vill veta vad du tycker."
voluntary.sv = "Det är frivilligt."
readers.sv = "Ingen får veta vad just du har svarat."
contact.sv = "Fråga oss."

[overall]
question = "helhet"
words.sv = "{share} är nöjda med Jobbcenter"

[[background]]
id = "gender"
text.sv = "Är du kvinna eller man?"
options = [
  { code = "K", text.sv = "Kvinna" },
  { code = "M", text.sv = "Man" },
  { code = "A", text.sv = "Annat eller vill inte svara" },
]

[[questions]]
id = "helhet"
meaning = 1
area = "alla"
scale = "nojd_5"
name.sv = "Nöjd med Jobbcenter"
text.sv = "Hur nöjd är du med Jobbcenter?"

[[questions]]
id = "rekommenderar"
meaning = 1
area = "alla"
scale = "troligt_11"
name.sv = "Skulle rekommendera oss"
text.sv = "Hur troligt är det att du skulle rekommendera oss?"
"""


@pytest.fixture
def form(tmp_path: Path) -> Path:
    file = tmp_path / "jobbcenter.toml"
    file.write_text(FORM, encoding="utf-8")
    return file


def answers(path: Path, year: str, places: tuple[str, ...] = ("Köping",)) -> Path:
    """Forty sheets from each municipality: labels, bare codes, and what is left out."""
    chance = random.Random(year)
    lines = ["round;instrument;municipality;unit;gender;helhet;rekommenderar"]
    for place in places:
        for _ in range(40):
            rated = chance.choice(
                ["0 Inte alls troligt", "0", "7", "9", "10", "10 Mycket troligt", "98", "99", "Vet inte"]
            )
            helhet = chance.choice(["Mycket nöjd", "2", "5", "Vet inte"])
            lines.append(f"{year};jobbcenter;{place};Jobbcenter;{chance.choice('KM')};{helhet};{rated}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_questionnaire_of_ones_own_becomes_a_release_that_proves(form: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run("tabulate", answers(tmp_path / "svar.csv", "2024"), "--instruments", form, "--out", out)
    assert done.returncode == 0, done.stderr
    files = files_in(out)
    rows = files["results.csv"].decode().splitlines()
    assert any(row.startswith("2024,jobbcenter,municipality,1983,,T,rekommenderar,") for row in rows)
    text = files["text.sv.md"].decode()
    assert "### Jobbcenter 2024" in text
    assert "Enkäten är ingen nationell undersökning" in text
    assert "procent av dem som svarade är nöjda med Jobbcenter" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert run("verify", out).returncode == 0
    assert run("verify", out, "--instruments", form).returncode == 0
    form.write_text(FORM.replace("Hur nöjd är du", "Hur nöjd var du"), encoding="utf-8")
    done = run("verify", out, "--instruments", form)
    assert (done.returncode, "made by another `jobbcenter` than there is here" in done.stderr) == (1, True)


def test_several_municipalities_with_one_survey_are_no_nation(form: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    svar = answers(tmp_path / "svar.csv", "2024", ("Köping", "Arboga"))
    assert run("tabulate", svar, "--instruments", form, "--out", out).returncode == 0
    files = files_in(out)
    assert "riket är" not in files["text.sv.md"].decode()
    assert "| Riket |" not in files["text.sv.md"].decode()
    header, *lines = files["comparisons.csv"].decode().splitlines()
    place = header.split(",").index("nation_share_min")
    assert lines
    assert {line.split(",")[place] for line in lines} == {""}


def test_a_round_is_compared_with_ones_own_earlier_one(form: Path, tmp_path: Path) -> None:
    for year in ("2023", "2024"):
        svar = answers(tmp_path / f"{year}.csv", year)
        before: list[str | Path] = ["--previous", tmp_path / "2023"] if year == "2024" else []
        done = run("tabulate", svar, "--instruments", tmp_path, *before, "--out", tmp_path / year)
        assert done.returncode == 0, done.stderr
    compared = files_in(tmp_path / "2024")["comparisons.csv"].decode().splitlines()
    assert any(",2023," in line and line.startswith("2024,jobbcenter,1983,T,helhet") for line in compared)
    assert run("verify", tmp_path / "2024").returncode == 0


def test_without_its_file_the_questionnaire_is_not_known(tmp_path: Path) -> None:
    done = run("tabulate", answers(tmp_path / "svar.csv", "2024"), "--out", tmp_path / "out")
    assert (done.returncode, (tmp_path / "out").exists()) == (1, False)
    assert '"jobbcenter" is not an instrument' in done.stderr


def test_ones_own_are_listed_checked_and_shown(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert list_instruments([form]) == 0
    assert "jobbcenter                1        koping" in capsys.readouterr().out
    assert check_instruments([form.parent]) == 0
    assert capsys.readouterr().out == "jobbcenter: sound, nothing to confirm\n"
    for asked, places in ((str(form), ()), ("jobbcenter", (form,))):
        assert show_instrument(asked, places, language="sv") == 0
        assert "    + 10  10 Mycket troligt\n    - 98  Berör inte mig\n" in capsys.readouterr().out


def test_check_refuses_what_tabulate_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = own(tmp_path, id_="ifo-unga")
    sound = own(tmp_path / "egna")
    assert check_instruments([file, sound]) == 1
    told = capsys.readouterr()
    assert told.out == "egen-ja: sound, nothing to confirm\n"
    assert f"{file}, id: `ifo-unga` comes with the package" in told.err
    done = run("tabulate", answers(tmp_path / "svar.csv", "2024"), "--instruments", file, "--out", tmp_path / "out")
    assert done.stderr == told.err

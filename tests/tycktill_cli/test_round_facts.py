"""An office says when and how a round was held: a release tells it, or nothing is written and every fault is told."""

import re
from pathlib import Path

import pytest
from tests.tycktill_cli.lulea import ANSWERS, answer_rows, files_in, lines, run, write

from tycktill.instrument import parse_facts, parse_families
from tycktill.tables import read_manifest
from tycktill.terms import Refused

PAGE = Path("docs/method/input.md")


def template() -> str:
    """The file that the page prints, for the round of the example."""
    (printed,) = re.findall(r"```toml\n(\[rounds.*?)```", PAGE.read_text("utf-8"), flags=re.DOTALL)
    return re.sub(r"20(23|24)(?=[]-])", lambda match: str(int(match[0]) - 4), printed)


def test_the_template_of_the_page_goes_into_a_release_that_proves(tmp_path: Path) -> None:
    facts = tmp_path / "fakta.toml"
    facts.write_text(template(), "utf-8")
    done = run("tabulate", ANSWERS, "--round-facts", facts, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    told = read_manifest(files_in(tmp_path / "out")["manifest.json"]).facts
    assert told == parse_facts(template(), file="fakta.toml")
    assert (told["ifo"]["2019"].first_day, told["ifo"]["2019"].published) == ("2019-09-01", "2020-01-30")
    assert run("verify", tmp_path / "out").returncode == 0


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("[rounds.ifo.2019]\nfirst_day = 2019-13-01", "line 2"),
        ('[rounds.ifo.2019]\nfirst_day = "hösten"', "rounds.ifo.2019.first_day: `hösten` is no day. Write it as"),
        ("[rounds.fo.2019]", "rounds.fo.2019: The answers are of no such round. Write one of [rounds.ifo.2019]."),
    ],
)
def test_a_wrong_file_is_refused_with_the_place_and_the_remedy(tmp_path: Path, written: str, sentence: str) -> None:
    facts = tmp_path / "fakta.toml"
    facts.write_text(written, "utf-8")
    done = run("tabulate", ANSWERS, "--round-facts", facts, "--out", tmp_path / "out")
    assert (done.returncode, sentence in done.stderr, done.stderr.startswith(str(facts))) == (1, True, True), (
        done.stderr
    )
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_not_there_is_told_with_the_other_faults(tmp_path: Path) -> None:
    done = run("tabulate", tmp_path / "svar.csv", "--round-facts", tmp_path / "x.toml", "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "svar.csv: There is no such file" in done.stderr
    assert "x.toml: The file cannot be read" in done.stderr


def test_a_round_that_was_held_in_another_way_is_compared_with_none_before_and_says_why(tmp_path: Path) -> None:
    """And so are all rounds after it, which know it from its release."""
    (tmp_path / "fakta.toml").write_text(
        '[rounds.ifo.2020]\nunlike_earlier.sv = "Enkäten gick från papper till webb."\n', "utf-8"
    )
    released: list[Path] = []
    for round_ in ("2019", "2020", "2021"):
        rows = [row for row in answer_rows() if row[1] not in {"ifo-ensamkommande", ""}]
        answers = write(tmp_path / f"{round_}.csv", [rows[0], *([round_, *row[1:]] for row in rows[1:])])
        facts = ("--round-facts", tmp_path / "fakta.toml") if round_ == "2020" else ()
        before = [part for each in released for part in ("--previous", each)]
        done = run("tabulate", answers, *facts, *before, "--out", tmp_path / round_)
        assert done.returncode == 0, done.stderr
        assert run("verify", tmp_path / round_).returncode == 0
        released.append(tmp_path / round_)
    compared = {
        each.name: {
            (row["previous_round"], row["change_untested"], row["trend_untested"])
            for row in lines(files_in(each)["comparisons.csv"])
            if row["gender"] == "T"
        }
        for each in released
    }
    assert compared["2020"] == {("2019", "round_unlike", "round_unlike")}
    assert {each[0] for each in compared["2021"]} == {"2020"}
    assert {each[2] for each in compared["2021"]} == {"few_rounds"}
    for round_ in ("2020", "2021"):
        told = files_in(tmp_path / round_)["text.sv.md"].decode()
        assert (
            "Från och med 2020 görs undersökningen på ett annat sätt, och resultatet går inte att jämföra med" in told
        )
        assert "omgångarna dessförinnan. Enkäten gick från papper till webb." in told
        assert "frågan har ändrats" not in told


def test_a_break_is_of_one_round_and_not_of_all_of_a_family() -> None:
    text = '[families.ifo]\nname.sv = "IFO"\nfacts.unlike_earlier.sv = "Ny leverantör."\n'
    with pytest.raises(Refused, match="A break is of one round and not of all"):
        parse_families(text, file="families.toml")

"""An office says when and how a round was held: a release tells it, or nothing is written and every fault is told."""

import re
from pathlib import Path

import pytest
from tests.tycktill_cli.lulea import ANSWERS, files_in, run

from tycktill.instrument import parse_facts
from tycktill.tables import read_manifest

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

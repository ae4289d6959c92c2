"""`tycktill follow` on releases that the command made: what to expect, what is locked, what came, what is refused."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.tycktill_cli.lulea import run
from tests.tycktill_cli.rounds import INSTRUMENT, LOW, QUESTION, releases

ACTION = f"""
what = "Handläggaren ringer upp inom två dagar"
owner = "Enheten för ekonomiskt bistånd"
starts = 2025-02-01
chosen_for_the_figure = true

[indicator]
target = "{INSTRUMENT}"
question = "{QUESTION}"
municipality = "{LOW}"
round = "2024"
"""


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Three rounds, released."""
    return releases(tmp_path_factory.mktemp("rounds"))


def written(folder: Path, text: str = ACTION) -> Path:
    """The file of an action."""
    file = folder / "action.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_before_the_next_round_it_tells_what_to_expect_and_what_to_lock(
    rounds: Mapping[str, Path], tmp_path: Path
) -> None:
    done = run("follow", rounds["2023"], rounds["2024"], "--action", written(tmp_path), "--language", "sv")
    assert done.returncode == 0, done.stderr
    what, figure, tendency, expected, *others = done.stdout.splitlines()
    assert what == "Handläggaren ringer upp inom två dagar (Enheten för ekonomiskt bistånd)"
    assert figure == "”Kan påverka hjälpen” i Granhult, Ekonomiskt bistånd, 2024"
    assert "Låga siffror brukar stiga av sig själva." in tendency
    assert expected.startswith("Utan åtgärd blir det troligen ")
    assert others[-2].startswith('locked = "')
    assert others[-1] == "Nästa omgång är inte publicerad än."


def test_what_came_is_beside_what_was_locked(rounds: Mapping[str, Path], tmp_path: Path) -> None:
    known = (rounds["2023"], rounds["2024"])
    before = run("follow", *known, "--action", written(tmp_path), "--lock", tmp_path / "locked.json")
    lock = next(line for line in before.stdout.splitlines() if line.startswith("locked"))
    content = (tmp_path / "locked.json").read_bytes()
    assert json.loads(content)["figure"]["valid"] == 60
    for day, said in (("2025-08-31", "before answers began"), ("2025-09-01", "Then the lock shows nothing")):
        action = written(tmp_path, f"{lock}\nlocked_on = {day}\n{ACTION}")
        done = run("follow", *known, rounds["2025"], "--action", action)
        assert done.returncode == 0, done.stderr
        assert "within what was expected" in done.stdout
        assert "whoever chooses their lowest figure almost always sees it rise" in done.stdout
        assert said in done.stdout
        assert "locked = " not in done.stdout


def test_another_expectation_than_the_locked_one_is_refused(rounds: Mapping[str, Path], tmp_path: Path) -> None:
    before = run("follow", rounds["2023"], rounds["2024"], "--action", written(tmp_path))
    lock = next(line for line in before.stdout.splitlines() if line.startswith("locked"))
    for text in (ACTION.replace("= true", "= false"), ACTION.replace(f'"{LOW}"', '"9002"')):
        action = written(tmp_path, f"{lock}\n{text}")
        done = run("follow", rounds["2023"], rounds["2024"], rounds["2025"], "--action", action)
        assert done.returncode == 1
        assert done.stdout == ""
        assert f"{action}, locked: The expectation of these releases is another than the one" in done.stderr


def test_an_action_that_was_not_chosen_for_the_figure_is_set_beside_all_others(
    rounds: Mapping[str, Path], tmp_path: Path
) -> None:
    action = written(tmp_path, ACTION.replace("= true", "= false"))
    done = run("follow", rounds["2024"], rounds["2025"], "--action", action)
    assert "percentage points beside all others, with a 95 per cent interval from" in done.stdout


def test_several_actions_are_told_one_after_the_other(rounds: Mapping[str, Path], tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    other = written(tmp_path / "b", ACTION.replace(f'"{LOW}"', '"9003"'))
    given = ("--action", written(tmp_path), "--action", other)
    done = run("follow", rounds["2024"], rounds["2025"], *given)
    assert done.returncode == 0
    assert done.stdout.count("Handläggaren ringer upp") == 2
    refused = run("follow", rounds["2024"], *given, "--lock", tmp_path / "x.json")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "--lock is for one action" in refused.stderr
    assert not (tmp_path / "x.json").exists()


def test_where_too_few_others_are_known_it_says_so(tmp_path: Path) -> None:
    rows = "\n".join(f"2024,{INSTRUMENT},2580,Norr,K,{1 + n % 2}" for n in range(20))
    (tmp_path / "svar.csv").write_text(f"round,instrument,municipality,unit,gender,{QUESTION}\n{rows}\n")
    assert run("tabulate", tmp_path / "svar.csv", "--out", tmp_path / "alone").returncode == 0
    action = written(tmp_path, ACTION.replace(LOW, "2580"))
    done = run("follow", tmp_path / "alone", "--action", action, "--lock", tmp_path / "locked.json")
    assert done.returncode == 0
    assert "Nothing can be foretold" in done.stdout
    assert not (tmp_path / "locked.json").exists()


FAULTS = {
    "indicator.question: The releases have no such question": ACTION.replace(QUESTION, "paverkan"),
    "indicator.target: The releases have no such target": ACTION.replace(INSTRUMENT, "ifo-unga"),
    "indicator.municipality: The releases have no such municipality": ACTION.replace(LOW, "2580"),
    "indicator.round: The releases have no such round": ACTION.replace('"2024"', '"2022"'),
    "indicator.unit: The releases have no such unit": ACTION + 'unit = "Väst"\n',
    "The key `chosen_for_the_figure` is missing": ACTION.replace("chosen_for_the_figure = true", ""),
    "The key `chosen` is not known": ACTION.replace("chosen_for_the_figure = true", "chosen = true"),
    "ends: The action ends before it starts": ACTION.replace("2025-02-01", "2025-02-01\nends = 2025-01-01"),
    "what: Nothing is said of what is done": ACTION.replace("Handläggaren ringer upp inom två dagar", " "),
    "locked: This is no checksum": f'locked = "abc"\n{ACTION}',
    "starts: `i vår` is no day": ACTION.replace("2025-02-01", '"i vår"'),
    "This is not TOML": ACTION.replace("[indicator]", "[indicator"),
    "indicator.municipality: ": ACTION.replace(f'"{LOW}"', LOW),
}


@pytest.mark.parametrize("said", FAULTS)
def test_what_is_wrong_is_told_with_file_and_key(rounds: Mapping[str, Path], tmp_path: Path, said: str) -> None:
    action = written(tmp_path, FAULTS[said])
    done = run("follow", rounds["2024"], "--action", action, "--lock", tmp_path / "locked.json")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(str(action))
    assert said in done.stderr
    assert not (tmp_path / "locked.json").exists()


def test_files_that_are_not_there_or_are_there_already_are_refused(rounds: Mapping[str, Path], tmp_path: Path) -> None:
    (tmp_path / "locked.json").write_text("mine")
    action = written(tmp_path)
    for given in (
        (rounds["2024"], "--action", tmp_path / "none.toml"),
        (tmp_path / "none", "--action", action),
        (rounds["2024"], "--action", action, "--lock", tmp_path / "locked.json"),
    ):
        done = run("follow", *given)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith(str(tmp_path))
    assert (tmp_path / "locked.json").read_text() == "mine"

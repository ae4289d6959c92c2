"""The command says what went wrong in a sentence and a number, whatever happens around it."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from tests.tycktill_cli.lulea import ANSWERS, FOLDER

from tycktill_cli import tabulate
from tycktill_cli.command import main

COMMAND = [sys.executable, "-c", "import sys; from tycktill_cli.command import main; sys.exit(main())"]
MODULE = [sys.executable, "-m", "tycktill"]
Captured = pytest.CaptureFixture[str]


@pytest.mark.parametrize("arguments", [[], ["instruments"]])
def test_a_command_that_lacks_what_to_do_shows_its_help(arguments: list[str], capsys: Captured) -> None:
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("usage: tycktill")
    assert "options:" in shown.err


def test_help_tells_what_the_exit_status_means(capsys: Captured) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    assert "Ends with 0 when all is done" in capsys.readouterr().out


def test_the_command_tells_the_version_that_the_project_has(capsys: Captured) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    project = tomllib.loads((FOLDER.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert capsys.readouterr().out == f"tycktill {project['version']}\n"


def test_the_command_is_a_module_too() -> None:
    said = [subprocess.check_output([*way, "--version"], text=True) for way in (COMMAND, MODULE)]
    assert said[0] == said[1] != ""
    shown = subprocess.run([*MODULE, "instruments"], capture_output=True, text=True, check=False)
    assert (shown.returncode, shown.stderr.partition("\n")[0][:27]) == (2, "usage: tycktill instruments")


def test_a_reader_who_has_seen_enough_gets_no_more() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*COMMAND, "instruments", "list"], stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


def test_what_is_stopped_by_hand_says_so_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    def stop(*_: object, **named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(tabulate, "compose_beside", stop)
    assert main(["tabulate", str(ANSWERS), "--out", str(tmp_path / "out")]) == 1
    assert capsys.readouterr() == ("", "Stopped.\n")
    assert list(tmp_path.iterdir()) == []


def test_what_asks_where_nobody_can_answer_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "manage", "make_key", str(tmp_path / "key.pem"), "--ask"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,  # without the terminal that getpass would open
        env={**os.environ, "TYCKTILL_HOME": str(tmp_path / "home")},
    )
    assert done.returncode == 1
    assert "run it at a terminal" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "key.pem").exists()


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_a_shell_completes_what_the_command_knows(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert {"tabulate", "--instruments", "instruments"} <= set(re.findall(r"[\w-]+", script))


def test_the_script_for_bash_completes_in_bash(capsys: pytest.CaptureFixture[str]) -> None:
    main(["completion", "bash"])
    typed = 'COMP_WORDS=(tycktill tab); COMP_CWORD=1; _shtab_tycktill; echo "${COMPREPLY[@]}"'
    done = subprocess.run(
        ["bash", "-c", f"{capsys.readouterr().out}\n{typed}"], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["tabulate"]

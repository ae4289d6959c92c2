"""The command hands on to the service, and says what is lacking when it is not there."""

import subprocess
import sys
from http.client import HTTPConnection
from os import environ
from pathlib import Path

import pytest
from tests.tycktill_cli.lulea import ANSWERS, remember_made, run

WITHOUT_SERVICE = """
import importlib.util, sys

for package in ("django", "allauth", "cryptography", "whitenoise", "gunicorn", "segno"):
    sys.modules[package] = None  # cannot be imported
find_spec = importlib.util.find_spec
importlib.util.find_spec = lambda name: None if name in sys.modules and sys.modules[name] is None else find_spec(name)
"""
PACKAGES = "django, allauth, cryptography, whitenoise, gunicorn, segno"
RUN = "from tycktill_cli.command import main; sys.exit(main())"


def _run_without_service(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", WITHOUT_SERVICE + RUN, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    remember_made(arguments, done.returncode)
    return done


@pytest.mark.parametrize("arguments", [["demo"], ["serve"], ["manage", "migrate"]])
def test_a_service_that_is_not_installed_is_told(arguments: list[str]) -> None:
    done = _run_without_service(*arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"The service needs {PACKAGES}. Run `scripts/setup service` where the repository lies.\n"


def test_the_method_works_without_the_service(tmp_path: Path) -> None:
    assert _run_without_service("tabulate", ANSWERS, "--out", tmp_path / "out").returncode == 0
    assert _run_without_service("verify", tmp_path / "out").returncode == 0


def test_what_follows_manage_is_for_django(tmp_path: Path) -> None:
    env = {"TYCKTILL_HOME": str(tmp_path)}
    assert "Available subcommands" in run("manage", "--help", env=env).stdout
    shown = run("manage", "showmigrations", "--plan", "--verbosity", "1", env=env)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "auth.0001_initial" in shown.stdout
    wrong = run("manage", "no-such-command", env=env)
    assert wrong.returncode == 1
    assert "Unknown command" in wrong.stderr


def test_settings_that_lack_something_are_told_in_a_sentence(tmp_path: Path) -> None:
    env = {"TYCKTILL_HOME": str(tmp_path), "TYCKTILL_PRODUCTION": "1"}
    for arguments in (["manage", "migrate"], ["serve"]):
        done = run(*arguments, env=env)
        assert (done.returncode, done.stdout) == (1, "")
        (sentence,) = done.stderr.splitlines()
        assert sentence.startswith("TYCKTILL_SECRET_KEY is not set.")


def test_serve_answers_until_it_is_stopped(tmp_path: Path) -> None:
    command = [sys.executable, "-c", f"import sys; {RUN}", "serve", "--bind", "127.0.0.1:0", "--workers", "1"]
    env = {**environ, "TYCKTILL_HOME": str(tmp_path)}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env) as process:
        assert process.stderr
        try:
            line = next(line for line in process.stderr if "Listening at: " in line)
            host, _, port = line.partition("http://")[2].split()[0].partition(":")
            connection = HTTPConnection(host, int(port), timeout=20)
            connection.request("GET", "/static/nothing")
            status = connection.getresponse().status
            connection.close()
        finally:
            process.terminate()
            process.stderr.read()
    assert status == 404
    assert process.returncode == 0

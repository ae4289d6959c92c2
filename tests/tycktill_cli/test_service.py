"""The command hands on to the service, and says what is lacking when it is not there."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from tests.serving import make_home, serving, wait_until
from tests.tycktill_cli.lulea import ANSWERS, remember_made, run

WITHOUT_SERVICE = """
import importlib.util, sys

for package in ("django", "allauth", "cryptography", "whitenoise", "zxcvbn", "gunicorn", "waitress", "segno"):
    sys.modules[package] = None  # cannot be imported
find_spec = importlib.util.find_spec
importlib.util.find_spec = lambda name: None if name in sys.modules and sys.modules[name] is None else find_spec(name)
"""
PACKAGES = "django, allauth, cryptography, whitenoise, zxcvbn, gunicorn, waitress, segno"
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
    script = Path("scripts/setup").absolute()
    assert done.stderr == f"The service needs {PACKAGES}. Run `{script} service`.\n"


def test_from_a_wheel_pip_installs_the_service(tmp_path: Path) -> None:
    shutil.copytree("src/tycktill_cli", tmp_path / "tycktill_cli")
    command = [sys.executable, "-c", WITHOUT_SERVICE + RUN, "serve"]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=tmp_path)
    remedy = f'{sys.executable} -m pip install "tycktill[service]"'
    assert done.stderr == f"The service needs {PACKAGES}. Run `{remedy}`.\n"


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


def test_commands_speak_the_language_of_their_manual(tmp_path: Path) -> None:
    """What is refused is told to an operator in the words that pages have in English."""
    said = "from django.utils.translation import gettext as _; print(_('Händelser'))"
    assert run("manage", "shell", "-c", said, env={"TYCKTILL_HOME": str(tmp_path)}).stdout.split()[-1] == "Events"


def test_settings_that_lack_something_are_told_in_a_sentence(tmp_path: Path) -> None:
    env = {"TYCKTILL_HOME": str(tmp_path), "TYCKTILL_PRODUCTION": "1"}
    for arguments in (["manage", "migrate"], ["serve"]):
        done = run(*arguments, env=env)
        assert (done.returncode, done.stdout) == (1, "")
        (sentence,) = done.stderr.splitlines()
        assert sentence.startswith("TYCKTILL_SECRET_KEY is not set.")


def test_serve_answers_until_it_is_stopped(tmp_path: Path) -> None:
    with serving(make_home(tmp_path)) as service:
        assert service.get("/static/nothing") == 404
        assert service.get("/static/look/tycktill.css", {"Accept-Encoding": "gzip"}) == 200
        assert service.get("/", {"Host": "elsewhere.example"}) == 400
    assert service.process.returncode == 0
    start, wrong_host = service.log
    assert start == f"INFO: Listening at: http://127.0.0.1:{service.port}\n"
    assert wrong_host.startswith("WARNING: Invalid HTTP_HOST header: 'elsewhere.example'")


def test_as_json_every_line_is_an_object(tmp_path: Path) -> None:
    with serving({**make_home(tmp_path), "TYCKTILL_LOG": "json"}) as service:
        assert service.get("/", {"Host": "elsewhere.example"}) == 400
        [worker] = service.workers()
        os.kill(worker, signal.SIGKILL)
        wait_until(lambda: service.workers() - {worker})
    said = [json.loads(line) for line in service.log]
    assert [each["logger"] for each in said] == ["tycktill.start", "django.security.DisallowedHost", "gunicorn.error"]
    assert str(worker) in said[2]["message"]


@pytest.mark.parametrize(
    ("url", "why"), [("", "no such table"), ("postgresql://nobody@127.0.0.1:1/nothing", "connection failed")]
)
def test_a_command_without_its_database_says_so_in_a_sentence(tmp_path: Path, url: str, why: str) -> None:
    done = run("manage", "tidy", env={"TYCKTILL_HOME": str(tmp_path), "DATABASE_URL": url})
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"The database cannot be used: {why}")
    assert done.stderr.endswith("`tycktill manage doctor` says what to do.\n")


def test_without_tables_it_is_not_started(tmp_path: Path) -> None:
    done = run("serve", "--bind", "127.0.0.1:0", env={"TYCKTILL_HOME": str(tmp_path)})
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(
        r"The database lacks \d+ of this version's changes\. Run `tycktill manage migrate`.*\n", done.stderr
    )


def test_without_a_database_it_is_not_started(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    env = {"TYCKTILL_HOME": str(tmp_path), "DATABASE_URL": f"postgresql://somebody@127.0.0.1:{port}/nothing"}
    done = run("serve", "--bind", "127.0.0.1:0", env=env)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("The database cannot be used: ")
    assert "Traceback" not in done.stderr


def test_in_production_it_is_not_started_without_styles(tmp_path: Path) -> None:
    made = make_home(tmp_path)
    production = {"TYCKTILL_PRODUCTION": "1", "TYCKTILL_HOSTS": "127.0.0.1", "TYCKTILL_BEHIND_PROXY": "1"}
    env = {**made, **production, "TYCKTILL_SECRET_KEY": "s" * 50, "TYCKTILL_CODE_KEY": "c" * 50}
    done = run("serve", "--bind", "127.0.0.1:0", env=env)
    assert (done.returncode, done.stdout) == (1, "")
    assert "style sheets or scripts are not laid out" in done.stderr
    assert "`tycktill manage collectstatic --no-input`" in done.stderr
    run("manage", "collectstatic", "--no-input", env=env)
    with serving(env) as service:
        assert service.get("/svara/", {"X-Forwarded-Proto": "https"}) == 200


@pytest.mark.parametrize("bind", ["127.0.0.1:many", "127.0.0.1:99999", "unix:/no/such/folder/socket"])
def test_a_place_that_is_none_is_told(tmp_path: Path, bind: str) -> None:
    done = run("serve", "--bind", bind, env=make_home(tmp_path))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr

"""`tycktill demo` as somebody runs it: makes, tells, finds again, refuses, serves."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from http import HTTPStatus
from http.client import HTTPResponse
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest
from tests.attacks.recording import remember_database

from tycktill.fieldwork import parse_code

Environment = Mapping[str, str]
TYCKTILL = str(Path(sys.executable).with_name("tycktill"))


def run_demo(environment: Environment, *words: str) -> subprocess.CompletedProcess[str]:
    command = [TYCKTILL, "demo", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """A home of its own, in which the small country will stand."""
    kept = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "TYCKTILL_PRODUCTION"}}
    return {**kept, "TYCKTILL_HOME": str(tmp_path_factory.mktemp("demo") / "home"), "TYCKTILL_DEMO_SIZE": "small"}


@pytest.fixture(scope="module")
def made(environment: Environment) -> str:
    """What the first run printed."""
    done = run_demo(environment, "--no-serve", "--port", "8123")
    assert (done.returncode, done.stderr) == (0, "")
    remember_database(Path(environment["TYCKTILL_HOME"]) / "tycktill.sqlite3")
    return done.stdout


def codes_in(text: str) -> list[str]:
    return re.findall(r"^  (\w{5}-\w{5})  http", text, re.MULTILINE)


def test_tells_each_stage_with_its_numbers(made: str) -> None:
    assert re.search(
        r"^Running [a-z]+ \d{4}: \d+ offered, \d+ answers(?: sealed|, destroyed since) \(1 of \d\)$", made, re.MULTILINE
    )
    assert re.search(r"^Counting and publishing [a-z]+ \d{4} \(1 of 4\)$", made, re.MULTILINE)


def test_tells_where_to_go_and_as_whom(made: str) -> None:
    for path in ("/svara/", "/kommun/", "/kansli/", "/"):
        assert f" http://127.0.0.1:8123{path}\n" in made
    assert "with the password made-up-country" in made
    assert made.count("two must sign") == 2
    assert "coordinator of" in made
    assert "staff at" in made
    assert "reader in" in made


def test_tells_unused_codes_with_their_links(made: str) -> None:
    codes = codes_in(made)
    assert len(codes) == 8
    for code in codes:
        assert f"http://127.0.0.1:8123/svara/k/{parse_code(code)}/" in made


def test_tells_where_the_key_lies_and_that_it_should_not(made: str) -> None:
    key = re.search(r"^  (.+\.pem)$", made, re.MULTILINE)
    assert key
    assert Path(key[1]).read_bytes().startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----")
    assert "A real service never does" in made


def test_second_run_finds_what_stands_there(environment: Environment, made: str) -> None:
    done = run_demo(environment, "--no-serve")
    assert (done.returncode, done.stderr) == (0, "")
    assert "nothing is made anew" in done.stdout
    assert "Running" not in done.stdout
    assert not set(codes_in(done.stdout)) & set(codes_in(made))


def test_another_seed_is_refused_and_nothing_is_deleted(environment: Environment, made: str) -> None:
    done = run_demo(environment, "--no-serve", "--seed", "2")
    assert (done.returncode, done.stdout) == (1, "")
    assert f"rm -r {environment['TYCKTILL_HOME']}" in done.stderr
    assert run_demo(environment, "--no-serve").returncode == 0


def test_taken_port_is_a_sentence_and_nothing_is_made(environment: Environment, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run_demo({**environment, "TYCKTILL_HOME": str(tmp_path / "home")}, "--port", port)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"Port {port} cannot be used: it is taken. Choose another with --port.\n"
    assert not (tmp_path / "home" / "tycktill.sqlite3").exists()


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("TYCKTILL_DEMO_SIZE", "huge", "There is no demo of size 'huge'"),
        ("TYCKTILL_PRODUCTION", "perhaps", "TYCKTILL_PRODUCTION is 'perhaps'"),
    ],
)
def test_a_bad_setting_is_a_sentence(
    environment: Environment, tmp_path: Path, name: str, value: str, sentence: str
) -> None:
    done = run_demo({**environment, "TYCKTILL_HOME": str(tmp_path), name: value}, "--no-serve")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(sentence)


def test_stopped_half_way_says_what_to_remove(environment: Environment, tmp_path: Path) -> None:
    home = {**environment, "TYCKTILL_HOME": str(tmp_path / "home")}
    with subprocess.Popen(
        [TYCKTILL, "demo", "--no-serve"], env=home, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as making:
        assert making.stdout
        assert making.stderr
        assert next(line for line in making.stdout if line.startswith("Running"))
        making.send_signal(signal.SIGINT)
        said = making.stderr.read()
    assert making.returncode == 1
    assert said.strip() == f"Stopped half-way. Remove what was made with: rm -r {tmp_path / 'home'}"
    again = run_demo(home, "--no-serve")
    assert (again.returncode, again.stdout) == (1, "")
    assert f"rm -r {tmp_path / 'home'}" in again.stderr


def wait_for(address: str) -> HTTPResponse:
    """The page, as soon as the server has woken up."""
    for _ in range(600):
        try:
            response: HTTPResponse = urlopen(address, timeout=30)  # noqa: S310  our own computer
        except URLError:
            time.sleep(0.1)
        else:
            return response
    raise AssertionError(f"nobody answers at {address}")


def test_serves_the_country_on_this_computer_only(environment: Environment, made: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    command = [TYCKTILL, "demo", "--port", str(port)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout
            last = next(line for line in server.stdout if line.startswith("Stop with"))
            assert last
            with wait_for(f"http://127.0.0.1:{port}/") as page:
                assert page.status == HTTPStatus.OK
            with urlopen(f"http://localhost:{port}/robots.txt", timeout=30) as robots:
                assert f"http://127.0.0.1:{port}/" in robots.read().decode()  # where its letters lead too
            asked = Request(f"http://127.0.0.1:{port}/static/look/tycktill.css", headers={"Accept-Encoding": "gzip"})
            with urlopen(asked, timeout=30) as style:  # noqa: S310  our own computer
                assert style.headers["Content-Encoding"] == "gzip"
        finally:
            server.send_signal(signal.SIGINT)
    assert server.returncode == 0

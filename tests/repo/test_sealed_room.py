"""The tests themselves run in a sealed room: no network, no warning unheard, no fixed order, nothing skipped in CI."""

import os
import socket
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from tests.repo.repository import ROOT

ELSEWHERE = "192.0.2.1"  # an address that documentation may use and nobody has

SKIPPED = """
import pytest

@pytest.mark.postgres
def test_something() -> None: ...
"""


def test_no_address_but_loopback_can_be_reached() -> None:
    with pytest.raises(Exception, match=ELSEWHERE):
        socket.create_connection((ELSEWHERE, 80), timeout=1)


def test_loopback_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()


def test_a_warning_is_an_error() -> None:
    with pytest.raises(UserWarning, match="mind the step"):
        warnings.warn("mind the step", stacklevel=1)


def test_the_order_is_shuffled(request: pytest.FixtureRequest) -> None:
    assert request.config.pluginmanager.hasplugin("randomly")


@pytest.mark.parametrize(("demand", "outcome"), [("", "1 skipped"), ("postgres,browser", "1 error")])
def test_what_is_demanded_cannot_be_skipped(tmp_path: Path, demand: str, outcome: str) -> None:
    (tmp_path / "conftest.py").write_text("from tests.conftest import *", encoding="utf-8")
    (tmp_path / "test_sample.py").write_text(SKIPPED, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("COV", "PYTEST"))}
    environment |= {"TYCKTILL_DEMAND": demand, "DATABASE_URL": "", "PYTHONPATH": str(ROOT)}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:django",
        "-p",
        "no:randomly",
        "-o",
        "addopts=",
        str(tmp_path),
    ]
    options = ["-o", "markers=postgres", "--rootdir", str(tmp_path), "-c", os.devnull]
    done = subprocess.run([*command, *options], env=environment, capture_output=True, text=True, check=False)
    assert outcome in done.stdout, done.stdout + done.stderr
    assert done.returncode == bool(demand)

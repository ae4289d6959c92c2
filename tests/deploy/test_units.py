"""The units of deploy/ have nothing wrong with them for systemd, and run what there is."""

import re
import shutil
import socket
import subprocess
from pathlib import Path

import pytest
from scripts.steps import system
from tests.deploy.service import SERVICE, production, running_survey
from tests.repo.repository import ROOT
from tests.serving import PATIENCE

UNITS = sorted(path for ending in ("service", "timer", "socket") for path in (ROOT / "deploy").glob(f"*.{ending}"))
SERVICES = [path for path in UNITS if path.suffix == ".service"]
COMMAND = "/opt/tycktill/bin/tycktill"


def started(unit: Path) -> list[str]:
    """What a unit starts, without the program's place."""
    [line] = re.findall(rf"^ExecStart={COMMAND} (.+)$", unit.read_text(encoding="utf-8"), re.MULTILINE)
    return str(line).split()


@pytest.mark.systemd
def test_systemd_finds_nothing_wrong(tmp_path: Path) -> None:
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8").replace(COMMAND, str(SERVICE))
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / unit.name) for unit in UNITS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@pytest.mark.systemd
@pytest.mark.parametrize("name", ["tycktill.service", "tycktill-work.service"])
def test_what_runs_all_the_time_is_shut_in(name: str, tmp_path: Path) -> None:
    shutil.copy(ROOT / "deploy" / name, tmp_path)
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=20", str(tmp_path / name)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_a_unit_starts_a_command_that_there_is(unit: Path) -> None:
    words = [word for word in started(unit) if not word.startswith("-")]
    known: list[str | Path] = [SERVICE, *words[: 2 if words[0] == "manage" else 1], "--help"]
    assert subprocess.run(known, capture_output=True, check=False).returncode == 0


def test_the_service_tells_systemd_when_it_is_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.settimeout(PATIENCE)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        with running_survey(tmp_path / "home"):
            assert b"READY=1" in systemd.recv(1000)


def test_the_environment_of_the_example_is_all_that_the_service_asks_for(tmp_path: Path) -> None:
    text = (ROOT / "deploy/tycktill.env").read_text(encoding="utf-8")
    names = set(re.findall(r"^(\w+)=", text, re.MULTILINE))
    assert names == {name for name in production(tmp_path) if name.startswith("TYCKTILL_")}


def test_what_systemd_is_asked_with_is_recognised() -> None:
    assert (system.systemd() is None) == (shutil.which("systemd-analyze") is None)

"""A database server that is started anew costs nobody an error, once it is there again."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from scripts.steps import postgres, system
from tests.tycktill_web.participants.serving import ask, serving

THREADS = 8
"""Of two workers with four threads each: every one keeps a connection of its own."""


def statuses(path: Path, times: int) -> set[int]:
    """What the start page, which asks the database, says to so many at once."""
    with ThreadPoolExecutor(THREADS) as crowd:
        return {status for status, *_ in crowd.map(lambda _: ask(path, "/"), range(times))}


@pytest.mark.postgres
def test_no_request_fails_after_the_server_was_restarted(tmp_path: Path) -> None:
    programs = system.postgres_programs()
    assert programs
    with postgres.running(programs) as server:
        environment = {**os.environ, "DATABASE_URL": server.address, "TYCKTILL_HOME": str(tmp_path)}
        command = [str(Path(sys.executable).with_name("tycktill")), "manage", "migrate", "--verbosity", "0"]
        subprocess.run(command, env=environment, check=True)
        with serving(tmp_path / "socket", environment) as path:
            assert statuses(path, 10 * THREADS) == {200}
            server.control("-m", "fast", "restart")
            assert statuses(path, 10 * THREADS) == {200}

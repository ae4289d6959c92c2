"""A database server that is started anew costs nobody an error, once it is there again."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from scripts.steps import postgres, system
from tests.serving import Service, make_home, serving

THREADS = 8
"""Of two workers with four threads each: every one keeps a connection of its own."""


def statuses(service: Service, times: int) -> set[int]:
    """What the start page, which asks the database, says to so many at once."""
    with ThreadPoolExecutor(THREADS) as crowd:
        return set(crowd.map(lambda _: service.get("/"), range(times)))


@pytest.mark.postgres
def test_no_request_fails_after_the_server_was_restarted(tmp_path: Path) -> None:
    programs = system.postgres_programs()
    assert programs
    with postgres.running(programs) as server:
        environment = make_home(tmp_path, DATABASE_URL=server.address)
        with serving(environment, workers=2) as service:
            assert statuses(service, 10 * THREADS) == {200}
            server.control("-m", "fast", "restart")
            assert statuses(service, 10 * THREADS) == {200}

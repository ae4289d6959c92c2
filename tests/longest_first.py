"""What took long in the last run is begun first, or one worker waits at the end for a file that the other began last.

`scripts/test fast` loads it. The other files are left in the order that they are shuffled into.
"""

import json
import os
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest

KEPT = Path(sys.prefix) / "took.json"
LONG = 2.0
"""Seconds: so long may a worker wait for the other."""

TOOK = "TESTS_TOOK"
"""Names what was kept to workers, which must have one order also where another run ends just now."""

_took: defaultdict[str, float] = defaultdict(float)


def pytest_configure() -> None:
    """Before any worker is started."""
    os.environ.setdefault(TOOK, KEPT.read_text() if KEPT.exists() else "{}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whole files are dealt out in the order that they are in here."""
    took: Mapping[str, float] = json.loads(os.environ[TOOK])
    items.sort(key=lambda item: place(item.nodeid, took))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Each part of each test is told of, also to the process that deals files out."""
    _took[file_of(report.nodeid)] += report.duration


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Kept for the next run by the process that has heard of all."""
    if not hasattr(session.config, "workerinput"):
        KEPT.write_text(json.dumps(_took, indent=0))


def place(nodeid: str, took: Mapping[str, float]) -> float:
    """What is long has a place by itself, the longest first; all else stands together behind."""
    seconds = took.get(file_of(nodeid), 0.0)
    return -seconds if seconds > LONG else 0.0


def file_of(nodeid: str) -> str:
    return nodeid.partition("::")[0]

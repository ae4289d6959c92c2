"""Threads that are the first in their process to read something all get it, though they come at once."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.tycktill_cli.lulea import release

from tycktill.tables import MANIFEST

STARTS = 12
"""Of a process; before types were worked out at import, one start in three or five ended in a crash."""

MEETING = """
import os, sys, threading
from pathlib import Path
from tycktill.files import read_catalogue
from tycktill.tables import read_manifest

content = Path(sys.argv[1]).read_bytes()
together, done = threading.Barrier(4), []

def read():
    together.wait()
    {what}
    done.append(True)

def meet():
    sys.setswitchinterval(1e-6)
    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    os._exit(len(done))

for _ in range({starts}):
    child = os.fork()
    if child == 0:
        meet()
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
"""A process forks before anything was read, so that each child is as one that has only begun."""


@pytest.mark.parametrize("what", ["read_catalogue()", "read_manifest(content)"])
def test_threads_may_be_the_first_to_read(what: str, tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_bytes(release().files[MANIFEST])
    command = [sys.executable, "-c", MEETING.format(what=what, starts=STARTS), str(tmp_path / MANIFEST)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["4"] * STARTS, done.stderr

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
import sys, threading
from pathlib import Path
from tycktill.files import read_catalogue

content = Path(sys.argv[1]).read_bytes()
together, done = threading.Barrier(4), []

def read():
    together.wait()
    {what}
    done.append(True)

sys.setswitchinterval(1e-6)
threads = [threading.Thread(target=read) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(done))
"""


@pytest.mark.parametrize("what", ["read_catalogue()", "read_manifest(content)"])
def test_threads_may_be_the_first_to_read(what: str, tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_bytes(release().files[MANIFEST])
    command = [sys.executable, "-c", MEETING.format(what=what), str(tmp_path / MANIFEST)]
    ends = [subprocess.run(command, capture_output=True, text=True, check=False) for _ in range(STARTS)]
    assert [(end.returncode, end.stdout) for end in ends] == [(0, "4\n")] * STARTS

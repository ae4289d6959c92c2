"""Runs the tests: those that ask the database on PostgreSQL, then all on SQLite, and holds coverage to its floors.

`fast` runs, on SQLite and without a browser or floors, what concerns whoever edits a page, but nothing that is marked
`thorough`, as it asks what lies behind pages or goes through all that they can show, and attacks no release.
What it has proved of releases it proves again when something of the method has changed, and the worlds that tests begin
with it builds anew when anything has changed that builds them.

`TYCKTILL_DEMAND=postgres,browser,java,web-servers` makes it a failure that one of them is not on the machine.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from scripts.steps import floors, postgres, system

ROOT = Path(__file__).resolve().parents[2]
# Whole files are dealt out: what a file makes once, an environment or a started service, is made by one worker alone.
PYTEST = (sys.executable, "-m", "pytest", "-q", "--numprocesses=2", "--dist=loadfile")
SERVICE = "tests/tycktill_web/"
FAST = tuple(SERVICE + each for each in ("respond", "desk", "office", "public", "look", "test_access.py"))
PAGES = ("-p", "no:playwright", "-p", "tests.longest_first", "--no-loadscope-reorder", "-m", "not thorough")
"""Without a browser."""
THOROUGH = ("-m", "thorough", SERVICE)
"""What lies behind pages, or goes through all that they can show."""
PROVING = ("requirements", "src/tycktill", "tests/attacks", "tests/sparing.py")
"""What decides how a release is made, proved and attacked."""
KEPT = ROOT / ".venv" / "proved"
ASKED_FOR = 3 * 24 * 3600
"""Seconds: what nobody has asked for so long is of code or of a day that has gone."""
COVERAGE = ("--cov", "--cov-append", "--cov-report=")


def main(arguments: Sequence[str]) -> int:
    """The exit status: that of the first run that fails, or whether coverage fell below a floor."""
    with (
        tempfile.TemporaryDirectory(prefix="tycktill-home-") as home,
        tempfile.TemporaryDirectory(prefix="tycktill-attacked-") as attacked,
    ):
        os.environ |= {"TYCKTILL_HOME": home, "TYCKTILL_ATTACKED": attacked}
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # hundreds of processes are started: each would compile it all
        if list(arguments) == ["fast"]:
            os.environ.pop("DATABASE_URL", None)
            print(f"Of all pages, that each is made, allowed and worded, and what is wrong in a form: {' '.join(FAST)}")
            print(f"On SQLite, without a browser. Before you land: scripts/test {' '.join(THOROUGH)}", flush=True)
            return _pytest(*PAGES, *FAST, TYCKTILL_ATTACKED=str(_proved_already()), TYCKTILL_UNATTACKED="1")
        if arguments:
            return _pytest(*arguments)
        floors.forget()
        os.environ.pop("DATABASE_URL", None)
        return _on_postgres() or _pytest(*COVERAGE, "-m", "not postgres") or floors.check()


def _proved_already() -> Path:
    """Where lies what is proved of releases, as long as nothing that proves has changed: a page changes none."""
    written = sha256(sys.version.encode())
    for place in PROVING:
        found = [ROOT / place, *(ROOT / place).rglob("*")]
        for path in sorted(each for each in found if each.is_file() and "__pycache__" not in each.parts):
            written.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    folder = KEPT / written.hexdigest()
    for other in set(KEPT.glob("*")) - {folder}:
        shutil.rmtree(other, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    for path in (*folder.glob("*.found"), *folder.glob("*.[0-9]*")):
        if time.time() - path.stat().st_mtime > ASKED_FOR:
            path.unlink()
    return folder


def _on_postgres() -> int:
    programs = system.postgres_programs()
    if programs is None:
        print("PostgreSQL is not here: tests on it are skipped.", flush=True)
        return int("postgres" in os.environ.get("TYCKTILL_DEMAND", "").split(","))
    with postgres.server(programs) as address:
        return _pytest("-m", "(database or postgres) and not browser", SERVICE, DATABASE_URL=address)


def _pytest(*arguments: str, **environment: str) -> int:
    return subprocess.run([*PYTEST, *arguments], cwd=ROOT, env=os.environ | environment, check=False).returncode


sys.exit(main(sys.argv[1:]))

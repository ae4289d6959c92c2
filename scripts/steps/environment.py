"""Makes .venv from the pinned requirement files; runs on any Python from 3.11, without other packages."""

import hashlib
import subprocess
import sys
from pathlib import Path

from scripts.steps import system

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
SEARCH = ROOT / "src" / "tycktill" / "disclosure" / "search"
TAKES = {"service": "540 MB in .venv, about a minute", "dev": "1.7 GB in .venv, some minutes"}
"""What the packages take on disk, and the time with a fast connection and two cores."""


def make(which: str) -> None:
    """Bring .venv in line with `requirements/{which}.txt` and this folder's package; nothing to do is quick."""
    if is_current(which):
        return
    if not works():
        create()
    print(f"Installing the packages of requirements/{which}.txt: {TAKES[which]} …", flush=True)
    pip("install", "--require-hashes", "-r", str(ROOT / "requirements" / f"{which}.txt"))
    pip("install", "--no-deps", "--no-build-isolation", "-e", str(ROOT))
    stamp(which).write_text(fingerprint(which), encoding="utf-8")


def is_current(which: str) -> bool:
    """Whether the last run for `which` left what the files ask for now; the developer's packages hold the service's."""
    stamps = [stamp(name) for name in {which, "dev"} if stamp(name).exists()]
    return works() and any(path.read_text(encoding="utf-8") == fingerprint(path.name[7:]) for path in stamps)


def stamp(which: str) -> Path:
    """The file that remembers what was installed."""
    return VENV / f".stamp-{which}"


def fingerprint(which: str) -> str:
    """A hash of everything that decides what .venv holds, its own place among it: scripts in it name that place."""
    compiled = sorted(path for path in SEARCH.iterdir() if path.suffix in {".c", ".h"})
    files = (ROOT / "requirements" / f"{which}.txt", ROOT / "pyproject.toml", ROOT / "setup.py", *compiled)
    return hashlib.sha256(b"\0".join([str(VENV).encode(), *(path.read_bytes() for path in files)])).hexdigest()


def works() -> bool:
    """Whether .venv has a Python that runs."""
    if not PYTHON.exists():
        return False
    return subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0


def create() -> None:
    """Make .venv anew; on Debian the part of Python that does it may have to be installed first."""
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    if subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode == 0:
        return
    package = f"python3.{sys.version_info.minor}-venv"
    prefix = system.privilege()
    if prefix is None or not system.apt_install([package], prefix=prefix):
        sys.exit(f"{sys.executable} cannot make .venv. On Debian: apt-get install {package}, then run this again.")
    subprocess.run(command, check=True)


def pip(*arguments: str) -> None:
    """Run the environment's own pip; it prints what went wrong itself."""
    quiet = ("--quiet", "--disable-pip-version-check")
    if subprocess.run([PYTHON, "-m", "pip", *quiet, *arguments], check=False).returncode != 0:
        sys.exit("The packages could not be installed; see above. Run this again when that is mended.")

"""Makes .venv from the pinned requirement files; runs on any Python from 3.11, without other packages."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from scripts.steps import system

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
SEARCH = ROOT / "src" / "tycktill" / "disclosure" / "search"
CORE = SEARCH / "_core.so"
COMPILER = ROOT / "requirements" / "compiler.txt"
UNCOMPILED = (
    "The search is not compiled: to make a release takes very long. Install gcc and libc6-dev, and run this again."
)
TAKES = {"service": "620 MB in .venv, about a minute", "dev": "1.9 GB in .venv, some minutes"}
"""What the packages take on disk, and the time with a fast connection and two cores."""


def make(which: str) -> None:
    """Bring .venv in line with `requirements/{which}.txt` and this folder's package; nothing to do is quick."""
    if is_current(which):
        return
    if not works():
        create()
    print(f"Installing the packages of requirements/{which}.txt: {TAKES[which]} …", flush=True)
    pip("install", "--require-hashes", "-r", str(ROOT / "requirements" / f"{which}.txt"))
    install_package()
    if CORE.exists():
        stamp(which).write_text(fingerprint(which), encoding="utf-8")
    else:
        print(UNCOMPILED)


def install_package() -> None:
    """Install this folder's package and compile its search: where there is no C compiler, by one that goes again."""
    own = ("install", "--no-deps", "--no-build-isolation", "-e", str(ROOT))
    CORE.unlink(missing_ok=True)
    pip(*own)
    if CORE.exists():
        return
    print("No C compiler is here; one of requirements/compiler.txt is used and taken away again: 80 MB …", flush=True)
    if tried("install", "--require-hashes", "-r", str(COMPILER)):
        compile_ = f"{PYTHON} -m ziglang cc"
        pip(*own, CC=compile_, LDSHARED=f"{compile_} -shared")
        pip("uninstall", "--yes", "-r", str(COMPILER))


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
    files = (ROOT / "requirements" / f"{which}.txt", ROOT / "pyproject.toml", ROOT / "setup.py", COMPILER, *compiled)
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


def tried(*arguments: str, **variables: str) -> bool:
    """Run the environment's own pip; it prints what went wrong itself. Whether it went well."""
    command = [str(PYTHON), "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    return subprocess.run(command, env=os.environ | variables, check=False).returncode == 0


def pip(*arguments: str, **variables: str) -> None:
    """The same where it must go well."""
    if not tried(*arguments, **variables):
        sys.exit("The packages could not be installed; see above. Run this again when that is mended.")

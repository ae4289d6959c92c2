"""The Pythons on this machine that the project runs on, wherever Debian, pyenv or uv has put them."""

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

OLDEST = (3, 11)
_NAME = re.compile(r"python3\.(?P<minor>\d+)")
_TELL = "import sys, ssl, sqlite3; print(*sys.version_info[:3], sys.executable)"


@cache
def pythons() -> Sequence[Path]:
    """One Python of each minor version from the oldest that is supported, the latest patch where there are several."""
    found: dict[tuple[int, int], tuple[int, Path]] = {}
    for path in candidates():
        done = subprocess.run([path, "-c", _TELL], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            major, minor, patch, place = done.stdout.strip().split(" ", 3)
            version = (int(major), int(minor))
            if version >= OLDEST:
                found[version] = max(found.get(version, (-1, Path())), (int(patch), Path(place)))
    return [place for _, (_, place) in sorted(found.items())]


def candidates() -> Iterator[Path]:
    """Programs that may be a Python: those on the path, and those that pyenv and uv have installed."""
    for folder in os.get_exec_path():
        yield from (path for path in sorted(Path(folder).glob("python3.*")) if _NAME.fullmatch(path.name))
    for home in (_pyenv(), _uv()):
        yield from sorted(home.glob("*/bin/python3"))


def _pyenv() -> Path:
    return Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"


def _uv() -> Path:
    return Path(os.environ.get("UV_PYTHON_INSTALL_DIR", Path.home() / ".local/share/uv/python"))

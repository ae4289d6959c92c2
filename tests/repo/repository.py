"""The repository as its own tests read it."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"


@cache
def files() -> tuple[Path, ...]:
    """Everything that is or could be committed, as paths from the root."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return tuple(sorted(Path(name) for name in set(listed) if (ROOT / name).is_file()))


def texts(*endings: str, under: str = "") -> Iterator[tuple[Path, str]]:
    """Paths and contents of the files with one of these endings; all text files when none is named."""
    for path in files():
        if path.as_posix().startswith(under) and (not endings or path.name.endswith(endings)):
            try:
                yield path, (ROOT / path).read_text(encoding="utf-8")
            except (UnicodeDecodeError, FileNotFoundError):  # a picture; a file that its test has just removed
                continue


def python(under: str = "") -> Iterator[tuple[Path, ast.Module]]:
    """Our own Python files with their syntax trees; migrations are written by Django and left out."""
    for path, text in texts(".py", under=under):
        if "migrations" not in path.parts:
            yield path, ast.parse(text)

"""Tries the lower bounds of the dependencies: the oldest versions that pyproject.toml allows, on the oldest Python.

Prints the versions and passes the tests of method, command and service with them; with PostgreSQL where it is here.
Warnings of old packages are no faults here.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from scripts.steps import postgres, system
from scripts.steps.pythons import pythons

ROOT = Path(__file__).resolve().parents[2]
UV = Path(sys.executable).with_name("uv")
TESTS = ("tests/tycktill", "tests/tycktill_cli", "tests/tycktill_web")
PIN = re.compile(r"^(?P<name>[\w.-]+)(\[[\w,-]+\])?==[^\\\n]+", re.MULTILINE)


def main(arguments: Sequence[str]) -> int:
    """The exit status of the first run of tests that fails, or 0; paths may be named instead of all tests."""
    with tempfile.TemporaryDirectory(prefix="tycktill-lowest-") as name:
        folder = Path(name)
        python = _environment(folder)
        if arguments:
            return _pytest(python, folder, *arguments)
        return _on_postgres(python, folder) or _pytest(python, folder, "-m", "not postgres and not browser", *TESTS)


def lowest(folder: Path) -> str:
    """The oldest versions of the direct dependencies, and what these need, as a requirement file."""
    out = folder / "lowest.txt"
    oldest = ("--resolution", "lowest-direct", "--python-version", "3.11", "--no-header", "--no-annotate")
    _uv("pip", "compile", *oldest, "--all-extras", ROOT / "pyproject.toml", "--output-file", out, "--quiet")
    return out.read_text(encoding="utf-8")


def with_tools(lowest: str, *, service: str, developers: str) -> list[str]:
    """The oldest versions, and the developers' pins of what the service does not run with."""
    known = {match["name"] for text in (lowest, service) for match in PIN.finditer(text)}
    tools = [match[0].strip() for match in PIN.finditer(developers) if match["name"] not in known]
    return [*lowest.splitlines(), *tools]


def _environment(folder: Path) -> Path:
    """A fresh environment with all that is oldest; its Python."""
    python = folder / "venv" / "bin" / "python"
    print(oldest := lowest(folder), flush=True)
    wanted = folder / "wanted.txt"
    service, developers = (
        ROOT.joinpath("requirements", f"{name}.txt").read_text("utf-8") for name in ("service", "dev")
    )
    wanted.write_text("\n".join(with_tools(oldest, service=service, developers=developers)), encoding="utf-8")
    _uv("venv", "--quiet", "--python", pythons()[0], folder / "venv")
    _uv("pip", "install", "--quiet", "--no-deps", "--python", python, "-r", wanted)
    _uv("pip", "install", "--quiet", "--no-deps", "--python", python, "--editable", ROOT)
    return python


def _on_postgres(python: Path, folder: Path) -> int:
    programs = system.postgres_programs()
    if programs is None:
        print("PostgreSQL is not here: the lower bound of psycopg is not tried.", flush=True)
        return int("postgres" in os.environ.get("TYCKTILL_DEMAND", "").split(","))
    with postgres.server(programs) as address:
        return _pytest(python, folder, "-m", "postgres", "tests/tycktill_web", DATABASE_URL=address)


def _pytest(python: Path, folder: Path, *arguments: str, **settings: str) -> int:
    quietly = ("-q", "--numprocesses=2", "--dist=loadfile", "-o", "filterwarnings=")
    command = [str(python), "-m", "pytest", *quietly, *arguments]
    environment = os.environ | {"TYCKTILL_HOME": str(folder / "home"), **settings}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def _uv(*arguments: str | Path) -> None:
    if subprocess.run([UV, *arguments], check=False).returncode != 0:
        sys.exit("The oldest packages could not be had; see above.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

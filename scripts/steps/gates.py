"""All gates that do not run the service, one after the other; every one is tried, so that all faults are seen.

With `--before-tests` all but those that `scripts/test` passes too, which is to follow.
"""

import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PYTHON = sys.executable
TOOLS = Path(PYTHON).parent
DJANGO = (PYTHON, "-W", "error", "-m", "django")

GATES: Mapping[str, tuple[str | Path, ...]] = {
    "format": (TOOLS / "ruff", "format", "--check", "--output-format=concise"),
    "lint": (TOOLS / "ruff", "check", "--quiet", "--output-format=concise"),
    "types": (TOOLS / "mypy", "--no-error-summary", "src", "tests", "scripts", "bench"),
    "walls between rooms": (TOOLS / "lint-imports", "--no-logo", "--no-cache"),
    "migrations complete": (*DJANGO, "makemigrations", "--check", "--no-input"),
    "translations complete": (PYTHON, "-m", "scripts.steps.translations", "check"),
    "styles collected": (*DJANGO, "collectstatic", "--no-input", "--verbosity=0"),
    "fit to be put on the internet": (*DJANGO, "check", "--deploy", "--fail-level", "WARNING"),
    "the house in order": (TOOLS / "pytest", "-q", "--numprocesses=2", "tests/repo"),
}

TESTED = {"the house in order"}
FOR_THE_INTERNET = {"styles collected", "fit to be put on the internet"}
PRODUCTION = {
    "TYCKTILL_PRODUCTION": "1",
    "TYCKTILL_HOSTS": "survey.example",
    "TYCKTILL_SECRET_KEY": secrets.token_urlsafe(60),
    "TYCKTILL_CODE_KEY": secrets.token_urlsafe(60),
    "TYCKTILL_MAIL": "smtp://post.example",
}


def passes(gate: str, home: str) -> bool:
    """Run one gate and print how it went; its output only when it refuses."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tycktill_web.site.settings", "TYCKTILL_HOME": home}
    if gate in FOR_THE_INTERNET:
        environment |= PRODUCTION
    began = time.monotonic()
    done = subprocess.run(
        GATES[gate], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    kept = done.returncode == 0
    print(f"{'kept   ' if kept else 'REFUSED'} {gate} ({time.monotonic() - began:.0f} s)", flush=True)
    if not kept:
        print(done.stdout + done.stderr, flush=True)
    return kept


with tempfile.TemporaryDirectory(prefix="tycktill-home-") as home:
    asked = [gate for gate in GATES if gate not in TESTED or "--before-tests" not in sys.argv[1:]]
    refused = [gate for gate in asked if not passes(gate, home)]
sys.exit(f"Refused by: {', '.join(refused)}." if refused else 0)

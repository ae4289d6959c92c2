"""Starts processes of the service that may be killed, in a third of the time that starting them from nothing takes.

The rest goes to loading what others have written, which no test is about: one process has loaded it, and each
that is started is a fork of that one.
"""

import os
import pickle
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_name("forking.py")
OF_OTHERS = (
    *("allauth.account.app_settings", "allauth.core.context", "cryptography.fernet", "cryptography.x509"),
    *("cryptography.hazmat.primitives.asymmetric.x25519", "django.conf", "django.contrib.auth.hashers"),
    *("django.contrib.auth.password_validation", "django.contrib.messages.middleware", "django.core.management"),
    *("django.contrib.sessions.middleware", "django.contrib.staticfiles.storage", "django.db.backends.sqlite3.base"),
    *("django.db.migrations.executor", "django.db.models", "django.db.transaction", "django.forms", "django.template"),
    *(
        "django.middleware.csrf",
        "django.middleware.locale",
        "django.test.client",
        "django.urls",
        "django.views.generic",
    ),
    *("fido2.webauthn", "jwt", "msgspec", "narwhals", "numpy", "polars", "pyrage", "python_calamine", "resvg_py"),
    *("scipy.optimize", "scipy.sparse", "scipy.stats", "segno", "sqlite3", "time_machine", "typst"),
    *("whitenoise.middleware", "xlsxwriter", "xml.etree.ElementTree"),
)
METHOD = ("tycktill.charts", "tycktill.files", "tycktill.improvement", "tycktill.publication")
"""It knows no environment; where coverage watches, it is loaded by each, which is seen."""

PATIENCE = 120
"""Seconds; a slow machine is no fault of the service."""


class Process:
    """A process that was started: what it says, and how it ended once it has."""

    def __init__(self, ended: IO[bytes], said: IO[str], told: IO[str]) -> None:
        self._ended, self.stdout, self._told = ended, said, told
        self._number = int(ended.readline())
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """How it ended: a program's status, or the signal's number below nothing."""
        return self._wait(0)

    def wait(self) -> int:
        """The same, when it has."""
        ended = self._wait(PATIENCE)
        assert ended is not None, "The process has not ended"
        return ended

    def kill(self) -> None:
        """As by power cut or kill -9."""
        if self.poll() is None:
            os.kill(self._number, signal.SIGKILL)

    def communicate(self) -> tuple[str, str]:
        """The rest of what it says on its output and of errors, when it has ended."""
        self.wait()
        said = self.stdout.read()
        self._told.seek(0)
        told = self._told.read()
        self.close()
        return said, told

    def close(self) -> None:
        """Nobody reads any more of it."""
        for each in (self._ended, self.stdout, self._told):
            each.close()

    def _wait(self, patience: float) -> int | None:
        if self.returncode is None and select.select([self._ended], [], [], patience)[0]:
            self.returncode = int(self._ended.readline())
        return self.returncode


class Processes:
    """Starts them."""

    def __init__(self, asking: socket.socket) -> None:
        self._asking = asking

    def start(self, *words: object, environment: Mapping[str, str]) -> Process:
        """As `python WORD…` in this environment, where our tests can be imported from."""
        ended, end = os.pipe()
        said, out = os.pipe()
        told = TemporaryFile("w+")  # noqa: SIM115  closed with the process
        asked = list(map(str, words)), dict(environment)
        socket.send_fds(self._asking, [pickle.dumps(asked)], [end, out, told.fileno()])
        os.close(end)
        os.close(out)
        return Process(os.fdopen(ended, "rb", buffering=0), os.fdopen(said), told)


@contextmanager
def processes() -> Iterator[Processes]:
    """From one that has loaded what others have written."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    is_watched = any(name.startswith("COVERAGE_") for name in os.environ)
    names = OF_OTHERS if is_watched else (*OF_OTHERS, *METHOD)
    apart = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    command = [sys.executable, str(SCRIPT), str(theirs.fileno()), *names]
    one_thread = {"PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}  # none is lost in a fork
    with (
        ours,
        subprocess.Popen(command, env={**apart, **one_thread}, cwd=ROOT, pass_fds=[theirs.fileno()]) as process,
    ):
        theirs.close()
        yield Processes(ours)
        ours.close()
        process.wait(PATIENCE)

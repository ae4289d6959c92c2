"""Starts the web server: for `tycktill serve` and `tycktill demo` alike."""

import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

from gunicorn.app.base import BaseApplication

from tycktill_cli.whole_requests import WholeRequests

THREADS = 4
"""Of each process."""


def start_server(bind: str, *, workers: int, has_worker: bool) -> int:
    """Answer at `bind` until stopped, with so many processes; the exit status.

    `has_worker` has a process beside them do the jobs, which ends with this one.
    Says on stderr what the service lacks before any process is made.
    """
    import django

    django.setup()
    lacking = list(_lacking_sentences())
    for sentence in lacking:
        print(sentence, file=sys.stderr)
    if lacking:
        return 1
    try:
        _Server(bind, workers, _Beside() if has_worker else None).run()
    except OverflowError as error:  # no port; all else gunicorn tells itself
        print(f"Nothing can answer at {bind}: {error}", file=sys.stderr)
        return 1
    return 0


class _Server(BaseApplication):
    """gunicorn, told by us alone what to do: it reads no file and no variable of its own."""

    def __init__(self, bind: str, workers: int, beside: "_Beside | None") -> None:
        self._bind, self._workers, self._beside = bind, workers, beside
        super().__init__()

    def load_config(self) -> None:
        """Set what differs from gunicorn's defaults."""
        from django.conf import settings

        options = {
            "bind": self._bind,
            "workers": self._workers,
            "worker_class": WholeRequests,
            "threads": THREADS,
            "preload_app": True,  # a process that replaces another is of the same version, whatever lies on the disk
            "control_socket_disable": True,
            "logconfig_dict": settings.LOGGING,
            "when_ready": self._begin_serving,
            "on_exit": self._end_serving,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        """The application, with all that its processes share."""
        from tycktill_web.site.wsgi import application

        return application

    def _begin_serving(self, arbiter: object) -> None:
        _say_where(arbiter)
        if self._beside:
            self._beside.start()

    def _end_serving(self, _: object) -> None:
        if self._beside:
            self._beside.stop()


class _Beside:
    """`tycktill manage work` as a process of its own, which respondents do not share."""

    def start(self) -> None:
        """Start it; it keeps its worker alive itself, and ends when we do, however that happens."""
        command = [sys.executable, "-m", "tycktill_cli.command", "manage", "work", "--beside", str(os.getpid())]
        self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603  our own arguments

    def stop(self) -> None:
        """Let it end between two steps."""
        self._process.terminate()
        self._process.wait()


def _say_where(arbiter: object) -> None:
    listeners = ", ".join(str(listener) for listener in getattr(arbiter, "LISTENERS", ()))
    logging.getLogger("tycktill.start").info("Listening at: %s", listeners)


def _lacking_sentences() -> Iterator[str]:
    """What keeps the service from being started, a sentence each."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import DatabaseError, connections

    from tycktill_web.site.installation import unapplied_migrations, uncollected_styles

    try:
        changes = unapplied_migrations()
    except DatabaseError as error:
        yield f"The database cannot be used: {str(error).strip()}"
        return
    finally:
        connections.close_all()  # the processes make their own
    if changes:
        yield f"The database lacks {len(changes)} of this version's changes. Run `tycktill manage migrate` first."
    if not settings.PRODUCTION:
        call_command("collectstatic", interactive=False, verbosity=0)
    elif styles := uncollected_styles():
        yield (
            f"{len(styles)} style sheets or scripts are not laid out as this version has them, such as {styles[0]}. "
            "Run `tycktill manage collectstatic --no-input` first."
        )

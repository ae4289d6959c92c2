"""`tycktill demo`: makes the made-up country, says where to go, and starts the service on it."""

import os
import socket
import sys
from time import monotonic

from tycktill_cli.demo_guide import write_out

SIZE = "TYCKTILL_DEMO_SIZE"
"""`small` for three municipalities, made in seconds, `national` for one as large as the real surveys."""

_PUBLISHER = "Påhittat exempel (made-up example)"
"""Stands in every file that the demo publishes, and in the pictures to take along."""

_HOST = "127.0.0.1"  # everybody knows the passwords, so nobody else's computer may come in


def show_demo(*, port: int, seed: int, serve: bool) -> int:
    """Make or find the demo, print its guide and, when `serve`, answer on `port` until stopped; the exit status."""
    import django
    from django.core.exceptions import ImproperlyConfigured

    if serve and not _is_free(port):
        print(
            f"Port {port} cannot be used: it is taken. Choose another with --port.",
            file=sys.stderr,
        )
        return 1
    address = f"http://{_HOST}:{port}"
    os.environ.setdefault("TYCKTILL_PUBLISHER", _PUBLISHER)
    os.environ.setdefault("TYCKTILL_ADDRESS", address)  # where its letters lead
    try:
        django.setup()
    except ImproperlyConfigured as error:
        print(error, file=sys.stderr)
        return 1
    if not _prepare_demo(seed):
        return 1
    from django.utils.timezone import localdate

    from tycktill_web.demo.guide import write_guide

    print("\n".join(write_out(write_guide(localdate()), address=address)), flush=True)
    if serve:
        _serve_demo(port)
    return 0


def _prepare_demo(seed: int) -> bool:
    """Whether there is a demo to show; when not, says why on stderr."""
    from django.conf import settings
    from django.utils.timezone import localdate

    from tycktill_web.demo.calendar import MEDIUM
    from tycktill_web.demo.database import prepare_demo
    from tycktill_web.demo.errors import DemoError

    began = monotonic()
    try:
        found = prepare_demo(size=os.environ.get(SIZE, MEDIUM.name), seed=seed, today=localdate(), report=_report_stage)
    except DemoError as error:
        print(error, file=sys.stderr)
        return False
    except KeyboardInterrupt:
        print(f"\nStopped half-way. Remove what was made with: rm -r {settings.HOME}", file=sys.stderr)
        return False
    if found:
        print(f"The country of seed {seed}, made on {found.made_on}, stands in {settings.HOME}; nothing is made anew.")
    else:
        print(f"The country of seed {seed} is ready in {settings.HOME}, after {monotonic() - began:.0f} seconds.")
    return True


def _report_stage(what: str, done: int, total: int | None) -> None:
    print(f"{what} ({done + 1} of {total})" if total else what, flush=True)


def _is_free(port: int) -> bool:
    """Whether nothing answers on this port of this computer, and we may."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server itself does
        try:
            probe.bind((_HOST, port))
        except (OSError, OverflowError):
            return False
    return True


def _serve_demo(port: int) -> None:
    """Become `tycktill serve`: afresh, since this process has threads by now, and no server divides such a one."""
    print("Stop with Ctrl-C.", flush=True)
    command = [sys.executable, "-m", "tycktill_cli.command", "serve", "--bind", f"{_HOST}:{port}"]
    os.execv(sys.executable, command)  # noqa: S606  no shell is meant

"""Hands `tycktill demo | serve | manage` on to the service, which need not be installed for the method to work."""

import argparse
import os
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

_PACKAGES = ("django", "allauth", "jwt", "cryptography", "whitenoise", "zxcvbn", "gunicorn", "waitress", "segno")

_Task = Callable[[argparse.Namespace], int]


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `demo`, `serve` and `manage` to the command."""
    demo = commands.add_parser("demo", help="a made-up country to try everything in")
    demo.add_argument("--port", type=int, default=8000, help="where it answers on this computer (default: %(default)s)")
    demo.add_argument("--no-serve", action="store_true", help="make the country, but do not start the service")
    demo.add_argument("--seed", type=int, default=1, help="another number, another country (default: %(default)s)")
    demo.set_defaults(run=_with_service(run_demo))
    serving = commands.add_parser("serve", help="start the service")
    address = "where it answers: ADDRESS:PORT or unix:PATH (default: %(default)s)"
    serving.add_argument("--bind", default="127.0.0.1:8000", metavar="ADDRESS", help=address)
    serving.add_argument("--workers", type=int, default=2, help="processes that answer (default: %(default)s)")
    serving.add_argument(
        "--no-worker", action="store_true", help="start no worker beside it: `tycktill manage work` runs elsewhere"
    )
    serving.set_defaults(run=_with_service(serve))
    # No prefix character: everything after `manage` is Django's, its options too.
    managing = commands.add_parser("manage", help="the service's own commands", add_help=False, prefix_chars="\0")
    managing.add_argument("words", nargs="*")
    managing.set_defaults(run=_with_service(manage))


def run_demo(parsed: argparse.Namespace) -> int:
    """Make the country and, unless told not to, start the service on it."""
    from tycktill_cli.demo import show_demo

    return show_demo(port=parsed.port, seed=parsed.seed, serve=not parsed.no_serve)


def serve(parsed: argparse.Namespace) -> int:
    """Start the web server, which answers until it is stopped."""
    from tycktill_cli.server import start_server

    return start_server(parsed.bind, workers=parsed.workers, has_worker=not parsed.no_worker)


def manage(parsed: argparse.Namespace) -> int:
    """Run one of Django's commands or the service's own; they speak English, as the manual for operators does.

    A worker writes to people, and each of its jobs in its own language.
    """
    import django
    from django.core.management import execute_from_command_line
    from django.utils import translation

    django.setup()
    if parsed.words[:1] != ["work"]:
        translation.activate("en")
    execute_from_command_line(["tycktill manage", *parsed.words])
    return 0


def _with_service(task: _Task) -> _Task:
    """The task with the service's settings; says in a sentence what is not installed or not set, with status 1."""

    def run_command(parsed: argparse.Namespace) -> int:
        missing = [package for package in _PACKAGES if find_spec(package) is None]
        if missing:
            print(f"The service needs {', '.join(missing)}. Run `{_install_command()}`.", file=sys.stderr)
            return 1
        from django.core.exceptions import ImproperlyConfigured
        from django.db import OperationalError, ProgrammingError

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tycktill_web.site.settings")
        try:
            return task(parsed)
        except ImproperlyConfigured as error:
            print(error, file=sys.stderr)
            return 1
        except (OperationalError, ProgrammingError) as error:  # away, or without the tables of this version
            print(f"The database cannot be used: {str(error).strip()}", file=sys.stderr)
            print("`tycktill manage doctor` says what to do.", file=sys.stderr)
            return 1

    return run_command


def _install_command() -> str:
    """What installs the service: here is a copy of the repository, or the package as pip brought it."""
    script = Path(__file__).parents[2] / "scripts" / "setup"
    if script.is_file():
        return f"{script} service"
    return f'{sys.executable} -m pip install "tycktill[service]"'

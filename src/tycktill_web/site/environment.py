"""Typed readers of the environment; each stops the program with a plain sentence on a bad value."""

import os
import secrets
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


def read_flag(name: str) -> bool:
    """A yes or no; absent is no."""
    value = os.environ.get(name, "").strip().lower()
    if value in _TRUE | _FALSE:
        return value in _TRUE
    raise ImproperlyConfigured(f"{name} is {value!r}. Set it to 1 or 0.")


def read_one_of(name: str, *known: str) -> str:
    """One of these words; absent is the first."""
    value = os.environ.get(name, "").strip().lower() or known[0]
    if value in known:
        return value
    raise ImproperlyConfigured(f"{name} is {value!r}. Set it to {' or '.join(known)}.")


def read_list(name: str, default: str) -> list[str]:
    """Words separated by commas."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def read_line(name: str) -> str:
    """A text on one line; absent is empty."""
    value = os.environ.get(name, "").strip()
    if value.isprintable():
        return value
    raise ImproperlyConfigured(f"{name} has a line break or a sign that nobody sees. Write it on one line.")


def read_address(name: str, *, hosts: Sequence[str]) -> str:
    """A scheme and a host, as https://resultat.example; absent is the first of `hosts` that is one, or empty."""
    value = read_line(name).removesuffix("/")
    parts = urlsplit(value)
    if value and (
        parts.scheme not in ("http", "https") or not parts.netloc or value != f"{parts.scheme}://{parts.netloc}"
    ):
        raise ImproperlyConfigured(
            f"{name} is {value!r}. Set it to the address alone, such as https://resultat.example."
        )
    return value or next((f"https://{host}" for host in hosts if host[0] not in "*."), "")


def read_day(name: str) -> date | None:
    """A day as 2026-03-31; absent is none."""
    value = os.environ.get(name, "").strip()
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {value!r}. Set it to a day, such as 2026-03-31.") from None


def read_number(name: str, default: int) -> int:
    """A whole number of 1 or more."""
    value = os.environ.get(name, "").strip() or str(default)
    if value.isdecimal() and int(value) >= 1:
        return int(value)
    raise ImproperlyConfigured(f"{name} is {value!r}. Set it to a whole number, 1 or more.")


def read_secret(name: str, *, home: Path, production: bool) -> str:
    """A secret from the environment or, outside production, from a file in `home` that is made on first use."""
    value = os.environ.get(name, "")
    if value:
        return value
    if production:
        raise ImproperlyConfigured(f"{name} is not set. Give it 50 or more random characters, and keep a copy of it.")
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = home / name.lower()
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="utf-8")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text(encoding="utf-8")


def database_settings(url: str, *, home: Path) -> dict[str, object]:
    """Django's settings for a database address; SQLite in `home` when `url` is empty."""
    parts = urlsplit(url or f"sqlite:///{home / 'tycktill.sqlite3'}")
    if parts.scheme == "sqlite":
        return _sqlite_settings(parts.path[1:])
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            # Values beside the statement and not in it: statements are shown and logged by the server, values are not.
            # A statement that comes again is planned once a session: planning a ticket's is dearer than running it.
            "OPTIONS": {**dict(parse_qsl(parts.query)), "server_side_binding": True, "prepare_threshold": 5},
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,  # or else the first request of each thread fails after the server restarts
        }
    raise ImproperlyConfigured(f"DATABASE_URL begins with {parts.scheme!r}. It must begin with postgresql: or sqlite:.")


def _sqlite_settings(path: str) -> dict[str, object]:
    # FULL: a thank-you must survive a power cut. secure_delete: what is removed leaves no trace in the file.
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA busy_timeout=20000;"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas},
        "CONN_MAX_AGE": 60,
        "TEST": {"NAME": f"{path}.test"},  # a file: what threads and processes do to it is tested
    }

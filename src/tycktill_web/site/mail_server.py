"""Where mail goes and from whom, read from the environment; and whether the server is there."""

import os
import smtplib
from dataclasses import dataclass
from email.utils import formataddr, parseaddr
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.mail import get_connection

_THIS_COMPUTER = {"localhost", "127.0.0.1", "::1"}
_REMEDY = "Write it as smtp://user:password@host:587, or smtps://user:password@host:465."


@dataclass(frozen=True, slots=True)
class MailServer:
    """What Django asks to know of one; without a host nothing is sent."""

    backend: str
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    speaks_tls: bool = False
    """From the start."""

    turns_to_tls: bool = False
    """By STARTTLS, which is demanded of every server but one of this computer."""


def mail_server(name: str, *, production: bool) -> MailServer:
    """The server that mail is handed to; without one, a trial lays letters in files, and production sends none."""
    value = os.environ.get(name, "").strip()
    if not value:
        return MailServer(_backend_path("dummy" if production else "filebased"))
    try:
        parts = urlsplit(value)
        host, port = parts.hostname, parts.port
    except ValueError:
        parts, host, port = urlsplit(""), None, None
    if parts.scheme not in {"smtp", "smtps"} or not host or parts.path not in {"", "/"} or parts.query:
        raise ImproperlyConfigured(f"{name} is no mail server. {_REMEDY}")  # not its value: a password is in it
    speaks_tls = parts.scheme == "smtps"
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if not (user + password).isascii():
        raise ImproperlyConfigured(
            f"{name} has a name or a password with other signs than ASCII: mail knows no others."
        )
    return MailServer(
        _backend_path("smtp"),
        host,
        port or (465 if speaks_tls else 587),
        user,
        password,
        speaks_tls,
        not speaks_tls and host not in _THIS_COMPUTER,
    )


def sender_address(name: str, *, address: str) -> str:
    """Whom letters are from, as `Tycktill <enkat@example.se>`; absent is no-reply at the service's own host."""
    value = os.environ.get(name, "").strip() or f"Tycktill <no-reply@{urlsplit(address).hostname or 'localhost'}>"
    known_as, mailbox = parseaddr(value)
    if not value.isprintable() or mailbox.count("@") != 1 or " " in mailbox:
        raise ImproperlyConfigured(f"{name} is {value!r}. Set it to an address, such as Tycktill <enkat@example.se>.")
    return formataddr((known_as, mailbox)) if known_as.isascii() else value


def open_to_mail() -> str:
    """Try the server as a letter would; why not, or nothing."""
    try:
        connection = get_connection()
        connection.open()
        connection.close()
    except (smtplib.SMTPException, OSError) as error:  # its words may hold a name and a password
        return type(error).__name__
    return ""


def letters_folder(home: Path) -> Path:
    """Where a trial lays its letters."""
    return home / "mail"


def _backend_path(name: str) -> str:
    return f"django.core.mail.backends.{name}.EmailBackend"

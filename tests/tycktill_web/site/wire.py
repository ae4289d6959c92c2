"""Requests as they come off the wire, byte for byte, answered by the whole application."""

import io
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import unquote_to_bytes

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import got_request_exception, request_finished, request_started
from django.db import close_old_connections

from tycktill_web.site.encoding import Application, in_utf_8

FORM = "application/x-www-form-urlencoded"
TOKEN = "t" * 32
"""A proof of origin that fits the cookie of the same value."""


@dataclass(frozen=True, slots=True)
class Wire:
    """One request; `cookies` and `headers` are sent as they are."""

    path: str
    query: str = ""
    method: str = "GET"
    body: bytes = b""
    content_type: str = FORM
    cookies: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    length: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the application said, and what went wrong inside it."""

    status: int
    headers: Mapping[str, str]
    page: str
    errors: list[BaseException]


def ask(wire: Wire) -> Answer:
    """Hand the request to the application as a web server does."""
    said: list[tuple[int, dict[str, str]]] = []
    errors: list[BaseException] = []

    def start(status: str, headers: list[tuple[str, str]], *_: object) -> None:
        said.append((int(status.split(maxsplit=1)[0]), dict(headers)))

    def note(**_: object) -> None:
        if error := sys.exc_info()[1]:
            errors.append(error)

    got_request_exception.connect(note, weak=False, dispatch_uid="wire")
    for signal in (request_started, request_finished):  # they would end the test's own transaction
        signal.disconnect(close_old_connections)
    try:
        response = _application()(_environ(wire), start)
        page = b"".join(response).decode("utf-8", "replace")
        getattr(response, "close", list)()
    finally:
        got_request_exception.disconnect(dispatch_uid="wire")
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
    (head,) = said
    return Answer(*head, page, errors)


@cache
def _application() -> Application:
    """As the server has it; made when a test asks, since not every test's settings are there before."""
    return in_utf_8(WSGIHandler())


def _environ(wire: Wire) -> dict[str, object]:
    return {
        "REQUEST_METHOD": wire.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(wire.path).decode("latin-1"),
        "QUERY_STRING": wire.query,
        "CONTENT_TYPE": wire.content_type,
        "CONTENT_LENGTH": str(len(wire.body)) if wire.length is None else wire.length,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost",
        "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in wire.cookies.items()),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(wire.body),
        "wsgi.errors": io.StringIO(),
        **{f"HTTP_{name.upper().replace('-', '_')}": value for name, value in wire.headers.items()},
    }

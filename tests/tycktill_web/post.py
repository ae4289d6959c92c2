"""A real mail server on this computer, which keeps what it is given and can be told to refuse."""

import re
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope
from pytest_django import Settings

USER, PASSWORD = "tycktill", "pass:word/@"


@dataclass
class PostOffice:
    """What has come, and what is said to who brings more."""

    port: int = 0
    replies: list[str] = field(default_factory=list)
    """Said to the next recipients, in turn; then all is taken."""

    tried: int = 0
    letters: list[EmailMessage] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802  aiosmtpd's name
        self, _server: Any, _session: Any, envelope: Envelope, address: str, _options: Any
    ) -> str:
        """Whether a recipient is known."""
        self.tried += 1
        if self.replies:
            return self.replies.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:  # noqa: N802  aiosmtpd's name
        """Take a letter."""
        assert isinstance(envelope.content, bytes)
        self.letters.append(message_from_bytes(envelope.content, _class=EmailMessage, policy=policy.default))
        return "250 taken"

    def texts(self, to: str) -> Sequence[str]:
        """What somebody's letters say, the oldest first; others', and on a Monday everybody's, may lie between them."""
        return [str(letter.get_content()) for letter in self.letters if letter["To"] == to]

    def links(self, to: str) -> Sequence[str]:
        """Where they lead to a password, if they do."""
        return [link for text in self.texts(to) for link in re.findall(r"/konto/lank/[^/\s]+/", text)]


@contextmanager
def post_office(settings: Settings, *, tls: ssl.SSLContext | None = None) -> Iterator[PostOffice]:
    """A server that the service sends by meanwhile; with `tls` it asks for STARTTLS and a password."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        office = PostOffice(free.getsockname()[1])
    demands: dict[str, Any] = {}
    if tls:
        demands = {"tls_context": tls, "require_starttls": True, "auth_required": True, "authenticator": _knows}
    server = Controller(office, hostname="127.0.0.1", port=office.port, decode_data=False, **demands)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", office.port, bool(tls)
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = (USER, PASSWORD) if tls else ("", "")
    settings.EMAIL_TIMEOUT = 5
    try:
        yield office
    finally:
        server.stop()


def _knows(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
    return AuthResult(success=(given.login, given.password) == (USER.encode(), PASSWORD.encode()))

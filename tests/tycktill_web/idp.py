"""A municipality's own sign-in: a real provider of OpenID Connect, in a process of its own on this computer."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import quote, urlencode, urlsplit

from django.http.response import HttpResponseBase
from django.test import Client

from tycktill_web.participants.identity.keeping import ProviderFacts, keep_provider
from tycktill_web.participants.models import IdentityProvider, Organisation

SECRET = "hemligt-för-klienten"


@dataclass(frozen=True, slots=True)
class Idp:
    """Where it is."""

    issuer: str

    def knows(self, subject: str, **claims: object) -> str:
        """Let it know somebody, whom it tells so of; whom to sign in as there."""
        self.ask("PUT", f"/users/{quote(subject)}", json.dumps(claims), "application/json")
        return subject

    def answer(self, question: str, subject: str, *, refuse: bool = False) -> str:
        """Where somebody is sent back to who has signed in there, or has said no."""
        form = {"action": "deny"} if refuse else {"sub": subject}
        parts = urlsplit(question)
        sent = self.ask("POST", f"{parts.path}?{parts.query}", urlencode(form), "application/x-www-form-urlencoded")
        assert sent, "the provider sent nobody back"
        back = urlsplit(sent)
        return f"{back.path}?{back.query}"

    def ask(self, how: str, path: str, body: str = "", kind: str = "") -> str:
        """Where an answer leads to, if anywhere."""
        there = HTTPConnection("localhost", urlsplit(self.issuer).port or 0, timeout=20)
        there.request(how, path, body, {"Content-Type": kind} if kind else {})
        answer = there.getresponse()
        answer.read()
        there.close()
        return answer.getheader("Location", "")


@contextmanager
def idp() -> Iterator[Idp]:
    """One that is at work."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    found = Idp(f"http://localhost:{port}")
    try:
        _wait(found, process)
        yield found
    finally:
        process.terminate()
        process.wait(10)


def _wait(found: Idp, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(200):
        assert process.poll() is None, "the provider ended"
        try:
            found.ask("GET", "/.well-known/openid-configuration")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the provider does not answer")


def own_sign_in(
    organisation: Organisation,
    there: Idp,
    domain: str,
    *,
    client_id: str = "tycktill",
    second_step: str = "",
    is_only_way: bool = False,
) -> IdentityProvider:
    """Let the organisation's people sign in there."""
    facts = ProviderFacts(
        issuer=there.issuer,
        client_id=client_id,
        secret=SECRET,
        domains=[domain],
        second_step=second_step,
        is_only_way=is_only_way,
    )
    return keep_provider(organisation, facts)


def come_by(client: Client, place: Organisation, there: Idp, subject: str, *, onward: str = "") -> HttpResponseBase:
    """What somebody meets who goes there, signs in and comes back."""
    question = client.get(f"/konto/arbetskonto/{place.pk}/", {"next": onward} if onward else {})["Location"]
    return client.get(there.answer(question, subject))

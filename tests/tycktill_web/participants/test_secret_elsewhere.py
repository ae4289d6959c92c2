"""What we prove ourselves by at a provider goes to its own servers, and to nobody whom its description names."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path
from threading import Thread

import pytest
from django.core.management import CommandError, call_command
from tests.tycktill_web import worlds
from tests.tycktill_web.idp import SECRET

from tycktill_web.participants.identity.errors import ProviderUnfit
from tycktill_web.participants.identity.fetching import check_address, is_own_server
from tycktill_web.participants.models import IdentityProvider


@pytest.mark.parametrize(
    ("address", "is_own"),
    [
        ("https://login.granhult.se/token", True),
        ("https://token.granhult.se/", True),
        ("https://granhult.se/token", True),
        ("https://login.granhult.se.evil.example/", False),
        ("https://evilgranhult.se/", False),
        ("https://granhult.org.se/", False),
        ("https://10.0.0.7/", False),
    ],
)
def test_the_secret_goes_to_the_providers_own_servers_alone(address: str, *, is_own: bool) -> None:
    assert is_own_server(address, of="https://login.granhult.se/") is is_own


def test_names_under_a_shared_ending_are_not_one_owners_and_numbers_are_hosts() -> None:
    assert not is_own_server("https://a.co.uk/", of="https://b.co.uk/")
    assert is_own_server("https://t.a.co.uk/", of="https://a.co.uk/")
    assert not is_own_server("https://10.0.0.7/", of="https://9.0.0.7/")
    assert is_own_server("http://127.0.0.1:1/", of="http://127.0.0.1:2/")


@contextmanager
def who_sends_it_elsewhere() -> Iterator[str]:
    """The issuer of a provider whose description names another's server for what has the secret."""

    class Described(BaseHTTPRequestHandler):
        """Its description, whatever is asked for."""

        def do_GET(self) -> None:
            """It."""
            own = {name: f"{issuer}/{name}" for name in ("authorization_endpoint", "jwks_uri")}
            told = json.dumps({"issuer": issuer, "token_endpoint": "https://elsewhere.example/token", **own}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Described)
    issuer = f"http://localhost:{listening.server_port}"
    at_work = Thread(target=listening.serve_forever, daemon=True)
    at_work.start()
    try:
        yield issuer
    finally:
        listening.shutdown()
        listening.server_close()
        at_work.join(10)


@pytest.mark.django_db
def test_a_provider_that_would_have_the_secret_sent_elsewhere_is_refused_at_set_up(tmp_path: Path) -> None:
    worlds.planned_world()
    secret = tmp_path / "secret"
    secret.write_text(SECRET, encoding="utf-8")
    said = {"client_id": "tycktill", "domain": ["granhult.example"], "secret_file": secret}
    with who_sends_it_elsewhere() as issuer, pytest.raises(CommandError, match="en annan domän"):
        call_command("identity_provider", "9001", stdout=StringIO(), issuer=issuer, **said)
    assert not IdentityProvider.objects.exists()


@pytest.mark.parametrize(
    "host",
    [
        *("somebody@login.granhult.se", "@evil.example", ":secret@evil.example", "login.granhult.se.", "se."),
        *("evil.example%2f.granhult.se", "evil.example%3a443%23.granhult.se", "evil.example\\.granhult.se"),
        *("evil.example;.granhult.se", "evil.example。granhult.se", "granhult.se:x", "..granhult.se", ""),
    ],
)
def test_an_address_in_which_two_could_read_two_hosts_is_refused(host: str) -> None:
    with pytest.raises(ProviderUnfit):
        check_address(f"https://{host}/token")


@pytest.mark.parametrize("host", ["login.granhult.se", "LOGIN.granhult.se:8443", "adfs", "10.0.0.7:443", "[::1]:8000"])
def test_plain_hosts_are_taken(host: str) -> None:
    check_address(f"https://{host}/token")

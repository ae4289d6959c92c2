"""An ID token says something only when the provider signed it, for us, lately, and as the answer to our question."""

import base64
import hmac
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.algorithms import RSAAlgorithm

from tycktill_web.participants.identity import fetching
from tycktill_web.participants.identity.errors import ProviderAway, ProviderUnfit, Unproven
from tycktill_web.participants.identity.fetching import check_address
from tycktill_web.participants.identity.openid import Discovery, read_token

OURS, OTHER = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
SAID = {"sub": "u1", "nonce": "n" * 43, "aud": "tycktill", "email": "cilla@granhult.example"}


@pytest.fixture(scope="module")
def there() -> Iterator[Discovery]:
    """A provider that shows one key."""
    key = {**json.loads(RSAAlgorithm.to_jwk(OURS.public_key())), "kid": "k1", "use": "sig"}

    class Keys(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = b"[" * 200_000 if self.path == "/deep" else json.dumps({"keys": [key]}).encode()
            self.send_response(302 if self.path == "/elsewhere" else 200)
            self.send_header("Location", "/keys")
            self.end_headers()
            for place in range(0, len(body), 1 if self.path == "/slow" else len(body)):
                self.wfile.write(body[place : place + (1 if self.path == "/slow" else len(body))])
                time.sleep(0.02 if self.path == "/slow" else 0)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Keys)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    issuer = f"http://127.0.0.1:{server.server_port}"
    yield Discovery(issuer, f"{issuer}/authorize", f"{issuer}/token", f"{issuer}/keys")
    server.shutdown()
    server.server_close()


def token(there: Discovery, **said: object) -> str:
    """One that is right in all but what is said; `by` and `kid` are whose key signs it, and whose it says."""
    key, kid = (OTHER if said.pop("by", "") == "another" else OURS), str(said.pop("kid", "k1"))
    now = int(time.time())
    claims = {"iss": there.issuer, "iat": now, "exp": now + 300, **SAID, **said}
    told = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode(told, key, algorithm="RS256", headers={"kid": kid})


def read(there: Discovery, said: str) -> str:
    """Of whom it speaks."""
    return read_token(said, there, client_id="tycktill", nonce="n" * 43).sub


def test_what_the_provider_signed_for_us_is_read(there: Discovery) -> None:
    assert read(there, token(there)) == "u1"
    assert read(there, token(there, aud=["tycktill", "annan"], azp="tycktill")) == "u1"


@pytest.mark.parametrize(
    "said",
    [
        {"by": "another"},
        {"kid": "k2"},
        {"iss": "https://login.alvmora.example"},
        {"aud": "annan"},
        {"aud": ["tycktill", "annan"]},
        {"aud": ["tycktill", "annan"], "azp": "annan"},
        {"azp": "annan"},
        {"exp": 1},
        {"iat": 4_000_000_000},
        {"nonce": "m" * 43},
        {"nonce": None},
        {"exp": None},
        {"sub": None},
        {"sub": ""},
        {"sub": "u" * 256},
        {"email": 7},
    ],
    ids=lambda said: str(said)[:40],
)
def test_anything_else_proves_nothing(there: Discovery, said: dict[str, object]) -> None:
    with pytest.raises(Unproven):
        read(there, token(there, **said))


def test_a_token_that_was_changed_proves_nothing(there: Discovery) -> None:
    head, body, mark = token(there).split(".")
    other = token(there, sub="u2").split(".")[1]
    for forged in (f"{head}.{other}.{mark}", f"{head}.{body}.", f"{head}.{body}", "", "a.b.c"):
        with pytest.raises(Unproven):
            read(there, forged)


def test_neither_no_signature_nor_one_by_what_everybody_knows(there: Discovery) -> None:
    body = token(there).split(".")[1]
    public = OURS.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    for algorithm in ("none", "HS256"):
        head = base64.urlsafe_b64encode(json.dumps({"alg": algorithm, "kid": "k1"}).encode()).decode().rstrip("=")
        mark = hmac.digest(public, f"{head}.{body}".encode(), "sha256") if algorithm == "HS256" else b""
        with pytest.raises(Unproven):
            read(there, f"{head}.{body}.{base64.urlsafe_b64encode(mark).decode().rstrip('=')}")


def test_keys_are_read_where_they_were_asked_for_and_nowhere_else(there: Discovery) -> None:
    moved = Discovery(there.issuer, there.authorization_endpoint, there.token_endpoint, f"{there.issuer}/elsewhere")
    with pytest.raises(ProviderAway):
        read(moved, token(moved))


@pytest.mark.parametrize("way", ["/deep", "/%00", ":99999/keys"])
def test_what_cannot_be_read_is_away_and_no_fault_of_ours(there: Discovery, way: str) -> None:
    elsewhere = there.issuer.rpartition(":")[0] if way.startswith(":") else there.issuer
    moved = Discovery(there.issuer, there.authorization_endpoint, there.token_endpoint, f"{elsewhere}{way}")
    with pytest.raises((ProviderAway, Unproven)):
        read(moved, token(moved, kid="k2"))


@pytest.mark.parametrize(
    "address", ["https://[", "http://login.granhult.se", "https://", "file:///etc/passwd", "https://a@b.se"]
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(ProviderUnfit):
        check_address(address)


def test_what_trickles_is_not_waited_for(there: Discovery, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "PATIENCE", 0.2)
    slow = Discovery(there.issuer, there.authorization_endpoint, there.token_endpoint, f"{there.issuer}/slow")
    begun = time.monotonic()
    with pytest.raises(ProviderAway):
        read(slow, token(slow))
    assert time.monotonic() - begun < 2

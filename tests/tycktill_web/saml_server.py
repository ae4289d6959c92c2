"""A municipality's ADFS, or its tenant of Entra ID, at work on this computer: metadata, a page to sign in, the way on.

It is called by another name than the service, so that a browser treats the two as different sites: what its page posts
comes without the service's cookie.
"""

import html
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from tests.tycktill_web.saml_idp import CLAIMS, STEPS, TWO_STEPS, Signer, asked, assertion, response

_FORMATS = "urn:oasis:names:tc:SAML:1.1:nameid-format"
_MICROSOFT = "http://schemas.microsoft.com/identity/claims"
_FEDERATION = "http://docs.oasis-open.org/wsfed/federation/200706"
_BINDINGS = "urn:oasis:names:tc:SAML:2.0:bindings"


@dataclass(frozen=True, slots=True)
class SamlShape:
    """How one kind of provider writes: what it is called, where it is asked, how it names people, what it tells."""

    entity: str
    metadata_at: str
    sign_on_at: str
    name_form: str
    tells: Mapping[str, str]
    """Claims by what is known of somebody."""
    signs_all: bool
    certificates: int


ADFS = SamlShape(
    entity="http://{host}/adfs/services/trust",
    metadata_at="/FederationMetadata/2007-06/FederationMetadata.xml",
    sign_on_at="/adfs/ls/",
    name_form=f"{_FORMATS}:unspecified",
    tells={f"{CLAIMS}/emailaddress": "email", f"{CLAIMS}/upn": "subject", f"{CLAIMS}/name": "name"},
    signs_all=False,
    certificates=1,
)
ENTRA = SamlShape(
    entity="https://sts.windows.net/6c1b2f0e-0000-4000-8000-000000000001/",
    metadata_at="/6c1b2f0e/federationmetadata/2007-06/federationmetadata.xml",
    sign_on_at="/6c1b2f0e/saml2",
    name_form=f"{_FORMATS}:emailAddress",
    tells={
        f"{CLAIMS}/emailaddress": "email",
        f"{CLAIMS}/name": "subject",
        f"{_MICROSOFT}/displayname": "name",
        STEPS: "steps",
    },
    signs_all=True,
    certificates=2,  # the next one is announced before it is used
)


@dataclass(slots=True)
class SamlServer:
    """One that is at work, and whom it knows."""

    shape: SamlShape
    host: str = ""
    people: dict[str, Mapping[str, str]] = field(default_factory=dict)
    signers: list[Signer] = field(default_factory=list)

    @property
    def entity(self) -> str:
        """What it calls itself."""
        return self.shape.entity.format(host=self.host)

    def knows(self, subject: str, **told: str) -> None:
        """Let it know somebody, by what they write there."""
        self.people[subject] = {"subject": subject, "steps": TWO_STEPS, **told}

    def metadata(self) -> str:
        """As these providers write it: other roles first, keys for other uses, both bindings, and a way to sign out."""
        keys = "".join(_key("signing", each) for each in self.signers)
        at = f"http://{self.host}{self.shape.sign_on_at}"
        ways = "".join(
            f'<{way} Binding="{_BINDINGS}:HTTP-{binding}" Location="{at}"/>'
            for way in ("SingleLogoutService", "SingleSignOnService")
            for binding in ("POST", "Redirect")
        )
        role = "urn:oasis:names:tc:SAML:2.0:protocol"
        return (
            '<?xml version="1.0" encoding="utf-8"?>'
            f'<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" ID="_1" entityID="{self.entity}">'
            '<RoleDescriptor xsi:type="fed:SecurityTokenServiceType" '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
            f'xmlns:fed="{_FEDERATION}" protocolSupportEnumeration="{_FEDERATION}">'
            f"{keys}</RoleDescriptor>"
            f'<IDPSSODescriptor protocolSupportEnumeration="{role}">{_key("encryption", Signer())}{keys}'
            f"{ways}<NameIDFormat>{self.shape.name_form}</NameIDFormat></IDPSSODescriptor></EntityDescriptor>"
        )

    def answer(self, question: str, subject: str) -> str:
        """What it signs of somebody."""
        known, entity = self.people[subject], self.entity
        said = {claim: known[what] for claim, what in self.shape.tells.items() if what in known}
        signer = self.signers[0]
        inner = signer.sign(assertion(question, subject, said, issuer=entity, form=self.shape.name_form))
        return response(question, inner, signer=signer if self.shape.signs_all else None, issuer=entity)


def _key(use: str, signer: Signer) -> str:
    return (
        f'<KeyDescriptor use="{use}"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data>'
        f"<X509Certificate>{signer.body}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>"
    )


_PAGE = (
    '<!doctype html><html lang="sv"><title>{0}</title><h1>{0}</h1><form method="post" action="{1}">{2}</form>{3}</html>'
)
_FIELD = '<input type="hidden" name="{}" value="{}">'


def _handler(server: SamlServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """What a browser is shown."""

        def do_GET(self) -> None:
            """Its metadata, or where somebody signs in."""
            if urlsplit(self.path).path == server.shape.metadata_at:
                self._say(server.metadata(), kind="application/samlmetadata+xml")
            else:
                fields = '<label>Konto <input name="account" autofocus></label><button>Logga in</button>'
                self._say(_PAGE.format("Kommunens inloggning", html.escape(self.path), fields, ""))

        def do_POST(self) -> None:
            """The way back, which the page takes by itself."""
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            question = f"http://{server.host}{self.path}"
            answer = server.answer(question, form["account"][0])
            fields = _FIELD.format("SAMLResponse", answer) + _FIELD.format("RelayState", "") + "<button>Vidare</button>"
            script = "<script>document.forms[0].submit()</script>"
            self._say(_PAGE.format("Ett ögonblick", html.escape(asked(question)[1]), fields, script))

        def _say(self, text: str, *, kind: str = "text/html") -> None:
            body = text.encode()
            self.send_response(200)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    return Handler


@contextmanager
def saml_server(shape: SamlShape, *, name: str) -> Iterator[SamlServer]:
    """One that is at work, under this name of the computer's own."""
    made = SamlServer(shape, signers=[Signer() for _ in range(shape.certificates)])
    listening = ThreadingHTTPServer(("127.0.0.1", 0), _handler(made))
    made.host = f"{name}:{listening.server_port}"
    at_work = threading.Thread(target=listening.serve_forever, daemon=True)
    at_work.start()
    try:
        yield made
    finally:
        listening.shutdown()
        listening.server_close()
        at_work.join(10)

"""A provider that speaks SAML: signs what it says of somebody as ADFS and Entra ID do, with a key of its own."""

import base64
import datetime
import re
import zlib
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from django.utils import timezone
from onelogin.saml2.utils import OneLogin_Saml2_Utils

ENTITY = "http://adfs.granhult.example/adfs/services/trust"
SIGN_ON = "https://adfs.granhult.example/adfs/ls/"
CLAIMS = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims"
STEPS = "http://schemas.microsoft.com/claims/authnmethodsreferences"
TWO_STEPS = "http://schemas.microsoft.com/claims/multipleauthn"


class Signer:
    """A key and its certificate."""

    def __init__(self) -> None:
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        name, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "adfs")]), datetime.datetime.now(datetime.UTC)
        made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        made = made.serial_number(1).not_valid_before(now).not_valid_after(now + datetime.timedelta(days=9000))
        self.certificate = made.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM).decode()
        self.body = re.sub(r"-----.*?-----|\s", "", self.certificate)
        self.key = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()

    def sign(self, element: str) -> str:
        """The element with its signature in it."""
        return str(OneLogin_Saml2_Utils.add_sign(element, self.key, self.certificate).decode())

    def metadata(self) -> str:
        """What it hands out of itself."""
        return (
            f'<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{ENTITY}">'
            '<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">'
            '<KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data>'
            f"<X509Certificate>{self.body}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>"
            '<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" '
            f'Location="{SIGN_ON}"/></IDPSSODescriptor></EntityDescriptor>'
        )


def asked(question: str) -> tuple[str, str, str]:
    """Id of the question, where the answer is wanted, and by whom."""
    packed = base64.b64decode(parse_qs(urlsplit(question).query)["SAMLRequest"][0])
    said = zlib.decompress(packed, -15).decode()
    found = [re.search(rf'{name}="([^"]+)"', said) for name in ("ID", "AssertionConsumerServiceURL")]
    issuer = re.search(r"<saml:Issuer>([^<]+)<", said)
    assert found[0]
    assert found[1]
    assert issuer
    return found[0][1], found[1][1], issuer[1]


def assertion(question: str, subject: str, attributes: Mapping[str, str], **other: str) -> str:
    """What is said of somebody, unsigned; `other` is what it says otherwise than it should."""
    number, back, audience = asked(question)
    now = timezone.now()
    begins, ends = (f"{now + datetime.timedelta(minutes=m):%Y-%m-%dT%H:%M:%SZ}" for m in (-2, 5))
    said = {"issuer": ENTITY, "to": number, "back": back, "audience": audience, "until": ends, **other}
    told = "".join(
        f'<saml:Attribute Name="{name}"><saml:AttributeValue>{value}</saml:AttributeValue></saml:Attribute>'
        for name, value in attributes.items()
    )
    answers = f'InResponseTo="{said["to"]}" ' if said["to"] else ""
    form = said.get("form", "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent")
    return (
        f'<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_{uuid4().hex}" Version="2.0" '
        f'IssueInstant="{begins}"><saml:Issuer>{said["issuer"]}</saml:Issuer>'
        f'<saml:Subject><saml:NameID Format="{form}">{subject}</saml:NameID>'
        '<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">'
        f'<saml:SubjectConfirmationData {answers}NotOnOrAfter="{said["until"]}" Recipient="{said["back"]}"/>'
        "</saml:SubjectConfirmation></saml:Subject>"
        f'<saml:Conditions NotBefore="{begins}" NotOnOrAfter="{said["until"]}"><saml:AudienceRestriction>'
        f"<saml:Audience>{said['audience']}</saml:Audience></saml:AudienceRestriction></saml:Conditions>"
        f'<saml:AuthnStatement AuthnInstant="{begins}"><saml:AuthnContext><saml:AuthnContextClassRef>'
        "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</saml:AuthnContextClassRef>"
        f"</saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement>{told}</saml:AttributeStatement></saml:Assertion>"
    )


def response(question: str, inner: str, *, signer: Signer | None = None, issuer: str = ENTITY) -> str:
    """The answer as a browser carries it; signed as a whole too where there is a signer, as Entra ID may."""
    number, back, _ = asked(question)
    whole = (
        f'<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_{uuid4().hex}" Version="2.0" '
        f'IssueInstant="{timezone.now():%Y-%m-%dT%H:%M:%SZ}" Destination="{back}" InResponseTo="{number}">'
        f'<saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">{issuer}</saml:Issuer>'
        '<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>'
        f"{inner}</samlp:Response>"
    )
    return base64.b64encode((signer.sign(whole) if signer else whole).encode()).decode()

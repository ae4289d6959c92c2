"""SAML 2.0, for providers that speak nothing else; by python3-saml, which is the extra `saml`.

The assertion must be signed by a certificate that the provider's metadata had, for us, within its time, and as the
answer to the question of this browser.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest

from tycktill_web.participants.identity.asking import SignInQuestion, recall_asked, remember_asked
from tycktill_web.participants.identity.door import Vouched
from tycktill_web.participants.identity.errors import ProviderAway, ProviderUnfit, Unproven
from tycktill_web.participants.models import IdentityProvider

_CLAIMS = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims"
_EMAIL = (f"{_CLAIMS}/emailaddress", "urn:oid:0.9.2342.19200300.100.1.3", "mail", "email")
_NAME = ("http://schemas.microsoft.com/identity/claims/displayname", "urn:oid:2.16.840.1.113730.3.1.241", "displayName")
_STEPS = "http://schemas.microsoft.com/claims/authnmethodsreferences"
_BINDINGS = "urn:oasis:names:tc:SAML:2.0:bindings"
_PASSING = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"


@dataclass(frozen=True, slots=True)
class SamlMetadata:
    """What a provider's metadata say."""

    entity: str
    sign_on_at: str
    certificates: Sequence[str]


def is_here() -> bool:
    """Whether the extra is installed."""
    return find_spec("onelogin") is not None


def read_metadata(xml: bytes) -> SamlMetadata:
    """Raises ProviderUnfit: they are no metadata of a provider that is asked by a redirect and signs."""
    from onelogin.saml2.idp_metadata_parser import OneLogin_Saml2_IdPMetadataParser as Parser  # noqa: PLC0415  an extra

    try:
        found = Parser.parse(xml, required_sso_binding=f"{_BINDINGS}:HTTP-Redirect").get("idp", {})
        several = found.get("x509certMulti", {}).get("signing", [])
        return SamlMetadata(found["entityId"], found["singleSignOnService"]["url"], several or [found["x509cert"]])
    except (SyntaxError, ValueError, KeyError, TypeError):
        raise ProviderUnfit from None


def question_to(request: HttpRequest, provider: IdentityProvider, *, back: str, onward: str) -> str:
    """The address that leads there; whoever comes `back` with its answer in this browser is who went."""
    way = _library_exchange(provider, back, {})
    address = str(way.login(return_to=back))
    state = str(way.get_last_request_id())
    remember_asked(request, SignInQuestion(provider=provider.pk, asked_at=time.time(), onward=onward, state=state))
    return address


def answer_of(request: HttpRequest, provider: IdentityProvider, *, back: str) -> tuple[Vouched, str]:
    """Of whom the answer speaks, and where they wanted to go. Raises ProviderAway, Unfinished, Unproven."""
    asked = recall_asked(request, provider)
    try:
        way = _library_exchange(provider, back, {"SAMLResponse": request.POST.get("SAMLResponse", "")})
        way.process_response(request_id=asked.state)
    except _library_faults():
        raise Unproven from None
    if way.get_errors() or not way.is_authenticated() or not _answers_question(way, asked.state):
        raise Unproven
    subject, said = str(way.get_nameid() or ""), way.get_attributes()
    if not 0 < len(subject) <= 255 or way.get_nameid_format() == _PASSING:
        raise Unproven
    steps = {*way.get_last_authn_contexts(), *said.get(_STEPS, [])}
    return Vouched(
        subject=subject,
        email=_first_value(said, _EMAIL),
        is_verified=provider.vouches_for_addresses,
        name=_first_value(said, _NAME),
        took_two_steps=not steps.isdisjoint(provider.second_step.split()),
    ), asked.onward


def _answers_question(way: Any, question: str) -> bool:
    """Whether what is signed, and not only what is around it, says that it is the answer to this question."""
    from onelogin.saml2.xml_utils import OneLogin_Saml2_XML  # noqa: PLC0415  an extra

    said = OneLogin_Saml2_XML.to_etree(way.get_last_response_xml())
    found = OneLogin_Saml2_XML.query(said, "//saml:Assertion//saml:SubjectConfirmationData")
    return bool(found) and all(each.get("InResponseTo") == question for each in found)


def _first_value(said: Mapping[str, Sequence[str]], names: Sequence[str]) -> str:
    return next((str(said[name][0]) for name in names if said.get(name)), "")


def _library_faults() -> tuple[type[Exception], ...]:
    from onelogin.saml2.errors import OneLogin_Saml2_Error, OneLogin_Saml2_ValidationError  # noqa: PLC0415  an extra

    return SyntaxError, ValueError, OneLogin_Saml2_Error, OneLogin_Saml2_ValidationError


def _library_exchange(provider: IdentityProvider, back: str, posted: Mapping[str, str]) -> Any:
    """The library's view of one exchange. Raises ProviderAway where the extra is gone."""
    if not is_here():
        raise ProviderAway
    from onelogin.saml2.auth import OneLogin_Saml2_Auth  # noqa: PLC0415  an extra

    parts = urlsplit(back)
    request = {
        "https": "on" if parts.scheme == "https" else "off",
        "http_host": parts.netloc,
        "script_name": parts.path,
        "get_data": {},
        "post_data": posted,
    }
    return OneLogin_Saml2_Auth(request, old_settings=_library_settings(provider, back))


def _library_settings(provider: IdentityProvider, back: str) -> Mapping[str, object]:
    return {
        "strict": True,
        "sp": {
            "entityId": provider.client_id,
            "assertionConsumerService": {"url": back, "binding": f"{_BINDINGS}:HTTP-POST"},
        },
        "idp": {
            "entityId": provider.issuer,
            "singleSignOnService": {"url": provider.sign_on_at, "binding": f"{_BINDINGS}:HTTP-Redirect"},
            "x509certMulti": {"signing": provider.certificates.split()},
        },
        "security": {
            "wantAssertionsSigned": True,
            "rejectDeprecatedAlgorithm": True,
            "requestedAuthnContext": False,
            "allowSingleLabelDomains": True,
            "allowRepeatAttributeName": True,
        },
    }

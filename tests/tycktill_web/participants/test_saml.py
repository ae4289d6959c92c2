"""SAML: what ADFS and Entra ID sign comes in by the same door, and nothing changed, unsigned or said before."""

import re
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.http.response import HttpResponseBase
from django.test import Client
from pytest_django import Settings
from tests.tycktill_web import worlds
from tests.tycktill_web.pages import words
from tests.tycktill_web.saml_idp import CLAIMS, ENTITY, SIGN_ON, STEPS, TWO_STEPS, Signer, assertion, response

from tycktill_web.participants.models import IdentityProvider, LinkedIdentity, Person

pytestmark = pytest.mark.django_db
OURS, OTHER = Signer(), Signer()
ADFS = {f"{CLAIMS}/emailaddress": "cilla@granhult.example"}
ENTRA = {**ADFS, "http://schemas.microsoft.com/identity/claims/displayname": "Cilla", STEPS: TWO_STEPS}


@pytest.fixture
def world(tmp_path: Path) -> worlds.World:
    """Granhult has an ADFS."""
    made = worlds.planned_world()
    file = tmp_path / "metadata.xml"
    file.write_text(OURS.metadata(), encoding="utf-8")
    said = {"saml_metadata": file, "domain": ["granhult.example"], "addresses": "yes"}
    call_command("identity_provider", "9001", stdout=StringIO(), **said)
    return made


class Exchange:
    """A browser that has asked, and brings an answer."""

    def __init__(self, world: worlds.World, client: Client | None = None) -> None:
        self.client, self.way = client or Client(), f"/konto/arbetskonto/{world.granhult.pk}/"
        self.question = self.client.get(self.way)["Location"]

    def bring(self, answer: str) -> HttpResponseBase:
        """The page that comes of it: posted by the provider's page, and carried on by ours."""
        carried = Client().post(f"{self.way}tillbaka/", {"SAMLResponse": answer})  # cookies stay at home
        assert carried.status_code == 200
        assert answer in carried.content.decode()
        return self.client.post(f"{self.way}in/", {"SAMLResponse": answer})

    def signed(
        self, said: Mapping[str, str] = ADFS, *, by: Signer = OURS, other: Mapping[str, str] | None = None
    ) -> str:
        """An answer whose assertion is signed, as ADFS does it."""
        return response(self.question, by.sign(assertion(self.question, "s-1", said, **(other or {}))))

    @property
    def person(self) -> Person | None:
        """Who has been signed in."""
        number = self.client.session.get("_auth_user_id")
        return Person.objects.get(pk=number) if number else None


def test_the_question_goes_to_where_the_metadata_say(world: worlds.World) -> None:
    kept = IdentityProvider.objects.get()
    assert (kept.issuer, kept.sign_on_at, kept.protocol) == (ENTITY, SIGN_ON, "saml")
    assert Exchange(world).question.startswith(f"{SIGN_ON}?SAMLRequest=")


@pytest.mark.parametrize("said", [ADFS, ENTRA], ids=["adfs", "entra"])
def test_what_the_provider_signed_lets_in_who_is_invited(world: worlds.World, said: Mapping[str, str]) -> None:
    exchange = Exchange(world)
    assert exchange.bring(exchange.signed(said))["Location"] == "/kommun/"
    assert exchange.person == world.coordinator
    assert LinkedIdentity.objects.get().subject == "s-1"


def test_the_answer_is_carried_on_by_a_form_that_only_our_own_page_can_send(world: worlds.World) -> None:
    exchange = Exchange(world, Client(enforce_csrf_checks=True))
    answer, stranger = exchange.signed(), Client(enforce_csrf_checks=True)
    page = stranger.post(f"{exchange.way}tillbaka/", {"SAMLResponse": answer}).content.decode()
    assert exchange.client.post(f"{exchange.way}in/", {"SAMLResponse": answer}).status_code == 403
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    exchange.client.cookies["csrftoken"] = stranger.cookies["csrftoken"].value
    form = {"SAMLResponse": answer, "csrfmiddlewaretoken": token[1]}
    assert exchange.client.post(f"{exchange.way}in/", form)["Location"] == "/kommun/"


def test_the_whole_may_be_signed_too(world: worlds.World) -> None:
    exchange = Exchange(world)
    inner = OURS.sign(assertion(exchange.question, "s-1", ENTRA))
    exchange.bring(response(exchange.question, inner, signer=OURS))
    assert exchange.person == world.coordinator


@pytest.mark.parametrize(
    "other",
    [
        {"issuer": "http://adfs.alvmora.example/adfs/services/trust"},
        {"audience": "https://annan.example/"},
        {"until": "2020-01-01T00:00:00Z"},
        {"to": "_another"},
        {"to": ""},
        {"back": "https://annan.example/"},
        {"form": "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"},
    ],
)
def test_what_was_said_to_others_or_at_another_time_lets_nobody_in(world: worlds.World, other: dict[str, str]) -> None:
    exchange = Exchange(world)
    answer = exchange.bring(exchange.signed(other=other))
    assert answer.status_code == 403
    assert "gick inte att lita på" in words(answer)
    assert exchange.person is None


@pytest.mark.parametrize("forged", ["unsigned", "by another", "changed", "around it alone", "nonsense", ""])
def test_neither_unsigned_nor_signed_by_another_nor_changed(world: worlds.World, forged: str) -> None:
    exchange = Exchange(world)
    plain = assertion(exchange.question, "s-1", ADFS)
    answers = {
        "unsigned": response(exchange.question, plain),
        "by another": exchange.signed(by=OTHER),
        "changed": response(exchange.question, OURS.sign(plain).replace("cilla@", "dora@")),
        "around it alone": response(exchange.question, plain, signer=OURS),
        "nonsense": "PGE+",
    }
    assert exchange.bring(answers.get(forged, "")).status_code == 403
    assert exchange.person is None


def test_a_second_assertion_beside_the_signed_one_lets_nobody_in(world: worlds.World) -> None:
    exchange = Exchange(world)
    signed = OURS.sign(assertion(exchange.question, "s-1", ADFS))
    forged = assertion(exchange.question, "s-2", {f"{CLAIMS}/emailaddress": "rita@granhult.example"})
    for inner in (forged + signed, signed + forged):
        assert exchange.bring(response(exchange.question, inner)).status_code == 403
        exchange = Exchange(world, exchange.client)


def test_an_answer_is_taken_once_and_by_the_browser_that_asked(world: worlds.World) -> None:
    exchange, thief = Exchange(world), Exchange(world)
    answer = exchange.signed()
    assert thief.bring(answer).status_code == 403
    assert exchange.bring(answer).status_code == 302
    exchange.client.post("/konto/logout/")
    assert "Börja om här" in words(exchange.bring(answer))
    again = Exchange(world, exchange.client)
    assert again.bring(answer).status_code == 403
    assert again.person is None


@pytest.mark.parametrize(("trusted", "is_asked"), [(TWO_STEPS, False), ("", True)])
def test_a_second_step_taken_there_counts_where_that_is_trusted(
    world: worlds.World, settings: Settings, trusted: str, *, is_asked: bool
) -> None:
    settings.SECOND_STEP_DEMANDED = True
    call_command("identity_provider", "9001", second_step=trusted, stdout=StringIO())
    exchange = Exchange(world)
    exchange.bring(exchange.signed(ENTRA))
    assert (exchange.client.get("/kommun/").status_code == 302) is is_asked


def test_an_address_is_the_persons_only_where_the_directory_is_trusted(world: worlds.World) -> None:
    call_command("identity_provider", "9001", addresses="no", stdout=StringIO())
    exchange = Exchange(world)
    assert "säger inte att e-postadressen är din" in words(exchange.bring(exchange.signed()))


@pytest.mark.parametrize("address", ["gun@alvmora.example", "anna@kansliet.example"])
def test_it_opens_nothing_of_anybody_elses(world: worlds.World, address: str) -> None:
    exchange = Exchange(world)
    assert exchange.bring(exchange.signed({f"{CLAIMS}/emailaddress": address})).status_code == 403
    assert exchange.person is None


def test_metadata_that_are_none_are_refused(world: worlds.World, tmp_path: Path) -> None:
    file = tmp_path / "other.xml"
    for text in ("<html/>", "nonsense", OURS.metadata().replace("HTTP-Redirect", "SOAP")):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(CommandError, match="metadata"):
            call_command("identity_provider", "9001", saml_metadata=file, stdout=StringIO())
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("identity_provider", "9001", saml_metadata=tmp_path / "none.xml", stdout=StringIO())
    assert IdentityProvider.objects.get().issuer == ENTITY

"""An organisation's own provider lets in whoever it has invited, and nobody of anybody else's."""

import datetime
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from tests.tycktill_web import worlds
from tests.tycktill_web.idp import SECRET, Idp, come_by, idp, own_sign_in
from tests.tycktill_web.journal.watching import watching
from tests.tycktill_web.pages import see, send, signed_in, words
from time_machine import TimeMachineFixture

from tycktill_web.journal.actors import acting_as
from tycktill_web.journal.models import JournalEntry
from tycktill_web.participants.access import actor_of
from tycktill_web.participants.actions import give_role, take_role
from tycktill_web.participants.errors import SignsInElsewhere
from tycktill_web.participants.identity.asking import WAIT
from tycktill_web.participants.identity.keeping import secret_of
from tycktill_web.participants.inviting import invite_person
from tycktill_web.participants.links import LinkPurpose, link_for
from tycktill_web.participants.models import IdentityProvider, LinkedIdentity, Organisation, Person, Role

pytestmark = pytest.mark.django_db
PASSWORD = "fyra ord som inte hör ihop"


@pytest.fixture(scope="module")
def there() -> Iterator[Idp]:
    """A provider that is at work."""
    with idp() as found:
        yield found


@pytest.fixture
def world(there: Idp) -> worlds.World:
    """Granhult has a sign-in of its own."""
    made = worlds.planned_world()
    own_sign_in(made.granhult, there, "granhult.example")
    return made


def known(there: Idp, email: str, subject: str = "", **claims: object) -> str:
    """Somebody with this address at the provider, which says that it is theirs unless told otherwise."""
    told = {"email": email, "email_verified": True, **claims}
    return there.knows(subject or email.partition("@")[0], **{key: it for key, it in told.items() if it is not None})


def signed_in_as(client: Client) -> Person | None:
    """Who the browser has signed in as."""
    number = client.session.get("_auth_user_id")
    return Person.objects.get(pk=number) if number else None


def test_who_is_invited_comes_in_by_their_address_and_then_by_subject(world: worlds.World, there: Idp) -> None:
    client, who = Client(), known(there, "Cilla@granhult.example")
    with watching() as watched:
        answer = come_by(client, world.granhult, there, who, onward="/kommun/personer/")
    assert watched.untold == set()
    assert answer["Location"] == "/kommun/personer/"
    assert signed_in_as(client) == world.coordinator
    assert list(JournalEntry.objects.order_by("number").values_list("action", flat=True))[-2:] == [
        "identity_linked",
        "signed_in",
    ]
    known(there, "cilla.gift@annat.example", who, email_verified=False)  # another address since
    again = Client()
    assert come_by(again, world.granhult, there, who)["Location"] == "/kommun/"
    assert signed_in_as(again) == world.coordinator


def test_the_page_leads_from_an_address_to_its_organisation(world: worlds.World) -> None:
    client = Client()
    assert "Logga in med ditt arbetskonto" in see(client, "/konto/login/")
    page = send(client, "/konto/arbetskonto/", {"email": "vem.som.helst@granhult.example"})
    assert f"Logga in hos {world.granhult.name}" in page
    assert "loggar in med lösenord här" in send(client, "/konto/arbetskonto/", {"email": "a@alvmora.example"})


def test_the_question_has_state_nonce_and_a_proof_key_and_nothing_of_the_secret(world: worlds.World) -> None:
    client = Client()
    first, second = (client.get(f"/konto/arbetskonto/{world.granhult.pk}/")["Location"] for _ in range(2))
    asked = parse_qs(urlsplit(first).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [f"http://testserver/konto/arbetskonto/{world.granhult.pk}/tillbaka/"]
    assert all(len(asked[part][0]) >= 43 for part in ("state", "nonce", "code_challenge"))
    assert all(asked[part] != parse_qs(urlsplit(second).query)[part] for part in ("state", "nonce", "code_challenge"))
    assert SECRET not in first


@pytest.mark.parametrize(
    ("email", "verified", "told"),
    [
        ("cilla@granhult.example", False, "säger inte att e-postadressen är din"),
        ("cilla@granhult.example", None, "säger inte att e-postadressen är din"),
        ("gun@alvmora.example", True, "hör inte till organisationen"),
        ("anna@kansliet.example", True, "hör inte till organisationen"),
        ("cilla@granhult.example.angripare.example", True, "hör inte till organisationen"),
        ("ingen@granhult.example", True, "Du är inte inbjuden"),
    ],
)
def test_who_is_not_let_in_is_told_why(
    world: worlds.World, there: Idp, email: str, verified: bool | None, told: str
) -> None:
    Person.objects.filter(pk=world.stranger.pk).update(email="gun@alvmora.example")
    client = Client()
    answer = come_by(client, world.granhult, there, known(there, email, f"x-{email}", email_verified=verified))
    assert answer.status_code == 403
    assert told in words(answer)
    assert signed_in_as(client) is None
    assert not LinkedIdentity.objects.exists()
    refused = JournalEntry.objects.filter(action="provider_turned_away", organisation=world.granhult.pk)
    assert refused.count() == 1
    assert email not in refused.get().facts


@pytest.mark.parametrize("whose", ["stranger", "anna"])
def test_a_provider_opens_no_account_of_another_municipality_or_the_office(
    world: worlds.World, there: Idp, whose: str
) -> None:
    """Not even where the address is one of its own domain, by mistake or by will."""
    victim: Person = getattr(world, whose)
    Person.objects.filter(pk=victim.pk).update(email="lura@granhult.example")
    client = Client()
    answer = come_by(client, world.granhult, there, known(there, "lura@granhult.example", f"lura-{whose}"))
    assert answer.status_code == 403
    assert signed_in_as(client) is None


def test_who_gets_a_role_elsewhere_is_signed_out_and_comes_in_by_the_provider_no_more(
    world: worlds.World, there: Idp
) -> None:
    client, who = Client(), known(there, "cilla@granhult.example")
    come_by(client, world.granhult, there, who)
    office = world.anna.memberships.get().organisation
    with acting_as(actor_of(world.anna)):
        give_role(person=world.coordinator, role=Role.OFFICE, organisation=office)
    assert client.get("/kansli/").status_code == 302
    answer = come_by(Client(), world.granhult, there, who)
    assert answer.status_code == 403
    assert "har roller på fler ställen" in words(answer)


def test_nobody_elsewhere_shuts_out_whom_a_provider_lets_in(world: worlds.World, there: Idp) -> None:
    """A role elsewhere does, so that none is given to an address of an organisation's own sign-in."""
    client = Client()
    come_by(client, world.granhult, there, known(there, "cilla@granhult.example"))
    Person.objects.filter(pk=world.coordinator.pk).update(email="cilla@annat.example")
    for email in ("cilla@annat.example", "ny@granhult.example"):
        with acting_as(actor_of(world.stranger)), pytest.raises(SignsInElsewhere):
            invite_person(email=email, role=Role.READER, organisation=world.alvmora)
    assert client.get("/kommun/").status_code == 200


def test_what_passwords_opened_is_shut_when_there_are_none_any_more(world: worlds.World, there: Idp) -> None:
    client = signed_in(world.coordinator)
    own_sign_in(world.granhult, there, "granhult.example", is_only_way=True)
    assert client.get("/kommun/").status_code == 302


def test_an_address_that_is_handed_on_does_not_hand_on_the_account(world: worlds.World, there: Idp) -> None:
    come_by(Client(), world.granhult, there, known(there, "cilla@granhult.example"))
    client, other = Client(), known(there, "cilla@granhult.example", "en annan Cilla")
    assert "redan någon annans" in words(come_by(client, world.granhult, there, other))
    with acting_as(actor_of(world.anna)):
        invite_person(email="dora@granhult.example", role=Role.COORDINATOR, organisation=world.granhult)
        Person.objects.filter(email="dora@granhult.example").update(invited_at=None)
        take_role(world.coordinator.memberships.get())
        invite_person(email="cilla@granhult.example", role=Role.READER, organisation=world.granhult)
    come_by(client, world.granhult, there, other)
    assert signed_in_as(client) == world.coordinator


def test_an_invitation_is_accepted_by_signing_in(world: worlds.World, there: Idp) -> None:
    with acting_as(actor_of(world.anna)):
        invite_person(email="nina@granhult.example", role=Role.READER, organisation=world.granhult)
    client = Client()
    come_by(client, world.granhult, there, known(there, "nina@granhult.example", name="Nina Ny"))
    nina = Person.objects.get(email="nina@granhult.example")
    assert (signed_in_as(client), nina.first_name, nina.invited_at) == (nina, "Nina Ny", None)
    assert "Byt lösenord" not in see(client, "/konto/")
    client.get("/konto/password/change/")
    assert "har inget lösenord här" in see(client, "/konto/")


@pytest.mark.parametrize(
    ("trusted", "amr", "is_asked"),
    [("mfa", ["pwd", "mfa"], False), ("mfa", ["pwd"], True), ("", ["pwd", "mfa"], True)],
)
def test_our_own_second_step_is_asked_for_unless_the_provider_is_trusted_and_says_that_it_took_one(
    world: worlds.World, there: Idp, settings: Settings, trusted: str, amr: list[str], is_asked: bool
) -> None:
    settings.SECOND_STEP_DEMANDED = True
    own_sign_in(world.granhult, there, "granhult.example", second_step=trusted)
    client, who = Client(), known(there, "cilla@granhult.example", amr=amr)
    come_by(client, world.granhult, there, who)
    assert (client.get("/kommun/").status_code == 302) is is_asked
    with acting_as(actor_of(world.coordinator)):
        TOTP.activate(world.coordinator, "A" * 32)
    with_app = come_by(Client(), world.granhult, there, who)["Location"]
    assert with_app == ("/konto/tvasteg/kod/" if is_asked else "/kommun/")


def test_a_second_role_is_there_at_once_and_waits_for_no_password(world: worlds.World, there: Idp) -> None:
    """What waits for an answer that cannot be given would shut the account after a fortnight."""
    with acting_as(actor_of(world.anna)):
        invite_person(email="nina@granhult.example", role=Role.READER, organisation=world.granhult)
        who = known(there, "nina@granhult.example")
        come_by(Client(), world.granhult, there, who)
        held = invite_person(email="nina@granhult.example", role=Role.COORDINATOR, organisation=world.granhult)
    assert held.person.invited_at is None
    client = Client()
    come_by(client, world.granhult, there, who)
    assert signed_in_as(client) == held.person


def test_another_client_links_anew(world: worlds.World, there: Idp) -> None:
    """Entra ID calls the same person otherwise to each client."""
    come_by(Client(), world.granhult, there, known(there, "cilla@granhult.example", "one name"))
    own_sign_in(world.granhult, there, "granhult.example", client_id="another")
    client = Client()
    come_by(client, world.granhult, there, known(there, "cilla@granhult.example", "another name"))
    assert signed_in_as(client) == world.coordinator


def test_an_address_that_one_claim_denies_is_not_verified_by_another(world: worlds.World, there: Idp) -> None:
    client = Client()
    who = known(there, "cilla@granhult.example", "denied", email_verified=False, xms_edov=True)
    come_by(client, world.granhult, there, who)
    assert signed_in_as(client) is None


def test_whoever_gets_a_role_elsewhere_between_the_steps_comes_no_further(
    world: worlds.World, there: Idp, settings: Settings
) -> None:
    settings.SECOND_STEP_DEMANDED = True
    with acting_as(actor_of(world.coordinator)):
        TOTP.activate(world.coordinator, "B" * 32)
    client = Client()
    come_by(client, world.granhult, there, known(there, "cilla@granhult.example"))
    office = world.anna.memberships.get().organisation
    with acting_as(actor_of(world.anna)):
        give_role(person=world.coordinator, role=Role.OFFICE, organisation=office)
    code = format_hotp_value(hotp_value("B" * 32, int(time.time()) // 30))
    answer = client.post("/konto/tvasteg/kod/", {"code": code})
    assert answer.headers["Location"] == "/konto/login/"
    assert signed_in_as(client) is None


def test_an_answer_is_taken_once_and_by_the_browser_that_asked(world: worlds.World, there: Idp) -> None:
    client, thief, who = Client(), Client(), known(there, "cilla@granhult.example")
    back = there.answer(client.get(f"/konto/arbetskonto/{world.granhult.pk}/")["Location"], who)
    thief.get(f"/konto/arbetskonto/{world.granhult.pk}/")
    assert "Börja om här" in words(thief.get(back))
    assert client.get(back)["Location"] == "/kommun/"
    client.post("/konto/logout/")
    assert "Börja om här" in words(client.get(back))
    assert signed_in_as(client) is None


def test_an_answer_that_comes_late_and_one_of_no_are_told(
    world: worlds.World, there: Idp, time_machine: TimeMachineFixture
) -> None:
    client, who, now = Client(), known(there, "cilla@granhult.example"), timezone.now()
    way = f"/konto/arbetskonto/{world.granhult.pk}/"
    state = parse_qs(urlsplit(client.get(way)["Location"]).query)["state"][0]
    assert "Inloggningen avbröts" in words(client.get(f"{way}tillbaka/?error=access_denied&state={state}"))
    late = there.answer(client.get(way)["Location"], who)
    time_machine.move_to(now + datetime.timedelta(seconds=WAIT + 5))
    assert "Börja om här" in words(client.get(late))
    assert signed_in_as(client) is None


def test_an_answer_of_one_organisation_opens_nothing_of_another(world: worlds.World, there: Idp) -> None:
    own_sign_in(world.alvmora, there, "alvmora.example")
    client, who = Client(), known(there, "cilla@granhult.example")
    back = there.answer(client.get(f"/konto/arbetskonto/{world.granhult.pk}/")["Location"], who)
    other = back.replace(f"/{world.granhult.pk}/", f"/{world.alvmora.pk}/")
    assert "Börja om här" in words(client.get(other))


def test_a_provider_that_is_away_is_told_with_a_remedy(world: worlds.World) -> None:
    IdentityProvider.objects.update(issuer="http://localhost:9")
    answer = Client().get(f"/konto/arbetskonto/{world.granhult.pk}/")
    assert answer.status_code == 502
    assert "svarar inte just nu. Försök igen om en stund" in words(answer)


def test_the_only_way_knows_no_passwords_and_no_passkeys(world: worlds.World, there: Idp) -> None:
    world.coordinator.set_password(PASSWORD)
    world.coordinator.save()
    forgotten = link_for(world.coordinator, LinkPurpose.FORGOTTEN_PASSWORD)
    own_sign_in(world.granhult, there, "granhult.example", is_only_way=True)
    for email in (world.coordinator.email, "ingen@granhult.example"):
        form = {"login": email, "password": PASSWORD}
        assert "har inga lösenord här" in send(Client(), "/konto/login/", form)
        assert "har inga lösenord här" in send(Client(), "/konto/glomt/", {"email": email})
    assert "Du behöver inget lösenord" in see(Client(), forgotten)
    client = Client()
    Person.objects.filter(pk=world.coordinator.pk).update(email="cilla@annat.example")  # whatever the address
    assert "Välj arbetskonto" in send(client, "/konto/login/", {"login": "cilla@annat.example", "password": PASSWORD})
    assert signed_in_as(client) is None


def test_what_a_provider_opened_is_shut_with_it(world: worlds.World, there: Idp) -> None:
    client = Client()
    come_by(client, world.granhult, there, known(there, "cilla@granhult.example"))
    call_command("identity_provider", "9001", forget=True, stdout=StringIO())
    assert client.get("/kommun/").status_code == 302
    assert not LinkedIdentity.objects.exists()
    assert JournalEntry.objects.filter(action="provider_forgotten", organisation=world.granhult.pk).exists()


def test_the_operator_sets_it_by_a_command_and_the_secret_is_readable_nowhere(there: Idp, tmp_path: Path) -> None:
    world, told = worlds.planned_world(), StringIO()
    secret = tmp_path / "secret"
    secret.write_text(f"{SECRET}\n", encoding="utf-8")
    said = {"issuer": there.issuer, "client_id": "tycktill", "domain": ["@Granhult.example"], "secret_file": secret}
    with watching() as watched:
        call_command("identity_provider", "9001", stdout=told, **said)
        call_command("identity_provider", world.granhult.name, only_way="yes", second_step="mfa", stdout=told)
    assert (watched.untold, watched.actions) == (set(), ["provider_kept"] * 2)
    assert f"/konto/arbetskonto/{world.granhult.pk}/tillbaka/" in told.getvalue()
    kept = IdentityProvider.objects.get()
    assert (kept.is_only_way, kept.second_step, secret_of(kept)) == (True, "mfa", SECRET)
    everything = f"{told.getvalue()}{vars(kept)}{list(JournalEntry.objects.values())}"
    assert SECRET not in everything


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"issuer": "http://login.granhult.example"}, "https://"),
        ({"issuer": "http://localhost:9"}, "does not answer"),
        ({"domain": ["granhult"]}, "efter @"),
        ({"domain": ["alvmora.example"]}, "En annan organisation"),
        ({"domain": None}, "Say also --domain"),
        ({"secret_file": Path("/nowhere")}, "cannot be read"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_kept(
    there: Idp, tmp_path: Path, said: dict[str, object], told: str
) -> None:
    world = worlds.planned_world()
    own_sign_in(world.alvmora, there, "alvmora.example")
    secret = tmp_path / "secret"
    secret.write_text(SECRET, encoding="utf-8")
    right = {"issuer": there.issuer, "client_id": "tycktill", "domain": ["granhult.example"], "secret_file": secret}
    with pytest.raises(CommandError, match=told):
        call_command("identity_provider", "9001", stdout=StringIO(), **{**right, **said})
    assert not IdentityProvider.objects.filter(organisation=world.granhult).exists()


def test_production_asks_no_provider_without_tls(world: worlds.World, settings: Settings) -> None:
    settings.PRODUCTION = True
    answer = Client().get(f"/konto/arbetskonto/{world.granhult.pk}/")
    assert answer.status_code == 502


@pytest.mark.usefixtures("still_clock")
def test_who_asks_too_often_waits(world: worlds.World) -> None:
    IdentityProvider.objects.update(issuer="http://localhost:9")
    answers = [Client().get(f"/konto/arbetskonto/{world.granhult.pk}/").status_code for _ in range(51)]
    assert answers == [502] * 50 + [429]


def test_an_organisation_without_one_has_no_way(world: worlds.World) -> None:
    assert Client().get(f"/konto/arbetskonto/{world.alvmora.pk}/").status_code == 404
    assert Organisation.objects.filter(identity_provider=None).count() >= 2

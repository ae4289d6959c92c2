"""An invited coordinator comes in with a password and a code, or a passkey, and takes over as contact person."""

import re
import time
from collections.abc import Iterator

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.journeys.conftest import DESKTOP, PHONE, Visit, check_accessible, check_fits, check_touchable
from tests.journeys.people import as_person, open_now
from tests.tycktill_web.at_work import at_work, work_off
from tests.tycktill_web.idp import idp, own_sign_in
from tests.tycktill_web.post import PostOffice, post_office

PASSWORD = "fyra ord som inte hör ihop"


@pytest.fixture
def post(settings: Settings) -> Iterator[PostOffice]:
    """A mail server; and a second step is demanded, as in production."""
    settings.SECOND_STEP_DEMANDED = True
    with post_office(settings) as office:
        yield office


def check(page: Page) -> None:
    """Whether everybody can use the page."""
    check_accessible(page)
    check_fits(page)
    check_touchable(page)


def link_of(post: PostOffice, to: str) -> str:
    """Where somebody's newest letter leads, once it has been sent."""
    with at_work() as worker:
        work_off(worker)
    return post.links(to)[-1]


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_an_invited_coordinator_comes_in_and_takes_over(
    visit: Visit, post: PostOffice, settings: Settings, size: dict[str, int]
) -> None:
    world = open_now()
    settings.SECOND_STEP_DEMANDED = False
    page = as_person(visit, world.coordinator, f"/kommun/personer/{world.granhult.pk}/", viewport=size)
    check(page)
    page.get_by_role("link", name="Bjud in någon").click()
    check(page)
    page.get_by_label("E-postadress").fill("nina@granhult.example")
    page.get_by_label("Samordnare").check()
    page.get_by_role("button", name="Skicka inbjudan").click()
    expect(page.get_by_text("Ett brev är på väg till nina@granhult.example.")).to_be_visible()
    check(page)
    settings.SECOND_STEP_DEMANDED = True
    guest = visit(link_of(post, "nina@granhult.example"), viewport=size)
    check(guest)
    guest.get_by_label("Ditt namn").fill("Nina Ny")
    guest.get_by_label("Välj ett lösenord").fill(PASSWORD)
    guest.get_by_role("button", name="Spara och logga in").click()
    expect(guest.get_by_role("heading", name="Två steg när du loggar in")).to_be_visible()
    check(guest)
    guest.get_by_role("link", name="Använd en app").click()
    guest.get_by_text("Går det inte att rikta kameran?").click()
    check(guest)
    found = re.search(r"<code>(\w+)</code>", guest.content())
    assert found
    guest.get_by_label("Kod").fill(format_hotp_value(hotp_value(found[1], int(time.time()) // 30)))
    guest.get_by_role("button", name="Klar").click()
    expect(guest.get_by_role("heading", name="Spara dina reservkoder")).to_be_visible()
    check(guest)
    guest.get_by_role("link", name="Jag har sparat dem, fortsätt").click()
    guest.get_by_role("link", name="Personer").click()
    guest.get_by_role("link", name=re.compile("Individ- och familjeomsorg")).click()
    check(guest)
    guest.get_by_role("button", name=re.compile("Gör till kontaktperson.*Nina")).click()
    expect(guest.get_by_text("Nina Ny är kontaktperson nu.")).to_be_visible()


def test_a_forgotten_password_and_a_passkey(visit: Visit, post: PostOffice) -> None:
    world = open_now()
    page = visit("/konto/login/")
    check(page)
    page.get_by_role("link", name="Glömt lösenordet?").click()
    check(page)
    page.get_by_label("E-postadress").fill(world.coordinator.email)
    page.get_by_role("button", name="Skicka brevet").click()
    expect(page.get_by_role("heading", name="Titta i din e-post")).to_be_visible()
    check(page)
    page.goto(link_of(post, world.coordinator.email))
    page.get_by_label("Välj ett lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Spara och logga in").click()
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    a_telephone = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    answering = {"isUserVerified": True, "automaticPresenceSimulation": True}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": {**a_telephone, **answering}})
    page.get_by_role("link", name="Använd den här telefonen eller datorn").click()
    check(page)
    expect(page.get_by_label("Namn på passnyckeln")).to_have_value("Passnyckel 1")
    page.get_by_role("button", name="Skapa passnyckeln").click()
    page.get_by_role("link", name="Jag har sparat dem, fortsätt").click()
    page.get_by_role("button", name="Logga ut").click()
    page.goto("/konto/login/")
    page.get_by_role("button", name="Logga in med passnyckel").click()
    expect(page.get_by_role("button", name="Logga ut")).to_be_visible()
    expect(page).to_have_url(re.compile("/kommun/$"))


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_one_signs_out_elsewhere(visit: Visit, size: dict[str, int]) -> None:
    world = open_now()
    telephone = as_person(visit, world.coordinator, "/kommun/")
    page = as_person(visit, world.coordinator, "/kommun/", viewport=size)
    page.get_by_role("link", name=re.compile(world.coordinator.email)).click()
    expect(page.get_by_text("Den här", exact=True)).to_be_visible()
    check(page)
    page.get_by_role("button", name="Logga ut överallt utom här").click()
    expect(page.get_by_text("Du är utloggad i 1 annan webbläsare.")).to_be_visible()
    check(page)
    telephone.reload()
    expect(telephone.get_by_text("Din inloggning har gått ut")).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_one_comes_in_by_the_municipalitys_own_account(
    browser: Browser, live_server: LiveServer, size: dict[str, int]
) -> None:
    world = open_now()
    with idp() as there:
        own_sign_in(world.granhult, there, "granhult.example", is_only_way=True)
        there.knows("cilla", email=world.coordinator.email, email_verified=True, name="Cilla")
        context = browser.new_context(
            locale="sv-SE", viewport=ViewportSize(width=size["width"], height=size["height"]), base_url=live_server.url
        )
        page = context.new_page()
        page.goto("/kommun/personer/")
        page.get_by_label("E-post").fill(world.coordinator.email)
        page.get_by_label("Lösenord").fill(PASSWORD)
        page.get_by_role("button", name="Logga in", exact=True).click()
        expect(page.get_by_text("har inga lösenord här")).to_be_visible()
        check(page)
        page.get_by_role("link", name="Logga in med ditt arbetskonto").click()
        check(page)
        page.get_by_label("Din e-postadress på jobbet").fill(world.coordinator.email)
        page.get_by_role("button", name="Fortsätt").click()
        expect(page.get_by_role("heading", name=f"Logga in hos {world.granhult.name}")).to_be_visible()
        check(page)
        page.get_by_role("link", name=re.compile("Fortsätt till localhost")).click()
        expect(page).to_have_url(re.compile("/oauth2/authorize"))  # at the provider
        page.locator("input[name=sub]").fill("en främling")
        page.locator("input[name=sub]").press("Enter")
        expect(page.get_by_role("heading", name="Det gick inte att logga in")).to_be_visible()
        check(page)
        page.get_by_role("link", name=re.compile("Försök igen hos localhost")).click()
        page.locator("input[name=sub]").fill("cilla")
        page.locator("input[name=sub]").press("Enter")
        expect(page).to_have_url(re.compile("/kommun/"))
        page.get_by_role("link", name=re.compile(world.coordinator.email)).click()
        expect(page.get_by_text("Den här", exact=True)).to_be_visible()
        check(page)
        context.close()

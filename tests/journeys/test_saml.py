"""Somebody comes in by their municipality's ADFS or Entra ID, in a real browser, and out again."""

import re
from io import StringIO
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.journeys.conftest import DESKTOP, PHONE, check_accessible, check_fits, check_touchable
from tests.journeys.people import open_now
from tests.tycktill_web.saml_idp import TWO_STEPS
from tests.tycktill_web.saml_server import ADFS, ENTRA, SamlServer, SamlShape, saml_server

from tycktill_web.participants.models import LinkedIdentity, Organisation


def check(page: Page) -> None:
    """Whether everybody can use the page."""
    check_accessible(page)
    check_fits(page)
    check_touchable(page)


def let_in_by(there: SamlServer, place: Organisation, folder: Path) -> None:
    """What the operator does: fetches the metadata, and hands them to the command."""
    file = folder / "metadata.xml"
    with urlopen(f"http://{there.host}{there.shape.metadata_at}") as metadata:
        file.write_bytes(metadata.read())
    said = {"saml_metadata": file, "domain": ["granhult.example"], "addresses": "yes", "only_way": "yes"}
    call_command("identity_provider", place.municipality, second_step=TWO_STEPS, **said, stdout=StringIO())


def signs_in(page: Page, account: str) -> None:
    """At the provider's own page."""
    page.get_by_label("Konto").fill(account)
    page.get_by_role("button", name="Logga in").click()


@pytest.mark.parametrize(("shape", "size"), [(ADFS, PHONE), (ENTRA, DESKTOP)], ids=["adfs", "entra"])
def test_one_comes_in_by_the_municipalitys_saml_and_out_again(
    browser: Browser,
    live_server: LiveServer,
    settings: Settings,
    tmp_path: Path,
    shape: SamlShape,
    size: dict[str, int],
) -> None:
    world = open_now()
    settings.SECOND_STEP_DEMANDED = shape is ENTRA  # which says that it has taken two
    other = "127.0.0.1" if "localhost" in live_server.url else "localhost"
    with saml_server(shape, name=other) as there:
        let_in_by(there, world.granhult, tmp_path)
        there.knows("cilla@granhult.example", email=world.coordinator.email, name="Cilla")
        there.knows("gun@granhult.example", email="gun@granhult.example", name="Gun")
        viewport = ViewportSize(width=size["width"], height=size["height"])
        context = browser.new_context(locale="sv-SE", viewport=viewport, base_url=live_server.url)
        page = context.new_page()
        page.goto("/kommun/personer/")
        page.get_by_label("E-post").fill(world.coordinator.email)
        page.get_by_label("Lösenord").fill("fyra ord som inte hör ihop")
        page.get_by_role("button", name="Logga in", exact=True).click()
        expect(page.get_by_text("har inga lösenord här")).to_be_visible()
        page.get_by_role("link", name="Logga in med ditt arbetskonto").click()
        page.get_by_label("Din e-postadress på jobbet").fill(world.coordinator.email)
        page.get_by_role("button", name="Fortsätt").click()
        check(page)
        page.get_by_role("link", name=re.compile(f"Fortsätt till {there.host}")).click()
        signs_in(page, "gun@granhult.example")
        expect(page.get_by_text("Du är inte inbjuden hit med den adressen")).to_be_visible()
        check(page)
        page.get_by_role("link", name=re.compile("Försök igen hos")).click()
        signs_in(page, "cilla@granhult.example")
        expect(page).to_have_url(re.compile("/kommun/"))
        expect(page.get_by_role("link", name=re.compile(world.coordinator.email))).to_be_visible()
        assert LinkedIdentity.objects.get().subject == "cilla@granhult.example"
        page.get_by_role("button", name="Logga ut").click()
        page.goto("/kommun/")
        expect(page).to_have_url(re.compile("/konto/login/"))
        context.close()


def test_without_script_the_answer_is_carried_on_by_a_button(
    browser: Browser, live_server: LiveServer, tmp_path: Path
) -> None:
    world = open_now()
    with saml_server(ADFS, name="127.0.0.1" if "localhost" in live_server.url else "localhost") as there:
        let_in_by(there, world.granhult, tmp_path)
        there.knows("cilla@granhult.example", email=world.coordinator.email)
        context = browser.new_context(locale="sv-SE", base_url=live_server.url, java_script_enabled=False)
        page = context.new_page()
        page.goto(f"/konto/arbetskonto/{world.granhult.pk}/")
        signs_in(page, "cilla@granhult.example")
        page.get_by_role("button", name="Vidare").click()
        expect(page.get_by_role("heading", name="Snart inne")).to_be_visible()
        page.get_by_role("button", name="Fortsätt").click()
        expect(page).to_have_url(re.compile("/kommun/$"))
        context.close()

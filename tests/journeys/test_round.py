"""A round from plan to closing in a real browser: planned, invited to, registered for, extended and closed."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.journeys.conftest import DESKTOP, PHONE, Visit, check_accessible, check_fits
from tests.journeys.people import as_person, today
from tests.tycktill_web import builders, worlds

from tycktill_web.fieldwork.models import Invitation, Round
from tycktill_web.fieldwork.rounds import open_round
from tycktill_web.participants.actions import add_organisation
from tycktill_web.participants.models import Organisation, Registration, Role

both_sizes = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
ROUND = "/kansli/omgang/ifo/2031/"


def looks(page: Page, heading: str) -> None:
    """The page with this heading has come, and shuts nobody out."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    check_accessible(page)
    check_fits(page)


def presses(page: Page, button: str) -> None:
    page.get_by_role("main").get_by_role("button", name=button, exact=True).first.click()


def plans_and_invites(office: Page, address: str) -> None:
    looks(office, "Planera en omgång")
    office.get_by_label("Undersökning", exact=True).select_option("ifo")
    office.get_by_label("År", exact=True).fill("2031")
    for label, days in (("Första dag", -14), ("Sista dag", 3), ("Anmälan öppnar", -60)):
        office.get_by_label(label, exact=True).fill((today() + timedelta(days=days)).isoformat())
    presses(office, "Planera")
    looks(office, "Individ- och familjeomsorg 2031")
    office.get_by_role("link", name="Bjud in", exact=True).first.click()
    looks(office, "Bjud in till omgången")
    presses(office, "Bjud in de valda")
    office.get_by_role("link", name="Ändra dagarna").click()
    looks(office, "Ändra omgångens dagar")
    office.goto(f"{address}{ROUND}ta-bort/")
    looks(office, "Ta bort omgången?")


def registers(desk: Page, address: str) -> None:
    looks(desk, "Individ- och familjeomsorg 2031")
    desk.get_by_role("link", name="Svara på inbjudan").click()
    looks(desk, "Anmälan för Granhult")
    desk.get_by_label("Unga, 13 år och äldre").fill("40")
    presses(desk, "Vi deltar")
    looks(desk, "Enheter som deltar från Granhult")
    desk.get_by_role("link", name="klistra in en lista").click()
    looks(desk, "Anmäl enheter från en lista")
    desk.get_by_label("Klistra in listan").fill("Norra gruppen\tifo-unga\nSödra gruppen\tUnga, 13 år och äldre")
    desk.locator("form[enctype] button").click()
    looks(desk, "Det här ändras")
    presses(desk, "Lägg till")
    looks(desk, "Enheter som deltar från Granhult")
    desk.get_by_label("Norra gruppen, Vårdnadshavare").check()
    presses(desk, "Spara")
    assert (Registration.objects.count(), Invitation.objects.get().state) == (3, "accepted")
    desk.goto(f"{address}/kommun/ifo/2031/")
    desk.get_by_role("link", name="Att göra, Granhult").click()
    looks(desk, "Att göra för Granhult")
    desk.get_by_role("link", name="Unga, 13 år och äldre").click()
    looks(desk, "Unga, 13 år och äldre")


def extends_and_closes(office: Page, address: str) -> None:
    open_round(Round.objects.get(), public_key=worlds.key_pair()[0], on=today())
    office.goto(f"{address}{ROUND}lage/?efter=1")
    looks(office, "Läget i varje kommun")
    office.get_by_role("link", name="Rutor").click()
    looks(office, "Läget i varje kommun")
    office.goto(f"{address}{ROUND}forlang/")
    looks(office, "Förläng omgången")
    presses(office, "Förläng")
    expect(office.get_by_role("alert")).to_contain_text("Ny sista dag: Välj en dag.")
    looks(office, "Förläng omgången")
    office.get_by_label("Ny sista dag").fill((today() + timedelta(days=20)).isoformat())
    presses(office, "Förläng")
    expect(office.get_by_text("(förlängd från")).to_be_visible()
    office.goto(f"{address}{ROUND}stang/")
    looks(office, "Stäng omgången?")
    office.get_by_label("Stäng ändå").check()
    presses(office, "Stäng omgången")
    assert Round.objects.get().state == Round.State.CLOSED


@both_sizes
def test_a_round_is_planned_registered_extended_and_closed(
    live_server: LiveServer, visit: Visit, size: dict[str, int]
) -> None:
    kansli = add_organisation(kind=Organisation.Kind.NATIONAL, name="Kansliet")
    anna = worlds.person("anna@kansliet.example", Role.OFFICE, kansli)
    cilla = worlds.person("cilla@granhult.example", Role.COORDINATOR, builders.municipality("Granhult", "9001"))
    office = as_person(visit, anna, "/kansli/planera/", viewport=size)
    plans_and_invites(office, live_server.url)
    registers(as_person(visit, cilla, "/kommun/ifo/2031/", viewport=size), live_server.url)
    extends_and_closes(office, live_server.url)

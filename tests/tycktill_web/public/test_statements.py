"""What the pages of words say follows settings; what happened to results stands on a page and in a feed."""

from datetime import date
from xml.etree import ElementTree

import pytest
from django.test import Client, override_settings
from django.utils import timezone
from tests.tycktill_web import worlds
from tests.tycktill_web.instrument import rounds as own_rounds
from tests.tycktill_web.pages import see

from tycktill_web.participants.models import Role
from tycktill_web.releases.changes import EventKind, release_events
from tycktill_web.releases.signing import sign_draft, withdraw_result

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def entries() -> list[tuple[str, str]]:
    """Title and reason of each entry of the feed."""
    feed = ElementTree.fromstring(Client().get("/andringar.atom").content)  # noqa: S314  our own
    return [
        (entry.findtext(f"{ATOM}title", ""), entry.findtext(f"{ATOM}summary", ""))
        for entry in feed.iter(f"{ATOM}entry")
    ]


def addresses() -> list[str]:
    listed = ElementTree.fromstring(Client().get("/sitemap.xml").content)  # noqa: S314  our own
    return [where.text or "" for where in listed.iter(f"{SITEMAP}loc")]


@pytest.mark.parametrize("page", ["/tillganglighet/", "/integritet/", "/anvandning/"])
@override_settings(PUBLISHER="Hedköpings kommun", CONTACT="kvalitet@hedkoping.example")
def test_who_stands_behind_the_pages_is_told(page: str) -> None:
    told = see(Client(), page)
    assert "Hedköpings kommun" in told
    assert "kvalitet@hedkoping.example" in told


def test_the_accessibility_statement_says_no_more_than_was_done() -> None:
    told = see(Client(), "/tillganglighet/")
    assert "ännu inte gjort någon egen granskning" in told
    assert "delvis förenlig" not in told
    assert "helt förenlig" not in told
    assert "inte granskat än" in told
    assert "Digg" in told


@override_settings(ACCESSIBILITY_REVIEWED=date(2026, 3, 31))
def test_a_statement_that_was_reviewed_says_how_the_pages_stand_to_the_law() -> None:
    assert "helt förenlig med lagens krav" in see(Client(), "/tillganglighet/")


@override_settings(
    ACCESSIBILITY_REVIEWED=date(2026, 3, 31), ACCESSIBILITY_SHORTCOMINGS="Affischerna läses inte av skärmläsare."
)
def test_the_accessibility_statement_tells_what_is_known_to_lack() -> None:
    told = see(Client(), "/tillganglighet/")
    assert "31 mars 2026" in told
    assert "delvis förenlig" in told
    assert "Affischerna läses inte" in told


def test_who_makes_a_league_table_has_a_ready_answer() -> None:
    assert "Det går inte att säga vilken kommun som är bäst" in see(Client(), "/anvandning/")


def test_every_change_of_what_is_public_is_told_with_its_reason() -> None:
    assert "Inget är publicerat ännu" in see(Client(), "/andringar/")
    world = worlds.closed_world()
    first = worlds.published(world)
    assert [(event.kind, event.release) for event in release_events()] == [(EventKind.PUBLISHED, first)]
    withdraw_result(world.round, person=world.anna, reason="Fel enhet räknades med.", at=timezone.now())
    kinds = [event.kind for event in release_events()]
    assert sorted(kinds) == [EventKind.PUBLISHED, EventKind.WITHDRAWN]
    page = see(Client(), "/andringar/")
    assert "återkallat" in page
    assert "Fel enhet räknades med." in page
    assert any("återkallat" in title and why == "Fel enhet räknades med." for title, why in entries())


def test_of_an_own_round_is_told_whose_it_is() -> None:
    world = worlds.closed_world()
    own = own_rounds.drafted(world.granhult, world.coordinator)
    for name in ("li", "mo"):
        other = worlds.person(f"{name}@granhult.example", Role.COORDINATOR, world.granhult)
        sign_draft(own, person=other, at=worlds.NOW)
    assert [title for title, _ in entries()] == ["Granhult: Trivsel på boendet 2024: publicerat"]
    assert "Granhult: Trivsel på boendet 2024: publicerat" in see(Client(), "/andringar/")


def test_a_draft_is_no_change_that_readers_know_of() -> None:
    worlds.drafted(worlds.closed_world())
    assert entries() == []
    assert not any("/resultat/" in address for address in addresses())


def test_search_engines_find_results_that_stand_and_no_desk() -> None:
    worlds.published(worlds.closed_world())
    found = addresses()
    assert any(address.endswith("/9001/") for address in found)
    assert not any("utgava" in address or "/kommun/" in address or "/svara/" in address for address in found)
    robots = Client().get("/robots.txt").content.decode()
    assert "Disallow: /svara/" in robots
    assert "Sitemap: http://testserver/sitemap.xml" in robots
    for address in found:
        assert Client().get(address.removeprefix("http://testserver")).status_code == 200


@pytest.mark.parametrize("page", ["/andringar/", "/andringar.atom", "/sitemap.xml", "/integritet/"])
def test_readers_of_these_get_no_cookie(page: str) -> None:
    assert not Client().get(page).cookies


def test_a_reason_that_was_pasted_with_signs_that_nobody_sees_stops_no_feed() -> None:
    world = worlds.closed_world()
    first = worlds.published(world)
    withdraw_result(world.round, person=world.anna, reason="Fel\x0b enhet\x1f.", at=first.made_at)
    assert any(why == "Fel  enhet ." for _, why in entries())


def test_a_page_is_another_when_somebody_else_stands_behind_it() -> None:
    before = Client().get("/integritet/")["ETag"]
    with override_settings(CONTACT="kvalitet@hedkoping.example"):
        assert Client().get("/integritet/", headers={"if-none-match": before}).status_code == 200
    assert Client().get("/integritet/", headers={"if-none-match": before}).status_code == 304


def test_a_picture_that_would_cost_too_much_is_refused_with_another_way(monkeypatch: pytest.MonkeyPatch) -> None:
    worlds.published(worlds.closed_world())
    choice = "?familj=ifo&omgang=2024&fraga=helhet&kommun=9001"
    assert Client().get(f"/jamfor.png{choice}").status_code == 200
    monkeypatch.setattr("tycktill_web.pages.public.comparing.MOST_DRAWN", 0)
    refused = Client().get(f"/jamfor.png{choice}")
    assert (refused.status_code, "SVG" in refused.content.decode()) == (400, True)
    assert Client().get(f"/jamfor.svg{choice}").status_code == 200


@override_settings(ADDRESS="https://resultat.example", ALLOWED_HOSTS=["*"])
@pytest.mark.parametrize(
    "page",
    [
        "/andringar.atom",
        "/sitemap.xml",
        "/robots.txt",
        "/jamfor/?familj=ifo&omgang=2024&fraga=helhet&kommun=9001",
        "/jamfor.json?familj=ifo&omgang=2024&fraga=helhet&kommun=9001",
        "/jamfor.svg?familj=ifo&omgang=2024&fraga=helhet&kommun=9001",
    ],
)
def test_what_leads_back_here_has_the_address_that_is_set_whoever_asks(page: str) -> None:
    worlds.published(worlds.closed_world())
    told = Client().get(page, headers={"host": "nagon.annan.example"}).content.decode()
    assert "https://resultat.example/" in told
    assert "nagon.annan" not in told


@pytest.mark.thorough
def test_who_has_the_list_for_search_engines_need_not_get_it_again_until_something_is_published() -> None:
    world = worlds.closed_world()
    before = Client().get("/sitemap.xml")["ETag"]
    assert Client().get("/sitemap.xml", headers={"if-none-match": before}).status_code == 304
    worlds.published(world)
    assert Client().get("/sitemap.xml", headers={"if-none-match": before}).status_code == 200

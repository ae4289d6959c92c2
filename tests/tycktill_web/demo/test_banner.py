"""Whoever sees a page of the made-up country, a print of it or a card that leads there, reads that it is made up."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from django.test import Client, override_settings
from tests.tycktill_web import worlds
from tests.tycktill_web.pages import signed_in

from tycktill_web.demo.home import leave_mark, new_mark
from tycktill_web.pages.faces import questionnaire

pytestmark = pytest.mark.django_db

SAID = "Påhittat land: inget här är någons verkliga svar eller resultat."
PAGES = (
    *("/", "/kommuner/9001/", "/resultat/ifo/2024/", "/resultat/ifo/2024/9001/", "/fraga/ifo/helhet/", "/andringar/"),
    *("/resultat/ifo/2024/9001/enhet/forsorjningsstod/", "/anvandning/", "/sa-laser-du/", "/integritet/"),
    *("/jamfor/", "/jamfor/?familj=ifo&omgang=2024&fraga=helhet&kommun=9001&kommun=9002"),
)


@pytest.fixture
def made_up(tmp_path: Path) -> Iterator[None]:
    """A home where a demo has been finished."""
    with override_settings(HOME=tmp_path):
        leave_mark(new_mark(seed=1, size="small", today=date(2026, 3, 2)))
        questionnaire._render_once.cache_clear()
        yield
    questionnaire._render_once.cache_clear()


def cards(page: str) -> dict[str, str]:
    """What a page says of itself to whoever shares it."""
    found = re.findall(r'<meta (?:name="description" )?property="og:([\w:]+)" content="([^"]*)">', page)
    assert len(dict(found)) == len(found)
    return {name: unescape(said) for name, said in found}


@pytest.mark.usefixtures("made_up")
def test_every_page_of_a_demo_and_its_card_say_that_it_is_made_up() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    for address in PAGES:
        page = Client().get(address).content.decode()
        assert page.count(f'<p class="made-up">{SAID}</p>') == 1, address
        card = cards(page)
        assert card["title"].startswith("Påhittat: "), address
        assert card["description"].startswith(SAID), address
    for address in ("/svara/", "/konto/login/", "/finns-inte/"):
        assert SAID in Client().get(address).content.decode(), address
    for person, address in ((world.anna, "/kansli/"), (world.coordinator, "/kommun/")):
        assert SAID in signed_in(person).get(address, follow=True).content.decode()


def test_a_real_service_says_nothing_of_the_kind_and_shares_what_is_proven(tmp_path: Path) -> None:
    worlds.published(worlds.closed_world())
    with override_settings(HOME=tmp_path, ADDRESS="https://resultat.example"):
        for address in PAGES:
            page = Client().get(address).content.decode()
            assert "åhittat" not in page, address
            card = cards(page)
            assert card["url"].startswith("https://resultat.example/")
            assert card["title"]
            assert card["description"]
    card = cards(Client().get("/resultat/ifo/2024/9001/").content.decode())
    assert card["title"] == "Granhult, Individ- och familjeomsorg 2024"
    assert "Ingen säkerställd skillnad mot riket" in card["description"]


def test_the_card_of_a_comparison_has_its_picture_with_words_for_who_cannot_see_it() -> None:
    worlds.published(worlds.closed_world())
    card = cards(Client().get(PAGES[-1]).content.decode())
    assert "skillnad mellan Granhult och Älvmora 2024" in card["image:alt"]
    picture = Client().get(card["image"].removeprefix("http://testserver"))
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/png")

"""What a unit has on paper: each with a picture and a PDF, for its own coordinator."""

import re

import pytest
from tests.tycktill_web import worlds
from tests.tycktill_web.pages import see, signed_in
from tests.tycktill_web.printing.paper import Paper

from tycktill_web.journal.actors import acting_as
from tycktill_web.participants.access import actor_of
from tycktill_web.participants.inviting import invite_person
from tycktill_web.participants.models import Role

pytestmark = pytest.mark.django_db


def here(world: worlds.World, rest: str = "") -> str:
    """An address of the support unit's page of what is printed."""
    return f"/kommun/enhet/{world.support.pk}/utskrift/{rest}"


def fetched(rest: str, world: worlds.World | None = None) -> Paper:
    """A PDF from there."""
    world = world or worlds.open_world()
    response = signed_in(world.coordinator).get(here(world, rest))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment")
    return Paper(response.content)


def test_the_page_shows_each_with_its_picture() -> None:
    world = worlds.open_world()
    client = signed_in(world.coordinator)
    assert "Lappar att dela ut" in see(client, here(world))
    for what in ("lappar", "brev", "affisch", "instruktion", "blankett"):
        response = client.get(here(world, f"{what}.png"))
        assert response["Content-Type"] == "image/png"
        assert response.content.startswith(b"\x89PNG")


@pytest.mark.parametrize(("language", "address"), [("sv", "?"), ("en", "?sprak=en&amp;")])
def test_letters_are_chosen_where_they_are_led_to(language: str, address: str) -> None:
    world = worlds.open_world()
    client = signed_in(world.coordinator)
    codes = f"/kommun/enhet/{world.support.pk}/koder/"
    asked = {"sprak": language} if language == "en" else {}
    assert f'href="{codes}{address}papper=brev"' in client.get(here(world), asked).content.decode()
    for paper, chosen in (("brev", "brev"), ("x", "lappar")):
        page = client.get(codes, {"papper": paper}).content.decode()
        assert re.findall(r'name="paper" value="(\w+)"[^>]*checked', page) == [chosen]


def test_a_poster_is_of_the_size_and_the_languages_chosen() -> None:
    paper = fetched("affisch.pdf?size=a3&languages=en")
    assert paper.sizes == ((297, 420),)
    assert "What do you think?" in paper.words


def test_the_instruction_leads_to_the_counting_and_names_the_coordinator() -> None:
    world = worlds.open_world()
    with acting_as(actor_of(world.anna)):
        invite_person(email="nina@granhult.example", role=Role.COORDINATOR, organisation=world.granhult)
    paper = fetched("instruktion.pdf", world)
    assert list(paper.links()) == ["http://testserver/kommun/idag/"]
    assert "Cilla, cilla@granhult.example" in paper.words
    assert "nina@granhult.example" not in paper.words, "who is invited is not there yet"


def test_a_blank_form_is_in_the_language_and_print_chosen() -> None:
    world = worlds.open_world()
    ordinary, large = (fetched(f"blankett.pdf{choice}", world) for choice in ("", "?language=en&large=on"))
    assert "Hur lätt eller svårt" in ordinary.words
    assert "How easy or hard" in large.words
    assert len(large.pages) > len(ordinary.pages)


@pytest.mark.parametrize(
    "rest", ["affisch.pdf?size=a9", "blankett.pdf?language=ar", "lappar.pdf", "brev.pdf", "nonsens.pdf", "nonsens.png"]
)
def test_what_nobody_can_choose_is_not_there(rest: str) -> None:
    world = worlds.open_world()
    see(signed_in(world.coordinator), here(world, rest), status=404)


def test_a_name_that_cannot_be_printed_is_told() -> None:
    world = worlds.open_world()
    unit = world.support.unit
    unit.name = "Stöd 🙂"
    unit.save()
    client = signed_in(world.coordinator)
    assert "Det går inte att skriva ut tecknet 🙂." in see(client, here(world, "blankett.pdf"), status=422)

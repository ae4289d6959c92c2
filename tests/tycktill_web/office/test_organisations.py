"""The office lets municipalities and providers in by a list, and sees first what it adds."""

from collections.abc import Callable

import pytest
from tests.tycktill_web import worlds
from tests.tycktill_web.pages import see, send, signed_in
from tests.tycktill_web.racing import at_once

from tycktill_web.participants.models import Organisation

pytestmark = pytest.mark.django_db
PAGE = "/kansli/personer/lagg-till/"
LIST = "Luleå kommun\n\n2584\nLuleå; Omsorg Norr AB\nluleå\nluleå;  omsorg norr ab\nGranhult\n"
Kind = Organisation.Kind


def test_a_list_is_shown_first_and_added_when_that_is_confirmed() -> None:
    anna, before = signed_in(worlds.planned_world().anna), Organisation.objects.count()
    shown = send(anna, PAGE, {"text": LIST})
    assert "3 läggs till." in shown
    assert "annan utförare i Luleå" in shown
    assert "Luleå; Omsorg Norr AB" in anna.post(PAGE, {"text": LIST, "back": "1"}).content.decode()
    assert Organisation.objects.count() == before
    said = send(anna, PAGE, {"text": LIST, "confirmed": "1"})
    assert "3 är tillagda. Bjud in en samordnare i var och en." in said
    added = Organisation.objects.filter(municipality__startswith="25").order_by("name")
    assert list(added.values_list("name", "kind", "municipality")) == [
        ("Kiruna", Kind.MUNICIPALITY, "2584"),
        ("Luleå", Kind.MUNICIPALITY, "2580"),
        ("Omsorg Norr AB", Kind.PROVIDER, "2580"),
    ]


def test_who_is_there_is_not_added_again() -> None:
    anna = signed_in(worlds.planned_world().anna)
    send(anna, PAGE, {"text": LIST, "confirmed": "1"})
    number = Organisation.objects.count()
    assert "Alla i listan finns redan." in send(anna, PAGE, {"text": LIST})
    send(anna, PAGE, {"text": LIST, "confirmed": "1"})
    assert Organisation.objects.count() == number


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Luleå\nLulela", "Rad 2: ”Lulela” är ingen kommun."),
        ("Luleå; =1+1", "Rad 1: Namnet ska börja med en bokstav eller siffra"),
        ("Luleå; Granhult", "Rad 1: ”Granhult” finns redan, i en annan kommun eller som något annat."),
        ("Luleå; Omsorg\nKiruna; omsorg", "Rad 2: ”omsorg” finns redan, i en annan kommun eller som något annat."),
        ("Kiruna; Luleå\nLuleå", "Rad 2: ”Luleå” finns redan, i en annan kommun eller som något annat."),
        ("; Omsorg Norr AB", "Rad 1: ”” är ingen kommun."),
        ("\n \n", "Listan är tom."),
        ("Luleå\n" * 1_001, "Listan har fler än 1 000 rader."),
    ],
)
def test_what_is_wrong_is_told_by_row_and_nothing_is_added(text: str, told: str) -> None:
    anna, number = signed_in(worlds.planned_world().anna), Organisation.objects.count()
    for form in ({"text": text}, {"text": text, "confirmed": "1"}):
        assert told in send(anna, PAGE, form, status=400)
    assert Organisation.objects.count() == number


@pytest.mark.thorough
@pytest.mark.django_db(transaction=True)
def test_a_list_that_is_sent_twice_at_once_is_added_once() -> None:
    anna, number = worlds.planned_world().anna, Organisation.objects.count()

    def press() -> Callable[[], str]:
        client = signed_in(anna)
        return lambda: str(client.post(PAGE, {"text": LIST, "confirmed": "1"}).status_code)

    assert at_once([press() for _ in range(4)]) == ["302"] * 4
    assert Organisation.objects.count() == number + 3


def test_rows_are_numbered_as_they_stand_in_the_list_that_comes_back() -> None:
    page = signed_in(worlds.planned_world().anna).post(PAGE, {"text": "\nLulela"}).content.decode()
    assert "Rad 2: ”Lulela” är ingen kommun." in page
    assert ">\n\nLulela</textarea>" in page.replace("\r\n", "\n")  # browsers leave out the first


def test_the_list_of_people_leads_there() -> None:
    anna = signed_in(worlds.planned_world().anna)
    assert "Lägg till kommuner" in see(anna, "/kansli/personer/")
    Organisation.objects.filter(kind=Kind.PROVIDER).delete()
    assert "En annan utförare skrivs efter kommunen" in see(anna, PAGE)


def test_the_office_renames_an_organisation_and_its_results_stay() -> None:
    world = worlds.planned_world()
    anna, page = signed_in(world.anna), f"/kansli/personer/{world.alvmora.pk}/namn/"
    place = f"/kansli/personer/{world.alvmora.pk}/"
    assert page in anna.get(place).content.decode()
    assert "Organisationen heter nu Älvmora Omsorg AB." in send(anna, page, {"name": "  Älvmora  Omsorg AB "})
    renamed = Organisation.objects.get(pk=world.alvmora.pk)
    assert (renamed.name, renamed.municipality) == ("Älvmora Omsorg AB", world.alvmora.municipality)
    assert "från Älvmora till Älvmora Omsorg AB" in see(anna, "/kansli/handelser/")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("granhult", "En annan organisation heter redan så."),
        ("=1+1", "Namnet ska börja med en bokstav eller siffra"),
        ("", "Något behöver rättas"),
        ("å" * 121, "Något behöver rättas"),
    ],
)
def test_no_organisation_gets_a_name_that_is_taken_or_unfit(name: str, told: str) -> None:
    world = worlds.planned_world()
    page = f"/kansli/personer/{world.alvmora.pk}/namn/"
    assert told in send(signed_in(world.anna), page, {"name": name}, status=400)
    assert Organisation.objects.get(pk=world.alvmora.pk).name == world.alvmora.name


@pytest.mark.thorough
@pytest.mark.django_db(transaction=True)
def test_two_that_get_one_name_at_once_do_not_both_get_it() -> None:
    world = worlds.planned_world()

    def press(organisation: Organisation) -> Callable[[], str]:
        client, page = signed_in(world.anna), f"/kansli/personer/{organisation.pk}/namn/"
        return lambda: str(client.post(page, {"name": "Omsorg Norr"}).status_code)

    assert sorted(at_once([press(world.granhult), press(world.alvmora)])) == ["302", "400"]
    assert Organisation.objects.filter(name="Omsorg Norr").count() == 1

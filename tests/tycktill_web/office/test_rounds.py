"""The office plans, opens, follows and closes a round."""

import base64
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.pages import see, send, signed_in, words
from time_machine import TimeMachineFixture

from tycktill.disclosure import PRESETS
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.public_keys import key_name
from tycktill_web.fieldwork.rounds import plan_round
from tycktill_web.pages.office.rounds import earlier_round
from tycktill_web.pages.rounds.planning_forms import PRESET_WORDS
from tycktill_web.participants.models import Organisation, Registration
from tycktill_web.results.keys import SavedKey, public_key_of

pytestmark = pytest.mark.django_db

PLAN = {
    "family": "ifo",
    "label": "2025",
    "opens_on": "2025-09-01",
    "closes_on": "2025-10-13",
    "grace_days": "14",
    "preset": "standard",
}
"""A plan as the form is filled in."""
ROUND = "/kansli/omgang/ifo/2024/"


def key_form(**changes: object) -> dict[str, object]:
    """A key file and its passphrase as a form sends them."""
    pem = changes.pop("pem", worlds.key_pair()[1])
    assert isinstance(pem, bytes)
    return {
        "key_file": SimpleUploadedFile("nyckel.pem", pem),
        "passphrase": worlds.PASSPHRASE,
        "holders": "1",
        **changes,
    }


def test_first_page_without_rounds_says_where_to_begin() -> None:
    world = worlds.planned_world()
    Registration.objects.all().delete()
    world.round.delete()
    assert "Börja med att planera en omgång" in see(signed_in(world.anna), "/kansli/")


def test_rounds_are_listed_with_their_next_step() -> None:
    page = see(signed_in(worlds.planned_world().anna), "/kansli/")
    assert "Individ- och familjeomsorg 2024 planerad Nästa steg: gör nyckeln och öppna omgången" in page


def test_when_all_are_invited_the_next_step_is_to_wait_for_their_units() -> None:
    world = worlds.planned_world()
    Registration.objects.all().delete()
    anna = signed_in(world.anna)
    assert "Nästa steg: bjud in kommunerna" in see(anna, "/kansli/")
    send(anna, f"{ROUND}bjud-in/", {"organisation": [world.granhult.pk]})
    assert "Nästa steg: vänta in kommunernas anmälan" in see(anna, "/kansli/")
    assert "Nästa steg Vänta in anmälan" in see(anna, ROUND)


def test_who_is_invited_where_nobody_can_answer_is_told_at_once() -> None:
    world = worlds.planned_world()
    Registration.objects.all().delete()
    builders.municipality("Ensamby", "9009")
    anna, alone = signed_in(world.anna), "har ingen samordnare och får inget brev"
    assert alone not in send(anna, f"{ROUND}bjud-in/", {"organisation": [world.granhult.pk]})
    lonely = Organisation.objects.get(name="Ensamby").pk
    assert f"En organisation {alone}" in send(anna, f"{ROUND}bjud-in/", {"organisation": [world.granhult.pk, lonely]})


def test_round_is_planned() -> None:
    world = worlds.planned_world()
    page = send(signed_in(world.anna), "/kansli/planera/", PLAN)
    assert "Omgången är planerad." in page
    assert "Skydd av svaren i resultatet: Standard" in page
    assert "Anmäl samma enheter" in page
    assert Round.objects.get(label="2025").state == Round.State.PLANNED


def test_each_way_to_protect_says_its_price_and_stays_as_it_was_planned() -> None:
    world = worlds.planned_world()
    page = see(signed_in(world.anna), "/kansli/planera/")
    assert page.count("Priset är") == len(Round.Preset)
    assert "Skydd av svaren i resultatet: Sträng" in send(
        signed_in(world.anna), "/kansli/planera/", PLAN | {"preset": "strict"}
    )
    assert Round.objects.get(label="2025").preset == "strict"


def test_every_way_to_protect_is_one_of_the_method_s_own() -> None:
    assert set(Round.Preset) == set(PRESETS) - {"official"}
    assert set(PRESET_WORDS) == set(Round.Preset)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"label": "i höst"}, "fyra siffror"),
        ({"label": "2024"}, "finns redan"),
        ({"closes_on": "2025-08-01", "preset": "standard"}, "måste stänga"),
        ({"family": "okänd"}, "Något behöver rättas"),
        ({"opens_on": ""}, "Något behöver rättas"),
        ({"preset": "official"}, "Något behöver rättas"),
    ],
)
def test_impossible_plan_is_told(change: dict[str, str], told: str) -> None:
    world = worlds.planned_world()
    form = {
        "family": "ifo",
        "label": "2025",
        "opens_on": "2025-09-01",
        "closes_on": "2025-10-13",
        "preset": "standard",
        **change,
    }
    assert told in send(signed_in(world.anna), "/kansli/planera/", form, status=400)
    assert Round.objects.count() == 1


def test_everything_wrong_with_a_plan_is_told_at_once() -> None:
    form = {
        "family": "ifo",
        "label": "i höst",
        "opens_on": "2025-10-13",
        "closes_on": "2025-09-01",
        "preset": "standard",
    }
    page = send(signed_in(worlds.planned_world().anna), "/kansli/planera/", form, status=400)
    assert "År: Skriv året med fyra siffror, till exempel 2025. Sista dag: Omgången måste stänga" in page


def test_units_of_the_round_before_are_invited() -> None:
    world = worlds.planned_world()
    plan_round(family="ifo", label="2025", opens_on=builders.OPENS_ON, closes_on=builders.CLOSES_ON)
    client, page = signed_in(world.anna), "/kansli/omgang/ifo/2025/anmal/"
    assert "var med i Individ- och familjeomsorg 2024" in see(client, page)
    assert "3 enheter är anmälda." in send(client, page, {})
    assert Registration.objects.filter(round="2025").count() == 3


def test_first_round_of_a_survey_has_nobody_to_invite() -> None:
    world = worlds.planned_world()
    plan_round(family="fo", label="2024", opens_on=builders.OPENS_ON, closes_on=builders.CLOSES_ON)
    client, page = signed_in(world.anna), "/kansli/omgang/fo/2024/anmal/"
    assert "så anmäler de sina enheter själva" in see(client, page)
    assert "0 enheter är anmälda." in send(client, page, {})
    assert "Ingen är inbjuden ännu" in see(client, "/kansli/omgang/fo/2024/lage/")


def test_closed_round_invites_nobody() -> None:
    world = worlds.closed_world()
    plan_round(family="ifo", label="2023", opens_on=builders.OPENS_ON, closes_on=builders.CLOSES_ON)
    Registration.objects.create(unit=world.support.unit, round="2023", instrument=worlds.SUPPORT)
    assert "nuvarande läge" in send(signed_in(world.anna), f"{ROUND}anmal/", {})


def test_key_is_shown_once_and_works() -> None:
    client = signed_in(worlds.planned_world().anna)
    assert "Om en nyckel går förlorad" in see(client, f"{ROUND}nyckel/")
    response = client.post(f"{ROUND}nyckel/", {"turn": 1})
    content = response.content.decode()
    packed = re.search(
        r'href="data:application/x-pem-file;base64,([^"]+)" download="tycktill-ifo-2024-([0-9a-f]{4}).pem"', content
    )
    passphrase = re.search(r"<code>([^<]+)</code>", content)
    assert packed
    assert passphrase
    assert "no-store" in response["Cache-Control"]
    assert key_name(public_key_of([SavedKey(base64.b64decode(packed[1]), passphrase[1])])) == packed[2]
    assert f"Nyckeln heter {packed[2]}" in words(response)


def test_key_form_sent_again_makes_no_other_key() -> None:
    client = signed_in(worlds.planned_world().anna)
    assert "Spara nyckeln nu" in send(client, f"{ROUND}nyckel/", {"turn": 1})
    again = client.post(f"{ROUND}nyckel/", {"turn": 1})
    assert again.status_code == 409
    assert "Nyckeln är redan gjord" in words(again)
    assert "data:" not in again.content.decode()
    assert "<code>" not in again.content.decode()
    assert "Spara nyckeln nu" in send(client, f"{ROUND}nyckel/", {"turn": 2})


def test_key_form_without_its_turn_makes_no_key() -> None:
    client = signed_in(worlds.planned_world().anna)
    assert "Formuläret kom inte fram helt." in send(client, f"{ROUND}nyckel/", {"turn": ""}, status=400)


def test_open_round_makes_no_key_that_nobody_can_use() -> None:
    client = signed_in(worlds.open_world().anna)
    assert "Gör nyckeln nu" not in see(client, f"{ROUND}nyckel/")
    assert "nuvarande läge" in send(client, f"{ROUND}nyckel/", {"turn": 1})


@pytest.mark.usefixtures("during_the_round")
def test_round_opens_when_the_saved_key_has_proved_itself() -> None:
    world = worlds.planned_world()
    page = send(signed_in(world.anna), f"{ROUND}oppna/", key_form(is_saved="on"))
    name = key_name(worlds.key_pair()[0])
    assert f"Nyckel {name} räcker för att öppna svaren." in page
    assert f"Svaren öppnas med nyckel {name}." in page
    assert bytes(Round.objects.get(pk=world.round.pk).public_key) == worlds.key_pair()[0]


@pytest.mark.usefixtures("during_the_round")
@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({}, "rättas Nyckeln är sparad och går att hitta: Spara nyckeln och lösenfrasen först"),
        ({"passphrase": "fel", "is_saved": "on"}, "öppnar inte nyckeln"),
        ({"pem": b"en katt", "is_saved": "on"}, "inte en nyckel"),
        ({"pem": b"x" * 20_000, "is_saved": "on"}, "för stor"),
        ({"pem": b"", "is_saved": "on"}, "Något behöver rättas"),
        ({"holders": "", "is_saved": "on"}, "Välj en eller två."),
    ],
)
def test_unproved_key_opens_nothing(form: dict[str, object], told: str) -> None:
    world = worlds.planned_world()
    page = send(signed_in(world.anna), f"{ROUND}oppna/", key_form(**form), status=400)
    assert told in page
    assert Round.objects.get(pk=world.round.pk).state == Round.State.PLANNED


def test_opened_round_says_so() -> None:
    assert "redan öppnad" in see(signed_in(worlds.open_world().anna), f"{ROUND}oppna/")


@pytest.mark.usefixtures("during_the_round")
def test_round_is_closed_after_asking_once_more() -> None:
    world = worlds.open_world()
    client = signed_in(world.anna)
    assert "går inte att öppna igen" in see(client, f"{ROUND}stang/")
    assert "Omgången är stängd." in send(client, f"{ROUND}stang/", {"despite_paper": "on"})
    assert "nuvarande läge" in send(client, f"{ROUND}stang/", {"despite_paper": "on"})
    assert Round.objects.get(pk=world.round.pk).state == Round.State.CLOSED


@pytest.mark.usefixtures("during_the_round")
def test_next_step_follows_the_round(time_machine: TimeMachineFixture) -> None:
    world = worlds.open_world()
    client = signed_in(world.anna)
    assert "Nästa steg Omgången är öppen" in see(client, ROUND)
    time_machine.move_to("2024-10-16T10:00:00+02:00", tick=False)
    client.force_login(world.anna)
    assert "Nästa steg De sista svaren på papper skrivs in" in see(client, ROUND)
    time_machine.move_to("2024-10-30T10:00:00+01:00", tick=False)
    client.force_login(world.anna)
    assert "Nästa steg Stäng omgången" in see(client, ROUND)


def test_every_municipality_is_followed() -> None:
    world = worlds.closed_world()
    page = see(signed_in(world.anna), f"{ROUND}lage/")
    assert "har fått svar 2 23 49 23 47 %" in page
    assert "har fått svar 1 18 30 18 60 %" in page
    assert "Enheter 3 Erbjudna 79 Har svarat 41 Svarsfrekvens 52 %" in page


@pytest.mark.parametrize(
    ("asked", "order"),
    [("namn", ["Granhult", "Älvmora"]), ("svar", ["Älvmora", "Granhult"]), ("frekvens", ["Granhult", "Älvmora"])],
)
def test_municipalities_are_sorted_with_those_that_lag_first(asked: str, order: list[str]) -> None:
    page = see(signed_in(worlds.closed_world().anna), f"{ROUND}lage/?ordning={asked}")
    assert sorted(order, key=page.index) == order


@pytest.mark.usefixtures("during_the_round")
def test_open_round_is_told_in_fives() -> None:
    world, note = worlds.open_world(), "en gång om dagen och visas i jämna femtal"
    world.answer(world.support, "KKKKKKM", offered=20)
    world.answer(world.elsewhere, "KM", offered=8)
    client = signed_in(world.anna)
    status = see(client, f"{ROUND}lage/")
    assert "har fått svar 2 7 20 minst 5 minst 25 %" in status
    assert "räknar erbjudna 1 2 8 för få ännu Visas från fem svar" in status
    assert "Enheter 3 Erbjudna 28 Har svarat minst 5 Svarsfrekvens minst 17 %" in status
    assert "minst 5 svar av 28 erbjudna, minst 17 %" in see(client, "/kansli/")
    for page in (status, see(client, ROUND), see(client, f"{ROUND}stang/")):
        assert note in page


@pytest.mark.usefixtures("during_the_round")
def test_few_answers_are_never_told_as_none() -> None:
    world = worlds.open_world()
    client = signed_in(world.anna)
    assert "Ingen erbjuden än" in see(client, "/kansli/")
    world.answer(world.support, "KM", offered=8)
    assert "8 erbjudna, men för få svar för att visas än" in see(client, "/kansli/")
    assert "Har svarat för få ännu Svarsfrekvens –" in see(client, ROUND)


def test_a_municipality_is_searched_for() -> None:
    client = signed_in(worlds.closed_world().anna)
    assert "Granhult 2" not in see(client, f"{ROUND}lage/?kommun=älv")
    assert "Ingen heter något med ”xyz”" in see(client, f"{ROUND}lage/?kommun=xyz&ordning=fel")


def test_page_is_in_english_when_asked_for() -> None:
    response = signed_in(worlds.planned_world().anna).get(f"{ROUND}?sprak=en")
    assert 'lang="en"' in response.content.decode()
    assert words(response)


def test_the_round_before_is_the_one_that_opened_before_whatever_it_is_called() -> None:
    spring, autumn = (
        Round.objects.create(family="ifo", label=label, opens_on=date(2025, month, 1), closes_on=date(2025, month, 28))
        for label, month in (("2025-var", 2), ("2025-host", 9))
    )
    assert earlier_round(autumn) == spring
    assert earlier_round(spring) is None
    assert list(Round.objects.all()) == [autumn, spring]

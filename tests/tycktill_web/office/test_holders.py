"""Two key-holders: each proves a key of their own, and neither opens the answers alone."""

import re
from collections.abc import Mapping
from functools import cache

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.at_work import counted_by_page
from tests.tycktill_web.pages import see, send, signed_in

from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.public_keys import key_name
from tycktill_web.fieldwork.rounds import close_round, open_round
from tycktill_web.results.keys import make_key

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("during_the_round")]
ROUND = "/kansli/omgang/ifo/2024/"
FIRST_PHRASE, SECOND_PHRASE = "den ena nyckelhavarens ramsa", "den andra nyckelhavarens ramsa"


@cache
def first() -> tuple[bytes, bytes]:
    """One holder's public key and private key file."""
    return make_key(FIRST_PHRASE)


@cache
def second() -> tuple[bytes, bytes]:
    """The other holder's."""
    return make_key(SECOND_PHRASE)


def form(changes: Mapping[str, object] | None = None, *, swapped: bool = False) -> Mapping[str, object]:
    """Both holders' files and passphrases as a form sends them; a file is given by its bytes."""
    keys = [(first()[1], FIRST_PHRASE), (second()[1], SECOND_PHRASE)]
    (one, phrase), (other, other_phrase) = reversed(keys) if swapped else keys
    sent: dict[str, object] = {"key_file": one, "passphrase": phrase, "second_file": other}
    sent |= {"second_passphrase": other_phrase, "holders": "2", "is_saved": "on", **(changes or {})}
    return {
        name: SimpleUploadedFile("nyckel.pem", value) if isinstance(value, bytes) else value
        for name, value in sent.items()
    }


def answered_world() -> worlds.World:
    """A closed round that two hold the keys of."""
    world = worlds.planned_world()
    open_round(world.round, public_key=first()[0] + second()[0], on=builders.OPENS_ON)
    worlds.answer_all(world)
    close_round(world.round)
    return world


def faults(page: str) -> str:
    """What the summary of a refused form says."""
    found = re.search(
        r"Något behöver rättas (.*?) (Vad ska krävas för att öppna svaren\?|Den ena nyckelhavarens fil) ", page
    )
    assert found, page
    return found[1]


def test_page_of_the_key_tells_what_two_holders_give_and_cost() -> None:
    page = see(signed_in(worlds.planned_world().anna), f"{ROUND}nyckel/")
    assert "Svaren kan bara öppnas när båda är med." in page
    assert "går en enda av nycklarna förlorad är hela omgången förlorad" in page


def test_each_holder_makes_a_key_with_a_name_of_its_own() -> None:
    world = worlds.planned_world()
    pages = [send(signed_in(who), f"{ROUND}nyckel/", {"turn": turn}) for turn, who in ((1, world.anna), (2, world.bo))]
    names = [re.search(r"tycktill-ifo-2024-([0-9a-f]{4})\.pem", page) for page in pages]
    assert len({name and name[1] for name in names}) == 2


def test_round_opens_with_both_keys_and_says_so() -> None:
    world = worlds.planned_world()
    page = send(signed_in(world.anna), f"{ROUND}oppna/", form())
    names = [key_name(each()[0]) for each in (first, second)]
    assert f"Båda nycklarna, {names[0]} och {names[1]}, behövs för att öppna svaren." in page
    assert f"två nyckelhavare tillsammans: med nyckel {names[0]} och nyckel {names[1]}." in page
    assert bytes(Round.objects.get().public_key) == first()[0] + second()[0]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"passphrase": "fel"}, "Den ena nyckelhavarens lösenfras: Lösenfrasen öppnar inte nyckeln."),
        ({"second_passphrase": "fel"}, "Den andra nyckelhavarens lösenfras: Lösenfrasen öppnar inte nyckeln."),
        ({"key_file": b"en katt"}, "Den ena nyckelhavarens fil: Filen är inte en nyckel"),
        ({"second_file": b"en katt"}, "Den andra nyckelhavarens fil: Filen är inte en nyckel"),
        ({"second_file": None, "second_passphrase": ""}, "Den andra nyckelhavarens fil: Välj nyckelfilen."),
        ({"second_passphrase": ""}, "Den andra nyckelhavarens lösenfras: Skriv lösenfrasen."),
        ({"holders": "1"}, "Du har valt två filer."),
        ({"holders": "3"}, "Välj en eller två."),
    ],
)
def test_what_is_wrong_with_one_of_two_keys_names_it_and_opens_nothing(change: Mapping[str, object], told: str) -> None:
    world = worlds.planned_world()
    sent = {name: value for name, value in form(change).items() if value is not None}
    assert told in faults(send(signed_in(world.anna), f"{ROUND}oppna/", sent, status=400))
    assert Round.objects.get().state == Round.State.PLANNED


@pytest.mark.parametrize("way", ["oppna/", "rakna/"])
def test_one_file_twice_is_told(way: str) -> None:
    world = worlds.planned_world() if way == "oppna/" else answered_world()
    sent = form({"second_file": first()[1], "second_passphrase": FIRST_PHRASE})
    told = "Den andra nyckelhavarens fil: Båda filerna är samma nyckel."
    assert told in faults(send(signed_in(world.anna), f"{ROUND}{way}", sent, status=400))


def test_a_file_of_another_round_opens_no_new_one() -> None:
    world = worlds.a_year_later(worlds.planned_world())
    own, phrase = worlds.key_pair("ifo-2025")[1], worlds.PASSPHRASE
    sent = form({"second_file": own, "second_passphrase": phrase})
    told = "Den andra nyckelhavarens fil: Filen är nyckeln till en annan omgång."
    assert told in faults(send(signed_in(world.anna), f"{ROUND}oppna/", sent, status=400))


@pytest.mark.parametrize("place", [0, 1])
def test_a_file_of_another_round_counts_nothing(place: int) -> None:
    world = answered_world()
    file, passphrase = (("key_file", "passphrase"), ("second_file", "second_passphrase"))[place]
    sent = form({file: worlds.key_pair()[1], passphrase: worlds.PASSPHRASE})
    told = f"Den {('ena', 'andra')[place]} nyckelhavarens fil: Nyckeln hör inte till den här omgången."
    assert told in faults(send(signed_in(world.anna), f"{ROUND}rakna/", sent, status=400))


@pytest.mark.thorough
@pytest.mark.parametrize("swapped", [False, True])
def test_both_keys_count_in_any_order(swapped: bool) -> None:
    world = answered_world()
    page = see(signed_in(world.anna), f"{ROUND}rakna/")
    assert f"Den ena filen är nyckel {key_name(first()[0])} och den andra nyckel {key_name(second()[0])}" in page
    assert "Båda nyckelhavarna behöver vara med" in see(signed_in(world.anna), ROUND)
    assert "41 svar är räknade" in counted_by_page(signed_in(world.anna), f"{ROUND}rakna/", form(swapped=swapped))


@pytest.mark.parametrize("missing", ["second_file", "key_file"])
def test_one_of_two_keys_counts_nothing(missing: str) -> None:
    world = answered_world()
    sent = {name: value for name, value in form().items() if name != missing}
    assert "Välj nyckelfilen." in faults(send(signed_in(world.anna), f"{ROUND}rakna/", sent, status=400))
    assert not world.round.releases.exists()

"""A coordinator sees each batch of codes, and voids one that has gone astray."""

import pytest
from django.test import Client
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.desk.test_codes import codes_page, shown_in
from tests.tycktill_web.pages import see, send, signed_in, words

from tycktill_web.fieldwork.codes import make_codes
from tycktill_web.fieldwork.models import CodeBatch
from tycktill_web.fieldwork.rounds import close_round

pytestmark = pytest.mark.django_db


def void_page(world: worlds.World) -> str:
    """Where the support unit's latest batch is voided."""
    return f"{codes_page(world)}{world.support.batches.latest('pk').pk}/makulera/"


def test_batches_are_listed_with_day_size_and_how_many_were_used() -> None:
    world = worlds.open_world()
    world.answer(world.support, "KKKKKKKM", offered=30)
    send(signed_in(world.coordinator), codes_page(world), {"size": 12, "turn": 1})
    listed = see(signed_in(world.coordinator), codes_page(world))
    first, second = world.support.batches.order_by("pk")
    assert f"20 september 2024 kodbunt {second.pk} 12 färre än 5 Makulera" in listed
    assert f"1 september 2024 kodbunt {first.pk} 8 minst 5 Makulera" in listed


def test_a_batch_goes_by_its_number_wherever_it_is_named() -> None:
    world = worlds.open_world()
    client = signed_in(world.coordinator)
    made = send(client, codes_page(world), {"size": 12, "turn": 1})
    number = world.support.batches.get().pk
    assert f"Skriv kodbunt {number} på högen." in made
    assert f"kodbunt {number}" in see(client, void_page(world))
    ways = f"/kommun/enhet/{world.support.pk}/rakning/"
    assert f"Lappar kvar av de 12 från 20 september, kodbunt {number}" in see(client, ways)


def test_whoever_voids_is_told_first_that_it_is_for_good() -> None:
    world = worlds.open_world()
    client = signed_in(world.coordinator)
    code = shown_in(client.post(codes_page(world), {"size": 1, "turn": 1}).content.decode())[0]
    asked = see(client, void_page(world))
    assert "Makulera 1 kod från 20 september 2024?" in asked
    assert "Det går inte att ångra" in asked
    assert Client().get(f"/svara/k/{code.replace('-', '')}/").status_code == 200
    done = words(client.post(void_page(world), follow=True))
    assert "Koderna är makulerade." in done
    assert f"20 september 2024 kodbunt {world.support.batches.get().pk} 1 färre än 5 makulerade 20 september" in done
    refused = Client().get(f"/svara/k/{code.replace('-', '')}/")
    assert refused.status_code == 410
    assert "Koden gäller inte längre, och inga svar har tagits emot med den. Be den som gav dig" in words(refused)


def test_a_batch_that_is_void_says_since_when() -> None:
    world = worlds.open_world()
    client = signed_in(world.coordinator)
    send(client, codes_page(world), {"size": 3, "turn": 1})
    client.post(void_page(world))
    assert "Koderna makulerades 20 september 2024" in see(client, void_page(world))


def test_nothing_is_voided_in_a_closed_round() -> None:
    world = worlds.open_world()
    client = signed_in(world.coordinator)
    send(client, codes_page(world), {"size": 3, "turn": 1})
    close_round(world.round)
    assert "Makulera" not in see(client, codes_page(world))
    assert "De behöver inte makuleras." in see(client, void_page(world))
    assert "Det går inte i omgångens nuvarande läge" in words(client.post(void_page(world), follow=True))
    assert CodeBatch.objects.get().voided_on is None


def test_nobody_voids_batches_of_other_units() -> None:
    world = worlds.open_world()
    make_codes(round=world.round, registration=world.support, size=3, on=builders.OPENS_ON)
    make_codes(round=world.round, registration=world.elsewhere, size=3, on=builders.OPENS_ON)
    theirs = CodeBatch.objects.get(registration=world.elsewhere)
    send(signed_in(world.stranger), void_page(world), {}, status=404)
    send(signed_in(world.coordinator), f"{codes_page(world)}{theirs.pk}/makulera/", {}, status=404)
    send(signed_in(world.staff), void_page(world), {}, status=403)
    assert not CodeBatch.objects.exclude(voided_on=None).exists()

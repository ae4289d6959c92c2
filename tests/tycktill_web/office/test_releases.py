"""The office counts, reviews, signs by two, corrects and withdraws."""

import re

import pytest
from django.test import Client
from tests.tycktill_web import worlds
from tests.tycktill_web.at_work import counted_by_page
from tests.tycktill_web.office.test_rounds import ROUND, key_form
from tests.tycktill_web.pages import see, send, signed_in, words
from time_machine import TimeMachineFixture

from tycktill_web.releases.models import PublicRelease
from tycktill_web.vault.models import SealedAnswer

pytestmark = pytest.mark.django_db
COUNT, WITHDRAW = f"{ROUND}rakna/", f"{ROUND}aterkalla/"


def release_page(world: worlds.World) -> str:
    """The address of the world's draft."""
    return f"/kansli/utgava/{worlds.drafted(world).pk}/"


def seen_hour(client: Client, page: str) -> dict[str, str]:
    """What the page for signing sends along: the hour that it tells."""
    (hour,) = re.findall(r'name="planned_for" value="([^"]*)"', client.get(f"{page}skriv-under/").content.decode())
    return {"planned_for": hour}


def test_a_count_tells_its_steps_and_keeps_a_draft() -> None:
    world = worlds.closed_world()
    page = counted_by_page(signed_in(world.anna), COUNT, key_form())
    assert "Blandar svaren så att ordningen inte säger något klart Öppnar svaren klart Räknar klart Skyddar" in page
    assert "41 svar är räknade och finns som ett utkast. Inget är publicerat." in page
    assert "Tabellerna är granskade utifrån" in page
    assert "Granska utkastet" in page
    assert PublicRelease.objects.get().state == PublicRelease.State.DRAFT


def test_a_count_is_told_in_the_language_it_was_asked_for_in() -> None:
    world = worlds.closed_world()
    page = counted_by_page(signed_in(world.anna), f"{COUNT}?sprak=en", key_form())
    assert "41 answers have been counted" in page
    assert "Review the draft" in page


def test_a_missing_answer_is_told_with_its_unit_and_nothing_is_kept() -> None:
    world = worlds.closed_world()
    worlds.counted(world)  # which puts all answers into the vault
    SealedAnswer.objects.filter(pk=SealedAnswer.objects.all()[0].pk).delete()
    page = counted_by_page(signed_in(world.anna), COUNT, key_form())
    assert "stämmer inte med de använda koderna" in page
    assert re.search(r"\w+ i \w+, ifo-[\w-]+: \d+ använda koder men \d+ svar\.", page)
    assert not PublicRelease.objects.exists()


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"passphrase": "fel"}, "öppnar inte nyckeln"),
        ({"pem": b"en katt"}, "inte en nyckel"),
        ({"passphrase": ""}, "Skriv lösenfrasen."),
    ],
)
def test_wrong_key_counts_nothing(form: dict[str, object], told: str) -> None:
    world = worlds.closed_world()
    page = send(signed_in(world.anna), COUNT, key_form(**form), status=400)
    assert told in page
    assert not PublicRelease.objects.exists()


def test_open_round_is_not_counted() -> None:
    client = signed_in(worlds.open_world().anna)
    assert "måste vara stängd" in see(client, COUNT)
    send(client, COUNT, key_form(), status=400)


def test_round_without_answers_is_told() -> None:
    world = worlds.open_world()
    world.round.state = "closed"
    world.round.save()
    assert "Det finns inga svar att räkna" in counted_by_page(signed_in(world.anna), COUNT, key_form())
    assert not PublicRelease.objects.exists()


def test_draft_in_the_way_is_told() -> None:
    world = worlds.closed_world()
    worlds.drafted(world)
    client = signed_in(world.anna)
    assert "väntar redan på underskrifter" in see(client, COUNT)
    send(client, COUNT, key_form(note="igen"), status=400)


def test_review_counts_what_is_shown_and_why_not() -> None:
    world = worlds.closed_world()
    page = see(signed_in(world.anna), release_page(world))
    assert "Minst eller högst" in page
    assert "Skyddar andras svar" in page
    assert "Vad det skulle kosta:" in page
    assert "Granhult" in page
    assert "Nästa" not in page
    assert "Två personer ska skriva under." in page


def test_municipality_of_which_nothing_is_shown_is_named() -> None:
    world = worlds.open_world()
    world.answer(world.support, "KKMMKKMMKK", offered=20)
    world.answer(world.elsewhere, "KM", offered=5)
    world.round.state = "closed"
    world.round.save()
    assert "Inget visas för 1 kommun Älvmora" in see(signed_in(world.anna), release_page(world))


def test_page_of_a_municipality_is_seen_before_it_is_published() -> None:
    world = worlds.closed_world()
    release, client = release_page(world), signed_in(world.anna)
    assert "Det här är ett utkast." in see(client, f"{release}9001/")
    assert "Visas inte: för få svar" in see(client, f"{release}9001/{worlds.ADDICTION}/")
    assert "Hela landet" in see(client, f"{release}riket/")
    assert "Ekonomiskt bistånd" in see(client, f"{release}riket/{worlds.SUPPORT}/")
    see(client, f"{release}9999/", status=404)
    see(client, f"{release}9002/{worlds.ADDICTION}/", status=404)
    see(client, "/kansli/utgava/999/", status=404)


def test_two_sign_and_the_second_publishes() -> None:
    world = worlds.closed_world()
    page = release_page(world)
    assert "Du är den första som skriver under." in see(signed_in(world.anna), f"{page}skriv-under/")
    assert "När en person till gör det" in send(signed_in(world.anna), f"{page}skriv-under/", {})
    assert "Du har redan skrivit under." in send(signed_in(world.anna), f"{page}skriv-under/", {})
    assert "Nu behövs en person till" in see(signed_in(world.anna), page)
    again = signed_in(world.anna).get(f"{page}skriv-under/", follow=True)
    assert again.redirect_chain == [(page, 302)]
    assert "Du har redan skrivit under." in words(again)
    assert "Du är den andra som skriver under." in see(signed_in(world.bo), f"{page}skriv-under/")
    told = send(signed_in(world.bo), f"{page}skriv-under/", {})
    assert "Resultatet är publicerat." in told
    assert told.index("Anna") < told.index("Bo")
    assert "Nästa steg Klart" in see(signed_in(world.anna), ROUND)


def test_an_hour_is_planned_told_before_signing_and_waited_for(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(worlds.NOW, tick=False)
    world = worlds.closed_world()
    page, hour = release_page(world), "17 december 2024 klockan 10.00"
    anna, bo = signed_in(world.anna), signed_in(world.bo)
    told = send(anna, f"{page}publicering/", {"day": "2024-12-17", "hour": "10:00"})
    assert f"Resultatet publiceras den {hour}, om två personer har skrivit under då." in told
    send(anna, f"{page}skriv-under/", seen_hour(anna, page))
    assert f"Resultatet publiceras den {hour}. Fram till dess kan båda ta tillbaka" in see(bo, f"{page}skriv-under/")
    assert f"Resultatet publiceras den {hour}." in send(bo, f"{page}skriv-under/", seen_hour(bo, page))
    assert "Nästa steg Resultatet väntar på sin tid" in see(anna, ROUND)
    assert "inget, resultatet publiceras vid sin tid" in see(anna, "/kansli/")
    assert "Tiden går att ändra först när" in see(anna, f"{page}publicering/")
    send(anna, f"{page}publicering/", {"day": "2024-12-18", "hour": "10:00"}, status=400)
    assert "Inget publiceras förrän två har skrivit under." in send(anna, f"{page}ta-tillbaka/", {})
    assert PublicRelease.objects.get().state == PublicRelease.State.DRAFT
    assert "Du har ingen underskrift att ta tillbaka." in send(anna, f"{page}ta-tillbaka/", {})


def test_who_looked_before_the_hour_was_changed_signs_nothing(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(worlds.NOW, tick=False)
    world = worlds.closed_world()
    page, anna, bo = release_page(world), signed_in(world.anna), signed_in(world.bo)
    seen = seen_hour(bo, page)
    send(anna, f"{page}publicering/", {"day": "2024-12-17", "hour": "10:00"})
    for form in (seen, {"planned_for": "2024-13-45T10:00"}, {"planned_for": "2024-12-17T10:00"}):
        assert "har ändrats sedan du öppnade sidan" in send(bo, f"{page}skriv-under/", form)
    send(anna, f"{page}publicering/", {"day": "", "hour": ""})
    assert "Nu behövs en person till" in send(bo, f"{page}skriv-under/", seen_hour(bo, page))


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"day": "2024-12-17"}, "Ange både dag och klockslag"),
        ({"hour": "10:00"}, "Ange både dag och klockslag"),
        ({"day": "2024-12-09", "hour": "10:00"}, "Den tiden har redan varit."),
        ({"day": "2025-03-30", "hour": "02:30"}, "Europe/Stockholm"),
        ({"day": "i morgon", "hour": "10:00"}, "Välj en dag, eller skriv den som"),
    ],
)
def test_an_hour_that_cannot_be_is_refused_by_a_sentence(
    form: dict[str, str], told: str, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(worlds.NOW, tick=False)
    world = worlds.closed_world()
    assert told in send(signed_in(world.anna), f"{release_page(world)}publicering/", form, status=400)
    assert PublicRelease.objects.get().planned_for is None


def test_draft_is_thrown_away_after_asking() -> None:
    world = worlds.closed_world()
    page, client = release_page(world), signed_in(world.anna)
    assert "Kasta utkastet?" in see(client, f"{page}kasta/")
    assert "Utkastet är kastat." in send(client, f"{page}kasta/", {})
    assert not PublicRelease.objects.exists()


def test_published_release_is_not_thrown_away() -> None:
    world = worlds.closed_world()
    release = worlds.published(world)
    told = send(signed_in(world.anna), f"/kansli/utgava/{release.pk}/kasta/", {})
    assert "Det går inte i det här läget." in told


def test_correction_asks_what_it_corrects() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    client = signed_in(world.anna)
    assert "Vad rättas?" in see(client, COUNT)
    assert "Skriv vad som rättas." in send(client, COUNT, key_form(), status=400)
    corrected = counted_by_page(client, COUNT, key_form(note="En enhet räknades två gånger."))
    assert "41 svar är räknade" in corrected
    assert "En enhet räknades två gånger." in see(client, f"/kansli/utgava/{PublicRelease.objects.get(number=2).pk}/")


def test_release_is_withdrawn_with_a_reason() -> None:
    world = worlds.closed_world()
    release, client = worlds.published(world), signed_in(world.anna)
    assert "Skriv varför." in send(client, WITHDRAW, {"reason": " "}, status=400)
    assert "Återkalla resultatet?" in see(client, WITHDRAW)
    assert "Resultatet är återkallat." in send(client, WITHDRAW, {"reason": "Fel enhet var med."})
    assert "Fel enhet var med." in see(client, f"/kansli/utgava/{release.pk}/")
    assert "Det går inte" in send(client, WITHDRAW, {"reason": "Igen."}, status=400)
    assert "Inget resultat av omgången är publicerat." in see(client, WITHDRAW)
    assert "Nästa steg Räkna svaren" in see(client, ROUND)

"""A municipality that leads a round of its own is told what is left to do, and nothing of an office."""

import pytest
from tests.tycktill_web import worlds
from tests.tycktill_web.instrument import rounds
from tests.tycktill_web.pages import see, signed_in

from tycktill_web.fieldwork.models import OfferTally
from tycktill_web.participants.models import Role
from tycktill_web.releases.manifests import manifest_of
from tycktill_web.releases.signing import plan_release, sign_draft

pytestmark = pytest.mark.django_db


def test_a_lone_coordinator_is_led_to_invite_another_before_it_is_needed_and_when_it_is() -> None:
    world = worlds.planned_world()
    release = rounds.drafted(world.granhult, world.coordinator)
    round_, client = release.round, signed_in(world.coordinator)
    steps = f"/kommun/{round_.family}/{round_.label}/organisation/{world.granhult.pk}/att-gora/"
    review = f"/kommun/egna/utgava/{release.pk}/"
    assert "Två olika samordnare ska skriva under resultatet, och ni är bara en." in see(client, steps)
    assert "Det finns bara en samordnare" in see(client, review)
    assert f"/kommun/personer/{world.granhult.pk}/bjud-in/" in client.get(review).content.decode()
    worlds.person("li@granhult.example", Role.COORDINATOR, world.granhult)
    assert "ni är minst två" in see(client, steps)
    assert "Det finns bara en samordnare" not in see(client, review)


def test_who_counts_is_told_first_which_units_have_counted_no_offered() -> None:
    world = worlds.planned_world()
    round_ = rounds.closed(world.granhult, world.coordinator)
    client, page = signed_in(world.coordinator), f"/kommun/egna/omgang/{round_.family}/{round_.label}/rakna/"
    assert "Det här saknas" not in see(client, page)
    OfferTally.objects.filter(round=round_).delete()
    assert "Granhult : 1 enkät på en enhet har inga räknade erbjudna" in see(client, page)


def test_no_page_of_its_embargo_says_that_the_office_signs_or_sees() -> None:
    world = worlds.planned_world()
    release = plan_release(
        rounds.drafted(world.granhult, world.coordinator),
        person=world.coordinator,
        publish_at=worlds.HOUR,
        at=worlds.NOW,
    )
    before = f"/kommun/{release.round.family}/{release.round.label}/"
    client = signed_in(world.coordinator)
    assert "startsidan" not in see(client, f"/kommun/egna/utgava/{release.pk}/publicering/")
    for name in ("li", "mo"):
        other = worlds.person(f"{name}@granhult.example", Role.COORDINATOR, world.granhult)
        sign_draft(release, person=other, at=worlds.NOW, planned_for=worlds.HOUR)
    for page in (f"{before}fore-publiceringen/9001/", f"{before}resultat/9001/"):
        told = see(client, page)
        assert "kansliet" not in told


def test_a_round_without_units_stands_on_the_first_page_and_leads_on() -> None:
    world = worlds.planned_world()
    round_, registration = rounds.opened(world.granhult, world.coordinator)
    registration.delete()
    client = signed_in(world.coordinator)
    assert "välj enheter" in see(client, "/kommun/")
    way = f"/kommun/egna/omgang/{round_.family}/{round_.label}/"
    assert way in client.get("/kommun/").content.decode()
    assert client.get(way).status_code == 200
    assert "välj enheter" not in see(signed_in(world.reader), "/kommun/")
    assert "välj enheter" not in see(signed_in(world.stranger), "/kommun/")


def test_a_draft_of_an_own_round_speaks_of_no_country() -> None:
    world = worlds.planned_world()
    release = rounds.drafted(world.granhult, world.coordinator)
    assert "hela landet" not in see(signed_in(world.coordinator), f"/kommun/egna/utgava/{release.pk}/")


def test_a_municipality_that_the_list_does_not_have_is_called_by_its_own_name() -> None:
    world = worlds.planned_world()
    world.granhult.municipality, world.granhult.name = "2599", "Nyskapade"
    world.granhult.save()
    release = rounds.drafted(world.granhult, world.coordinator)
    assert release.places.get(municipality="2599").name == "Nyskapade"
    assert manifest_of(release).names.municipalities == {"2599": "Nyskapade"}

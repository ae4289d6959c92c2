"""A coordinator reads what was done in her organisation, the office all of it; and both take it along as a table."""

import csv
import hashlib
import io
import json
from datetime import time

import pytest
from django.utils import timezone
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.instrument import rounds
from tests.tycktill_web.pages import see, send, signed_in, words

from tycktill_web.fieldwork.offered import record_days
from tycktill_web.fieldwork.rounds import close_round
from tycktill_web.instrument.models import OwnSurvey
from tycktill_web.journal.catalogue import CATALOGUE
from tycktill_web.journal.models import JournalEntry
from tycktill_web.journal.reading import PER_PAGE, action_name
from tycktill_web.journal.verifying import verify_journal
from tycktill_web.participants.models import Organisation, Person

pytestmark = pytest.mark.django_db
OWN, ALL = "/kommun/handelser/", "/kansli/handelser/"


def rows(person: Person, address: str) -> list[dict[str, str]]:
    """A table that somebody takes along."""
    response = signed_in(person).get(address)
    assert response.streaming
    text = b"".join(response).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_a_coordinator_reads_what_was_done_in_her_own_organisation() -> None:
    world = worlds.open_world()
    client = signed_in(world.coordinator)
    send(client, f"/kommun/enhet/{world.support.pk}/koder/", {"size": 3, "turn": 1})
    page = see(client, OWN)
    assert "Skapade koder för Försörjningsstöd" in page
    assert "Cilla, samordnare, Granhult" in page
    assert "Mottagningen" not in page
    assert "Öppnade omgången" not in page
    assert "Skapade koder" not in see(signed_in(world.stranger), OWN)


def test_the_office_reads_all_of_it() -> None:
    world = worlds.open_world()
    signed_in(world.anna).post("/kansli/omgang/ifo/2024/stang/", {})
    page = see(signed_in(world.anna), ALL)
    assert "Stängde omgången Anna, nationellt kansli, Kansliet" in page
    assert "La till enheten Mottagningen" in page
    assert "Älvmora" in page


def test_it_is_read_in_english_too() -> None:
    world = worlds.open_world()
    close_round(world.round)
    page = see(signed_in(world.anna), f"{ALL}?sprak=en")
    assert "Closed the round" in page
    assert "Stängde" not in page


def test_one_person_one_kind_and_one_round_are_picked_out() -> None:
    world = worlds.open_world()
    signed_in(world.anna).post("/kansli/omgang/ifo/2024/stang/", {})
    client = signed_in(world.anna)
    assert "1 händelse" in see(client, f"{ALL}?person={world.anna.pk}&handelse=round_closed&omgang=ifo-2024")
    for choice in ("person=999999", "person=x", "handelse=unknown", "omgang=fo-2031", f"person={world.bo.pk}"):
        assert "Inget passar in" in see(client, f"{ALL}?{choice}")


def test_pages_follow_each_other_with_the_newest_first_and_keep_the_choice() -> None:
    world = worlds.open_world()
    for _ in range(PER_PAGE + 1):
        builders.unit(of=world.granhult)
    client = signed_in(world.coordinator)
    first = client.get(f"{OWN}?handelse=unit_added").content.decode()
    assert "Sida 1 av 2" in first
    assert "?handelse=unit_added&amp;sida=2" in first
    assert "La till enheten Försörjningsstöd" in words(client.get(f"{OWN}?handelse=unit_added&sida=2"))
    assert "Sida 2 av 2" in see(client, f"{OWN}?sida=999&handelse=unit_added")


def test_where_nothing_has_been_done_the_page_says_so() -> None:
    kommun = Organisation.objects.bulk_create([Organisation(kind="municipality", name="Ny", municipality="9003")])[0]
    (person,) = Person.objects.bulk_create([Person(email="ny@ny.example")])
    kommun.memberships.bulk_create([kommun.memberships.model(person=person, organisation=kommun, role="coordinator")])
    assert "Inga händelser ännu" in see(signed_in(person), OWN)


def test_an_hour_that_a_respondent_stood_beside_is_not_told() -> None:
    world = worlds.open_world()
    day = builders.OPENS_ON
    record_days(round=world.round, registration=world.support, offered={day: 7})
    record_days(round=world.round, registration=world.support, offered={day: 9})
    entry = JournalEntry.objects.get(facts__contains='"after":9')
    assert '"before":7' in entry.facts
    assert timezone.localtime(entry.at).time() == time(0)
    page = signed_in(world.coordinator).get(f"{OWN}?handelse=offered_counted").content.decode()
    assert "från 7 till 9" in page
    assert "00.00.00" not in page


def test_the_table_is_of_the_same_organisation_as_the_page() -> None:
    world = worlds.open_world()
    own = rows(world.coordinator, "/kommun/handelser.csv")
    assert {row["organisation_name"] for row in own} == {"Granhult"}
    assert own[-1]["sentence"]


def test_whoever_has_the_whole_table_can_follow_the_chain_without_us() -> None:
    world = worlds.open_world()
    before = "0" * 64
    table = rows(world.anna, "/kansli/handelser.csv")
    for row in table:
        covered = {name: row[name] for name in row if name not in ("digest", "sentence")}
        numbers = {name: int(row[name]) if row[name] else None for name in ("number", "person", "organisation")}
        canonical = json.dumps(
            {**covered, **numbers, "before": before}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        assert hashlib.sha256(canonical.encode()).hexdigest() == row["digest"]
        before = row["digest"]
    assert before == verify_journal().newest


def test_no_cell_of_the_table_is_a_formula() -> None:
    world = worlds.open_world()
    Person.objects.filter(pk=world.anna.pk).update(first_name="", email="=cmd@kansliet.example")
    signed_in(world.anna).post("/kansli/omgang/ifo/2024/stang/", {})
    assert rows(world.anna, "/kansli/handelser.csv")[-1]["who"] == "'=cmd@kansliet.example"


def test_rounds_are_called_by_their_names_an_own_one_too() -> None:
    world = worlds.planned_world()
    round_, _ = rounds.planned(world.granhult, world.coordinator)
    client = signed_in(world.coordinator)
    page = see(client, f"{OWN}?omgang={round_.key}")
    assert f"{OwnSurvey.objects.get().title} 2024" in page
    assert round_.key not in page
    assert "Individ- och familjeomsorg 2024" in see(signed_in(world.anna), ALL)


def test_kinds_of_events_are_offered_in_whole_words() -> None:
    assert action_name("round_planned") == "Planerade omgången från … till …, papper … dagar till, skydd …"
    assert action_name("codes_made") == "Skapade koder för …, enkäten …"
    assert action_name("unit_added") == "La till enheten …"
    assert action_name("target_added") == "Satte målet … procent för …"
    assert action_name("round_closed") == "Stängde omgången"
    stumps = (" från", " till", " den", " av", " på", "(")
    assert not [each for each in CATALOGUE if action_name(each).endswith(stumps) or "%" in action_name(each)]

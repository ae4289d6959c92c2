"""The own answers are the municipality's: counted and signed by it, in no national figure, and unseen by the office."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.after.asking import FIRST, OWN_ANSWERS, edition_of
from tests.tycktill_web.instrument.surveys import FOOD, STAFF, frozen, made
from tests.tycktill_web.pages import see, send, signed_in
from time_machine import TimeMachineFixture

from tycktill.terms import Gender
from tycktill_web.fieldwork.after_errors import TooManyQuestions
from tycktill_web.fieldwork.asking_after import MOST_QUESTIONS, ask_after
from tycktill_web.fieldwork.codes import make_codes
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.offered import record_offered
from tycktill_web.fieldwork.progress import round_progress
from tycktill_web.fieldwork.rounds import close_round, open_round
from tycktill_web.fieldwork.unit_counts import before_closing
from tycktill_web.intake import submit_after, submit_answers
from tycktill_web.participants.models import Role
from tycktill_web.releases.drafting import keep_draft
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.signing import sign_draft
from tycktill_web.results.counting import count_round

pytestmark = pytest.mark.django_db
NAME = "Trivsel på boendet"


def asked(world: worlds.World) -> Round:
    """Own questions of Granhult's after economic support, both open."""
    edition = edition_of(world.granhult, world.coordinator)
    own = ask_after(world.round, edition, questionnaires=[FIRST], on=builders.OPENS_ON)
    for each in (own, world.round):
        open_round(each, public_key=worlds.key_pair(each.key)[0], on=builders.OPENS_ON)
    return own


def answered(world: worlds.World, own: Round, *, counted: int = 20) -> Round:
    """Twelve of twenty answer, eight of them the own questions too; and all is closed. Staff have counted so many."""
    codes = make_codes(round=world.round, registration=world.support, size=20, on=builders.OPENS_ON)
    for place, code in enumerate(codes[:12]):
        submit_answers(code, builders.ANSWERS, Gender.WOMAN, on=builders.TODAY)
        if place < 8:
            submit_after(code, OWN_ANSWERS, Gender.WOMAN, on=builders.TODAY)
    record_offered(round=world.round, registration=world.support, on=builders.TODAY, offered=counted)
    close_round(world.round)
    return Round.objects.get(pk=own.pk)


def results_of(round: Round) -> tuple[PublicRelease, str]:
    """A draft, and its table."""
    counted = count_round(round, keys=[worlds.saved_key(round.key)])
    release = keep_draft(round, counted, at=worlds.NOW)
    return release, bytes(release.files.get(name="results.csv").content).decode()


def test_it_is_counted_of_all_who_were_offered_and_signed_by_two_of_the_municipality() -> None:
    world = worlds.planned_world()
    own = answered(world, asked(world))
    release, table = results_of(own)
    whole = next(line for line in table.splitlines() if ",municipality,9001,,T," in line)
    assert ",20,,8," in whole, whole
    li = worlds.person("li@granhult.example", Role.COORDINATOR, world.granhult)
    for person in (world.coordinator, li):
        release = sign_draft(release, person=person, at=worlds.NOW)
    assert release.state == "published"
    told = see(Client(), f"/resultat/{own.family}/2024/9001/")
    assert NAME in told
    assert "riket" not in told.lower()
    assert "den som nyss hade svarat på Individ- och familjeomsorg 2024" in told
    assert "whoever had just answered Individual and family services 2024" in see(
        Client(), f"/resultat/{own.family}/2024/9001/?sprak=en"
    )
    assert NAME not in see(Client(), "/")


def test_the_desk_and_the_result_tell_the_same_limit_where_more_have_answered_before_it_than_were_counted() -> None:
    world = worlds.planned_world()
    own = answered(world, asked(world), counted=10)
    own_unit = world.support.unit.registrations.get(instrument=f"{own.family}-enkat")
    known = round_progress(own, on=builders.TODAY)
    for rate in (known.rate, known.organisations[0].rate, known.of(own_unit).rate):
        assert (rate.offered, rate.answered, rate.at_most, rate.per_cent) == (12, 8, 67, None)
    assert before_closing(own, on=builders.TODAY).rate == known.rate
    told = see(signed_in(world.coordinator), f"/kommun/{own.family}/2024/")
    assert "högst 67" in told
    _, table = results_of(own)
    whole = next(line for line in table.splitlines() if ",municipality,9001,,T," in line)
    assert ",,12,8," in whole, whole


def test_no_national_figure_has_it() -> None:
    world = worlds.planned_world()
    own = answered(world, asked(world))
    national = Round.objects.get(pk=world.round.pk)
    with_own, table = results_of(national)
    assert own.family not in table
    assert "maten" not in table
    assert not [each.name for each in with_own.files.all() if own.family.encode() in bytes(each.content)]
    assert ",12," in next(line for line in table.splitlines() if f",{FIRST},municipality,9001,,T," in line)


def test_the_office_sees_who_asks_and_nothing_of_it() -> None:
    world = worlds.planned_world()
    own = asked(world)
    office = signed_in(world.anna)
    assert "Granhult" in see(office, "/kansli/omgang/ifo/2024/egna-fragor/")
    assert "går inte längre att säga nej" in see(office, "/kansli/omgang/ifo/2024/egna-fragor/")
    for page in ("/kansli/", "/kansli/omgang/ifo/2024/egna-fragor/", "/kansli/handelser/", "/kansli/omgang/ifo/2024/"):
        told = see(office, page)
        assert NAME not in told, page
        assert own.family not in told, page
    assert office.get(f"/kansli/omgang/{own.family}/2024/").status_code == 404


def test_a_questionnaire_that_is_too_long_is_refused_with_how_many() -> None:
    world = worlds.planned_world()
    many = [type(FOOD)({"sv": f"{FOOD.text['sv']} {each}"}, {}, FOOD.scale) for each in range(MOST_QUESTIONS)]
    edition = frozen(made(world.granhult, world.coordinator, *many, STAFF), world.coordinator)
    with pytest.raises(TooManyQuestions, match=r"11 frågor.*högst 10"):
        ask_after(world.round, edition, questionnaires=[FIRST], on=builders.OPENS_ON)
    form = {"edition": edition.pk, "questionnaires": [FIRST]}
    page = f"/kommun/ifo/2024/organisation/{world.granhult.pk}/egna-fragor/"
    assert "11 frågor" in send(signed_in(world.coordinator), page, form, status=400)
    assert Round.objects.count() == 1


def test_the_page_says_what_is_lacking(time_machine: TimeMachineFixture) -> None:
    world = worlds.planned_world()
    time_machine.move_to(builders.TODAY)
    client, page = signed_in(world.coordinator), f"/kommun/ifo/2024/organisation/{world.granhult.pk}/egna-fragor/"
    assert "Skriv frågorna först" in see(client, page)
    asked(world)
    assert "har börjat besvaras" in see(client, page)
    assert "Hur smakar maten?" in see(client, f"{page}{Round.objects.get(asked_after=world.round).family}/prova/")


def test_what_is_done_in_the_national_round_is_not_done_again(time_machine: TimeMachineFixture) -> None:
    """Staff count nobody twice, make no codes and type no paper for it."""
    world = worlds.planned_world()
    own = asked(world)
    time_machine.move_to(builders.TODAY)
    client = signed_in(world.coordinator)
    for page in ("/kommun/idag/", "/kommun/papper/"):
        assert NAME not in see(client, page), page
    registration = world.support.unit.registrations.get(instrument=f"{own.family}-enkat")
    send(client, f"/kommun/enhet/{registration.pk}/koder/", {"size": 3, "turn": 1, "paper": "slips"}, status=400)
    assert own.batches.count() == 0
    told = see(client, f"/kommun/{own.family}/2024/")
    assert "Lappar till alla enheter" not in told


def test_a_page_of_it_asks_the_database_at_most_twelve_times(time_machine: TimeMachineFixture) -> None:
    world = worlds.planned_world()
    own = asked(world)
    time_machine.move_to(builders.TODAY)
    desk = f"/kommun/ifo/2024/organisation/{world.granhult.pk}/egna-fragor/"
    ways = {
        world.coordinator: (
            desk,
            f"{desk}{own.family}/prova/",
            f"/kommun/egna/omgang/{own.family}/2024/",
            f"/kommun/{own.family}/2024/",
            "/kommun/egna/",
            "/kommun/",
        ),
        world.anna: ("/kansli/omgang/ifo/2024/egna-fragor/",),
    }
    found = {}
    for person, pages in ways.items():
        client = signed_in(person)
        for page in pages:
            assert client.get(page).status_code == 200, page
            with CaptureQueriesContext(connection) as captured:
                client.get(page)
            found[page] = len(captured)
    assert {page: number for page, number in found.items() if number > 12} == {}

"""The Monday letter comes once a person and week, says what to do, tells no more than pages do, and can be refused."""

from collections.abc import Iterator
from threading import Event

import pytest
from pytest_django import Settings
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.at_work import at_work, work_off
from tests.tycktill_web.pages import see, send, signed_in
from tests.tycktill_web.post import PostOffice, post_office
from time_machine import TimeMachineFixture

from tycktill.fieldwork import Outlook, ResponseRate
from tycktill_web.fieldwork.models import Round, ShownFigures
from tycktill_web.fieldwork.progress import LiveRate
from tycktill_web.fieldwork.rounds import register_unit
from tycktill_web.jobs import mailing
from tycktill_web.jobs.models import Job
from tycktill_web.jobs.monday import Week, three_lines

pytestmark = pytest.mark.django_db(transaction=True)
CILLA = "cilla@granhult.example"
MONDAY, NEXT = "2024-09-23T07:00:00+02:00", "2024-09-30T07:00:00+02:00"


@pytest.fixture
def post(settings: Settings) -> Iterator[PostOffice]:
    """A mail server that takes all."""
    with post_office(settings) as office:
        yield office


def answered_world() -> worlds.World:
    """An open round: one unit goes well, one has offered four."""
    world = worlds.open_world()
    world.answer(world.support, "KKKKKKKMMM", offered=20)
    world.answer(world.addiction, "KM", offered=4)
    world.answer(world.elsewhere, "KKKKMMMM", offered=8)
    return world


def done() -> list[Job]:
    """Everything that is due, done by a worker."""
    with at_work() as worker:
        return work_off(worker)


def test_three_lines_say_how_it_goes_who_to_remind_and_where_to_offer_more() -> None:
    rate = LiveRate(ResponseRate(40, 15), is_exact=False)
    ahead = Outlook(0, 3, 0.97)
    week = Week(12, rate, 43, ["Norr", "Söder", "Öster", "Väster"], [("Norr", ahead)])
    assert three_lines(week) == (
        "40 erbjudna hittills, minst 37 % har svarat. Förra omgången: 43 %. 12 dagar kvar.",
        "Påminn om att räkna: Norr, Söder, Öster och 1 till.",
        "Erbjud fler, annars blir det under fem svar och ingenting visas: Norr (0–3).",
    )
    calm = three_lines(Week(1, LiveRate(ResponseRate(4, 0), is_exact=False)))
    assert calm == (
        "4 erbjudna hittills, för få svar för en svarsfrekvens. 1 dag kvar.",
        "Alla enheter räknar hur många de erbjuder.",
        "Ingen enhet ser ut att sluta under fem svar.",
    )


def test_it_comes_on_monday_once_to_each_coordinator(post: PostOffice, time_machine: TimeMachineFixture) -> None:
    answered_world()
    time_machine.move_to("2024-09-22T12:00:00+02:00")
    done()
    assert post.letters == []
    time_machine.move_to(MONDAY)
    done()
    done()
    assert sorted(letter["To"] for letter in post.letters) == [CILLA, "frans@alvmora.example"]
    (text,) = post.texts(CILLA)
    assert "Granhult, Individ- och familjeomsorg 2024" in text
    assert "24 erbjudna hittills, minst 41 % har svarat. 22 dagar kvar." in text
    assert "Påminn om att räkna: Försörjningsstöd, Vuxenheten." in text
    assert "/kommun/ifo/2024/" in text
    assert "Mottagningen" not in text
    time_machine.move_to(NEXT)
    done()
    assert len(post.letters) == 4


def test_a_unit_that_asks_two_groups_is_named_with_each(post: PostOffice, time_machine: TimeMachineFixture) -> None:
    world = answered_world()
    register_unit(round=world.round, unit=world.support.unit, questionnaire=worlds.ADDICTION)
    time_machine.move_to(MONDAY)
    done()
    (text,) = post.texts(CILLA)
    assert "Försörjningsstöd – Ekonomiskt bistånd, Försörjningsstöd – Missbruk och beroende, Vuxenheten." in text


def test_a_worker_that_dies_when_it_has_gone_sends_none_again(
    post: PostOffice, time_machine: TimeMachineFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = answered_world()
    world.stranger.is_active = False
    world.stranger.save()
    time_machine.move_to(MONDAY)
    with monkeypatch.context() as patch, at_work() as worker:
        patch.setattr("tycktill_web.jobs.working.finish_job", lambda *_: 1 / 0)
        worker.do_next(Event())
    assert Job.objects.get().step == mailing._SENT
    time_machine.move_to("2024-09-23T07:05:00+02:00")
    done()
    assert len(post.letters) == 1
    assert Job.objects.get().state == Job.State.DONE


def test_whoever_says_no_gets_none_until_they_say_yes(post: PostOffice, time_machine: TimeMachineFixture) -> None:
    world = answered_world()
    page = "/kommun/mandagsbrev/"
    time_machine.move_to(MONDAY)
    client = signed_in(world.coordinator)
    assert "Du får inget måndagsbrev mer." in send(client, page, {"wanted": "0"})
    done()
    assert [letter["To"] for letter in post.letters] == ["frans@alvmora.example"]
    send(client, page, {"wanted": "1"})
    assert "Du får brevet." in see(client, page)
    done()
    assert len(post.letters) == 2


def test_nobody_is_written_to_when_no_round_is_open(post: PostOffice, time_machine: TimeMachineFixture) -> None:
    answered_world()
    Round.objects.update(state=Round.State.CLOSED)
    time_machine.move_to(MONDAY)
    assert done() == []
    assert post.letters == []


def test_it_tells_no_more_than_pages_do(post: PostOffice, time_machine: TimeMachineFixture) -> None:
    world = answered_world()
    time_machine.move_to(MONDAY)
    done()
    (told,) = post.texts(CILLA)
    world.answer(world.addiction, "K")
    ShownFigures.objects.all().delete()
    Job.objects.all().delete()
    done()
    assert post.texts(CILLA) == [told, told]
    assert builders.TODAY.isoformat() not in told

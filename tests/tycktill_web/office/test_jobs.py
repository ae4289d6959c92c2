"""The office follows jobs on pages that can be left, and tries again what has failed."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from tests.tycktill_web import worlds
from tests.tycktill_web.at_work import at_work, work_off
from tests.tycktill_web.office.test_rounds import ROUND, key_form
from tests.tycktill_web.pages import see, send, signed_in

from tycktill_web.jobs import counting, queue, working
from tycktill_web.jobs.errors import NotFailed, NotKnown, NoWorker, UnderWay
from tycktill_web.jobs.kinds import BACK_OFF, AnyProgress
from tycktill_web.jobs.models import Job
from tycktill_web.jobs.queue import KEY_AGAIN, OUR_FAULT
from tycktill_web.releases.models import PublicRelease, ReleaseFile
from tycktill_web.results.counting import begin_count
from tycktill_web.results.errors import BeingCounted

pytestmark = pytest.mark.django_db
COUNT, JOBS = f"{ROUND}rakna/", "/kansli/jobb/"
SECRET = "Anna svarade nej"


def due_now() -> None:
    """What waits to be tried again waits no more."""
    Job.objects.filter(state=Job.State.QUEUED).update(due_at=timezone.now())


def test_a_count_goes_on_without_its_page_and_is_found_again_from_the_round_and_the_list() -> None:
    world = worlds.closed_world()
    anna, bo = signed_in(world.anna), signed_in(world.bo)
    with at_work() as worker:
        assert "Det väntar på sin tur." in send(anna, COUNT, key_form())
        assert "Nästa steg Svaren räknas" in see(bo, ROUND)
        assert "inget, svaren räknas" in see(bo, "/kansli/")
        assert "Räkna svaren: Individ- och familjeomsorg 2024 väntar" in see(bo, JOBS)
        assert str(UnderWay.sentence) in send(bo, COUNT, key_form())
        assert "Anna bad om det den" in see(bo, f"{JOBS}{Job.objects.get().pk}/")
        work_off(worker)
    assert "41 svar är räknade" in see(bo, f"{JOBS}{Job.objects.get().pk}/")
    assert "Klara Räkna svaren: Individ- och familjeomsorg 2024 klart" in see(bo, JOBS)
    assert "Nästa steg Granska och skriv under" in see(anna, ROUND)


def test_how_far_a_count_has_come_is_told_while_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    world, seen = worlds.closed_world(), []
    note = queue.note_progress

    def note_and_look(claim: queue.Claim, told: AnyProgress) -> None:
        note(claim, told)
        seen.append(see(signed_in(world.bo), f"{JOBS}{Job.objects.get().pk}/"))

    monkeypatch.setattr(working, "note_progress", note_and_look)
    with at_work() as worker:
        send(signed_in(world.anna), COUNT, key_form())
        work_off(worker)
    assert any(
        "Blandar svaren så att ordningen inte säger något klart Öppnar svaren pågår 41 av 41" in each for each in seen
    )
    assert all("Visa läget nu" in each for each in seen)


@pytest.mark.thorough
def test_a_job_that_this_version_does_not_know_stops_with_a_sentence_and_stops_no_other() -> None:
    world = worlds.closed_world()
    Job.objects.create(
        kind="fax",
        key="fax-1",
        round=world.round,
        arguments={"to": "x"},
        asked_at=timezone.now(),
        due_at=timezone.now(),
    )
    with at_work() as worker:
        send(signed_in(world.anna), COUNT, key_form())
        work_off(worker)
    page = see(signed_in(world.anna), f"{JOBS}{Job.objects.get(kind='fax').pk}/")
    assert "Okänt jobb" in page
    assert str(NotKnown.sentence) in page
    assert Job.objects.get(kind="count").state == Job.State.DONE
    assert "Okänt jobb" in see(signed_in(world.anna), JOBS)


def test_without_a_worker_no_key_is_taken_and_the_list_says_that_nobody_is_there() -> None:
    world = worlds.closed_world()
    client = signed_in(world.anna)
    assert str(NoWorker.sentence) in send(client, COUNT, key_form(), status=400)
    assert not Job.objects.exists()
    assert "som gör jobben är inte igång" in see(client, JOBS)
    with at_work():
        assert "som gör jobben är inte igång" not in see(client, JOBS)


@pytest.mark.thorough
def test_a_round_that_is_mixed_just_now_is_counted_a_while_later(monkeypatch: pytest.MonkeyPatch) -> None:
    world = worlds.closed_world()

    def busy(*_: object, **__: object) -> None:
        monkeypatch.setattr(counting, "begin_count", begin_count)
        raise BeingCounted

    monkeypatch.setattr(counting, "begin_count", busy)
    with at_work() as worker:
        send(signed_in(world.anna), COUNT, key_form())
        work_off(worker)
        assert "Nytt försök görs klockan" in see(signed_in(world.anna), f"{JOBS}{Job.objects.get().pk}/")
        due_now()
        work_off(worker)
    assert Job.objects.get().state == Job.State.DONE


@pytest.mark.thorough
def test_a_fault_of_ours_is_tried_again_then_told_and_logged_without_its_words(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    world = worlds.closed_world()

    def broken(*_: object, **__: object) -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr(counting, "keep_draft", broken)
    with at_work() as worker:
        send(signed_in(world.anna), COUNT, key_form())
        for _ in range(len(BACK_OFF) + 1):
            work_off(worker)
            due_now()
    page = see(signed_in(world.anna), f"{JOBS}{Job.objects.get().pk}/")
    assert str(OUR_FAULT) in page
    assert Job.objects.get().attempts == len(BACK_OFF) + 1
    assert not PublicRelease.objects.exists()
    assert "count ifo-2024 was broken off by ValueError" in caplog.text
    assert SECRET not in caplog.text + page


@pytest.mark.thorough
def test_a_publication_that_failed_is_tried_again_from_its_page() -> None:
    release = worlds.waiting(worlds.closed_world())
    file = ReleaseFile.objects.filter(release=release, name="results.csv")
    content = bytes(file.get().content)
    file.update(content=b"made up")
    with at_work() as worker:
        work_off(worker)
        assert not work_off(worker)
        job, client = Job.objects.get(), signed_in(release.signatures.all()[0].person)
        assert "Stannade Publicera resultatet: Individ- och familjeomsorg 2024 stannade" in see(client, JOBS)
        assert "Försök igen" in see(client, f"{JOBS}{job.pk}/")
        file.update(content=content)
        send(client, f"{JOBS}{job.pk}/", {})
        work_off(worker)
        assert str(NotFailed.sentence) in send(client, f"{JOBS}{job.pk}/", {})
    assert "Resultatet är publicerat." in see(client, f"{JOBS}{job.pk}/")
    release.refresh_from_db()
    assert release.state == PublicRelease.State.PUBLISHED


@pytest.mark.thorough
def test_a_count_is_never_tried_again_without_its_key() -> None:
    world = worlds.closed_world()
    client = signed_in(world.anna)
    with at_work():
        send(client, COUNT, key_form())
    job = Job.objects.get()
    assert str(KEY_AGAIN) in see(client, f"{JOBS}{job.pk}/")
    assert str(NotFailed.sentence) in send(client, f"{JOBS}{job.pk}/", {})
    with at_work() as worker:
        assert "Det väntar på sin tur." in send(client, COUNT, key_form())
        work_off(worker)
    assert Job.objects.get().pk == job.pk
    assert "41 svar är räknade" in see(client, f"{JOBS}{job.pk}/")


def test_a_worker_that_has_gone_silent_is_seen_on_the_page_of_what_it_left() -> None:
    world = worlds.closed_world()
    client = signed_in(world.anna)
    with at_work() as worker:
        send(client, COUNT, key_form())
        type(worker.row).objects.update(breathes_until=timezone.now() - timedelta(seconds=1))
        assert str(KEY_AGAIN) in see(client, f"{JOBS}{Job.objects.get().pk}/")


@pytest.mark.thorough
@pytest.mark.django_db(transaction=True)
def test_a_database_that_goes_away_while_a_round_is_counted_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    world = worlds.closed_world()
    note = queue.note_progress

    def note_once(*told: object) -> None:
        monkeypatch.setattr(working, "note_progress", note)
        connection.close()
        raise OperationalError(SECRET)

    monkeypatch.setattr(working, "note_progress", note_once)
    with at_work() as worker:
        send(signed_in(world.anna), COUNT, key_form())
        work_off(worker)
        assert Job.objects.get().sealed is not None
        due_now()
        assert [job.state for job in work_off(worker)] == [Job.State.DONE]
    assert PublicRelease.objects.count() == 1

"""The queue's laws: each job is one worker's at a time, tried again later and later, and ended by its holder alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from threading import Event
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone
from tests.tycktill_web import worlds
from tests.tycktill_web.at_work import at_work, work_off
from tests.tycktill_web.racing import at_once
from time_machine import TimeMachineFixture

from tycktill_web.fieldwork.models import Round
from tycktill_web.jobs import queue, working
from tycktill_web.jobs.asking import ask_for_count
from tycktill_web.jobs.errors import LeaseLost, UnderWay
from tycktill_web.jobs.kinds import BACK_OFF, AnyProgress, Ending, Progress
from tycktill_web.jobs.models import Job, Worker
from tycktill_web.jobs.publishing import PublishArguments
from tycktill_web.jobs.queue import (
    Claim,
    JobRequest,
    claim_job,
    fail_job,
    finish_job,
    forget_details,
    hold_job,
    hold_on,
    note_progress,
    put_back,
    put_job,
    put_off,
    requeue_job,
    take_from_the_silent,
)
from tycktill_web.jobs.workers import LEASE, breathe_on, enrol_worker, leave_work, living_workers
from tycktill_web.jobs.working import WorkerProcess

pytestmark = pytest.mark.django_db(transaction=True)


def wanted(key: str = "publish", **changes: Any) -> JobRequest:
    """A job to be."""
    round_ = Round.objects.first() or worlds.planned_world().round
    return replace(JobRequest("publish", round_, PublishArguments(1), key, "sv"), **changes)


def claimed(by: Worker) -> tuple[Claim, Job]:
    """The job that this worker gets."""
    found = claim_job(by)
    assert found
    return found


def worker() -> Worker:
    """Somebody at work."""
    return enrol_worker(None)


def test_the_same_is_asked_for_once_and_once_more_when_it_is_done() -> None:
    job = put_job(wanted())
    with pytest.raises(UnderWay) as refused:
        put_job(wanted())
    assert refused.value.job == job
    taken, _ = claimed(worker())
    with hold_job(taken) as mine:
        finish_job(mine, Ending("Klart."))
    assert put_job(wanted()).pk != job.pk


def test_what_a_stopped_job_told_of_units_is_forgotten_after_a_day_and_why_it_stopped_is_not() -> None:
    job = put_job(wanted())
    fail_job(job, "Svaren stämmer inte.", ["Norr: 3 koder, 2 svar."])
    forget_details()
    assert Job.objects.get().details
    Job.objects.update(ended_at=timezone.now() - timedelta(days=1, minutes=1))
    forget_details()
    stopped = Job.objects.get()
    assert (stopped.details, stopped.sentence) == ([], "Svaren stämmer inte.")


def test_of_many_who_ask_at_once_one_gets_the_job_and_the_others_are_told_which() -> None:
    asked = wanted()

    def ask() -> str:
        try:
            return f"new {put_job(asked).pk}"
        except UnderWay as error:
            return f"old {error.job.pk}"

    answers = at_once([ask] * 5)
    number = Job.objects.get().pk
    assert sorted(answers) == [f"new {number}", *[f"old {number}"] * 4]


def test_of_many_who_claim_at_once_each_gets_another_job() -> None:
    for number in range(5):
        put_job(wanted(f"job {number}"))
    crew = [worker() for _ in range(8)]

    def take(mine: Worker) -> Callable[[], str]:
        return lambda: str(taken[0].job) if (taken := claim_job(mine)) else "nothing"

    taken = at_once([take(mine) for mine in crew])
    got = [each for each in taken if each != "nothing"]
    assert len(got) == len(set(got))
    while claim_job(crew[0]):
        pass
    assert set(Job.objects.values_list("attempts", flat=True)) == {1}


def test_what_fails_is_tried_again_later_and_later_and_then_left_to_a_person(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(worlds.NOW, tick=False)
    mine, now = worker(), worlds.NOW
    put_job(wanted())
    waited = []
    while taken := claim_job(mine):
        with hold_job(taken[0]) as job:
            put_off(job, why="Det gick inte.")
        if job.state == Job.State.QUEUED:
            waited.append(int((job.due_at - now).total_seconds()))
            assert claim_job(mine) is None
            now = job.due_at
            time_machine.move_to(now, tick=False)
    assert tuple(waited) == BACK_OFF
    job = Job.objects.get()
    assert (job.state, job.sentence) == (Job.State.FAILED, "Det gick inte.")
    assert requeue_job(job)
    assert claimed(mine)
    assert not requeue_job(job)


def test_who_was_away_too_long_ends_nothing_and_says_nothing(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(worlds.NOW, tick=False)
    slow, quick = worker(), worker()
    put_job(wanted())
    taken, _ = claimed(slow)
    time_machine.shift(LEASE + timedelta(seconds=1))
    breathe_on(quick)
    assert take_from_the_silent() == 1
    time_machine.shift(timedelta(seconds=BACK_OFF[0]))
    again, job = claimed(quick)
    assert job.attempts == 2
    for action in (lambda: note_progress(taken, Progress("x")), lambda: hold_job(taken).__enter__()):
        with pytest.raises(LeaseLost):
            action()
    hold_on(taken)
    with hold_job(again) as mine:
        fail_job(mine, "Nej.")
    assert Job.objects.get().sentence == "Nej."


def test_who_breathes_and_holds_on_keeps_the_job_however_long_it_takes(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(worlds.NOW, tick=False)
    mine = worker()
    put_job(wanted())
    taken, _ = claimed(mine)
    for _ in range(5):
        time_machine.shift(LEASE / 2)
        assert breathe_on(mine)
        hold_on(taken)
        assert take_from_the_silent() == 0
    with hold_job(taken) as job:
        assert job.attempts == 1


def test_what_a_worker_that_is_told_to_stop_puts_back_was_no_try() -> None:
    mine = worker()
    put_job(wanted())
    taken, _ = claimed(mine)
    with hold_job(taken) as job:
        put_back(job)
    assert Job.objects.get().attempts == 0
    assert claimed(worker())


def test_a_worker_that_is_told_to_stop_ends_between_two_steps_and_leaves_the_job_to_another() -> None:
    release = worlds.waiting(worlds.closed_world())
    stop, worker = Event(), WorkerProcess()
    stop.set()
    assert worker.do_next(stop)
    worker.leave()
    assert (Job.objects.get().state, Job.objects.get().attempts) == (Job.State.QUEUED, 0)
    with at_work() as another:
        assert [job.state for job in work_off(another)] == [Job.State.DONE]
    release.refresh_from_db()
    assert release.state == "published"


def test_a_count_that_is_broken_off_between_two_steps_lets_go_of_the_round_and_asks_for_the_key_again() -> None:
    world, stop = worlds.closed_world(), Event()
    with at_work() as worker:
        ask_for_count(world.round, keys=worlds.keys_of_round(world), note="", person=world.anna)
        note = queue.note_progress

        def stop_then(claim: Claim, told: AnyProgress) -> None:
            stop.set()
            note(claim, told)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(working, "note_progress", stop_then)
            assert worker.do_next(stop)
        job = Job.objects.get()
        assert (job.state, job.step, job.sentence) == (Job.State.FAILED, "mix", str(queue.KEY_AGAIN))
        ask_for_count(world.round, keys=worlds.keys_of_round(world), note="", person=world.anna)
        assert [job.state for job in work_off(worker)] == [Job.State.DONE]


def test_a_worker_that_leaves_is_there_no_more_and_a_restored_database_knows_it_not() -> None:
    mine = worker()
    assert list(living_workers()) == [mine]
    leave_work(mine)
    assert not breathe_on(mine)
    assert not living_workers()


def test_a_job_that_has_ended_can_hold_no_key() -> None:
    job = put_job(wanted(sealed=b"x" * 80, worker=worker()))
    job.state = Job.State.FAILED
    with pytest.raises(IntegrityError):
        job.save()
    assert timezone.now() >= job.asked_at

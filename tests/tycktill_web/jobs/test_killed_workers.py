"""A worker killed at any step: another takes over, nothing is done twice or lost but the key it was given."""

import signal
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings
from tests.tycktill_web import worlds
from tests.tycktill_web.jobs.dying import COUNTING, MAILING, PUBLISHING
from tests.tycktill_web.office.test_rounds import ROUND, key_form
from tests.tycktill_web.pages import see, send, signed_in
from tests.tycktill_web.post import PostOffice, post_office
from tests.tycktill_web.processes import Process, Processes

from tycktill_web.jobs.account_letters import ForgottenPassword
from tycktill_web.jobs.mailing import send_letter
from tycktill_web.jobs.models import Job, Worker
from tycktill_web.jobs.queue import KEY_AGAIN
from tycktill_web.releases.models import PublicRelease

pytestmark = pytest.mark.django_db(transaction=True)
SCRIPT = Path(__file__).with_name("dying.py")
State = PublicRelease.State

Start = Callable[[str], Process]


@pytest.fixture
def start(child_environment: dict[str, str], processes: Processes) -> Iterator[Start]:
    """Starts a real worker that may die at a step, and comes back when it is at work."""
    started: list[Process] = []

    def start(step: str) -> Process:
        process = processes.start(SCRIPT, step, environment=child_environment)
        started.append(process)
        assert process.stdout.readline() == "at work\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.close()


def ended(process: Process) -> str:
    """What the worker said of its job, or that it was killed."""
    said = process.communicate()[0].strip()
    return "killed" if process.returncode == -signal.SIGKILL else said


def a_minute_passes() -> None:
    """Whoever has not breathed since is given up."""
    past = timezone.now() - timedelta(seconds=1)
    Worker.objects.update(breathes_until=past)
    Job.objects.exclude(claimed_until=None).update(claimed_until=past)


def done_at_once(start: Start) -> None:
    """What is left, by another worker and without waiting for the hour when it is tried again."""
    if not Job.objects.exclude(state=Job.State.DONE).exists():
        return
    second = start("never")
    while second.poll() is None:
        Job.objects.filter(state=Job.State.QUEUED).update(due_at=timezone.now())
        time.sleep(0.1)
    assert ended(second) == Job.State.DONE


@pytest.fixture
def post(settings: Settings, child_environment: dict[str, str]) -> Iterator[PostOffice]:
    """A mail server that takes all, and that workers know of."""
    with post_office(settings) as office:
        child_environment["TYCKTILL_MAIL"] = f"smtp://127.0.0.1:{office.port}"
        child_environment["TYCKTILL_MAIL_FROM"] = "enkat@example.se"
        yield office


@pytest.mark.parametrize("step", COUNTING)
def test_a_count_whose_worker_is_killed_asks_for_the_key_again_and_is_made_once(step: str, start: Start) -> None:
    world = worlds.closed_world()
    anna = signed_in(world.anna)
    killed = start(step)
    send(anna, f"{ROUND}rakna/", key_form())
    assert ended(killed) == "killed"
    job = Job.objects.get()
    a_minute_passes()
    page = see(anna, f"/kansli/jobb/{job.pk}/")
    if step == "after the commit":
        assert "41 svar är räknade" in page
    else:
        assert not PublicRelease.objects.exists()
        assert str(KEY_AGAIN) in page
        assert "Ge nyckeln igen" in page
        assert Job.objects.get().sealed is None
        second = start("never")
        send(anna, f"{ROUND}rakna/", key_form())
        assert ended(second) == Job.State.DONE
    assert PublicRelease.objects.get().state == State.DRAFT
    assert Job.objects.get().state == Job.State.DONE


@pytest.mark.parametrize("step", PUBLISHING)
def test_a_publication_whose_worker_is_killed_is_made_by_another_and_once(step: str, start: Start) -> None:
    release = worlds.waiting(worlds.closed_world())
    assert ended(start(step)) == "killed"
    a_minute_passes()
    if step == "after the commit":
        assert Job.objects.get().state == Job.State.DONE
    else:
        assert PublicRelease.objects.get().state == State.SIGNED
        assert Job.objects.get().state == Job.State.RUNNING
        done_at_once(start)
    release.refresh_from_db()
    assert release.state == State.PUBLISHED
    assert Job.objects.count() == 1


@pytest.mark.parametrize("step", MAILING)
def test_a_letter_whose_worker_is_killed_comes_and_twice_only_as_one_and_the_same(
    step: str, post: PostOffice, start: Start
) -> None:
    world = worlds.planned_world()
    send_letter(ForgottenPassword(), to=world.coordinator)
    assert ended(start(step)) == "killed"
    a_minute_passes()
    done_at_once(start)
    assert Job.objects.get().state == Job.State.DONE
    assert len(post.letters) == (2 if step == "when the letter has gone" else 1)
    assert len({letter["Message-ID"] for letter in post.letters}) == 1


def test_many_workers_at_once_do_a_job_once(start: Start) -> None:
    release = worlds.waiting(worlds.closed_world())
    crew = [start("never") for _ in range(3)]
    while not Job.objects.filter(state=Job.State.DONE).exists():
        assert any(each.poll() is None for each in crew)
        time.sleep(0.1)
    release.refresh_from_db()
    assert release.state == State.PUBLISHED
    assert list(Job.objects.values_list("attempts", flat=True)) == [1]

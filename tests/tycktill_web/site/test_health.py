"""Probes get their answer whatever they ask through; numbers go to this computer alone and tell of no answer."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from psycopg import IsolationLevel
from pytest_django import Settings
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.at_work import at_work
from time_machine import TimeMachineFixture

from tycktill.terms import Gender
from tycktill_web.fieldwork.models import Round
from tycktill_web.intake import submit_answers
from tycktill_web.jobs.models import Job
from tycktill_web.jobs.publishing import PublishArguments
from tycktill_web.jobs.queue import JobRequest, claim_job, put_job
from tycktill_web.jobs.workers import LEASE, enrol_worker
from tycktill_web.keyring.errors import KeyringError
from tycktill_web.site import readiness
from tycktill_web.site.last_runs import Task, note_run
from tycktill_web.site.metrics import STEP
from tycktill_web.site.request_counts import count_request, request_counts

SAMPLE = re.compile(r'^(?P<name>[a-z_]+(?:\{[a-z]+="[^"\\]*"\})?) (?P<value>\d+|\+Inf)$')

PROBE = """
import django, os
os.environ["DJANGO_SETTINGS_MODULE"] = "tycktill_web.site.settings"
django.setup()
from django.test import Client
for place in ("live", "ready", "metrics"):
    response = Client().get(f"/health/{place}")
    print(response.status_code if place == "live" else response.content.decode())
"""


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> Path:
    """A home of its own, behind a proxy in production."""
    settings.HOME = tmp_path
    settings.ALLOWED_HOSTS = ["survey.example"]
    settings.SECURE_SSL_REDIRECT = True
    return tmp_path


def numbers(client: Client) -> dict[str, float]:
    """What Prometheus reads."""
    lines = client.get("/health/metrics").content.decode().splitlines()
    samples = [SAMPLE.match(line) for line in lines if not line.startswith("#")]
    return {match["name"]: float(match["value"]) for match in samples if match}


def own_numbers(client: Client) -> dict[str, float]:
    """The same, but for the room on a disk that others write on too."""
    return {name: value for name, value in numbers(client).items() if name != "tycktill_disk_free_bytes"}


@contextmanager
def long_reading() -> Iterator[None]:
    """Another program that has begun to read and does not end."""
    other = connection.copy()
    other.settings_dict = deepcopy(connection.settings_dict)
    other.settings_dict["OPTIONS"].pop("transaction_mode", None)
    try:
        if connection.vendor == "postgresql":
            other.settings_dict["OPTIONS"]["isolation_level"] = IsolationLevel.REPEATABLE_READ
        other.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        with other.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM fieldwork_unusedcode")
        yield
        other.rollback()
    finally:
        other.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("address", ["/health/live", "/health/ready"])
@pytest.mark.parametrize("host", ["survey.example", "10.0.0.7:8000", "somebody.else"])
def test_a_probe_is_answered_whatever_host_it_names(client: Client, address: str, host: str) -> None:
    response = client.get(address, headers={"host": host})
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert not response.cookies
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


@pytest.mark.django_db(transaction=True)
def test_a_missing_table_is_told_and_how_to_mend_it(client: Client) -> None:
    assert client.get("/health/ready").json() == {"ready": True, "wrong": {}}
    recorder, latest = MigrationRecorder(connection), MigrationLoader(connection).graph.leaf_nodes("instrument")[0]
    recorder.record_unapplied(*latest)
    try:
        response = client.get("/health/ready")
        assert response.status_code == 503
        assert "tycktill manage migrate" in response.json()["wrong"]["tables"]
        assert numbers(client)['tycktill_fault{place="tables"}'] == 1
    finally:
        recorder.record_applied(*latest)


@pytest.mark.django_db(transaction=True)
def test_a_log_that_a_reader_lets_grow_is_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "log_bytes", lambda: 100_000_000)
    assert "grown to 100 MB: another program" in client.get("/health/ready").json()["wrong"]["log"]


@pytest.mark.django_db
def test_work_that_nobody_does_is_told_and_keeps_no_respondent_out(
    client: Client, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(worlds.NOW, tick=False)
    put_job(JobRequest("publish", worlds.planned_world().round, PublishArguments(1), "publish it", "sv"))
    for seconds, is_told in ((0, False), (121, True)):
        time_machine.shift(seconds)
        response = client.get("/health/ready")
        assert (response.status_code, response.json()["ready"]) == (200, True)
        assert ("jobs" in response.json()["wrong"]) == is_told
    assert "run `tycktill manage work`" in response.json()["wrong"]["jobs"]
    told = numbers(client)
    assert (told['tycktill_jobs{state="queued"}'], told["tycktill_workers"]) == (1, 0)
    assert told['tycktill_fault{place="jobs"}'] == 1
    with at_work():
        assert client.get("/health/ready").json()["wrong"] == {}
        assert numbers(client)["tycktill_workers"] == 1


@pytest.mark.django_db
def test_a_result_whose_hour_passes_is_told_though_nobody_was_there_to_ask_for_it(
    client: Client, time_machine: TimeMachineFixture
) -> None:
    release = worlds.waiting(worlds.closed_world())
    for at, is_told in ((worlds.HOUR, False), (worlds.HOUR + readiness.LEFT_WAITING, True)):
        time_machine.move_to(at, tick=False)
        told = client.get("/health/ready").json()["wrong"].get("jobs", "")
        assert (f"publish {release.folder} at" in told) == is_told
    assert not Job.objects.exists()


@pytest.mark.django_db
def test_a_job_that_its_only_worker_died_on_is_told(client: Client, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(worlds.NOW, tick=False)
    put_job(JobRequest("publish", worlds.planned_world().round, PublishArguments(1), "publish it", "sv"))
    claim_job(enrol_worker(None))
    for passed, is_told in ((LEASE, False), (readiness.LEFT_WAITING + timedelta(seconds=1), True)):
        time_machine.shift(passed)
        assert ("publish it" in client.get("/health/ready").json()["wrong"].get("jobs", "")) == is_told


@pytest.mark.django_db(transaction=True)
def test_a_keyring_that_does_not_fit_the_database_is_told(client: Client, keyring: Path) -> None:
    builders.open_survey().codes(1)
    assert client.get("/health/ready").status_code == 200
    keyring.rename(keyring.with_name("elsewhere"))
    assert client.get("/health/ready").json()["wrong"] == {
        "keys": "The keyring does not fit the database: nobody can answer in ifo-2024."
    }


def cut_short(keyring: Path, name: str) -> None:
    """As a full disk, a broken one or a careless copy leaves it."""
    (keyring / "ifo-2024" / name).write_bytes(b"\0\0\0")


def swap_the_public_key(*_: object) -> None:
    """A hand in the database."""
    Round.objects.update(public_key=bytes(range(32)))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "harm",
    [*(partial(cut_short, name=name) for name in ("codes", "tray", "authentication")), swap_the_public_key],
    ids=["codes", "buffer", "authentication", "public key"],
)
def test_whatever_keeps_answers_from_being_taken_or_counted_is_told(
    client: Client, keyring: Path, harm: Callable[[Path], None]
) -> None:
    survey = builders.open_survey()
    first, second = survey.codes(2)
    submit_answers(first, builders.ANSWERS, Gender.WOMAN, on=builders.TODAY)
    assert client.get("/health/ready").status_code == 200
    harm(keyring)
    assert client.get("/health/ready").json()["wrong"] == {
        "keys": "The keyring does not fit the database: nobody can answer in ifo-2024."
    }
    with pytest.raises(KeyringError):
        submit_answers(second, builders.ANSWERS, Gender.WOMAN, on=builders.TODAY)


@pytest.mark.django_db(transaction=True)
def test_a_full_disk_is_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "LEAST_FREE", 2**63)
    assert client.get("/health/ready").json()["wrong"] == {"disk": "The disk is nearly full."}


def test_a_database_that_is_away_is_told_without_its_address(tmp_path: Path) -> None:
    away = {"DATABASE_URL": f"sqlite:///{tmp_path}/secret-place/x.sqlite3", "TYCKTILL_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", PROBE], env=os.environ | away, capture_output=True, text=True, check=True
    )
    alive, answer, text = done.stdout.split("\n", 2)
    assert alive == "200"
    assert json.loads(answer) == {
        "ready": False,
        "wrong": {"database": "The database does not answer (OperationalError)."},
    }
    assert 'tycktill_fault{place="database"} 1' in text
    assert "secret-place" not in done.stdout + done.stderr


@pytest.mark.django_db(transaction=True)
def test_numbers_are_in_the_form_that_prometheus_reads(client: Client) -> None:
    note_run(Task.TIDY, on=builders.TODAY)
    text = client.get("/health/metrics").content.decode()
    for line in text.splitlines():
        assert SAMPLE.match(line) or re.match(r"^# (HELP|TYPE) tycktill_[a-z_]+ \S", line), line
    assert numbers(client)['tycktill_days_since_last_run{task="backup"}'] == float("inf")
    assert 0 < numbers(client)['tycktill_days_since_last_run{task="tidy"}'] < float("inf")


@pytest.mark.django_db(transaction=True)
def test_numbers_are_for_this_computer_alone(client: Client) -> None:
    assert client.get("/health/metrics", REMOTE_ADDR="192.0.2.4").status_code == 404
    assert client.get("/health/metrics", headers={"x-forwarded-for": "127.0.0.1"}).status_code == 404
    assert client.get("/health/metrics", REMOTE_ADDR="").status_code == 200  # a Unix socket


def see(client: Client, address: str) -> None:
    """Ask for a page as a proxy does."""
    client.get(address, secure=True, headers={"host": "survey.example"}).close()


@pytest.mark.django_db(transaction=True)
def test_requests_are_counted_but_not_those_of_respondents(client: Client) -> None:
    code = builders.open_survey().codes(1)[0]
    before = own_numbers(client)
    for address in ("/svara/", f"/svara/k/{code}/", "/svara/k/CCCC/", "/static/look/tycktill.css", "/health/ready"):
        see(client, address)
    assert own_numbers(client) == before
    see(client, "/")
    see(client, "/nowhere/")
    after = own_numbers(client)
    changed = {name: after[name] - value for name, value in before.items() if after[name] != value}
    assert changed == {'tycktill_requests_total{status="2xx"}': 1, 'tycktill_requests_total{status="4xx"}': 1}


def test_failures_are_counted_wherever_they_are_and_never_harm_a_page(settings: Settings, home: Path) -> None:
    count_request("/svara/skicka/", 500)
    assert request_counts()["5xx"] == 1
    settings.HOME = home / "gone"
    count_request("/", 200)
    assert set(request_counts().values()) == {0}


def test_processes_count_together(home: Path) -> None:
    code = "from tycktill_web.site.request_counts import count_request\nfor _ in range(500): count_request('/', 200)"
    environment = os.environ | {"TYCKTILL_HOME": str(home), "DJANGO_SETTINGS_MODULE": "tycktill_web.site.settings"}
    counting = [subprocess.Popen([sys.executable, "-c", code], env=environment) for _ in range(3)]
    assert [process.wait() for process in counting] == [0, 0, 0]
    assert request_counts()["2xx"] == 1500


@pytest.mark.django_db(transaction=True)
def test_no_number_moves_when_somebody_answers(client: Client) -> None:
    survey = builders.open_survey()
    codes = survey.codes(3)
    before = own_numbers(client)
    for code in codes:
        submit_answers(code, builders.ANSWERS, Gender.MAN, on=builders.TODAY)
        assert own_numbers(client) == before
    assert before["tycktill_database_bytes"] % STEP == 0

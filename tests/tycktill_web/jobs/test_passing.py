"""A key given on a page reaches one worker's memory, and stands in clear nowhere else."""

import base64
import io
import logging
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings
from tests.tycktill_web import worlds
from tests.tycktill_web.at_work import at_work, work_off
from tests.tycktill_web.disk import bytes_of
from tests.tycktill_web.office.test_rounds import ROUND, key_form
from tests.tycktill_web.pages import see, send, signed_in

from tycktill_web.jobs.asking import ask_for_count
from tycktill_web.jobs.errors import NoWorker
from tycktill_web.jobs.models import Job, Worker
from tycktill_web.jobs.passing import NotForUs, PassingKey, seal_secret, tag_key
from tycktill_web.jobs.queue import KEY_AGAIN
from tycktill_web.jobs.workers import leave_work, renew_key
from tycktill_web.results import counting
from tycktill_web.vault.keys import load_key

JOB = "count ifo-2024"
PEM, PASSPHRASE = worlds.key_pair()[1], worlds.PASSPHRASE.encode()


def secrets() -> list[bytes]:
    """What is to be seen nowhere: the round's private key in several writings, its file and its passphrase."""
    raw = load_key(PEM, worlds.PASSPHRASE).private_bytes_raw()
    return [raw, raw.hex().encode(), base64.b64encode(raw), repr(raw).encode(), PEM.splitlines()[1], PASSPHRASE]


@given(secret=st.binary(min_size=32, max_size=64), flipped=st.integers(0, 31))
def test_what_is_sealed_is_opened_by_its_worker_for_its_job_and_by_nobody_else(secret: bytes, flipped: int) -> None:
    mine, other = PassingKey(), PassingKey()
    sealed = seal_secret(secret, public_key=mine.public_key, job_key=JOB)
    assert mine.open_secret(sealed, job_key=JOB) == secret
    assert secret not in sealed
    changed = bytearray(sealed)
    changed[flipped] ^= 1
    for key, content, job in (
        (other, sealed, JOB),
        (mine, sealed, "count fo-2024"),
        (mine, bytes(changed), JOB),
        (mine, b"", JOB),
    ):
        with pytest.raises(NotForUs):
            key.open_secret(content, job_key=job)


def test_a_key_tells_nothing_of_its_private_half() -> None:
    assert repr(PassingKey()).startswith("<")
    assert "_private" not in repr(PassingKey())


@pytest.fixture
def written(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """All that any logger says, down to DEBUG; what is written to a temporary folder lies in a new one."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    stream = io.StringIO()
    handler, root = logging.StreamHandler(stream), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


def database_bytes() -> bytes:
    """Everything that the database has written: SQLite's files, or of PostgreSQL the pages and the log."""
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        return bytes_of(*(Path(name + ending) for ending in ("", "-wal", "-shm")))
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SHOW data_directory")
        (folder,) = cursor.fetchone() or ("",)
    parts = [path for part in ("base", "pg_wal") for path in sorted((Path(folder) / part).rglob("*")) if path.is_file()]
    return bytes_of(*parts)  # the server takes files away meanwhile


def seen_in(found: bytes) -> list[int]:
    """Which of the secrets stand there."""
    return [number for number, secret in enumerate(secrets()) if secret in found]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("ends", ["well", "in an error", "not, as the worker is gone"])
def test_neither_database_nor_log_nor_disk_nor_page_ever_holds_the_key_in_clear(
    ends: str, written: io.StringIO, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, pages = worlds.closed_world(), []
    anna = signed_in(world.anna)
    if ends == "in an error":
        monkeypatch.setattr(counting, "reconcile_sheets", lambda *given: 1 / (len(given) - 2))
    with at_work() as worker:
        pages.append(send(anna, f"{ROUND}rakna/", key_form()))
        job = Job.objects.get()
        assert len(bytes(job.sealed or b"")) > 32
        looks = [database_bytes()]
        if not ends.startswith("not"):
            work_off(worker)
        looks.append(database_bytes())
    looks.append(database_bytes())
    pages.append(see(anna, f"/kansli/jobb/{job.pk}/"))
    places = [*tmp_path.rglob("*"), *Path(settings.KEYRING).rglob("*")]
    looks += [path.read_bytes() for path in places if path.is_file()]
    assert [seen_in(look) for look in looks] == [[] for _ in looks]
    assert not seen_in((written.getvalue() + "".join(pages)).encode())
    job.refresh_from_db()
    assert job.sealed is None
    assert {"well": "svar är räknade", "in an error": "", "not, as the worker is gone": str(KEY_AGAIN)}[ends] in pages[
        -1
    ]
    assert ("ZeroDivisionError" in written.getvalue()) == (ends == "in an error")


@pytest.mark.django_db
def test_the_look_would_see_a_key_that_stood_in_clear() -> None:
    assert seen_in(b"x" + secrets()[0] + b"y") == [0]
    assert seen_in(PEM) == [4]


@pytest.mark.django_db
def test_nothing_is_sealed_for_who_only_writes_to_the_database(caplog: pytest.LogCaptureFixture) -> None:
    world, thief = worlds.closed_world(), PassingKey()
    Worker.objects.create(
        public_key=thief.public_key, tag=bytes(32), breathes_until=timezone.now() + timedelta(hours=1)
    )
    page = send(signed_in(world.anna), f"{ROUND}rakna/", key_form(), status=400)
    assert str(NoWorker.sentence) in page
    assert "none of ours" in caplog.text
    assert not Job.objects.exists()
    with at_work() as worker:
        Worker.objects.filter(pk=worker.row.pk).update(public_key=thief.public_key)  # with the tag of another key
        assert str(NoWorker.sentence) in send(signed_in(world.anna), f"{ROUND}rakna/", key_form(), status=400)
    assert tag_key(thief.public_key) != tag_key(PassingKey().public_key)


@pytest.mark.django_db
def test_a_key_is_renewed_when_what_it_was_given_is_done_and_never_while_something_waits() -> None:
    world = worlds.closed_world()
    with at_work() as worker:
        first = bytes(worker.row.public_key)
        ask_for_count(world.round, keys=worlds.keys_of_round(world), note="", person=world.anna)
        key = PassingKey()
        assert renew_key(worker.row, key) is key
        assert [job.state for job in work_off(worker)] == [Job.State.DONE]
        assert bytes(Worker.objects.get().public_key) != first


@pytest.mark.django_db
def test_a_worker_that_goes_while_a_key_waits_for_it_lets_it_be_asked_for_again() -> None:
    world = worlds.closed_world()
    with at_work() as worker:
        job = ask_for_count(world.round, keys=worlds.keys_of_round(world), note="", person=world.anna)
        leave_work(worker.row)
    job.refresh_from_db()
    assert (job.state, job.sentence, job.sealed) == (Job.State.FAILED, str(KEY_AGAIN), None)

"""What the web server was given of a private key is in no process of it a few seconds later."""

import os
import re
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from tests.serving import Service, serving, wait_until
from tests.tycktill_web import worlds
from tests.tycktill_web.at_work import at_work
from tests.tycktill_web.office.test_rounds import ROUND, key_form
from tests.tycktill_web.pages import signed_in

from tycktill_web.jobs.models import Job
from tycktill_web.participants.models import Person

pytestmark = pytest.mark.django_db(transaction=True)
SECRETS = (worlds.key_pair()[1].splitlines()[1], worlds.PASSPHRASE.encode(), worlds.PASSPHRASE.encode("latin-1"))
"""The key's file, and its passphrase as it is sent and as Python keeps it."""

WRITABLE = re.compile(r"([0-9a-f]+)-([0-9a-f]+) rw")


def memory(pid: int) -> bytes:
    """All that the process can have written into its memory; nothing when it has ended."""
    parts = []
    try:
        with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as content:
            for place in filter(None, map(WRITABLE.match, Path(f"/proc/{pid}/maps").read_text().splitlines())):
                start, end = (int(each, 16) for each in place.groups())
                content.seek(start)
                parts.append(content.read(end - start))
    except (FileNotFoundError, ProcessLookupError):
        return b""
    return b"".join(parts)


def remembers(pid: int) -> bool:
    """Whether the key's file or its passphrase stands in the process's memory."""
    found = memory(pid)
    return any(secret in found for secret in SECRETS)


def post(service: Service, address: str, form: Mapping[str, object], *, by: Person) -> int:
    """The status of the answer to a form that this person sends."""
    session, token = signed_in(by).cookies["sessionid"].value, "a" * 32
    headers = {"Cookie": f"sessionid={session}; csrftoken={token}", "X-CSRFToken": token}
    with closing(service.connect()) as connection:
        body = encode_multipart(BOUNDARY, dict(form))
        connection.request("POST", address, body=body, headers={**headers, "Content-Type": MULTIPART_CONTENT})
        answer = connection.getresponse()
        answer.read()
        return answer.status


@pytest.mark.parametrize(("passphrase", "status"), [(worlds.PASSPHRASE, 302), (f"not {worlds.PASSPHRASE}", 400)])
def test_a_key_is_in_no_process_of_the_web_server_when_it_has_been_taken_or_refused(
    passphrase: str, status: int, child_environment: dict[str, str]
) -> None:
    world = worlds.closed_world()
    assert remembers(os.getpid())  # so the look would see it
    with serving(child_environment, workers=2) as service, at_work():
        before = service.workers()
        assert post(service, f"{ROUND}rakna/", key_form(passphrase=passphrase), by=world.anna) == status
        assert Job.objects.exists() == (status == 302)
        wait_until(lambda: len(service.workers()) == 2 and len(service.workers() - before) == 1)
        assert not any(remembers(pid) for pid in (service.process.pid, *service.workers()))
        assert {service.get("/svara/") for _ in range(8)} == {200}


def test_a_stranger_makes_no_process_end(child_environment: dict[str, str]) -> None:
    world = worlds.closed_world()
    with serving(child_environment) as service:
        before = service.workers()
        assert post(service, f"{ROUND}rakna/", key_form(), by=world.coordinator) == 403
        assert {service.get("/svara/") for _ in range(8)} == {200}
        assert service.workers() == before

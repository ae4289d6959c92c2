"""Letters reach a real mail server, once, and neither their words nor what opens an account lie anywhere else."""

import datetime
import logging
import ssl
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from pytest_django import Settings
from tests.tycktill_web import builders
from tests.tycktill_web.at_work import at_work, work_off
from tests.tycktill_web.post import PostOffice, post_office

from tycktill_web.jobs import mailing
from tycktill_web.jobs.account_letters import ForgottenPassword, invitation_letter
from tycktill_web.jobs.mailing import MailNotSet, NotTaken, ServerSilent, send_letter
from tycktill_web.jobs.models import Job
from tycktill_web.participants.actions import add_person
from tycktill_web.participants.inviting import invite_person
from tycktill_web.participants.models import Membership, Person, Role

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def post(settings: Settings) -> Iterator[PostOffice]:
    """A mail server that takes all."""
    with post_office(settings) as office:
        yield office


@pytest.fixture
def cilla() -> Person:
    """Somebody with an account."""
    return add_person(email="cilla@kommunen.example", password="ett långt lösenord", name="Cilla")


def invited() -> Membership:
    """Somebody who has none yet."""
    place = builders.municipality()
    return invite_person(email="Ny@Kommunen.example", role=Role.COORDINATOR, organisation=place)


def done() -> list[Job]:
    """Everything that is due, done by a worker."""
    with at_work() as worker:
        return work_off(worker)


def due_now() -> None:
    """What waits to be tried again waits no more."""
    Job.objects.filter(state=Job.State.QUEUED).update(due_at=timezone.now())


def everything_kept() -> str:
    """All that the database holds."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        rows = []
        for name in names:
            cursor.execute(f'SELECT * FROM "{name}"')  # noqa: S608  the database's own names
            rows += cursor.fetchall()
    return repr(rows)


def test_a_letter_comes_with_its_link_and_stands_nowhere_else(
    post: PostOffice, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    held = invited()
    send_letter(invitation_letter(held), to=held.person)
    assert post.letters == []  # nothing is sent by who asks
    assert [job.state for job in done()] == [Job.State.DONE]
    (letter,) = post.letters
    assert letter["To"] == "ny@kommunen.example"
    assert letter["Subject"] == "Inbjudan till Tycktill från Björkköping"
    assert letter["Auto-Submitted"] == "auto-generated"
    logged = repr([record.getMessage() for record in caplog.records if record.name != "mail.log"])  # the server's own
    (link,) = post.links("ny@kommunen.example")
    token = link.removeprefix("/konto/lank/").rstrip("/")
    assert len(token) > 40
    assert token not in everything_kept() + logged
    assert "Hej!" not in everything_kept() + logged


def test_the_same_letter_asked_for_twice_is_sent_once(post: PostOffice, cilla: Person) -> None:
    assert send_letter(ForgottenPassword(), to=cilla) == send_letter(ForgottenPassword(), to=cilla)
    done()
    assert len(post.letters) == 1


def test_a_server_that_says_later_is_asked_again_and_the_letter_is_known_as_the_same(
    post: PostOffice, cilla: Person
) -> None:
    post.replies = ["451 greylisted, come back", "451 greylisted, come back"]
    send_letter(ForgottenPassword(), to=cilla)
    for _ in range(3):
        due_now()
        done()
    assert (post.tried, len(post.letters)) == (3, 1)
    assert Job.objects.get().state == Job.State.DONE


def test_an_address_that_the_server_does_not_know_is_told_and_not_tried_again(post: PostOffice, cilla: Person) -> None:
    post.replies = ["550 no such mailbox"]
    send_letter(ForgottenPassword(), to=cilla)
    done()
    failed = Job.objects.get()
    assert (failed.state, failed.sentence) == (Job.State.FAILED, str(NotTaken.sentence))


def test_without_its_server_a_letter_waits_for_a_day_and_then_somebody_is_told(
    settings: Settings, cilla: Person
) -> None:
    with post_office(settings):
        pass  # gone again
    send_letter(ForgottenPassword(), to=cilla)
    waited = datetime.timedelta()
    while (job := Job.objects.get()).state == Job.State.QUEUED:
        waited += max(job.due_at - timezone.now(), datetime.timedelta())
        due_now()
        done()
    assert waited > datetime.timedelta(hours=12)
    assert (job.state, job.sentence) == (Job.State.FAILED, str(ServerSilent.sentence))


def test_a_worker_that_dies_when_the_letter_has_gone_leaves_none_to_be_sent_again(
    post: PostOffice, cilla: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    send_letter(ForgottenPassword(), to=cilla)
    with monkeypatch.context() as patch, at_work() as worker:
        patch.setattr("tycktill_web.jobs.working.finish_job", lambda *_: 1 / 0)
        worker.do_next(Event())
    assert Job.objects.get().step == mailing._SENT
    due_now()
    done()
    assert len(post.letters) == 1
    assert Job.objects.get().state == Job.State.DONE


def test_what_is_not_needed_any_more_is_not_sent(post: PostOffice, cilla: Person) -> None:
    held = invited()
    send_letter(invitation_letter(held), to=held.person)
    held.delete()
    send_letter(ForgottenPassword(), to=cilla)
    cilla.is_active = False
    cilla.save()
    assert [job.state for job in done()] == [Job.State.DONE] * 2
    assert post.letters == []


def test_where_no_server_is_set_whoever_asks_is_told(settings: Settings, cilla: Person) -> None:
    settings.SENDS_MAIL = False
    with pytest.raises(MailNotSet):
        send_letter(ForgottenPassword(), to=cilla)


def test_who_was_written_to_is_forgotten_after_a_month(post: PostOffice, cilla: Person) -> None:
    send_letter(ForgottenPassword(), to=cilla)
    done()
    call_command("tidy")
    assert Job.objects.count() == len(post.letters) == 1
    Job.objects.update(ended_at=timezone.now() - datetime.timedelta(days=31))
    call_command("tidy")
    assert not Job.objects.exists()


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Of a server called 127.0.0.1, signed by itself."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "post")])
    now = datetime.datetime.now(datetime.UTC)
    import ipaddress

    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - datetime.timedelta(1)).not_valid_after(now + datetime.timedelta(1))
    signed = made.add_extension(names, critical=False).sign(key, hashes.SHA256())
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = tmp_path / "post.pem"
    path.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return path


def test_a_letter_and_the_password_go_encrypted_and_to_a_known_server_alone(
    settings: Settings, cilla: Person, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    with post_office(settings, tls=context) as office:
        send_letter(ForgottenPassword(), to=cilla)
        done()
        assert office.letters == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        due_now()
        done()
    assert len(office.letters) == 1

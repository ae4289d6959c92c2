"""The kind of job that sends one letter to one person, and the door that others ask for it by: `send_letter`."""

import datetime
import smtplib
from collections.abc import Mapping
from email.utils import parseaddr
from http import HTTPStatus

import msgspec
from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tycktill_web.jobs.errors import JobRefused, UnderWay
from tycktill_web.jobs.kinds import Assignment, Ending, Kind, Progress, Steps
from tycktill_web.jobs.letters import Letter, letter_named, name_of, write_letter
from tycktill_web.jobs.models import Job
from tycktill_web.jobs.queue import JobRequest, put_job
from tycktill_web.participants.models import Person

MAIL, MONDAY = "mail", "monday"
_SEND, _SENT = "send", "sent"
_SALT = "tycktill_web.jobs.mailing"
_AGAIN = (10, 60, 300, 1800, 7200, 21_600, 43_200)
"""Seconds: a server that lets strangers wait does so for a quarter of an hour, and one that is mended takes a day."""

_FOR_GOOD = range(HTTPStatus.INTERNAL_SERVER_ERROR, 600)
"""The replies by which a mail server says that it will never take this; SMTP numbers them as the web does."""


class MailNotSet(JobRefused):
    """Nobody has said by which server mail goes."""

    sentence = gettext_lazy(
        "Tjänsten kan inte skicka e-post än. Be den som sköter tjänsten att ställa in det (TYCKTILL_MAIL), och försök "
        "sedan igen."
    )


class NotTaken(JobRefused):
    """The server says that this person gets no mail."""

    sentence = gettext_lazy("E-postservern tar inte emot post till adressen. Se efter att den är rätt skriven.")


class ServerSilent(JobRefused):
    """The server does not answer, or not now."""

    sentence = gettext_lazy(
        "E-postservern har inte tagit emot brevet, trots flera försök. Be den som sköter tjänsten att se efter, och "
        "försök sedan igen."
    )


class MailArguments(msgspec.Struct, frozen=True):
    """Which letter to whom, by the number of the account; and the facts that it is written from."""

    letter: str
    person: int
    facts: Mapping[str, str | int] = {}


def send_letter(letter: Letter, *, to: Person, asked_by: Person | None = None) -> Job:
    """Let a worker write to `to`, in the transaction that this is called in; asked twice before it is sent is once.

    Raises MailNotSet, where nothing could be sent.
    """
    if not settings.SENDS_MAIL:
        raise MailNotSet
    facts: Mapping[str, str | int] = msgspec.to_builtins(letter)
    arguments = MailArguments(name_of(type(letter)), to.pk, facts)
    about = " ".join([arguments.letter, *(str(each) for each in facts.values())])
    language = get_language() or settings.LANGUAGE_CODE
    try:
        return put_job(JobRequest(MAIL, None, arguments, f"mail {to.pk} {about}"[:120], language, asked_by=asked_by))
    except UnderWay as same:
        return same.job


def mail_letter(task: Assignment) -> Steps:
    """Send it, unless that has been done before the worker died, or it is no longer needed."""
    arguments: MailArguments = task.arguments
    unneeded = Ending(_("Brevet behövdes inte längre."))
    if task.job.step == _SENT:
        return lambda: Ending(_("Brevet är skickat."))
    yield Progress(_SEND)
    person, letter = Person.objects.filter(pk=arguments.person).first(), letter_named(arguments.letter)
    if person is None or letter is None:
        return lambda: unneeded
    written = write_letter(msgspec.convert(arguments.facts, letter), person)
    if written is None:
        return lambda: unneeded
    _hand_over(*written, to=person.email, job=task.job)
    yield Progress(_SENT)
    return lambda: Ending(_("Brevet är skickat."))


def _hand_over(subject: str, text: str, *, to: str, job: Job) -> None:
    """Hand it to the mail server; outside of any transaction, since that takes its time."""
    headers = {"Message-ID": _message_id(job), "Auto-Submitted": "auto-generated"}
    try:
        EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [to], headers=headers).send()
    except smtplib.SMTPRecipientsRefused as refused:
        codes = [code for code, _said in refused.recipients.values()]
        raise (NotTaken if all(code in _FOR_GOOD for code in codes) else ServerSilent) from None
    except (smtplib.SMTPException, OSError):
        raise ServerSilent from None


def _message_id(job: Job) -> str:
    """The same for each try, so that a mailbox shows it once; it tells nothing of whom it is to."""
    asked = f"{job.pk} {job.asked_at.isoformat()}"
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2]
    return f"<{salted_hmac(_SALT, asked, algorithm='sha256').hexdigest()[:40]}@{host}>"


def forget_sent(days: int = 30) -> None:
    """Remove what was sent long ago: who was written to is of use for as long as somebody may ask whether it came."""
    Job.objects.filter(
        kind__in=(MAIL, MONDAY), state=Job.State.DONE, ended_at__lt=timezone.now() - datetime.timedelta(days)
    ).delete()


SEND = Kind(
    name=gettext_lazy("Skicka e-post"),
    arguments=MailArguments,
    steps={_SEND: gettext_lazy("Skriver brevet och lämnar det till e-postservern"), _SENT: gettext_lazy("Skickat")},
    work=mail_letter,
    refusals=(MailNotSet, NotTaken),
    hindrances=(ServerSilent,),
    back_off=_AGAIN,
)

"""What pages ask for: a round counted with its key, and a failed job tried again."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language

from tycktill_web.fieldwork.leading import owner_of, role_leading
from tycktill_web.fieldwork.models import Round
from tycktill_web.jobs.catalogue import kind_of
from tycktill_web.jobs.counting import CountArguments
from tycktill_web.jobs.errors import NotFailed
from tycktill_web.jobs.models import Job, NoMondayLetter
from tycktill_web.jobs.passing import seal_secret
from tycktill_web.jobs.queue import JobRequest, put_job, requeue_job, take_from_the_silent
from tycktill_web.jobs.workers import choose_for_sealing
from tycktill_web.journal.account_events import MondayLetterChosen
from tycktill_web.journal.events import CountAsked, JobTriedAgain
from tycktill_web.journal.writing import record
from tycktill_web.participants.access import actor_of
from tycktill_web.participants.models import Person
from tycktill_web.results.keys import PrivateKeys, pack_keys


def ask_for_count(round: Round, *, keys: PrivateKeys, note: str, person: Person) -> Job:
    """Let a worker count the round; the keys are sealed for it here and now. Raises UnderWay and NoWorker."""
    take_from_the_silent()
    key, language = _key_of_count(round), get_language() or settings.LANGUAGE_CODE
    wanted = JobRequest("count", round, CountArguments(note), key, language, asked_by=person)
    with transaction.atomic():
        worker = choose_for_sealing()
        sealed = seal_secret(pack_keys(keys), public_key=bytes(worker.public_key), job_key=key)
        job = put_job(replace(wanted, sealed=sealed, worker=worker))
        record(CountAsked(), by=actor_of(person, role_leading(round)), of=owner_of(round), round=round.key)
        return job


def counts_under_way(rounds: Sequence[Round]) -> Mapping[int, Job]:
    """By round, the counts of these that wait or are being done."""
    found = Job.objects.unfinished().filter(key__in=[_key_of_count(each) for each in rounds])
    return {job.round_id: job for job in found if job.round_id is not None}


@transaction.atomic
def try_again(job: Job) -> None:
    """Let a failed job be tried again; a count needs its key anew. Raises NotFailed."""
    if kind_of(job).takes_key or not requeue_job(job):
        raise NotFailed
    about = job.round
    owner, key = (owner_of(about), about.key) if about else (None, "")
    record(JobTriedAgain(kind=job.kind), of=owner, round=key)


@transaction.atomic
def choose_monday_letter(person: Person, *, wanted: bool) -> None:
    """Whether somebody gets the Monday letter from now on."""
    was = not NoMondayLetter.objects.select_for_update().filter(person=person).exists()
    if was == wanted:
        return
    if wanted:
        NoMondayLetter.objects.filter(person=person).delete()
    else:
        NoMondayLetter.objects.get_or_create(person=person)
    record(MondayLetterChosen(account=person.email, is_wanted=wanted))


def _key_of_count(round: Round) -> str:
    return f"count {round.key}"

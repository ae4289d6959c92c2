"""Counts surveys with their private keys and publishes them, signed by the two at the office."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, ExitStack
from datetime import datetime, time
from itertools import chain
from typing import Any

from django.db import transaction
from django.utils.timezone import make_aware

from tycktill.publication import Release
from tycktill_web.demo.calendar import Stage, disposed_on, published_on
from tycktill_web.demo.country import Country, Survey
from tycktill_web.demo.home import secret_path
from tycktill_web.demo.people import OFFICE
from tycktill_web.demo.processes import WriteLock
from tycktill_web.demo.surveys import key_file_name
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.questionnaires import catalogue
from tycktill_web.participants.models import Person
from tycktill_web.releases.disposing import dispose_of_answers
from tycktill_web.releases.drafting import keep_draft
from tycktill_web.releases.published import public_before
from tycktill_web.releases.signing import sign_draft
from tycktill_web.results.counting import CountedRound, Previous, count_round, count_sheets
from tycktill_web.results.keys import SavedKey
from tycktill_web.results.steps import Step, StepProgress

_OFFICE_OPENS = time(9)


def publish_survey(country: Country, survey: Survey, *, round: Round, passphrase: str, lock: WriteLock) -> None:
    """Count a closed round, publish it beside those before it on the December day on which such a survey is, and
    destroy its answers if they have been since. Those before it may still be counted by others meanwhile."""

    def previous() -> Sequence[Release]:
        with lock:
            lock.wait_for(lambda: len(public_before(round).previous) == len(country.public_before(survey)))
        return public_before(round).releases()

    if is_past(survey):
        counted = count_sheets(round, chain.from_iterable(country.sheets(survey, catalogue())), previous=previous)
    else:
        counted = count_with_key(round, passphrase, previous, lock=lock)
    at = make_aware(datetime.combine(published_on(survey.plan, country.today), _OFFICE_OPENS))
    with lock:
        with transaction.atomic():
            drafted = keep_draft(round, counted, at=at, before=public_before(round))
            for account in OFFICE:
                drafted = sign_draft(drafted, person=Person.objects.get(email=account.email), at=at)
            if is_past(survey):
                dispose_of_answers(round, on=disposed_on(survey.plan, country.today))
        lock.notify_all()


def is_past(survey: Survey) -> bool:
    """Whether nothing but the results is left of a survey."""
    return survey.plan.stage is Stage.DISPOSED


def count_with_key(
    round: Round, passphrase: str, previous: Previous, *, lock: AbstractContextManager[Any]
) -> CountedRound:
    """What is counted of a closed round with the demo's key; nobody else writes while its answers are mixed."""
    pem = secret_path(key_file_name(round)).read_bytes()
    with ExitStack() as mixing:

        def progress(now: StepProgress) -> None:
            mixing.close()
            if now.step is Step.MIX:
                mixing.enter_context(lock)

        keys = [SavedKey(pem, passphrase)]
        return count_round(round, keys=keys, previous=previous, is_proved=False, progress=progress)

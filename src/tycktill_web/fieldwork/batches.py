"""Batches of codes once they are made: how many of each were used, as pages tell it, and voiding."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Sum

from tycktill.fieldwork import ResponseRate
from tycktill_web.fieldwork.live_figures import live_answers
from tycktill_web.fieldwork.models import CodeBatch, Round
from tycktill_web.fieldwork.progress import LiveRate
from tycktill_web.fieldwork.rounds import check_allowed
from tycktill_web.fieldwork.states import RoundAction
from tycktill_web.fieldwork.unused_codes import keep_unused, take_unused
from tycktill_web.journal.events import CodesVoided
from tycktill_web.journal.writing import record
from tycktill_web.participants.models import Organisation, Registration


@dataclass(frozen=True, slots=True)
class BatchProgress:
    """How many codes of a batch were used; None where that would tell whether one person answered."""

    batch: CodeBatch
    rate: LiveRate | None


def batches_of(round: Round, registration: Registration, *, on: datetime.date) -> Sequence[BatchProgress]:
    """A unit's batches, the latest first, as they may be told on this day."""
    live = live_answers(round, on=on)
    hidden = None if round.state in {Round.State.CLOSED, Round.State.RELEASED} else 0
    return [
        BatchProgress(each, _batch_rate(each, live.batches.get(each.pk, hidden), is_exact=live.is_exact))
        for each in round.batches.filter(registration=registration).order_by("-pk")
    ]


@transaction.atomic
def void_batch(batch: CodeBatch, *, on: datetime.date) -> None:
    """Let no unused code of a batch be redeemed any more; what was answered stays, and is counted. Twice is once.

    That it is void lies with the unused codes, which whoever redeems holds too: an answer on its way comes before it
    or not at all. Raises NotInThisState.
    """
    held = Round.objects.select_for_update(no_key=True).get(pk=batch.round_id)
    check_allowed(held, RoundAction.VOID_CODES)
    unused, key = take_unused(held)
    if not unused.is_void(batch.start):
        keep_unused(held, unused.with_void(range(batch.start, batch.start + batch.size)), key=key)
        CodeBatch.objects.filter(pk=batch.pk).update(voided_on=on)
        registration = batch.registration
        unit, questionnaire = registration.unit, registration.instrument
        event = CodesVoided(unit=unit.name, questionnaire=questionnaire, batch=batch.pk, size=batch.size)
        record(event, of=unit.organisation, round=held.key)


@transaction.atomic
def void_batches(batches: Iterable[CodeBatch], *, on: datetime.date) -> None:
    """Void all of these, or none. Raises NotInThisState."""
    for batch in batches:
        void_batch(batch, on=on)


def codes_at(round: Round, organisation: Organisation) -> Mapping[int, int]:
    """By registration, how many codes an organisation's units have been given that are not void."""
    own = round.batches.filter(registration__unit__organisation=organisation, voided_on=None)
    return dict(own.order_by().values_list("registration").annotate(Sum("size")))


def _batch_rate(batch: CodeBatch, used: int | None, *, is_exact: bool) -> LiveRate | None:
    return None if used is None else LiveRate(ResponseRate(batch.size, used), is_exact=is_exact)

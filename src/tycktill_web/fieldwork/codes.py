"""Makes codes in batches. A code is told once, when it is made; what is kept is its fingerprint."""

import datetime
import secrets
from collections.abc import Sequence
from itertools import accumulate

from django.db import transaction

from tycktill.fieldwork import make_code
from tycktill_web.fieldwork.after_codes import follow_everywhere
from tycktill_web.fieldwork.code_rows import keep_fingerprints, settle_rows
from tycktill_web.fieldwork.code_tags import code_fingerprint
from tycktill_web.fieldwork.errors import WrongNumber
from tycktill_web.fieldwork.models import CodeBatch, Round
from tycktill_web.fieldwork.rounds import check_allowed, check_registered
from tycktill_web.fieldwork.states import RoundAction
from tycktill_web.fieldwork.unused_codes import keep_unused, take_unused
from tycktill_web.journal.events import CodesMade
from tycktill_web.journal.writing import record_all
from tycktill_web.participants.models import Registration, Turn

LARGEST_BATCH = 20_000

Wish = tuple[Registration, int]
"""So many codes for a unit and questionnaire."""


@transaction.atomic
def make_codes(*, round: Round, registration: Registration, size: int, on: datetime.date) -> tuple[str, ...]:
    """`size` new codes for a unit and questionnaire, in the order to print them; they cannot be had again.

    Raises NotInThisState, NotOfThisRound, WrongNumber. (Two equal codes in the whole database, one chance in some
    hundred million a batch, are refused by it, and nothing is made.)
    """
    check_registered(round, registration)
    if not 0 < size <= LARGEST_BATCH:
        raise WrongNumber
    (codes,) = make_batches(round, [(registration, size)], on=on)
    return codes


@transaction.atomic
def make_batches(
    round: Round, wishes: Sequence[Wish], *, on: datetime.date, turn: Turn | None = None
) -> list[tuple[str, ...]]:
    """A batch of codes for each wish, in their order, made in this turn. Raises NotInThisState."""
    held = Round.objects.select_for_update(no_key=True).get(pk=round.pk)
    check_allowed(held, RoundAction.MAKE_CODES)
    unused, key = take_unused(held)
    sizes = [size for _, size in wishes]
    starts = accumulate(sizes[:-1], initial=unused.issued)
    batches = CodeBatch.objects.bulk_create(
        CodeBatch(round=held, registration=registration, made_on=on, size=size, start=start, turn=turn)
        for (registration, size), start in zip(wishes, starts, strict=True)
    )
    codes = [tuple(make_code(secrets.randbelow) for _ in range(size)) for size in sizes]
    fingerprints = [[code_fingerprint(code) for code in own] for own in codes]
    keep_fingerprints(held.key, zip(batches, fingerprints, strict=True))
    keep_unused(held, unused.with_more(sum(sizes)), key=key)
    transaction.on_commit(settle_rows, robust=True)
    record_all([(_event_of(batch), batch.registration.unit.organisation) for batch in batches], round=held.key)
    follow_everywhere(held, batches, on=on)
    return codes


def _event_of(batch: CodeBatch) -> CodesMade:
    """What the journal knows of codes: how many, and never which."""
    registration = batch.registration
    unit, questionnaire = registration.unit.name, registration.instrument
    return CodesMade(unit=unit, questionnaire=questionnaire, batch=batch.pk, size=batch.size)

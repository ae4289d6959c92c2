"""An own round that is asked after a national one: its units, codes and offered are those of the national round.

Whoever has answered with a code may use the same once more, for the municipality's own questions. In the own round the
code has a fingerprint, a number and a bit of its own, so that all that holds for codes holds there: used once, counted
exactly. Nothing about the national answer is changed by it.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from django.db import transaction

from tycktill_web.fieldwork.after_errors import NotLetAsk, TooLateToAsk
from tycktill_web.fieldwork.code_rows import keep_fingerprints, settle_rows
from tycktill_web.fieldwork.code_tags import after_fingerprint
from tycktill_web.fieldwork.leading import owner_of
from tycktill_web.fieldwork.models import Code, CodeBatch, Round
from tycktill_web.fieldwork.questionnaires import asked_in
from tycktill_web.fieldwork.states import RoundState
from tycktill_web.fieldwork.unused_codes import keep_unused, take_unused
from tycktill_web.journal.after_events import CodesFollowed
from tycktill_web.journal.writing import record_all
from tycktill_web.participants.actions import add_registration
from tycktill_web.participants.models import Registration, Unit


def questionnaires_before(own: Round) -> tuple[str, ...]:
    """With which questionnaires of the national round somebody answers first, by their ids."""
    return tuple(own.asked_after_of.split())


def check_not_begun(national: Round, *, on: datetime.date) -> None:
    """Own questions are asked of everybody who answers or of nobody. Raises TooLateToAsk, NotLetAsk."""
    if not national.lets_ask_after:
        raise NotLetAsk
    if national.state != RoundState.PLANNED and on >= national.opens_on:
        raise TooLateToAsk


def hold_before_opening(own: Round, *, on: datetime.date) -> None:
    """Let no codes be made in the national round until the transaction ends. Raises TooLateToAsk, NotLetAsk."""
    if own.asked_after_id:
        check_not_begun(Round.objects.select_for_update(no_key=True).get(pk=own.asked_after_id), on=on)


def follow_everywhere(national: Round, new: Iterable[CodeBatch], *, on: datetime.date) -> None:
    """Let new codes of a national round, which is held, answer in the open own rounds too that their municipalities
    ask after it; nobody waits for another municipality's."""
    whose = {each.registration.unit.organisation_id for each in new}
    asked = Round.objects.filter(asked_after=national, state=RoundState.OPEN)
    for own in asked.filter(edition__survey__organisation__in=whose).order_by("pk"):
        follow_codes(Round.objects.select_for_update(no_key=True).get(pk=own.pk), on=on)


def follow_codes(own: Round, *, on: datetime.date) -> None:
    """Let the codes of the national round, which is held with this one, answer here too, those that do not yet."""
    national = _batches_to_follow(own) if own.asked_after_id else ()
    if not national:
        return
    registrations = _registered_units(own, [each.registration.unit for each in national])
    unused, key = take_unused(own)
    starts = accumulate((each.size for each in national[:-1]), initial=unused.issued)
    batches = CodeBatch.objects.bulk_create(
        CodeBatch(
            round=own, registration=registrations[each.registration.unit_id], made_on=on, size=each.size, start=start,
            follows=each,
        )
        for each, start in zip(national, starts, strict=True)
    )  # fmt: skip
    fingerprints = _fingerprints_by_batch(national)
    keep_fingerprints(own.key, [(batch, fingerprints[batch.follows_id]) for batch in batches])
    keep_unused(own, unused.with_more(sum(batch.size for batch in batches)), key=key)
    transaction.on_commit(settle_rows, robust=True)
    record_all([(_event_of(batch), batch.registration.unit.organisation) for batch in batches], round=own.key)


def _batches_to_follow(own: Round) -> Sequence[CodeBatch]:
    every = CodeBatch.objects.filter(round=own.asked_after_id, followed_by=None)
    of = every.filter(
        registration__unit__organisation=owner_of(own), registration__instrument__in=questionnaires_before(own)
    )
    return list(of.order_by("pk").select_related("registration__unit__organisation"))


def _registered_units(own: Round, units: Sequence[Unit]) -> Mapping[int, Registration]:
    """The registration of each unit for the own round, by the unit's id; a unit that has come since is registered."""
    (questionnaire,) = asked_in(own)
    asked = {"family": own.family, "round": own.label, "questionnaire": questionnaire}
    return {unit.pk: add_registration(unit=unit, **asked) for unit in units}


def _fingerprints_by_batch(national: Sequence[CodeBatch]) -> Mapping[int | None, Sequence[bytes]]:
    found: defaultdict[int | None, list[bytes]] = defaultdict(list)
    for batch, fingerprint in Code.objects.filter(batch__in=national).values_list("batch", "fingerprint"):
        found[batch].append(after_fingerprint(bytes(fingerprint)))
    return found


def _event_of(batch: CodeBatch) -> CodesFollowed:
    return CodesFollowed(unit=batch.registration.unit.name, batch=batch.pk, size=batch.size)

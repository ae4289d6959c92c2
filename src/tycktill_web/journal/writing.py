"""Writes entries, in the transaction that does what they tell: both are there afterwards, or neither.

An entry is the last thing that a transaction writes: from then until its end nobody else writes any, since each
follows the one before.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection
from django.utils import timezone

from tycktill_web.journal.actors import Actor, Concerned, current_actor
from tycktill_web.journal.catalogue import write_event
from tycktill_web.journal.chain import BEFORE_THE_FIRST, digest_of
from tycktill_web.journal.errors import NotTogether
from tycktill_web.journal.facts import Event
from tycktill_web.journal.guard import hold_chain
from tycktill_web.journal.models import JournalEntry

_CHUNK = 500


def record(event: Event, *, by: Actor | None = None, of: Concerned | None = None, round: str = "") -> None:
    """Tell what was done, by whom, to which organisation and in which round; else it is who acts and for whom they do.

    Raises NobodyActs, NotTogether, NotAFact.
    """
    record_all([(event, of)], by=by, round=round)


def record_all(
    events: Sequence[tuple[Event, Concerned | None]],
    *,
    by: Actor | None = None,
    round: str = "",
    at: datetime | None = None,
) -> None:
    """Tell several things at once, each of its organisation. Raises what `record` does.

    They are told as of now; `at` is for what a migration brings in from before there was a journal.
    """
    if not connection.in_atomic_block:
        raise NotTogether
    if not events:
        return
    actor, now = by or current_actor(), at or timezone.now()
    entries = [_make_entry(event, actor, of, round, now) for event, of in events]
    number, digest = _newest_entry()
    for entry in entries:
        number += 1
        entry.number = number
        entry.digest = digest = digest_of(entry, digest)
    JournalEntry.objects.bulk_create(entries, batch_size=_CHUNK)


def _make_entry(event: Event, actor: Actor, concerned: Concerned | None, round: str, now: datetime) -> JournalEntry:
    held = actor.capacity(concerned)
    concerned = concerned or (held.organisation if held else None)
    return JournalEntry(
        at=timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) if event.to_the_day else now,
        kind=actor.kind.value,
        person=actor.person,
        who=actor.name,
        role=held.role if held else "",
        acted_for=held.organisation.name if held else "",
        organisation=concerned.pk if concerned else None,
        organisation_name=concerned.name if concerned else "",
        round=round,
        action=event.action,
        facts=write_event(event),
    )


def _newest_entry() -> tuple[int, str]:
    """Number and digest of the newest entry, which stays that until the transaction ends."""
    hold_chain(connection)
    newest = JournalEntry.objects.order_by("-number").values_list("number", "digest").first()
    return newest or (0, BEFORE_THE_FIRST)

"""Holds the whole journal against its chain."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from tycktill_web.journal.chain import BEFORE_THE_FIRST, faults_in
from tycktill_web.journal.guard import is_guarded
from tycktill_web.journal.models import JournalEntry

_NOT_GUARDED = (
    "The database no longer refuses to change or remove entries. Find out who took the triggers away; "
    "`tycktill manage journal guard` puts them back."
)


@dataclass(frozen=True, slots=True)
class Verified:
    """How many entries there are, the newest one's digest, and what is wrong."""

    entries: int
    newest: str
    faults: Sequence[str]


@transaction.atomic
def verify_journal(against: str = "") -> Verified:
    """Whether all that was written is there as it was, in its order; `against` is a digest that was kept elsewhere."""
    entries = JournalEntry.objects.order_by("number")
    faults = [str(fault) for fault in faults_in(entries.iterator())]
    if not is_guarded(connection):
        faults.append(_NOT_GUARDED)
    if against and not entries.filter(digest=against.lower()).exists():
        faults.append(
            f"No entry has the digest {against}: entries after some point were removed, or written anew, "
            "since it was kept."
        )
    newest = entries.last()
    return Verified(entries.count(), newest.digest if newest else BEFORE_THE_FIRST, faults)

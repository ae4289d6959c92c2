"""The action by which a round's answers are disposed of, once its results are final."""

import datetime

from django.db import transaction

from tycktill_web.fieldwork.leading import owner_of
from tycktill_web.fieldwork.models import Round
from tycktill_web.journal.events import AnswersDisposed
from tycktill_web.journal.writing import record
from tycktill_web.releases.errors import DraftInTheWay
from tycktill_web.releases.models import ReleaseNumbers
from tycktill_web.releases.moves import hold_round
from tycktill_web.results.disposing import alone_with, destroy_answers


def dispose_of_answers(round: Round, *, on: datetime.date) -> None:
    """Destroy the answers of a released round, and how many answered in groups of few: from now on it can never be
    counted, nor its result corrected.

    Raises NotInThisState, DraftInTheWay while a correction awaits signatures or its hour, and BeingCounted.
    """
    with alone_with(round), transaction.atomic():
        held = hold_round(round)
        if held.releases.unpublished().exists():
            raise DraftInTheWay
        ReleaseNumbers.objects.filter(release__round=held).delete()
        destroy_answers(held, on=on)
        record(AnswersDisposed(), of=owner_of(held), round=held.key)
    round.refresh_from_db()

"""The days after a round's last, in which nobody answers by themselves any more and paper is still taken.

They end when the round is closed. So no answer comes after a count, which a round must be closed for.
"""

import datetime

from django.db import transaction

from tycktill_web.fieldwork.errors import PaperStillTaken
from tycktill_web.fieldwork.leading import owner_of
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.rounds import close_round
from tycktill_web.journal.paper_events import PaperCutShort
from tycktill_web.journal.writing import record


@transaction.atomic
def close_for_good(round: Round, *, on: datetime.date, despite_paper: bool = False) -> None:
    """Let no more answers in, on paper or otherwise.

    Raises NotInThisState, and PaperStillTaken before the days of grace are over unless it is to be done all the same.
    """
    until = Round.objects.select_for_update(no_key=True).get(pk=round.pk).paper_until
    if on <= until and not despite_paper:
        raise PaperStillTaken(until)
    close_round(round, on=on)
    if on <= until:
        record(PaperCutShort(until=until), of=owner_of(round), round=round.key)

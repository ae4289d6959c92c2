"""How many were at least offered own questions that come after a national questionnaire.

Who has answered that one was offered it, counted or not, and was offered the own questions with it. So where a unit has
counted fewer than have answered the national questionnaire the offered of the own questions are as little known.
"""

import datetime
from collections import Counter

from tycktill_web.fieldwork.after_offers import registrations_before
from tycktill_web.fieldwork.live_figures import live_answers
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.offer_sums import NOTHING_OFFERED, offer_sums


def least_offered(round: Round, *, on: datetime.date) -> Counter[int]:
    """By registration, as it may be told on this day; nothing of a round that is asked after no other."""
    found: Counter[int] = Counter()
    first = round.asked_after
    if first is None:
        return found
    rows = list(registrations_before(round).values_list("pk", "unit__registrations", "unit__organisation"))
    counted = offer_sums(first, of=rows[0][2]) if rows else {}  # they are all of the municipality that asks
    answered = live_answers(first, on=on).units if rows else {}
    for before, own, _ in rows:
        found[own] += max(counted.get(before, NOTHING_OFFERED).offered, answered.get(before, 0))
    return found

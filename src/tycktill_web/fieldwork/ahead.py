"""What told figures say of the days to come: who has stopped counting, and who will end with too few answers."""

import datetime

from tycktill.fieldwork import Outlook, ResponseRate, live_figure, unit_outlook
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.progress import LiveRate, UnitProgress

USUAL_RATE = 0.4
"""How many of those offered answer, where neither this round nor the one before tells it."""

NEW_AFTER = 3
"""Days without a count after which a round that is open asks for one: a weekend is no fault."""


def has_stopped(round: Round, unit: UnitProgress, *, on: datetime.date) -> bool:
    """Whether nobody there has counted for longer than a weekend, while the round is open; never on its first days.

    For own questions nobody counts: who was offered them is counted in the round that they come after.
    """
    since = unit.count.last_counted or round.opens_on
    is_counted = round.state == Round.State.OPEN and not round.asked_after_id
    return is_counted and (on - since).days > NEW_AFTER


def outlook_of(
    round: Round, unit: UnitProgress, *, everybody: LiveRate, before: ResponseRate | None, on: datetime.date
) -> Outlook | None:
    """How many answers a unit will have that is not known to have any; None where there is nothing to foresee.

    Made of what pages tell of it, of `everybody` and of the round `before`, so that it tells no more.
    """
    if round.state != Round.State.OPEN or not unit.issued or not unit.rate.is_few:
        return None
    usual = (before.share if before else None) or USUAL_RATE
    rate = usual if everybody.per_cent is None else everybody.per_cent / 100
    offered, days, left = unit.count.offered, (on - round.opens_on).days + 1, (round.closes_on - on).days
    return unit_outlook(live_figure(0, offered=offered), offered=offered, days=days, days_left=left, rate=rate)


def will_be_few(ahead: Outlook | None) -> bool:
    """Whether it is more likely than not that the unit ends with too few answers to show."""
    return ahead is not None and ahead.few > 1 / 2

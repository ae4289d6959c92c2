"""Draws by lot which units begin first, while nobody can have answered in the next round."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from secrets import token_hex

from django.db import IntegrityError, transaction

from tycktill.improvement import draw_units
from tycktill_web.fieldwork.models import Round
from tycktill_web.improvement.errors import DrawnAlready, TooLateToDraw
from tycktill_web.improvement.locking import later_rounds
from tycktill_web.improvement.models import LotDrawnStart
from tycktill_web.journal.events import StartDrawn
from tycktill_web.journal.writing import record
from tycktill_web.participants.access import actor_of
from tycktill_web.participants.models import Organisation, Person, Role


@dataclass(frozen=True, slots=True)
class WantedStart:
    """What is done, the figure that it is to move, the units that the lot is drawn among and how many begin."""

    family: str
    round: str
    target: str
    question: str
    what: str
    units: Sequence[str]
    number: int


@transaction.atomic
def draw_start(
    own: Organisation, wanted: WantedStart, *, person: Person, at: datetime.datetime, seed: str = ""
) -> LotDrawnStart:
    """Draw, by a seed that the service makes, so that nobody chooses it. Raises TooLateToDraw, DrawnAlready."""
    for round_ in later_rounds(wanted.family, wanted.round).select_for_update(no_key=True):
        if round_.state != Round.State.PLANNED:
            raise TooLateToDraw(round_.label)
    _check_undrawn(own, wanted)
    seed = seed or token_hex(32)
    drawn = draw_units(wanted.units, wanted.number, seed)
    figure = {"family": wanted.family, "round": wanted.round, "target": wanted.target, "question": wanted.question}
    lot = {"first": "\n".join(drawn.first), "waiting": "\n".join(drawn.waiting), "seed": seed}
    by = {"organisation": own, "drawn_by": person, "drawn_at": at}
    try:
        with transaction.atomic():
            made = LotDrawnStart.objects.create(**figure, **lot, **by, what=wanted.what)
    except IntegrityError:
        raise DrawnAlready from None
    event = StartDrawn(
        number=made.pk,
        question=made.question,
        target=made.target,
        first=wanted.number,
        units=len(wanted.units),
        seed=seed,
    )
    record(event, by=actor_of(person, Role.COORDINATOR), of=own, round=f"{wanted.family}-{wanted.round}")
    return made


def _check_undrawn(own: Organisation, wanted: WantedStart) -> None:
    """DrawnAlready where one of the units is in a lot of the round: else it could be drawn for figure after figure, of
    which some are the same by another name, until it suits."""
    Organisation.objects.select_for_update(no_key=True).get(pk=own.pk)
    lots = LotDrawnStart.objects.filter(organisation=own, family=wanted.family, round=wanted.round)
    taken = {unit for each in lots for part in each.drawn for unit in part}
    if not taken.isdisjoint(wanted.units):
        raise DrawnAlready

"""Somebody types forms in, one after the other: how many so far is carried from page to page and kept nowhere.

A row that rose with each form would tell in which order they came, and exactly how many have answered. So the journal
tells of typing in fives alone, and of the day.
"""

from dataclasses import dataclass, replace

from django.core.signing import BadSignature, dumps, loads
from django.db import transaction

from tycktill.fieldwork import STEP
from tycktill_web.fieldwork.models import Round
from tycktill_web.journal.paper_events import PaperTyped
from tycktill_web.journal.writing import record
from tycktill_web.participants.models import Person, Registration

_SALT = "desk.sitting"


@dataclass(frozen=True, slots=True)
class Sitting:
    """So many forms of a unit that one person has typed since they sat down."""

    person: int
    registration: int
    typed: int = 0

    @classmethod
    def read(cls, text: str, person: Person, registration: Registration) -> "Sitting":
        """What `to_text` made; a new one where it is another's, or changed."""
        try:
            found = cls(*loads(text, salt=_SALT))
        except (BadSignature, TypeError):
            found = cls(0, 0)
        own = cls(person.pk, registration.pk)
        return found if replace(found, typed=0) == own else own

    def to_text(self) -> str:
        """To be carried in a form or an address, signed."""
        return dumps((self.person, self.registration, self.typed), salt=_SALT)


def one_more(sitting: Sitting, registration: Registration, round: Round) -> Sitting:
    """Another form was typed in; the journal tells of every fifth, in a transaction of its own."""
    after = replace(sitting, typed=sitting.typed + 1)
    if after.typed % STEP == 0:
        unit = registration.unit
        event = PaperTyped(unit=unit.name, questionnaire=registration.instrument, sheets=STEP)
        with transaction.atomic():
            record(event, of=unit.organisation, round=round.key)
    return after

"""Only those who lead a round do anything with its releases, and the journal tells it as theirs."""

from tycktill_web.fieldwork.leading import may_lead, owner_of, role_leading
from tycktill_web.fieldwork.models import Round
from tycktill_web.journal.facts import Event
from tycktill_web.journal.writing import record_all
from tycktill_web.participants.access import actor_of
from tycktill_web.participants.models import Person
from tycktill_web.releases.errors import NotTheirs


def check_leader(round: Round, person: Person) -> None:
    """NotTheirs unless the person leads the round."""
    if not may_lead(person, round):
        raise NotTheirs


def record_led(round: Round, person: Person, *events: Event) -> None:
    """What somebody has done as one who leads the round."""
    owner = owner_of(round)
    record_all([(event, owner) for event in events], by=actor_of(person, role_leading(round)), round=round.key)

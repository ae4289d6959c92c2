"""Where somebody is signed in, and how they end it from elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from tycktill_web.journal.account_events import SessionsEnded
from tycktill_web.journal.writing import record
from tycktill_web.participants.models import Person, Session

_SALT = "tycktill_web.participants.signed_in"


@dataclass(frozen=True, slots=True)
class SignedInPlace:
    """A browser where somebody is signed in."""

    session: Session
    is_this: bool

    @property
    def sign(self) -> str:
        """What a form calls it by: whoever reads that cannot sign in with it."""
        return salted_hmac(_SALT, self.session.session_key, algorithm="sha256").hexdigest()[:16]


def places_of(person: Person, *, here: str | None) -> Sequence[SignedInPlace]:
    """All of them, this one first, then by when somebody was last there; `here` is the key of this one."""
    live = person.sessions.filter(expire_date__gt=timezone.now()).order_by("-seen_at")
    found = [SignedInPlace(each, each.session_key == here) for each in live]
    return sorted(found, key=lambda place: not place.is_this)


@transaction.atomic
def end_elsewhere(person: Person, *, here: str | None, sign: str = "") -> int:
    """Sign the person out in the browser that `sign` means, or in all but this one; in how many that was."""
    others = [each for each in places_of(person, here=here) if not each.is_this and sign in ("", each.sign)]
    person.sessions.filter(pk__in=[each.session.pk for each in others]).delete()
    if others:
        record(SessionsEnded(number=len(others)))
    return len(others)
